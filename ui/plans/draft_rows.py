"""The drafts of a plan as rows of a grid, and the rows that a person confirmed as what is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from data_model.rules.plans.codes import code_from, task_code_from
from data_model.rules.plans.keeping import RowChange
from data_model.values import AgencyKind, AssignmentRole, Mode, TaskType
from plan_reading.base.draft import LOW_CONFIDENCE, PlanDraft, TaskDraft
from plan_reading.bodies.known import Guess, KnownBody, guess, kind_of, names_of

LONGEST_TITLE = 200

Row = dict[str, Any]


def row_of(task: TaskDraft) -> Row:
    """One draft as a row; one that says what another says is left out until a person takes it."""
    return {
        "taken": task.same_as is None,
        "title": title_of(task.quote),
        "lead": "; ".join(body.name for body in task.lead),
        "coordinate": "; ".join(body.name for body in task.coordinating),
        "supervising": "; ".join(body.name for body in task.supervising),
        "requested": task.mode is Mode.REQUESTED,
        "type": task.recurrence.value,
        "due_on": task.due,
        "product": task.product or "",
        "section": task.section,
        "doubtful": task.confidence < LOW_CONFIDENCE or "dates" in task.doubts,
        "start": task.start,
        "end": task.end,
        "basis": task.recurrence_basis or "",
    }


def title_of(quote: str) -> str:
    """The beginning of the quote, in one line."""
    line = " ".join(quote.split()).rstrip(" .;")
    return line if len(line) <= LONGEST_TITLE else f"{line[:LONGEST_TITLE].rsplit(' ', 1)[0]} …"


def merged(rows: Sequence[Row], number: int, text: str) -> list[Row]:
    """The row joined with the one before it: one duty over the words of both."""
    first, second = rows[number - 1], rows[number]
    start, end = min(first["start"], second["start"]), max(first["end"], second["end"])
    one = {**first, "start": start, "end": end, "title": title_of(text[start:end])}
    return [*rows[: number - 1], one, *rows[number + 1 :]]


def split(rows: Sequence[Row], number: int, text: str, place: int) -> list[Row]:
    """The row parted in two at `place` of the text."""
    row = rows[number]
    first = {**row, "end": place, "title": title_of(text[row["start"] : place])}
    begin = place + len(text[place:]) - len(text[place:].lstrip(" ;,.\n\t"))
    second = {**row, "start": begin, "title": title_of(text[begin : row["end"]])}
    return [*rows[:number], first, second, *rows[number + 1 :]]


def places_to_split(row: Row, text: str) -> list[int]:
    """Where the words of a row may be parted: behind semicolons, commas and full stops."""
    return [
        place + 1
        for place in range(row["start"] + 10, row["end"] - 10)
        if text[place] in ";.," and text[place + 1] in " \n"
    ]


def known_bodies(agencies: Sequence[Mapping[str, str]]) -> list[KnownBody]:
    """The agencies with their names and aliases."""
    return [
        KnownBody(row["code"], (row["name"], *(alias for alias in row["aliases"].split("; ") if alias)))
        for row in agencies
    ]


def guesses(rows: Sequence[Row], known: Sequence[KnownBody]) -> dict[str, Guess | None]:
    """By printed name of the rows that are taken: the known agency that it may mean."""
    names = names_of(cell for row in rows if row["taken"] for cell in (row["lead"], row["coordinate"]))
    return {name: guess(name, known) for name in dict.fromkeys(names)}


def may_consolidate(agencies: Sequence[Mapping[str, str]], meant: Mapping[str, str]) -> dict[str, str]:
    """Names of those that may consolidate the reports, by code; an agency that is made on the way by `to_make`."""
    known = {row["code"]: row["name"] for row in agencies if row["kind"] != AgencyKind.GROUP}
    made = {to_make(name): name for name, code in meant.items() if not code and kind_of(name) is not AgencyKind.GROUP}
    return known | made


def to_make(name: str) -> str:
    """Stands for the code that an agency gets when it is made: no code holds a space."""
    return f"+ {name}"


@dataclass(frozen=True)
class Confirmed:
    """What a person confirmed: the plan's cells and the rows, with the agency that each printed name means ("" is new).

    The consolidator of the regime may be one that is made: `to_make`.
    """

    plan: Mapping[str, str]
    regime: Mapping[str, str]
    rows: Sequence[Row]
    agencies: Mapping[str, str]
    draft: PlanDraft


def changes_of(confirmed: Confirmed, taken: Mapping[str, set[str]]) -> tuple[list[RowChange], dict[str, str]]:
    """The rows to store, and the plan's text by the name of its file. `taken` are the codes of each sheet."""
    plan = code_from(
        (confirmed.plan["number"] or confirmed.plan["title"]) + f" {confirmed.plan['issued_on'][:4]}",
        taken["plans.csv"],
    )
    text_file = f"plans/{plan}.txt"
    agencies, new = _agencies(confirmed, taken["agencies.csv"])
    made, chosen = {to_make(name): code for name, code in agencies.items()}, confirmed.regime["consolidator"]
    changes = [
        *new,
        RowChange("plans.csv", row={**confirmed.plan, "code": plan, "text_file": text_file}),
        RowChange("regimes.csv", row={**confirmed.regime, "plan": plan, "consolidator": made.get(chosen, chosen)}),
    ]
    codes = set(taken["tasks.csv"])
    for row in confirmed.rows:
        if row["taken"] and row["title"]:
            code = task_code_from(plan, codes)
            codes.add(code)
            changes += _task(row, code, plan, agencies, confirmed.draft.text)
    return changes, {text_file: confirmed.draft.text}


def _agencies(confirmed: Confirmed, taken: set[str]) -> tuple[dict[str, str], list[RowChange]]:
    codes: dict[str, str] = {}
    new: list[RowChange] = []
    province = confirmed.plan["province"]
    for name, code in confirmed.agencies.items():
        if not code:
            code = code_from(f"{name} {province}", {*taken, *codes.values()})
            new.append(
                RowChange(
                    "agencies.csv",
                    row={"code": code, "name": name, "kind": kind_of(name).value, "province": province},
                )
            )
        codes[name] = code
    return codes, new


def _task(row: Row, code: str, plan: str, agencies: Mapping[str, str], text: str) -> list[RowChange]:
    due = row["due_on"]
    cells = {
        "code": code,
        "plan": plan,
        "section": row["section"] or "",
        "title": row["title"],
        "type": row["type"] or TaskType.ONE_OFF.value,
        "type_basis": f"“{row['basis']}”" if row.get("basis") else "",
        "due_on": due.isoformat() if isinstance(due, date) else "",
        "product": row["product"] or "",
        "supervising": row.get("supervising") or "",
        "weight": "1",
    }
    if row.get("start") is not None:
        start, end = int(row["start"]), int(row["end"])
        cells |= {"quote": text[start:end], "quote_start": str(start), "quote_end": str(end)}
    mode = (Mode.REQUESTED if row["requested"] else Mode.ASSIGNED).value
    led = list(dict.fromkeys(agencies[name] for name in names_of([row["lead"] or ""])))
    others = list(dict.fromkeys(agencies[name] for name in names_of([row["coordinate"] or ""])))
    roles = ((led, AssignmentRole.LEAD), ([one for one in others if one not in led], AssignmentRole.COORDINATE))
    assignments = [
        RowChange("assignments.csv", row={"task": code, "agency": agency, "role": role.value, "mode": mode})
        for bodies, role in roles
        for agency in bodies
    ]
    return [RowChange("tasks.csv", row=cells), *assignments]

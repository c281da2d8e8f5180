"""Loads a folder of CSV files into the store, whole or not at all, and names every bad row.

A row whose key is in the store is updated in the columns that the file has, any other is inserted; nothing is deleted.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, SQLModel, col, delete, select

from data_model.rules.plans.lineage import in_a_circle
from data_model.store.base.typed_select import columns
from data_model.store.folder.cell_values import TEXT, BadCell, CellProblem, read_task_value, write_task_value
from data_model.store.folder.checks import problems_within
from data_model.store.folder.csv_cells import Cells, LoadProblem, read_cells
from data_model.store.folder.row_writes import ids_by_code, key_of, upsert
from data_model.store.folder.sheets import SENT_FILES, SHEETS, Sheet, SheetColumn
from data_model.store.reporting.submission_writes import store_file
from data_model.tables import (
    Agency,
    Directive,
    DirectiveLink,
    Indicator,
    Plan,
    PlanDirective,
    StoreState,
    Submission,
    Task,
)
from data_model.values import AgencyKind

SAMPLE_PREFIX = "MAU-"
"""Prefix of the numbers of sample submissions; loading one sets `StoreState.sampled`."""

_NOT_STORED = 0
"""The id of a row of the folder that is not stored because of a problem elsewhere."""


class FolderRefused(Exception):
    """Nothing of the folder was stored; `problems` names every bad row."""

    def __init__(self, problems: list[LoadProblem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass
class _Loading:
    """The state of one load while it goes through the files."""

    session: Session
    folder: Path | None = None
    given: Mapping[str, Sequence[Cells]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    """Rows by file name, and texts of plans, where they come from a screen instead of a folder."""
    problems: list[LoadProblem] = field(default_factory=list)
    ids: dict[type[SQLModel], dict[str, int]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    named: dict[type[SQLModel], set[str]] = field(default_factory=lambda: defaultdict(set))
    """Codes in the folder: after a problem nothing more is stored, but they must not be reported as unknown."""

    def id_of(self, table: type[SQLModel], code: str) -> int:
        if table not in self.ids:
            self.ids[table] = ids_by_code(self.session, table)
        row_id = self.ids[table].get(code)
        if row_id is not None:
            return row_id
        if code in self.named[table]:
            return _NOT_STORED
        raise BadCell(CellProblem.UNKNOWN_CODE)


def load_folder(session: Session, folder: Path) -> dict[str, int]:
    """Returns the number of rows by file. Raises FolderRefused; the caller must then roll back."""
    present = [sheet for sheet in SHEETS if (folder / sheet.file_name).is_file()]
    if not present:
        raise FolderRefused([LoadProblem(str(folder), "no_files", expected=", ".join(s.file_name for s in SHEETS))])
    return _load(_Loading(session, folder), present)


def load_rows(
    session: Session, rows: Mapping[str, Sequence[Cells]], *, texts: Mapping[str, str] | None = None
) -> dict[str, int]:
    """The same for rows entered on a screen, by file name; the first is row 1 in problems. `texts` are the texts of plans
    by the name in `text_file`. Raises FolderRefused; the caller must then roll back."""
    return _load(_Loading(session, given=rows, texts=texts or {}), [s for s in SHEETS if s.file_name in rows])


def _load(loading: _Loading, present: Iterable[Sheet]) -> dict[str, int]:
    for sheet in present:
        rows = list(_read_sheet(loading, sheet))
        if not loading.problems:
            _store(loading, sheet, rows)
    if "plans.csv" in loading.counts and not loading.problems:
        _check_stored_quotes(loading)
    if loading.problems:
        raise FolderRefused(loading.problems)
    return loading.counts


@dataclass(frozen=True)
class _Row:
    number: int
    cells: Cells
    values: dict[str, Any]


def _read_sheet(loading: _Loading, sheet: Sheet) -> Iterator[_Row]:
    """The valid rows of a file; problems go to `loading.problems`."""
    seen: dict[tuple[Any, ...], int] = {}
    for number, cells in _read_cells(loading, sheet):
        loading.named[sheet.table].add(cells.get(sheet.headers[0], "").strip())
        values = _read_values(loading, sheet, number, cells)
        if values is None:
            continue
        key = key_of(sheet, values)
        if key in seen:
            problem = LoadProblem(sheet.file_name, "same_key_twice", number, sheet.headers[0], expected=str(seen[key]))
            loading.problems.append(problem)
        seen[key] = number
        yield _Row(number, cells, values)


def _read_cells(loading: _Loading, sheet: Sheet) -> Iterable[tuple[int, Cells]]:
    """(row number as in a spreadsheet, cells by header)."""
    if loading.folder is None:
        return enumerate(loading.given[sheet.file_name], start=1)
    return read_cells(loading.folder / sheet.file_name, sheet, loading.problems)


def _read_values(loading: _Loading, sheet: Sheet, number: int, cells: Cells) -> dict[str, Any] | None:
    values: dict[str, Any] = {}
    problems = []
    for column in sheet.columns:
        if column.header not in cells and not column.required:
            continue
        text = cells[column.header].strip()
        try:
            values[column.attribute] = _read_cell(loading, column, text)
        except BadCell as bad:
            problems.append(LoadProblem(sheet.file_name, bad.problem, number, column.header, text, bad.expected))
    loading.problems += problems
    return None if problems else values


def _read_cell(loading: _Loading, column: SheetColumn, text: str) -> Any:
    if not text:
        if column.required:
            raise BadCell(CellProblem.REQUIRED)
        return column.default
    if column.refers_to is not None:
        return loading.id_of(column.refers_to, column.kind.read(text))
    return column.kind.read(text)


def _store(loading: _Loading, sheet: Sheet, rows: list[_Row]) -> None:
    for row in rows:
        loading.problems += [
            LoadProblem(sheet.file_name, code, row.number, column, row.cells.get(column, ""))
            for column, code in problems_within(sheet.file_name, row.values)
        ]
    check = _CHECKS.get(sheet.file_name)
    if check is not None and not loading.problems:
        check(loading, sheet, rows)
    if loading.problems:
        return
    upsert(loading.session, sheet, [row.values for row in rows])
    loading.ids.pop(sheet.table, None)
    loading.counts[sheet.file_name] = len(rows)
    after = _AFTER.get(sheet.file_name)
    if after is not None:
        after(loading, rows)


def _check_plans(loading: _Loading, sheet: Sheet, rows: list[_Row]) -> None:
    """Reads each plan's text file, and checks that the directives it lists exist."""
    for row in rows:
        name = row.values.get("text_file")
        if name is not None:
            row.values["text"] = ""
        if name and loading.folder is None:
            row.values["text"] = TEXT.read(loading.texts.get(name, ""))
        elif name and loading.folder is not None:
            path = (loading.folder / name).resolve()
            if path.suffix != ".csv" and path.is_relative_to(loading.folder.resolve()) and path.is_file():
                row.values["text"] = _text_of(loading, sheet, row, path)
            else:
                problem = LoadProblem(sheet.file_name, "no_text_file", row.number, "text_file", name)
                loading.problems.append(problem)
        for code in _codes(row.cells.get("directives")):
            try:
                loading.id_of(Directive, code)
            except BadCell as bad:
                problem = LoadProblem(sheet.file_name, bad.problem, row.number, "directives", code)
                loading.problems.append(problem)


def _text_of(loading: _Loading, sheet: Sheet, row: _Row, path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        loading.problems.append(LoadProblem(sheet.file_name, "text_not_utf8", row.number, "text_file", path.name))
        return ""


def _codes(cell: str | None) -> list[str]:
    return [code.strip() for code in (cell or "").split(";") if code.strip()]


def _link_plans(loading: _Loading, rows: list[_Row]) -> None:
    """A replaced plan that is in the store becomes a foreign key; directives are linked in their order."""
    for row in rows:
        plan_id = loading.id_of(Plan, row.values["code"])
        if "replaces_text" in row.values:
            replaced = ids_by_code(loading.session, Plan).get(row.values["replaces_text"])
            cited = "" if replaced else row.values["replaces_text"]
            linked = update(Plan).where(col(Plan.id) == plan_id).values(replaces_id=replaced, replaces_text=cited)
            loading.session.execute(linked)
        if "directives" not in row.cells:
            continue
        loading.session.exec(delete(PlanDirective).where(col(PlanDirective.plan_id) == plan_id))
        for position, code in enumerate(_codes(row.cells.get("directives"))):
            directive_id = loading.id_of(Directive, code)
            loading.session.add(PlanDirective(plan_id=plan_id, directive_id=directive_id, position=position))
    loading.session.flush()


def _check_stored_quotes(loading: _Loading) -> None:
    """After the whole load: every quote of a task must still be in its plan's text, which may be new."""
    query = columns(Task.code, Task.quote, Task.quote_start, Task.quote_end, Plan.text).join(
        Plan, col(Plan.id) == col(Task.plan_id)
    )
    for code, quote, start, end, text in loading.session.execute(query.where(col(Task.quote_start).is_not(None))):
        if text[start:end] != quote:
            loading.problems.append(LoadProblem("plans.csv", "quote_left_behind", None, "text_file", code))


def _check_tasks(loading: _Loading, sheet: Sheet, rows: list[_Row]) -> None:
    """A quote must be in its plan's text at its span."""
    texts = dict(loading.session.execute(select(Plan.id, Plan.text)).all())
    for row in rows:
        values = row.values
        if values.get("quote") and values.get("quote_start") is not None:
            text_there = texts[values["plan_id"]][values["quote_start"] : values["quote_end"]]
            if text_there != values["quote"]:
                problem = LoadProblem(
                    sheet.file_name, "quote_not_there", row.number, "quote", values["quote"], text_there
                )
                loading.problems.append(problem)


def _check_task_changes(loading: _Loading, sheet: Sheet, rows: list[_Row]) -> None:
    """A value must fit its field, and is stored as a dump writes it."""
    for row in rows:
        if "value" not in row.cells:
            loading.problems.append(LoadProblem(sheet.file_name, "missing_column", 1, "value"))
            return
        field, text = row.values["field"], row.values["value"]
        try:
            row.values["value"] = write_task_value(field, read_task_value(field, text))
        except BadCell as bad:
            problem = LoadProblem(sheet.file_name, bad.problem, row.number, "value", text, bad.expected)
            loading.problems.append(problem)


def _check_circles(loading: _Loading, rows: list[_Row]) -> None:
    """After the rows are stored: no directive carries out itself by way of others."""
    names = {row_id: code for code, row_id in ids_by_code(loading.session, Directive).items()}
    query = columns(DirectiveLink.directive_id, DirectiveLink.carries_out_id)
    circle = in_a_circle((names[below], names[above]) for below, above in loading.session.execute(query))
    if circle:
        row = next((row for row in rows if row.cells["directive"] in circle), None)
        number, value = (row.number, row.cells["directive"]) if row else (None, circle[0])
        loading.problems.append(LoadProblem("directive_links.csv", "makes_a_circle", number, "directive", value))


def _check_groups(loading: _Loading, sheet: Sheet, rows: list[_Row]) -> None:
    """The members of a group must be agencies, not groups."""
    kinds = dict(loading.session.execute(select(Agency.id, Agency.kind)).all())
    for row in rows:
        if kinds[row.values["member_id"]] == AgencyKind.GROUP:
            problem = LoadProblem(sheet.file_name, "is_a_group", row.number, "member", row.cells["member"])
            loading.problems.append(problem)


def _check_report_lines(loading: _Loading, sheet: Sheet, rows: list[_Row]) -> None:
    """Agency and period of a line must be its submission's, and its task one of the same plan."""
    submissions = {
        submission_id: (plan_id, code, period)
        for submission_id, plan_id, code, period in loading.session.execute(
            select(Submission.id, Submission.plan_id, Agency.code, Submission.period).join(
                Agency, col(Agency.id) == col(Submission.agency_id)
            )
        )
    }
    plans = dict(loading.session.execute(select(Task.id, Task.plan_id)).all())
    for row in rows:
        plan_id, agency, period = submissions[row.values["submission_id"]]
        for column, expected in (("agency", agency), ("period", period)):
            stated = (row.cells.get(column) or "").strip()
            if stated not in ("", expected):
                problem = LoadProblem(sheet.file_name, "not_as_submission", row.number, column, stated, expected)
                loading.problems.append(problem)
        if plans[row.values["task_id"]] != plan_id:
            problem = LoadProblem(sheet.file_name, "task_of_another_plan", row.number, "task", row.cells["task"])
            loading.problems.append(problem)


def _check_indicator_values(loading: _Loading, sheet: Sheet, rows: list[_Row]) -> None:
    """The indicator of a value must be one of its submission's plan."""
    plans = dict(loading.session.execute(select(Submission.id, Submission.plan_id)).all())
    own = dict(loading.session.execute(select(Indicator.id, Indicator.plan_id)).all())
    for row in rows:
        if own[row.values["indicator_id"]] != plans[row.values["submission_id"]]:
            code = row.cells["indicator"]
            problem = LoadProblem(sheet.file_name, "indicator_of_another_plan", row.number, "indicator", code)
            loading.problems.append(problem)


def _set_decided_status(loading: _Loading, rows: list[_Row]) -> None:
    """A submission gets the status of its last decision, whatever its own row says."""
    for row in sorted(rows, key=lambda row: row.values["decided_at"]):
        decided = update(Submission).where(col(Submission.id) == row.values["submission_id"])
        loading.session.execute(decided.values(status=row.values["decision"]))


def _store_files(loading: _Loading, rows: list[_Row]) -> None:
    """Stores the files of submissions that the folder has; sample submissions mark the store as sampled."""
    if loading.folder is None:
        return
    for sha256 in {str(row.values["sha256"]) for row in rows if row.values.get("sha256")}:
        path = loading.folder / SENT_FILES / sha256
        if not sha256.isalnum() or not path.is_file():
            continue
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() == sha256:
            store_file(loading.session, sha256=sha256, content=content)
        else:
            loading.problems.append(LoadProblem("submissions.csv", "file_not_as_hash", None, "sha256", sha256))
    if any(row.values["number"].startswith(SAMPLE_PREFIX) for row in rows):
        loading.session.exec(update(StoreState).values(sampled=True))


_CHECKS = {
    "plans.csv": _check_plans,
    "tasks.csv": _check_tasks,
    "task_changes.csv": _check_task_changes,
    "groups.csv": _check_groups,
    "report_lines.csv": _check_report_lines,
    "indicator_values.csv": _check_indicator_values,
}
_AFTER = {
    "directive_links.csv": _check_circles,
    "plans.csv": _link_plans,
    "submissions.csv": _store_files,
    "reviews.csv": _set_decided_status,
}

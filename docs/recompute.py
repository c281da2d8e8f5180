"""Compute figures again from the file of rows behind them, with nothing but Python: `python recompute.py FILE.csv`.

The file is what the page “Nguồn số liệu và cách tính” hands out as CSV. Nothing of the product is imported here: the formulas
are written a second time, from docs/definitions.md, so that two hands have to agree. Prints one line a figure:
its identifier, its percentage with one decimal, and n/N.
"""

import csv
import sys
from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

Row = dict[str, str]
Task = dict[str, Any]
Figures = dict[str, tuple[int | Fraction, int | Fraction]]

ENGLISH = {
    "Mã nhiệm vụ": "Code",
    "Loại": "Type",
    "Trọng số": "Weight",
    "Thời hạn": "Due",
    "Ngày xét": "Day looked at",
    "Còn hiệu lực đến": "In force until",
    "Có chủ trì": "Led on the day",
    "Đã hết kỳ": "A period has ended",
    "Chủ trì": "Lead",
    "Tiến độ (%)": "Progress (%)",
    "Ngày hoàn thành": "Completed on",
    "Có báo cáo kỳ này": "Reported this period",
    "Trạng thái kỳ này": "Status this period",
    "Thời hạn gửi": "Report due",
    "Gia hạn đến": "Extended to",
    "Gửi lần đầu": "First submitted",
    "Được xác nhận": "Was accepted",
    "Từng được đề nghị bổ sung": "Was returned",
}
CONTINUING = ("Continuing", "Thường xuyên")
CARRIED_OUT, NOT_CARRIED_OUT = ("Carried out", "Đã triển khai"), ("Not carried out", "Chưa triển khai")
NOTHING_AROSE = ("Nothing to report", "Không phát sinh")
NOTHING = ("", "—")


def read_rows(lines: Iterable[str]) -> list[Row]:
    """The table of the file; above it stand a title, notes and an empty line."""
    rows = list(csv.reader(lines, delimiter=";"))
    start = next(place for place, row in enumerate(rows) if not any(row)) + 1
    header = [ENGLISH.get(name, name) for name in rows[start]]
    return [dict(zip(header, row, strict=True)) for row in rows[start + 1 :]]


def day(text: str) -> date | None:
    return None if text in NOTHING else datetime.strptime(text[:10], "%d/%m/%Y").date()  # noqa: DTZ007


def number(text: str) -> Fraction:
    return Fraction(0) if text in NOTHING else Fraction(Decimal(text.replace(",", ".")))


def tasks(rows: list[Row]) -> list[Task]:
    """One task for all rows of the same code: with several leads it is done when all are, its percentage their mean."""
    by_code: dict[str, list[Row]] = {}
    for row in rows:
        by_code.setdefault(row["Code"], []).append(row)
    return [task(leads) for leads in by_code.values()]


def task(leads: list[Row]) -> Task:
    first, looked_at = leads[0], day(leads[0]["Day looked at"]) or date.max
    due, until = day(first["Due"]), day(first["In force until"]) or date.max
    by_lead = [when if when and when <= min(looked_at, until) else None for when in map(completed_on, leads)]
    continuing = first["Type"] in CONTINUING
    done_on = None if continuing or None in by_lead else max(when for when in by_lead if when)
    state = state_of(due, done_on, said(leads) if continuing else "", looked_at, until)
    ended = bool(first["A period has ended"])
    return {
        "state": state,
        "due": due is not None and due <= looked_at,
        "weight": number(first["Weight"]),
        "percent": sum(number(lead["Progress (%)"]) for lead in leads) / len(leads),
        "measured": not continuing and state != "void",
        "asked": not continuing and state != "void" and ended,
        "covered": all(lead["Reported this period"] or when for lead, when in zip(leads, by_lead, strict=True)),
        "judged": continuing and state != "void" and ended and bool(first["Led on the day"]),
    }


def completed_on(lead: Row) -> date | None:
    return day(lead["Completed on"])


def said(leads: list[Row]) -> str:
    """Of a continuing task, by what its leads say of this period; those for whom nothing arose are set aside."""
    rest = [lead for lead in leads if lead["Status this period"] not in NOTHING_AROSE]
    carried = [lead for lead in rest if lead["Status this period"] in CARRIED_OUT]
    if not rest:
        return "nothing_arose"
    if carried:
        return "carried_out" if len(carried) == len(rest) else "partly"
    did_not = any(lead["Status this period"] in NOT_CARRIED_OUT for lead in rest)
    return "not_carried_out" if did_not else "not_reported"


def state_of(due: date | None, done_on: date | None, said: str, looked_at: date, until: date) -> str:
    if done_on and not due:
        return "done_undated"
    if done_on and due:
        return "done_late" if done_on > due else "done_on_time"
    if until < looked_at:
        return "void"
    if said:
        return said
    if not due:
        return "no_deadline"
    return "overdue" if looked_at > due else "in_progress"


def task_figures(found: list[Task]) -> Figures:
    count = {state: sum(lead["state"] == state for lead in found) for state in {lead["state"] for lead in found}}
    done = sum(count.get(state, 0) for state in ("done_on_time", "done_late", "done_undated"))
    on_time = sum(lead["state"] == "done_on_time" and lead["due"] for lead in found)
    overdue = count.get("overdue", 0)
    due = on_time + count.get("done_late", 0) + overdue
    judged = [lead["state"] for lead in found if lead["judged"] and lead["state"] != "nothing_arose"]
    measured, asked = ([lead for lead in found if lead[which]] for which in ("measured", "asked"))
    covered = [lead for lead in asked if lead["covered"]]
    return {
        "due_completion": (due - overdue, due),
        "on_time_completion": (on_time, due),
        "overall_completion": (done, len(measured)),
        "overdue_rate": (overdue, due),
        "continuing_rate": (judged.count("carried_out"), len(judged)),
        "progress": (reached(measured), weight(measured)),
        "coverage": (weight(covered), weight(asked)),
        "progress_reported": (reached(covered), weight(covered)),
    }


def weight(found: list[Task]) -> Fraction:
    return sum((task["weight"] for task in found), Fraction(0))


def reached(found: list[Task]) -> Fraction:
    return sum((task["weight"] * task["percent"] for task in found), Fraction(0)) / 100


def report_figures(rows: list[Row]) -> Figures:
    sent = [row for row in rows if day(row["First submitted"])]
    on_time = [row for row in sent if came_by(row, "Report due")]
    extended = [row for row in sent if came_by(row, "Report due") or came_by(row, "Extended to")]
    return {
        "completeness": (len(sent), len(rows)),
        "timeliness": (len(on_time), len(rows)),
        "timeliness_extended": (len(extended), len(rows)),
        "accepted_rate": (sum(bool(row["Was accepted"]) for row in rows), len(rows)),
        "returned_rate": (sum(bool(row["Was returned"]) for row in rows), len(sent)),
    }


def came_by(row: Row, due: str) -> bool:
    first, last = day(row["First submitted"]), day(row[due])
    return first is not None and last is not None and first <= last


def one_decimal(value: int | Fraction) -> str:
    exact = Decimal(Fraction(value).numerator) / Fraction(value).denominator
    return str(exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


def main(path: str) -> None:
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = read_rows(file)
    figures = task_figures(tasks(rows)) if rows and "Code" in rows[0] else report_figures(rows)
    for name, (n, d) in figures.items():
        print(f"{name};{one_decimal(Fraction(n) / d * 100) if d else '—'};{one_decimal(n)}/{one_decimal(d)}")


if __name__ == "__main__":
    main(sys.argv[1])

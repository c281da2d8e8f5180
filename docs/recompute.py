"""Compute figures again from the file of rows behind them, with nothing but Python: `python recompute.py FILE.csv`.

The file is what the page “Vì sao có số liệu này?” hands out as CSV. Nothing of the product is imported here: the formulas
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
    "Kế hoạch được thay thế từ": "Plan replaced from",
    "Chủ trì": "Lead",
    "Tiến độ (%)": "Progress (%)",
    "Ngày hoàn thành": "Completed on",
    "Có báo cáo kỳ này": "Reported this period",
    "Có thực hiện kỳ này": "Carried out this period",
    "Hạn nộp": "Report due",
    "Gia hạn đến": "Extended to",
    "Nộp lần đầu": "First submitted",
    "Được duyệt": "Was accepted",
    "Từng bị trả lại": "Was returned",
}
CONTINUING = ("Continuing", "Thường xuyên")
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
    done = [when for lead in leads if (when := day(lead["Completed on"]))]
    done_on = max(done) if len(done) == len(leads) else None
    continuing = first["Type"] in CONTINUING
    state = state_of(day(first["Due"]), done_on, continuing, day(first["Plan replaced from"]), looked_at)
    covered = all(lead["Reported this period"] or day(lead["Completed on"]) for lead in leads)
    return {
        "state": state,
        "weight": number(first["Weight"]),
        "percent": sum(number(lead["Progress (%)"]) for lead in leads) / len(leads),
        "measured": not continuing and state != "void",
        "covered": covered,
        "carried_out": all(lead["Carried out this period"] for lead in leads),
    }


def state_of(due: date | None, done_on: date | None, continuing: bool, replaced: date | None, looked_at: date) -> str:
    if done_on and not continuing and done_on <= looked_at:
        return "done_late" if due and done_on > due else "done_on_time"
    if replaced and replaced <= looked_at:
        return "void"
    if continuing:
        return "continuing"
    if not due:
        return "no_deadline"
    return "overdue" if looked_at > due else "in_progress"


def task_figures(found: list[Task]) -> Figures:
    count = {state: sum(one["state"] == state for one in found) for state in {one["state"] for one in found}}
    done = count.get("done_on_time", 0) + count.get("done_late", 0)
    due = done + count.get("overdue", 0)
    continuing = [one for one in found if one["state"] == "continuing"]
    measured = [one for one in found if one["measured"]]
    covered = [one for one in measured if one["covered"]]
    return {
        "due_completion": (done, due),
        "on_time_completion": (count.get("done_on_time", 0), due),
        "overall_completion": (done, len(found) - len(continuing) - count.get("void", 0)),
        "overdue_rate": (count.get("overdue", 0), due),
        "continuing_rate": (sum(one["carried_out"] for one in continuing), len(continuing)),
        "progress": (reached(measured), weight(measured)),
        "coverage": (weight(covered), weight(measured)),
        "progress_reported": (reached(covered), weight(covered)),
    }


def weight(found: list[Task]) -> Fraction:
    return sum((one["weight"] for one in found), Fraction(0))


def reached(found: list[Task]) -> Fraction:
    return sum((one["weight"] * one["percent"] for one in found), Fraction(0)) / 100


def report_figures(rows: list[Row]) -> Figures:
    sent = [row for row in rows if day(row["First submitted"])]
    on_time = [row for row in sent if came_by(row, "Report due")]
    extended = [row for row in sent if came_by(row, "Extended to")]
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

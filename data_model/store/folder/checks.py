"""Checks of one row of the folder's files after each of its cells could be read."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from data_model.rules.plans.holidays import SATURDAY
from data_model.rules.plans.periods import Period
from data_model.values import DayKind, SubmissionStatus

Problem = tuple[str, str]
"""The header of the column and what is wrong with it."""

PAPER = ("paper_number", "paper_dated_on", "paper_signer", "paper_received_on")
LONGEST_RESULT = 5000
MOST_DAYS = 3650
LAST_DAY = 31
MOST_DECIMALS = 2


def problems_within(file_name: str, values: Mapping[str, Any]) -> Iterator[Problem]:
    """Everything that is wrong with one row, without looking at others."""
    yield from _valid_days(values)
    check = _CHECKS.get(file_name)
    if check is not None:
        yield from check(values)


def _valid_days(values: Mapping[str, Any]) -> Iterator[Problem]:
    first: date | None = values.get("valid_from")
    last: date | None = values.get("valid_to")
    if first is not None and last is not None and first > last:
        yield "valid_to", "ends_before_it_begins"


def _directive_link(values: Mapping[str, Any]) -> Iterator[Problem]:
    if values["directive_id"] == values["carries_out_id"]:
        yield "carries_out", "carries_out_itself"


def _plan(values: Mapping[str, Any]) -> Iterator[Problem]:
    if values.get("replaces_text") == values["code"]:
        yield "replaces", "replaces_itself"


def _holiday(values: Mapping[str, Any]) -> Iterator[Problem]:
    """Only a day of the weekend can be worked in exchange for another."""
    if values.get("kind") is DayKind.WORKED and values["day"].weekday() < SATURDAY:
        yield "kind", "not_a_weekend_day"


def _regime(values: Mapping[str, Any]) -> Iterator[Problem]:
    for name in ("agency_due_days", "lock_after_days"):
        if values.get(name, 0) > MOST_DAYS:
            yield name, "too_many_days"
    day = values.get("office_due_day")
    if day is not None and not 1 <= day <= LAST_DAY:
        yield "office_due_day", "not_a_day_of_a_month"


def _round(values: Mapping[str, Any]) -> Iterator[Problem]:
    """A round of its own needs a title; any other needs a day that it sets."""
    opens_on, due_on = values.get("opens_on"), values.get("due_on")
    if Period.from_code(values["period"]).own is not None:
        if not values.get("title"):
            yield "title", "required"
    elif opens_on is None and due_on is None:
        yield "due_on", "required"
    if opens_on is not None and due_on is not None and opens_on > due_on:
        yield "due_on", "ends_before_it_begins"


def _group(values: Mapping[str, Any]) -> Iterator[Problem]:
    if values["group_id"] == values["member_id"]:
        yield "member", "is_a_group"


def _task(values: Mapping[str, Any]) -> Iterator[Problem]:
    if values.get("weight", 1) <= 0:
        yield "weight", "weight_not_above_zero"
    start, end = values.get("quote_start"), values.get("quote_end")
    if (start is None) is not (end is None) or (start is not None and start >= end):
        yield "quote_end", "quote_span_wrong"


def _report_line(values: Mapping[str, Any]) -> Iterator[Problem]:
    if (values.get("percent") or 0) > 100:
        yield "percent", "percent_out_of_range"
    if len(values.get("result") or "") > LONGEST_RESULT:
        yield "result", "result_too_long"


def _submission(values: Mapping[str, Any]) -> Iterator[Problem]:
    """The fields of a paper report need the instant of entry by the office."""
    if values.get("entered_at") is None and any(values.get(name) for name in PAPER):
        yield "entered_at", "required"


def _review(values: Mapping[str, Any]) -> Iterator[Problem]:
    """A return, and taking an acceptance back (the decision `submitted`), need a reason."""
    with_reason = (SubmissionStatus.RETURNED, SubmissionStatus.SUBMITTED)
    if values["decision"] in with_reason and not values.get("reason"):
        yield "reason", "required"


def _waiver(values: Mapping[str, Any]) -> Iterator[Problem]:
    lifted_at: datetime | None = values.get("lifted_at")
    if lifted_at is not None and lifted_at < values["granted_at"]:
        yield "lifted_at", "ends_before_it_begins"


def _indicator(values: Mapping[str, Any]) -> Iterator[Problem]:
    if values.get("decimals", 0) > MOST_DECIMALS:
        yield "decimals", "too_many_decimals"


def _indicator_target(values: Mapping[str, Any]) -> Iterator[Problem]:
    target = values.get("target")
    if target is not None and not target:
        yield "target", "target_not_above_zero"


_CHECKS: dict[str, Callable[[Mapping[str, Any]], Iterator[Problem]]] = {
    "directive_links.csv": _directive_link,
    "plans.csv": _plan,
    "holidays.csv": _holiday,
    "regimes.csv": _regime,
    "rounds.csv": _round,
    "groups.csv": _group,
    "tasks.csv": _task,
    "report_lines.csv": _report_line,
    "submissions.csv": _submission,
    "reviews.csv": _review,
    "waivers.csv": _waiver,
    "indicators.csv": _indicator,
    "indicator_targets.csv": _indicator_target,
}

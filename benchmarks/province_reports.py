"""Generates the reports of the agencies of `provinces.py`, quarter by quarter: submissions, lines and decisions.

Most are on time and accepted; some late, missing, returned and sent again, withdrawn, waived or extended. Percentages
rise to 100 around the due date, or stop before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Protocol

import numpy as np
import pyarrow as pa

from data_model.rules.plans.periods import Calendar, Period, end_of
from data_model.values import LineStatus, SubmissionStatus, WindowRule
from seed_data.sample import DIFFICULTIES, PROPOSALS, RETURN_REASON
from seed_data.sample_results import sample_result

RESULTS = tuple(
    sample_result(title, Random(title), done=False)
    for title in ("Tuyên truyền", "Tổ chức hội nghị", "Đón đoàn", "Xây dựng đề án", "Kiện toàn bộ máy", "Khác")
)

MISSING, WAIVED, LATE, RETURNED, WITHDRAWN, NEVER_DECIDED, EXTENDED = 0.04, 0.005, 0.12, 0.05, 0.005, 0.005, 0.015
"""Of all reports."""
WAITING = 0.08
"""Of those of the last quarter."""
LEFT_OUT = 0.075
"""Of all lines."""
WITH_VALUE = 0.3
"""Of the indicators of a plan in each report."""
ONE_OFF, YEARLY, CONTINUING = 0, 1, 2
DAY, HOUR = np.timedelta64(24 * 60, "m"), np.timedelta64(60, "m")
NEVER = np.datetime64("NaT")
REPORTER, REVIEWER = "can-bo", "dau-moi"
CONTINUED = np.array([LineStatus.CARRIED_OUT, LineStatus.NOT_CARRIED_OUT, LineStatus.NOTHING_TO_REPORT])


class HasDuties(Protocol):
    """The part of `provinces.Duties` that is used here; places count from 0, row ids from 1."""

    until: date
    chance: np.random.Generator
    plan_of_task: np.ndarray
    type: np.ndarray
    due_on: np.ndarray

    @property
    def quarters(self) -> list[Period]: ...
    @property
    def begins_on(self) -> date: ...
    @property
    def leads(self) -> tuple[np.ndarray, np.ndarray]: ...
    def calendar(self, plan: int) -> Calendar: ...


@dataclass
class Sent:
    """The submissions of one quarter, oldest first; `reporter` is a place in `MadeReports.reporters`."""

    id: np.ndarray
    reporter: np.ndarray
    at: np.ndarray
    decision: np.ndarray
    decided_at: np.ndarray


class MadeReports:
    """`in_utc` is the suffix that the database needs behind an instant, `indicators` how many each plan has."""

    def __init__(self, duties: HasDuties, *, in_utc: str, indicators: int) -> None:
        self.duties = duties
        self.chance = duties.chance
        self.in_utc = in_utc
        self.indicators = indicators
        self.last_instant = _instant(duties.until) + DAY - np.timedelta64(1, "m")
        tasks, agencies = duties.leads
        self.reporters, reporter = np.unique(
            np.stack([agencies, duties.plan_of_task[tasks]]), axis=1, return_inverse=True
        )
        order = np.argsort(reporter.ravel(), kind="stable")
        self.tasks, self.reporter_of_lead = tasks[order], reporter.ravel()[order]
        self.starts = np.searchsorted(self.reporter_of_lead, np.arange(self.reporters.shape[1] + 1))
        self.progress = _Progress(duties, self.tasks)
        self.submissions = self.reviews = self.lines = self.values = self.extensions = self.waivers = 0

    def tables(self) -> Iterator[tuple[str, pa.Table]]:
        """Table and rows, in an order that foreign keys allow."""
        for quarter in self.duties.quarters:
            fate = self._fates(quarter)
            sent = self._sent(fate, is_last=quarter is self.duties.quarters[-1])
            codes = self._codes(quarter)
            yield "submission", self._submission_rows(sent, codes)
            yield "review", self._review_rows(sent)
            yield "report_line", self._line_rows(sent, quarter)
            yield "indicator_value", self._value_rows(sent)
            yield "extension", self._extension_rows(fate, codes)
            yield "waiver", self._waiver_rows(fate, codes)

    def _fates(self, quarter: Period) -> "_Fates":
        plans = self.reporters[1]
        due_days = np.array([self.duties.calendar(plan).agency_due_days for plan in range(plans.max() + 1)])[plans]
        return _Fates(self.chance, end=quarter.window(WindowRule.ND09)[1], due_days=due_days)

    def _codes(self, quarter: Period) -> np.ndarray:
        """By reporter, the code of the report that its plan asks for at the end of this quarter."""
        plans = range(self.reporters[1].max() + 1)
        reports = [self.duties.calendar(plan).report_for(quarter) for plan in plans]
        return np.array([report.code if report else "" for report in reports])[self.reporters[1]]

    def _sent(self, fate: "_Fates", *, is_last: bool) -> Sent:
        first, again = fate.first_sent_at, fate.sent_again_at
        reporter = np.arange(len(first))
        waits = fate.is_never_decided | (self.chance.random(len(first)) < (WAITING if is_last else 0))
        accepted = np.full(len(first), SubmissionStatus.ACCEPTED.value, "U12")
        at = np.concatenate([first, again])
        decision = np.concatenate([np.where(np.isnat(again), accepted, fate.setback), accepted])
        decided_at = np.concatenate(
            [
                np.where(np.isnat(again), np.where(waits, NEVER, fate.first_decided_at), fate.setback_at),
                np.where(waits, NEVER, fate.decided_again_at),
            ]
        )
        kept = np.flatnonzero(at <= self.last_instant)
        kept = kept[np.argsort(at[kept], kind="stable")]
        decided_at = np.where(decided_at <= self.last_instant, decided_at, NEVER)
        ids = self.submissions + 1 + np.arange(len(kept))
        self.submissions += len(kept)
        return Sent(ids, np.tile(reporter, 2)[kept], at[kept], decision[kept], decided_at[kept])

    def _submission_rows(self, sent: Sent, codes: np.ndarray) -> pa.Table:
        count = len(sent.id)
        status = np.where(np.isnat(sent.decided_at), SubmissionStatus.SUBMITTED.value, sent.decision)
        return pa.table(
            {
                "id": sent.id,
                "number": [f"BC-{number:07d}" for number in sent.id.tolist()],
                "agency_id": self.reporters[0][sent.reporter] + 1,
                "plan_id": self.reporters[1][sent.reporter] + 1,
                "period": codes[sent.reporter].tolist(),
                "submitted_at": self._kept(sent.at),
                "submitted_by": pa.repeat(REPORTER, count),
                "status": status.tolist(),
                "file_name": pa.repeat("", count),
                "sha256": pa.repeat("", count),
            }
        )

    def _review_rows(self, sent: Sent) -> pa.Table:
        decided = np.flatnonzero(~np.isnat(sent.decided_at))
        decision = sent.decision[decided]
        reasons = np.where(decision == SubmissionStatus.RETURNED.value, RETURN_REASON, "")
        first, self.reviews = self.reviews + 1, self.reviews + len(decided)
        return pa.table(
            {
                "id": first + np.arange(len(decided)),
                "submission_id": sent.id[decided],
                "decision": decision.tolist(),
                "reason": reasons.tolist(),
                "decided_by": np.where(decision == SubmissionStatus.WITHDRAWN.value, REPORTER, REVIEWER).tolist(),
                "decided_at": self._kept(sent.decided_at[decided]),
            }
        )

    def _line_rows(self, sent: Sent, quarter: Period) -> pa.Table:
        percent, status, done_on = self.progress.at(quarter, self.chance)
        counts = np.diff(self.starts)[sent.reporter]
        before = np.repeat(np.cumsum(counts) - counts, counts)
        lead = np.repeat(self.starts[sent.reporter], counts) + np.arange(counts.sum()) - before
        kept = self.chance.random(len(lead)) >= LEFT_OUT
        lead, submission = lead[kept], np.repeat(sent.id, counts)[kept]
        count = len(lead)
        first, self.lines = self.lines + 1, self.lines + count
        return pa.table(
            {
                "id": first + np.arange(count),
                "submission_id": submission,
                "task_id": self.tasks[lead] + 1,
                "percent": pa.array(percent[lead], mask=percent[lead] < 0),
                "status": status[lead].tolist(),
                "done_on": pa.array(done_on[lead]),
                "result": self._texts(RESULTS, count, 1),
                "difficulties": self._texts(DIFFICULTIES, count, 0.2),
                "proposals": self._texts(PROPOSALS, count, 0.1),
                "evidence": [f"{number % 900 + 1}/BC-{quarter.code}" for number in range(count)],
            }
        )

    def _value_rows(self, sent: Sent) -> pa.Table:
        has_value = self.chance.random((len(sent.id), self.indicators)) < WITH_VALUE
        submission, indicator = np.nonzero(has_value)
        first, self.values = self.values + 1, self.values + len(submission)
        plan = self.reporters[1][sent.reporter[submission]]
        return pa.table(
            {
                "id": first + np.arange(len(submission)),
                "submission_id": sent.id[submission],
                "indicator_id": plan * self.indicators + indicator + 1,
                "value": self.chance.integers(1, 400, len(submission)) * 100,
                "note": pa.repeat("", len(submission)),
            }
        )

    def _texts(self, texts: tuple[str, ...], count: int, share: float) -> pa.Array:
        chosen = self.chance.integers(0, len(texts), count)
        chosen[self.chance.random(count) >= share] = len(texts)
        return pa.array([*texts, ""]).take(pa.array(chosen))

    def _extension_rows(self, fate: "_Fates", codes: np.ndarray) -> pa.Table:
        extended = np.flatnonzero(fate.is_extended)
        first, self.extensions = self.extensions + 1, self.extensions + len(extended)
        return self._granted(extended, codes, fate, first, "Đơn vị đang sắp xếp tổ chức.").append_column(
            "due_on", pa.array((fate.due_on[extended] + 10 * DAY).astype("datetime64[D]"))
        )

    def _waiver_rows(self, fate: "_Fates", codes: np.ndarray) -> pa.Table:
        waived = np.flatnonzero(fate.is_waived)
        first, self.waivers = self.waivers + 1, self.waivers + len(waived)
        return self._granted(waived, codes, fate, first, "Trong kỳ không có hoạt động.").append_column(
            "lifted_by", pa.repeat("", len(waived))
        )

    def _granted(self, reporters: np.ndarray, codes: np.ndarray, fate: "_Fates", first: int, reason: str) -> pa.Table:
        count = len(reporters)
        return pa.table(
            {
                "id": first + np.arange(count),
                "agency_id": self.reporters[0][reporters] + 1,
                "plan_id": self.reporters[1][reporters] + 1,
                "period": pa.array(codes[reporters].tolist(), pa.string()),
                "reason": pa.repeat(reason, count),
                "granted_by": pa.repeat(REVIEWER, count),
                "granted_at": self._kept(np.repeat(fate.end + 33 * HOUR, count)),
            }
        )

    def _kept(self, at: np.ndarray) -> pa.Array:
        texts = np.datetime_as_string(at, unit="us").tolist()
        return pa.array([text.replace("T", " ") + self.in_utc for text in texts], pa.string())


def _instant(day: date) -> np.datetime64:
    """The first minute of a day in Vietnam, in UTC."""
    return np.datetime64(day, "m") - np.timedelta64(end_of(day).utcoffset())


class _Fates:
    """By reporter: how the report of a quarter came, instants in UTC, NaT where nothing happened."""

    def __init__(self, chance: np.random.Generator, *, end: date, due_days: np.ndarray) -> None:
        count = len(due_days)
        self.end = _instant(end)
        self.due_on = np.datetime64(end, "m") + due_days * DAY
        came = chance.random(count)
        self.is_waived = came < WAIVED
        self.is_extended = chance.random(count) < EXTENDED
        days = np.where(came < MISSING + LATE, due_days + chance.integers(1, 41, count), _within(chance, due_days))
        first = self.end + days * DAY + self._office_hours(chance, count)
        self.first_sent_at = np.where(came < MISSING, NEVER, first)
        self.is_never_decided = chance.random(count) < NEVER_DECIDED
        self.first_decided_at = self.first_sent_at + self._later(chance, count, 15)
        setback = chance.random(count)
        is_returned, is_withdrawn = setback < RETURNED, setback > 1 - WITHDRAWN
        self.setback = np.where(is_returned, SubmissionStatus.RETURNED.value, SubmissionStatus.WITHDRAWN.value)
        back_at = np.where(is_returned, self.first_sent_at + self._later(chance, count, 7), self.first_sent_at + HOUR)
        self.setback_at = np.where(is_returned | is_withdrawn, back_at, NEVER)
        self.sent_again_at = self.setback_at + np.where(is_returned, self._later(chance, count, 7), HOUR)
        self.decided_again_at = self.sent_again_at + self._later(chance, count, 8)

    @staticmethod
    def _office_hours(chance: np.random.Generator, count: int) -> np.ndarray:
        return 8 * HOUR + chance.integers(0, 9 * 60, count).astype("timedelta64[m]")

    @staticmethod
    def _later(chance: np.random.Generator, count: int, below: int) -> np.ndarray:
        minutes = chance.integers(0, 60, count).astype("timedelta64[m]")
        return chance.integers(1, below, count) * DAY + minutes


def _within(chance: np.random.Generator, days: np.ndarray) -> np.ndarray:
    """A day after the window, not after the due day."""
    return 1 + (chance.random(len(days)) * days).astype(int)


class _Progress:
    """How far each lead has come with its task at the end of a quarter."""

    def __init__(self, duties: HasDuties, tasks: np.ndarray) -> None:
        chance, count = duties.chance, len(tasks)
        self.type = duties.type[tasks]
        self.due_on = duties.due_on[tasks]
        begins, days = np.datetime64(duties.begins_on), (duties.until - duties.begins_on).days
        some_day = begins + chance.integers(100, days + 400, count)
        fate = chance.random(count)
        self.delay = np.where(fate < 0.6, -chance.integers(0, 90, count), chance.integers(1, 150, count))
        self.stops_at = np.where(fate > 0.88, chance.integers(30, 95, count), 100)
        """Twelve in a hundred stop on the way."""
        self.finishes_on = np.where(np.isnat(self.due_on), some_day, self.due_on) + self.delay
        self.takes = chance.integers(120, 700, count)

    def at(self, quarter: Period, chance: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Percent in tenths (below nought is none), status and done-on date of each lead's line."""
        end = np.datetime64(quarter.window(WindowRule.ND09)[1])
        finishes_on, takes = self._in_year(quarter.year)
        percent = np.clip(100 - (finishes_on - end).astype(int) * 100 // takes, 0, self.stops_at)
        is_done = (percent == 100) & (finishes_on <= end)
        status = np.where(percent > 0, LineStatus.IN_PROGRESS.value, LineStatus.NOT_STARTED.value).astype("U20")
        status[is_done] = LineStatus.DONE.value
        is_continuing = self.type == CONTINUING
        told = chance.choice(CONTINUED, len(status), p=(0.85, 0.08, 0.07))
        status = np.where(is_continuing, told, status)
        percent = np.where(is_continuing, -1, np.where(is_done, 100, np.minimum(percent, 95)) * 10)
        return percent, status, np.where(is_done & ~is_continuing, finishes_on, np.datetime64("NaT", "D"))

    def _in_year(self, year: int) -> tuple[np.ndarray, np.ndarray]:
        """When each lead finishes and how many days it works; a yearly task begins with the reporting year."""
        opened = np.datetime64(f"{year - 1}-12-15")
        in_year = np.datetime64(f"{year}-01-01") + (self.due_on - self.due_on.astype("datetime64[Y]"))
        finishes = np.where(np.isnat(in_year), np.datetime64(f"{year}-11-01"), in_year) + self.delay // 3
        is_yearly = self.type == YEARLY
        takes = np.where(is_yearly, np.maximum((finishes - opened).astype(int), 1), self.takes)
        return np.where(is_yearly, finishes, self.finishes_on), takes

"""Finds, by columns, the plain rows: those that the row reader would store without any finding.

There are no rules of its own here: each distinct code, number, day and status goes once through the same cell readers,
and each distinct combination once through the same rules. All other rows are left to the row reader.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data_model.values import DeadlineStatus, TaskType
from intake.base.cells import Percent, Reading, read_date, read_percent, read_period, read_status
from intake.base.checked_file import ReportContext
from intake.base.headings import Column
from intake.base.opened_file import Cell
from intake.base.row_columns import SCHEMA, STATUSES, Codes
from intake.bulk.text_blocks import NotPlain
from intake.bulk.text_signs import lengths, result_key, result_keys
from intake.checking.percent_column import judge_column
from intake.checking.row_rules import EARLIEST_DAY, LEAST_TELLING, RESULT_LIMIT, RowValues, notes_on
from intake.checking.rows import CLOSED
from intake.checking.targets import Targets

Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]

TEXTS = (*(Column.RESULT, Column.DIFFICULTIES, Column.CAUSE, Column.RESPONSIBILITY, Column.PROPOSALS, Column.EVIDENCE),)
_TYPES = tuple(TaskType)
_BITS = 21
_DAY = timedelta(days=1)
_LAST_YEAR, _HAS_DAY, _IN_FUTURE, _TOO_EARLY, _AFTER_WINDOW = 16, 8, 4, 2, 1
_ABOUT_DAY = 31
_EPOCH = date(1970, 1, 1).toordinal()
_SEVERAL = -1


@dataclass(frozen=True, slots=True)
class OpenReport:
    """A report by plan and period; an agency with an extension has one of its own."""

    plan: str
    period: int
    deadline_status: DeadlineStatus
    window_ends: int


@dataclass(frozen=True, slots=True)
class PlainRows:
    """The plain rows of a block: their places in it, a table of `SCHEMA`, and by row its report (place in
    `PlainReader.reports`) and the `result_keys` of its result."""

    at: Whole
    table: pa.Table
    reports: Whole
    result_keys: Whole


def _years(ordinals: Whole) -> Whole:
    """The year of each day; of none (0) one after every year."""
    days = (ordinals - _EPOCH).astype("M8[D]").astype("M8[Y]").astype(np.int64) + 1970
    return np.where(ordinals > 0, days, date.max.year + 1)


class Lexicon:
    """Reads each distinct text of a column once; gives the number of its value, -1 where it can't be read."""

    def __init__(self, read: Callable[[str], Reading[Any]]) -> None:
        self._read = read
        self.codes = Codes()
        self._texts: pa.StringArray = pa.array([], pa.string())
        self._numbers: Whole = np.zeros(0, np.int64)

    def numbers(self, texts: pa.StringArray) -> Whole:
        places = pc.index_in(texts, self._texts)
        if places.null_count:
            new = pc.unique(texts.filter(pc.is_null(places)))
            self._texts = pa.concat_arrays([self._texts, new])
            self._numbers = np.append(self._numbers, [self._number(text) for text in new.to_pylist()])
            places = pc.index_in(texts, self._texts)
        return self._numbers[places.to_numpy()]

    def _number(self, text: str) -> int:
        reading = self._read(text)
        return -1 if reading.problem is not None else self.codes.index(reading.value)


def packed(*parts: Whole) -> Whole:
    """Packs up to three numbers into one; raises NotPlain where one is too large for that."""
    combinations = np.zeros_like(parts[0])
    for part in parts:
        if len(part) and int(part.max()) >= 1 << _BITS:
            raise NotPlain
        combinations = (combinations << _BITS) | part
    return combinations


class RowDecisions:
    """Calls `decide` once for each distinct combination of numbers and caches the answer."""

    def __init__(self, decide: Callable[..., int]) -> None:
        self._decide = decide
        self._combinations: Whole = np.array([-1], np.int64)
        self._answers: Whole = np.array([0], np.int64)

    def on(self, *parts: Whole) -> Whole:
        combinations = packed(*parts)
        places = self._places(combinations)
        new = np.unique(combinations[self._combinations[places] != combinations])
        if len(new):
            self._add(new, len(parts))
            places = self._places(combinations)
        return self._answers[places]

    def _places(self, combinations: Whole) -> Whole:
        return np.searchsorted(self._combinations, combinations).clip(max=len(self._combinations) - 1)

    def _add(self, new: Whole, parts: int) -> None:
        shifts = range((parts - 1) * _BITS, -1, -_BITS)
        decided = [
            self._decide(*(packed_row >> shift & ((1 << _BITS) - 1) for shift in shifts)) for packed_row in new.tolist()
        ]
        combinations = np.append(self._combinations, new)
        order = np.argsort(combinations)
        self._combinations, self._answers = combinations[order], np.append(self._answers, decided)[order]


class PlainReader:
    """Finds the plain rows of one file, block by block."""

    def __init__(self, context: ReportContext, targets: Targets) -> None:
        self._context = context
        self._targets = targets
        self._task = Lexicon(targets.coded)
        self._agency = Lexicon(targets.agency)
        self._period = Lexicon(read_period)
        self._percent = Lexicon(self.percent)
        self._status = Lexicon(read_status)
        self._done_on = Lexicon(read_date)
        self.tasks, self.agencies, self.periods = self._task.codes, self._agency.codes, Codes()
        self._plans = Codes()
        self._plans_of_tasks: list[int] = []
        self._types_of_tasks: list[int] = []
        self.reports: list[OpenReport] = []
        self._bare_percents: set[Decimal] = set()
        self._assigned = RowDecisions(self._is_assigned)
        self._extended_agency = RowDecisions(self._agency_with_extension)
        self._report = RowDecisions(self._report_of)
        self._without_finding = RowDecisions(self._rules_have_no_finding)
        self._before = RowDecisions(self._earlier_of)
        self._overdue = RowDecisions(self._is_overdue)
        self._earlier_tenths: list[int] = [-1]
        self._earlier_days: list[int] = [0]
        self._earlier_keys: list[int] = [0]

    def read(self, numbers: Whole, cells: dict[Column, pa.StringArray], plain_texts: Mask) -> PlainRows:
        """The plain rows of a block. `plain_texts` says which rows have only plain texts; a missing column counts as empty."""
        empty = pa.array([""] * len(numbers), pa.string())
        block = {column: cells.get(column, empty) for column in Column}
        read = {column: self._lexicon(column).numbers(block[column]) for column in Column if column not in TEXTS}
        result_lengths = lengths(block[Column.RESULT])
        in_order = plain_texts & (result_lengths <= RESULT_LIMIT)
        for value_numbers in read.values():
            in_order &= value_numbers >= 0
        at = np.flatnonzero(in_order)
        task, agency = read[Column.TASK], read[Column.AGENCY]
        at = at[self._assigned.on(task[at], agency[at]) == 1]
        report = self._reports_of(task[at], agency[at], read[Column.PERIOD][at])
        at, report = at[report >= 0], report[report >= 0]
        without_finding = self._has_no_finding(read, at, report, result_lengths)
        at, report = at[without_finding], report[without_finding]
        answered = self._needs_no_cause(read, at, block)
        at, report = at[answered], report[answered]
        keys = result_keys(block[Column.RESULT].take(pa.array(at)))
        new = self._is_unlike_earlier(read, at, keys, result_lengths)
        if not new.all():
            at, report, keys = at[new], report[new], keys[new]
        return PlainRows(at, self._table(numbers, block, read, at, report), report, keys)

    def refuse_fractions(self) -> None:
        """Raises NotPlain where all numbers without % are at most 1 and some are below: 1 may then be 100 %."""
        if (
            self._bare_percents
            and max(self._bare_percents) <= 1
            and any(0 < value < 1 for value in self._bare_percents)
        ):
            raise NotPlain

    def _lexicon(self, column: Column) -> Lexicon:
        return {
            Column.TASK: self._task,
            Column.AGENCY: self._agency,
            Column.PERIOD: self._period,
            Column.PERCENT: self._percent,
            Column.STATUS: self._status,
            Column.DONE_ON: self._done_on,
        }[column]

    def percent(self, cell: Cell) -> Reading[Percent]:
        """A percentage, decided as far as possible without the rest of the column."""
        reading = read_percent(cell)
        if reading.value is not None and not reading.value.certain:
            self._bare_percents.add(reading.value.value)
        return judge_column([reading])[0]

    def _is_assigned(self, task: int, agency: int) -> int:
        return int(self.agencies.values[agency] in self._context.tasks[self.tasks.values[task]].agencies)

    def _reports_of(self, task: Whole, agency: Whole, named: Whole) -> Whole:
        """By row the place in `reports`; -1 where the row reader would have a finding on the period."""
        plan = np.array(self._plan_of_task(), np.int64)[task]
        extended_agency = self._extended_agency.on(plan, agency) if self._context.extended else np.zeros_like(plan)
        return self._report.on(plan, extended_agency, named)

    def _plan_of_task(self) -> list[int]:
        plans = self._plans_of_tasks
        plans += (self._plans.index(self._context.tasks[code].plan) for code in self.tasks.values[len(plans) :])
        return plans

    def _type_of_task(self) -> list[int]:
        types = self._types_of_tasks
        types += (_TYPES.index(self._context.tasks[code].type) for code in self.tasks.values[len(types) :])
        return types

    def _agency_with_extension(self, plan: int, agency: int) -> int:
        """0 for an agency without an extension in the plan, else its number + 1."""
        pair = (self.agencies.values[agency], self._plans.values[plan])
        return agency + 1 if pair in self._context.extended else 0

    def _report_of(self, plan: int, extended_agency: int, named: int) -> int:
        chosen = self._context.period
        wanted = self._period.codes.values[named] or chosen
        if wanted is None:
            return -1
        names = self.agencies.values[extended_agency - 1] if extended_agency else "", self._plans.values[plan]
        place = self._context.target(*names, wanted)
        if chosen is not None and self._context.target(*names, chosen).report != place.report:
            return -1
        if place.deadline_status in CLOSED:
            return -1
        ends = place.window_ends.toordinal()
        self.reports.append(OpenReport(names[1], self.periods.index(place.report), place.deadline_status, ends))
        return len(self.reports) - 1

    def _has_no_finding(self, read: dict[Column, Whole], at: Whole, report: Whole, result_lengths: Whole) -> Mask:
        window_ends = np.array([open_report.window_ends for open_report in self.reports], np.int64)
        types = np.array(self._type_of_task(), np.int64)
        day = self._days()[read[Column.DONE_ON][at]]
        about_day = (
            _HAS_DAY * (day > 0)
            + _IN_FUTURE * (day > self._context.today.toordinal())
            + _TOO_EARLY * (day < EARLIEST_DAY.toordinal())
            + _AFTER_WINDOW * (day > window_ends[report])
            + _LAST_YEAR * (_years(day) < _years(window_ends)[report])
        )
        about = (types[read[Column.TASK][at]] << 7) | (about_day << 1) | (result_lengths[at] > 0)
        return self._without_finding.on(about, read[Column.STATUS][at], read[Column.PERCENT][at]) == 1

    def _rules_have_no_finding(self, about: int, status: int, percent: int) -> int:
        """Whether the rules have no finding on such a row; checked on an example row."""
        done_on, window_ends = self._example(about >> 1 & _ABOUT_DAY)
        read: Percent | None = self._percent.codes.values[percent]
        values = RowValues(
            percent=None if read is None else read.value,
            status=self._status.codes.values[status],
            done_on=done_on,
            result="x" if about & 1 else "",
        )
        notes = notes_on(values, _TYPES[about >> 7], today=self._context.today, window_ends=window_ends)
        return int(next(notes, None) is None)

    def _example(self, about_day: int) -> tuple[date | None, date]:
        today = self._context.today
        if not about_day & _HAS_DAY:
            return None, today
        day = today + _DAY if about_day & _IN_FUTURE else EARLIEST_DAY
        day = day - _DAY if about_day & _TOO_EARLY else day
        if about_day & _LAST_YEAR:
            return day, day.replace(year=day.year + 1, day=1)
        return day, day - _DAY if about_day & _AFTER_WINDOW else day

    def _needs_no_cause(self, read: dict[Column, Whole], at: Whole, block: dict[Column, pa.StringArray]) -> Mask:
        """Whether the row is of no overdue task of its lead, or says that it is completed, or why it is not."""
        overdue = self._overdue.on(read[Column.TASK][at], read[Column.AGENCY][at]) == 1
        said = lengths(block[Column.CAUSE]) + lengths(block[Column.DIFFICULTIES]) > 0
        needs_none: Mask = ~overdue | (self._tenths()[read[Column.PERCENT][at]] == 1000) | said[at]
        return needs_none

    def _is_overdue(self, task: int, agency: int) -> int:
        return int(self.agencies.values[agency] in self._context.tasks[self.tasks.values[task]].overdue_of)

    def _earlier_of(self, task: int, agency: int) -> int:
        """The place of the accepted line; 0 for none, `_SEVERAL` where the row reader has to look which one holds."""
        lines = self._context.earlier.get((self.tasks.values[task], self.agencies.values[agency]), ())
        if len(lines) > 1:
            return _SEVERAL
        for line in lines:
            self._earlier_tenths.append(-1 if line.percent is None else int(line.percent * 10))
            self._earlier_days.append(line.done_on.toordinal() if line.done_on else 0)
            self._earlier_keys.append(result_key(line.result))
        return len(self._earlier_keys) - 1 if lines else 0

    def _is_unlike_earlier(self, read: dict[Column, Whole], at: Whole, keys: Whole, result_lengths: Whole) -> Mask:
        """Whether the percentage did not fall, the done-on date did not move and the result is not the same as in the
        accepted line, whatever its period: what is like one is left to the row reader."""
        if not self._context.earlier:
            return np.ones(len(at), np.bool_)
        found = self._before.on(read[Column.TASK][at], read[Column.AGENCY][at])
        earlier = np.maximum(found, 0)
        day = self._days()[read[Column.DONE_ON][at]]
        day_before = np.array(self._earlier_days)[earlier]
        moved = (day > 0) & (day_before > 0) & (day != day_before)
        fallen = self._tenths()[read[Column.PERCENT][at]] < np.array(self._earlier_tenths)[earlier]
        same = keys == np.array(self._earlier_keys)[earlier]
        repeated = same & (earlier > 0) & (result_lengths[at] >= LEAST_TELLING)
        unlike: Mask = ~(fallen | moved | repeated | (found == _SEVERAL))
        return unlike

    def _days(self) -> Whole:
        """Ordinals by number of a day; 0 for none."""
        return np.array([day.toordinal() if day else 0 for day in self._done_on.codes.values], np.int64)

    def _tenths(self) -> Whole:
        """Tenths by number of a percentage; -1 for none. Rows with more than one decimal are never plain."""
        return np.array(
            [-1 if value is None else int(value.value * 10) for value in self._percent.codes.values], np.int64
        )

    def _table(
        self, numbers: Whole, block: dict[Column, pa.StringArray], read: dict[Column, Whole], at: Whole, report: Whole
    ) -> pa.Table:
        tenths = self._tenths()[read[Column.PERCENT][at]]
        statuses = [-1 if value is None else STATUSES.index(value) for value in self._status.codes.values]
        status = np.array(statuses, np.int64)[read[Column.STATUS][at]]
        days = pa.array(self._done_on.codes.values, pa.date32())
        periods = np.array([open_report.period for open_report in self.reports], np.int64)
        columns = [
            pa.array(numbers[at]),
            pa.array(read[Column.TASK][at]),
            pa.array(read[Column.AGENCY][at]),
            pa.array(periods[report]),
            pa.array(tenths, mask=tenths < 0),
            pa.array(status, mask=status < 0),
            days.take(pa.array(read[Column.DONE_ON][at])),
            *(block[column].take(pa.array(at)) for column in TEXTS),
        ]
        return pa.table([column.cast(field.type) for column, field in zip(columns, SCHEMA, strict=True)], schema=SCHEMA)

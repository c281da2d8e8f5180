"""Reads and checks the rows of the table of numbers against the store."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from data_model.rules.indicators.adding_up import running_total
from data_model.rules.plans.periods import Period
from data_model.rules.reporting.deadlines import TargetReport
from data_model.values import AddsUp, DeadlineStatus
from intake.base.cells import read_period, read_text, read_word
from intake.base.checked_file import (
    Finding,
    IndicatorRow,
    NumbersRead,
    ReportableIndicator,
    ReportContext,
    ReportRow,
    Severity,
)
from intake.base.finding_codes import FindingCode
from intake.base.matching import code_key
from intake.base.opened_file import Cell, cell_text
from intake.checking.targets import Targets
from intake.indicators.amounts import Amount, grouped, is_unit, read_amount
from intake.indicators.headings import NumberColumn
from intake.indicators.number_table import NumberTable

LONGEST_NOTE = 2_000
_TEN = 10
Cells = Mapping[NumberColumn, Cell]


def read_numbers(numbers: NumberTable, context: ReportContext) -> NumbersRead:
    """The rows that can be stored, and all findings. A row without any amount says nothing, and is left out: a blank is no
    zero."""
    targets = Targets(context)
    by_key = {code_key(code): indicator for code, indicator in context.indicators.items()}
    readings = [_Reading(number, cells, context, targets, by_key) for number, cells in numbers.rows()]
    rows = [row for reading in readings if (row := reading.read()) is not None]
    findings = [finding for reading in readings for finding in reading.findings]
    findings += _on_repeated(rows)
    wrong = {finding.row for finding in findings if finding.severity is Severity.ERROR}
    return NumbersRead(tuple(row for row in rows if row.number not in wrong), tuple(findings), numbers.table.name)


def beside_reports(numbers: NumbersRead, rows: Iterable[ReportRow], context: ReportContext) -> NumbersRead:
    """Numbers are part of a report: it stands in the same file, or was sent before. Others can't be stored."""
    sent = {(row.agency, context.tasks[row.task].plan, row.period) for row in rows} | context.reported
    alone = [
        row for row in numbers.rows if (row.agency, context.indicators[row.indicator].plan, row.period) not in sent
    ]
    if not alone:
        return numbers
    findings = [Finding(Severity.ERROR, FindingCode.NUMBERS_ALONE, row.number, None, row.indicator) for row in alone]
    kept = tuple(row for row in numbers.rows if row not in alone)
    return NumbersRead(kept, (*numbers.findings, *findings), numbers.sheet)


def is_ten_times(value: Decimal, last: Decimal) -> bool:
    """Whether one is ten times the other or more, which is mostly another unit; of two that are not 0."""
    return bool(value and last) and (value >= last * _TEN or value * _TEN <= last)


def _on_repeated(rows: list[IndicatorRow]) -> Iterator[Finding]:
    keys = [(row.indicator, row.agency, row.period) for row in rows]
    for row, key in zip(rows, keys, strict=True):
        if keys.count(key) > 1:
            other = next(other.number for other, own in zip(rows, keys, strict=True) if own == key and other is not row)
            yield Finding(
                Severity.ERROR,
                FindingCode.INDICATOR_TWICE,
                row.number,
                NumberColumn.INDICATOR,
                row.indicator,
                str(other),
            )


class _Refused(Exception):
    """The row can't be stored, for a reason after which nothing more can be said of it."""


@dataclass
class _Reading:
    """One row while it is read."""

    number: int
    cells: Cells
    context: ReportContext
    targets: Targets
    indicator_of_key: Mapping[str, ReportableIndicator]
    findings: list[Finding] = field(default_factory=list)

    def read(self) -> IndicatorRow | None:
        """None for a row that says nothing, or has errors."""
        try:
            return self._read()
        except _Refused:
            return None

    def _read(self) -> IndicatorRow | None:
        code = read_word(self._cell(NumberColumn.INDICATOR), decimal_sign=".")
        amounts = [cell_text(self._cell(column)).strip() for column in (NumberColumn.IN_PERIOD, NumberColumn.TOTAL)]
        if not any(amounts):
            return None
        if not code:
            raise self._refused(FindingCode.INDICATOR_MISSING, NumberColumn.INDICATOR)
        indicator, agency = self._indicator(code), self._agency()
        if indicator.agencies is not None and agency not in indicator.agencies:
            raise self._refused(FindingCode.INDICATOR_NOT_ASKED, NumberColumn.INDICATOR, code)
        target = self._target(indicator, agency)
        unit = read_text(self._cell(NumberColumn.UNIT))
        if unit and not is_unit(unit, indicator.unit):
            raise self._refused(FindingCode.UNIT_DISAGREES, NumberColumn.UNIT, unit, indicator.unit)
        in_period, total = (self._amount(column, indicator) for column in (NumberColumn.IN_PERIOD, NumberColumn.TOTAL))
        nothing = in_period.value is None and total.value is None
        if nothing or any(finding.severity is Severity.ERROR for finding in self.findings):
            return None
        return self._row(indicator, agency, target, in_period.value, total.value)

    def _cell(self, column: NumberColumn) -> Cell:
        return self.cells.get(column, "")

    def _error(self, code: FindingCode, column: NumberColumn, value: str = "", expected: str = "") -> None:
        self.findings.append(Finding(Severity.ERROR, code, self.number, column, value, expected))

    def _refused(self, code: FindingCode, column: NumberColumn, value: str = "", expected: str = "") -> _Refused:
        self._error(code, column, value, expected)
        return _Refused()

    def _warning(self, code: FindingCode, column: NumberColumn, value: str, expected: str = "") -> None:
        self.findings.append(Finding(Severity.WARNING, code, self.number, column, value, expected))

    def _indicator(self, code: str) -> ReportableIndicator:
        found = self.indicator_of_key.get(code_key(code))
        if found is None:
            raise self._refused(FindingCode.INDICATOR_UNKNOWN, NumberColumn.INDICATOR, code)
        return found

    def _agency(self) -> str:
        cell = self._cell(NumberColumn.AGENCY)
        read = self.targets.agency(cell)
        if read.value is None:
            problem = read.problem or FindingCode.AGENCY_MISSING
            raise self._refused(problem, NumberColumn.AGENCY, cell_text(cell), read.expected)
        return read.value

    def _target(self, indicator: ReportableIndicator, agency: str) -> TargetReport:
        """The report that the row belongs to, if it is still taken."""
        cell, chosen = self._cell(NumberColumn.PERIOD), self.context.period
        read = read_period(cell)
        period = read.value or chosen
        if read.problem is not None or period is None:
            raise self._refused(read.problem or FindingCode.PERIOD_MISSING, NumberColumn.PERIOD, cell_text(cell))
        target = self.context.target(agency, indicator.plan, period)
        if chosen is not None and target.report != self.context.target(agency, indicator.plan, chosen).report:
            raise self._refused(FindingCode.PERIOD_NOT_CHOSEN, NumberColumn.PERIOD, cell_text(cell), chosen.code)
        refused = {
            DeadlineStatus.NOT_EXPECTED: FindingCode.PERIOD_NOT_EXPECTED,
            DeadlineStatus.LOCKED: FindingCode.PERIOD_LOCKED,
        }.get(target.deadline_status)
        if refused is not None:
            raise self._refused(refused, NumberColumn.PERIOD, cell_text(cell), period.code)
        return target

    def _amount(self, column: NumberColumn, indicator: ReportableIndicator) -> Amount:
        cell = self._cell(column)
        amount = read_amount(cell, unit=indicator.unit, decimals=indicator.decimals)
        if amount.problem is not None:
            self._error(amount.problem, column, cell_text(cell), amount.expected)
        if amount.read_as:
            self._warning(FindingCode.AMOUNT_READ_AS, column, cell_text(cell), amount.read_as)
        return amount

    def _row(
        self,
        indicator: ReportableIndicator,
        agency: str,
        target: TargetReport,
        in_period: Decimal | None,
        total: Decimal | None,
    ) -> IndicatorRow:
        note = read_text(self._cell(NumberColumn.NOTE))
        if len(note) > LONGEST_NOTE:
            raise self._refused(FindingCode.TEXT_TOO_LONG, NumberColumn.NOTE, note[:100], str(LONGEST_NOTE))
        earlier = self.context.earlier_values.get((indicator.code, agency), {})
        others = {period: value for period, value in earlier.items() if period != target.report}
        value = self._value(indicator, target.report, others, in_period, total)
        self._beside_before(indicator, target.report, others, value, has_note=bool(note))
        return IndicatorRow(self.number, indicator.code, agency, target.report, value, note)

    def _value(
        self,
        indicator: ReportableIndicator,
        report: Period,
        others: Mapping[Period, Decimal],
        in_period: Decimal | None,
        total: Decimal | None,
    ) -> Decimal:
        """The value of the period. A running total alone gives it by what was accepted before; both must agree."""
        before = self._total_with(indicator, report, others, Decimal(0))
        if in_period is None:
            assert total is not None, "a row without any amount was left out"
            if total < before:
                raise self._refused(FindingCode.TOTAL_FELL, NumberColumn.TOTAL, grouped(total), grouped(before))
            return total - before
        if total is not None and report.own is None:
            by_sum = self._total_with(indicator, report, others, in_period)
            if total != by_sum:
                raise self._refused(FindingCode.TOTAL_DISAGREES, NumberColumn.TOTAL, grouped(total), grouped(by_sum))
        return in_period

    def _total_with(
        self, indicator: ReportableIndicator, report: Period, others: Mapping[Period, Decimal], value: Decimal
    ) -> Decimal:
        """The running total at the report's end, were this its value."""
        if report.own is not None:
            return value
        plan = self.context.plans[indicator.plan]
        return running_total({**others, report: value}, indicator.adds_up, plan, report) or Decimal(0)

    def _beside_before(
        self,
        indicator: ReportableIndicator,
        report: Period,
        others: Mapping[Period, Decimal],
        value: Decimal,
        *,
        has_note: bool,
    ) -> None:
        """A running total that falls needs a note; ten times the last value, or a tenth of it, is asked about."""
        if report.own is not None:
            return
        plan = self.context.plans[indicator.plan]
        if indicator.adds_up is AddsUp.SUM:
            stood = running_total(others, indicator.adds_up, plan, report)
            now = self._total_with(indicator, report, others, value)
            if stood is not None and now < stood:
                if has_note:
                    self._warning(
                        FindingCode.TOTAL_FELL_EXPLAINED, NumberColumn.IN_PERIOD, grouped(now), grouped(stood)
                    )
                else:
                    self._error(FindingCode.TOTAL_FELL, NumberColumn.IN_PERIOD, grouped(now), grouped(stood))
                return
        earlier = [period for period in others if period < report and period.own is None]
        alike = [period for period in earlier if period.kind is report.kind] or earlier
        last = others[max(alike)] if alike else Decimal(0)
        if is_ten_times(value, last):
            code = FindingCode.TEN_TIMES if value > last else FindingCode.A_TENTH
            self._warning(code, NumberColumn.IN_PERIOD, grouped(value), grouped(last))

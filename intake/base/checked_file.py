"""Input and output of reading a report file: the context that it is checked against; rows, findings, verdict."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from data_model.rules.plans.facts import PlanFact
from data_model.rules.plans.periods import Period
from data_model.rules.reporting.deadlines import TargetOf
from data_model.values import AddsUp, LineStatus, TaskType
from intake.base.file_content import Content
from intake.base.finding_codes import FindingCode


class Severity(StrEnum):
    """`blocker`: the whole file is refused; `error`: the row can't be stored; `warning`: stored, to be looked at."""

    BLOCKER = "blocker"
    ERROR = "error"
    WARNING = "warning"


class Verdict(StrEnum):
    CLEAN = "clean"
    WARNINGS = "warnings"
    ERRORS = "errors"
    BLOCKED = "blocked"


@dataclass(frozen=True)
class ReportableTask:
    """A task that may be reported on, with who may report on it today.

    `missed_due_on` is its due day where that has passed and it is not completed by what was accepted; `overdue_of` are then
    its leads, who say why.
    """

    code: str
    plan: str
    type: TaskType
    agencies: frozenset[str]
    missed_due_on: date | None = None
    overdue_of: frozenset[str] = frozenset()


@dataclass(frozen=True)
class ReportableIndicator:
    """An indicator that may be reported on; `agencies` is who is asked for it, None everybody who reports on the plan."""

    code: str
    plan: str
    name: str
    unit: str
    adds_up: AddsUp
    decimals: int
    agencies: frozenset[str] | None = None


@dataclass(frozen=True)
class EarlierLine:
    """An accepted line of an assignment, to compare a new line with; `period` is that of its report."""

    period: Period
    percent: Decimal | None = None
    done_on: date | None = None
    result: str = ""


@dataclass(frozen=True)
class ReportContext:
    """What a file is checked against.

    `agency` is the user's own agency, or None for a file that names agencies in the column `co_quan`; `agencies` then
    gives the code for each `matching_key` of a code, name or alias. `period` is the one chosen on screen, or None if
    each row names its own. `earlier` is by (task, agency), in order of the periods.
    """

    tasks: Mapping[str, ReportableTask]
    agencies: Mapping[str, str]
    target: TargetOf
    """From agency, plan and period to the report that the period is sent in, and its deadline status today."""
    today: date
    agency: str | None = None
    period: Period | None = None
    earlier: Mapping[tuple[str, str], tuple[EarlierLine, ...]] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    """By `header_key` the canonical header that the agency means by a heading of its own."""
    extended: frozenset[tuple[str, str]] = frozenset()
    """(agency, plan) with an extension: their deadline status may differ from that of the plan's other agencies."""
    taken_codes: frozenset[str] = frozenset()
    """Codes of other agencies' tasks: such a code is no typing error, so no other code is suggested."""
    plans: Mapping[str, PlanFact] = field(default_factory=dict)
    indicators: Mapping[str, ReportableIndicator] = field(default_factory=dict)
    earlier_values: Mapping[tuple[str, str], Mapping[Period, Decimal]] = field(default_factory=dict)
    """By (indicator, agency) the accepted values of each report."""
    reported: frozenset[tuple[str, str, Period]] = frozenset()
    """(agency, plan, report) of reports that were sent and wait or were accepted: numbers may follow them."""


@dataclass(frozen=True)
class Finding:
    """One error or warning. `row` counts as in a spreadsheet, from 1; None is the whole file.

    `column` is the canonical header, `value` the cell's text, `expected` what would be right, where known (similar
    codes, the limit, the last percentage).
    """

    severity: Severity
    code: FindingCode
    row: int | None = None
    column: str | None = None
    value: str = ""
    expected: str = ""


@dataclass(frozen=True)
class ReportRow:
    """One assignment in one period, as it will be stored."""

    number: int
    task: str
    agency: str
    period: Period
    percent: Decimal | None = None
    status: LineStatus | None = None
    done_on: date | None = None
    result: str = ""
    difficulties: str = ""
    cause: str = ""
    responsibility: str = ""
    proposals: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator in one period, as it will be stored."""

    number: int
    indicator: str
    agency: str
    period: Period
    value: Decimal
    note: str = ""


@dataclass(frozen=True)
class NumbersRead:
    """The table of numbers of a file: the rows that can be stored, and all findings; rows count in its own sheet."""

    rows: tuple[IndicatorRow, ...] = ()
    findings: tuple[Finding, ...] = ()
    sheet: str = ""


Texts = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class ReportFile:
    """A file after reading: the rows that can be stored, and all findings.

    `cells` has the texts of the table, one tuple per row from spreadsheet row 1 on, from which the file with the column
    "Lỗi" is made. `lay_out` computes them only when needed.
    """

    sha256: str
    rows: Sequence[ReportRow] = ()
    findings: tuple[Finding, ...] = ()
    rows_read: int = 0
    header_row: int | None = None
    encoding: str | None = None
    delimiter: str | None = None
    lay_out: Callable[[], Texts] = field(default=tuple, repr=False, compare=False)
    content: Content = b""
    numbers: NumbersRead | None = None
    """None for a file without a table of numbers."""

    @property
    def has_rows(self) -> bool:
        """Whether there is anything to store."""
        return bool(len(self.rows) or (self.numbers and self.numbers.rows))

    @cached_property
    def cells(self) -> Texts:
        return self.lay_out()

    @property
    def verdict(self) -> Verdict:
        found = (*self.findings, *(self.numbers.findings if self.numbers else ()))
        severities = {finding.severity for finding in found}
        if Severity.BLOCKER in severities:
            return Verdict.BLOCKED
        if Severity.ERROR in severities:
            return Verdict.ERRORS
        return Verdict.WARNINGS if severities else Verdict.CLEAN

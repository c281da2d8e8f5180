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


class FindingCode(StrEnum):
    """Every kind of finding; its sentence is in `wording/findings.py`."""

    # blockers: the file as a whole
    EMPTY_FILE = "empty_file"
    FILE_TOO_BIG = "file_too_big"
    FILE_KIND_REFUSED = "file_kind_refused"
    MACROS = "macros"
    ENCRYPTED = "encrypted"
    DAMAGED_FILE = "damaged_file"
    HOSTILE_FILE = "hostile_file"
    UNPACKS_TOO_BIG = "unpacks_too_big"
    TAKES_TOO_LONG = "takes_too_long"
    ENCODING_UNKNOWN = "encoding_unknown"
    LEGACY_IN_DOUBT = "legacy_in_doubt"
    DOUBLE_ENCODED = "double_encoded"
    UNCLOSED_QUOTE = "unclosed_quote"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    NO_HEADER = "no_header"
    MISSING_COLUMN = "missing_column"
    DUPLICATE_COLUMN = "duplicate_column"
    SEVERAL_TABLES = "several_tables"
    SECOND_TABLE = "second_table"
    OTHER_SEPARATOR = "other_separator"
    ALL_IN_ONE_CELL = "all_in_one_cell"
    NO_ROWS = "no_rows"
    LETTERS_LOST = "letters_lost"
    SECRECY_MARKING = "secrecy_marking"

    # errors: the row can't be stored
    TASK_MISSING = "task_missing"
    TASK_UNKNOWN = "task_unknown"
    TASK_OF_OTHER_AGENCY = "task_of_other_agency"
    LOOK_ALIKE_LETTER = "look_alike_letter"
    AGENCY_MISSING = "agency_missing"
    AGENCY_UNKNOWN = "agency_unknown"
    AGENCY_NOT_OWN = "agency_not_own"
    PERIOD_MISSING = "period_missing"
    PERIOD_UNREADABLE = "period_unreadable"
    PERIOD_NOT_CHOSEN = "period_not_chosen"
    PERIOD_NOT_EXPECTED = "period_not_expected"
    PERIOD_LOCKED = "period_locked"
    PERCENT_MISSING = "percent_missing"
    PERCENT_NOT_A_NUMBER = "percent_not_a_number"
    PERCENT_OUT_OF_RANGE = "percent_out_of_range"
    PERCENT_TOO_PRECISE = "percent_too_precise"
    PERCENT_AMBIGUOUS = "percent_ambiguous"
    FOREIGN_DIGITS = "foreign_digits"
    STATUS_UNKNOWN = "status_unknown"
    STATUS_NOT_FOR_TASK = "status_not_for_task"
    DATE_UNREADABLE = "date_unreadable"
    DATE_IMPOSSIBLE = "date_impossible"
    DATE_IS_SERIAL = "date_is_serial"
    DATE_IS_NUMBER = "date_is_number"
    DATE_TOO_EARLY = "date_too_early"
    DONE_ON_MISSING = "done_on_missing"
    DONE_ON_IN_FUTURE = "done_on_in_future"
    PERCENT_WENT_DOWN = "percent_went_down"
    RESULT_MISSING = "result_missing"
    REASON_MISSING = "reason_missing"
    NOTHING_ENTERED = "nothing_entered"
    TEXT_TOO_LONG = "text_too_long"
    DUPLICATE_ROW = "duplicate_row"
    SURPLUS_CELLS = "surplus_cells"
    SWALLOWED_ROWS = "swallowed_rows"
    CELL_ERROR = "cell_error"
    CELL_WITHOUT_VALUE = "cell_without_value"
    CELL_PICTURE = "cell_picture"
    DAMAGED_TEXT = "damaged_text"

    # errors in the table of numbers
    INDICATOR_MISSING = "indicator_missing"
    INDICATOR_UNKNOWN = "indicator_unknown"
    INDICATOR_NOT_ASKED = "indicator_not_asked"
    INDICATOR_TWICE = "indicator_twice"
    UNIT_DISAGREES = "unit_disagrees"
    AMOUNT_NOT_A_NUMBER = "amount_not_a_number"
    AMOUNT_AMBIGUOUS = "amount_ambiguous"
    AMOUNT_NEGATIVE = "amount_negative"
    AMOUNT_NOT_WHOLE = "amount_not_whole"
    AMOUNT_TOO_PRECISE = "amount_too_precise"
    AMOUNT_TOO_BIG = "amount_too_big"
    TOTAL_FELL = "total_fell"
    TOTAL_DISAGREES = "total_disagrees"
    NUMBERS_ALONE = "numbers_alone"

    # warnings: stored, but look again
    LEGACY_CONVERTED = "legacy_converted"
    UNKNOWN_COLUMN = "unknown_column"
    UNNAMED_COLUMN = "unnamed_column"
    SHEET_LEFT_OUT = "sheet_left_out"
    NOTE_ROW = "note_row"
    TEXT_IS_DAY = "text_is_day"
    TEXT_IS_NUMBER = "text_is_number"
    NUMBER_CUT = "number_cut"
    PICTURE_LEFT_OUT = "picture_left_out"
    BELOW_THE_TABLE = "below_the_table"
    PERIOD_NOT_OPEN = "period_not_open"
    PERIOD_LATE = "period_late"
    PERCENT_NOT_USED = "percent_not_used"
    STATUS_DISAGREES = "status_disagrees"
    STATUS_MISSING = "status_missing"
    DONE_ON_NOT_USED = "done_on_not_used"
    DONE_ON_AFTER_WINDOW = "done_on_after_window"
    DONE_ON_MOVED = "done_on_moved"
    DONE_ON_LAST_YEAR = "done_on_last_year"
    RESULT_REPEATED = "result_repeated"
    RESULT_OF_OTHER_AGENCY = "result_of_other_agency"
    AMOUNT_READ_AS = "amount_read_as"
    TOTAL_FELL_EXPLAINED = "total_fell_explained"
    TEN_TIMES = "ten_times"
    A_TENTH = "a_tenth"


@dataclass(frozen=True)
class ReportableTask:
    """A task that may be reported on, with who may report on it today."""

    code: str
    plan: str
    type: TaskType
    agencies: frozenset[str]


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

"""Tables of several pages: rows of the rules in the words of the user's language."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st
from pandas.io.formats.style import Styler
from streamlit.elements.lib.column_types import ColumnConfig

from charts import colours
from data_model.rules.figures.attention import AttentionItem, AttentionKind
from data_model.rules.figures.grouping import Group
from data_model.rules.figures.measures import Measure, Ratio
from data_model.rules.figures.statuses import ExpectedReport, TaskStatus
from data_model.rules.figures.timeliness import ReportTimeliness, report_timeliness
from data_model.rules.figures.upcoming import UpcomingDate
from data_model.rules.plans.facts import Facts
from data_model.rules.round.rounds import ReportStatus
from data_model.values import TIME_ZONE, GroupBy, ReportState
from exports.base.table_file import TableValue
from exports.base.table_rows import RowValue, TableRows, cell_words, filled_columns
from ui.base.language import _
from ui.base.print_view import Markup, paper_table
from wording.groups import agency_name, body_name, group_label, plan_name
from wording.labels import (
    ATTENTION_KIND,
    DEADLINE_STATUS,
    GROUP_BY,
    MEASURE,
    REPORT_STATE,
    REPORT_TIMELINESS,
    TASK_TYPE,
    UPCOMING_KIND,
    label,
)
from wording.periods import period_name
from wording.rates import NO_RATE, Amount, Change, Rate, n_of_d_words, rate
from wording.tasks import UnderWay, flag_words, lowest_of_leads, state_words

GROUP_MEASURES = (
    Measure.DUE_COMPLETION,
    Measure.ON_TIME_COMPLETION,
    Measure.OVERDUE_RATE,
    Measure.PROGRESS,
    Measure.COVERAGE,
    Measure.CONTINUING_RATE,
    Measure.COMPLETENESS,
    Measure.TIMELINESS,
)


ROW_HEIGHT, WRAPPED_ROW_HEIGHT, LINE_HEIGHT, MOST_LINES = 35, 66, 20, 3
SHOWN_WHOLE = 30
"""Most rows that are shown without a scroll bar."""
TABLE_WIDTH, LETTER_WIDTH, CELL_PADDING = 1000, 7, 22
"""In pixels: what a laptop has room for, and about what a text takes. Rows that fit are one line high."""
WRAPPED_FROM, LINE_LENGTH, LONG_TEXT_WIDTH = 40, 44, 320
"""Where they do not fit, a longer text is folded (Streamlit does so in rows above 64 pixels) into several lines of this many letters; more is read by a click on the cell."""
WIDEST_FIXED = 220
"""A first column up to this width stays while the others are scrolled."""


FIGURE_SPACE = "\u2007"
"""As wide as a digit, and sorted before every digit."""
AMOUNT_WIDTH = 135
"""Room for billions, written in full."""
DAY_FORMAT, INSTANT_FORMAT = "DD/MM/YYYY", "DD/MM/YYYY HH:mm"

Fills = Mapping[tuple[int, str], str]
"""By row and column name: the background colour of a cell."""
TEXT_ON_FILL = "#1c2733"


class Marked(str):
    """Words that a coloured mark goes with, such as those of a state; it is the same text in a file and on paper."""

    colour: str

    def __new__(cls, words: str, colour: str) -> "Marked":
        made = super().__new__(cls, words)
        made.colour = colour
        return made


def show_table(rows: TableRows, *, key: str, empty: str, fills: Fills = MappingProxyType({})) -> None:
    """The rows as a table, or the sentence `empty`. A coloured cell must say its meaning in words too."""
    if not rows:
        st.info(empty)
        return
    if not isinstance(rows, DrawnRows):
        rows = DrawnRows(rows, fills)
    st.dataframe(**rows.on_screen, key=key)
    st.html(rows.on_paper)


def choose_rows(rows: TableRows, *, key: str, empty: str) -> list[int]:
    """The same with a checkbox before each row; returns the places of the selected rows."""
    if not rows:
        st.info(empty)
        return []
    drawn = DrawnRows(rows)
    selection = st.dataframe(**drawn.on_screen, key=key, on_select="rerun", selection_mode="multi-row")
    st.html(drawn.on_paper)
    return [place for place in selection["selection"]["rows"] if place < len(rows)]


class DrawnRows(tuple[Mapping[str, RowValue], ...]):
    """Rows cached with a view, together with their drawing for screen and print."""

    fills: Fills

    def __new__(cls, rows: Iterable[Mapping[str, RowValue]], fills: Fills = MappingProxyType({})) -> "DrawnRows":
        made = super().__new__(cls, rows)
        made.fills = fills
        return made

    @cached_property
    def on_screen(self) -> dict[str, Any]:
        return _table(self, self.fills)

    @cached_property
    def on_paper(self) -> Markup:
        return paper_table(self, _shown_columns(self, self.fills))


def _table(rows: TableRows, fills: Fills) -> dict[str, Any]:
    """The arguments of `st.dataframe`, in the form that Streamlit sends, so that it converts nothing at each run."""
    values = {name: [row.get(name) for row in rows] for name in _shown_columns(rows, fills)}
    columns = {name: _column(column) for name, column in values.items()}
    longest = {name: _longest(column) for name, column in columns.items()}
    fits = sum(_one_line(name, longest[name]) for name in columns) <= TABLE_WIDTH
    lines = 1 if fits else min(max((-(-length // LINE_LENGTH) for length in longest.values()), default=1), MOST_LINES)
    table = pa.table({name: pa.array(column, from_pandas=True) for name, column in columns.items()})
    config = {name: _column_config(values[name], column) for name, column in columns.items()}
    for name, length in longest.items():
        if length > WRAPPED_FROM:
            config[name]["width"] = _one_line(name, length) if fits else LONG_TEXT_WIDTH
    first = next(iter(columns))
    if not fits and _one_line(first, longest[first]) <= WIDEST_FIXED:
        config[first]["pinned"] = True
    return {
        "data": _filled(pd.DataFrame(columns), fills) if fills else table,
        "hide_index": True,
        "width": "stretch",
        "height": "content" if len(rows) <= SHOWN_WHOLE else "auto",
        "row_height": ROW_HEIGHT if lines == 1 else max(WRAPPED_ROW_HEIGHT, ROW_HEIGHT + LINE_HEIGHT * (lines - 1)),
        "placeholder": "",
        "column_config": config,
    }


def _one_line(name: str, longest: int) -> int:
    """The width of a column whose texts stand on one line each."""
    return max(len(name), longest) * LETTER_WIDTH + CELL_PADDING


def _column(values: Sequence[RowValue]) -> list[TableValue]:
    """What the grid sorts: days and numbers as such where all are; else words, of rates so that they sort by number."""
    filled = [value for value in values if value not in (None, "")]
    if all(isinstance(value, datetime) for value in filled) or all(type(value) is date for value in filled):
        return [value if value != "" else None for value in values]  # type: ignore[misc]
    if any(isinstance(value, Marked) for value in filled):
        return [[str(value)] if value else [] for value in values]  # type: ignore[misc]
    if any(isinstance(value, Rate) for value in filled):
        return [_aligned(cell_words(value)) for value in values]
    if any(isinstance(value, str | date | Change | Amount) for value in filled):
        return [cell_words(value) for value in values]
    return list(values)  # type: ignore[arg-type]


def _aligned(words: str) -> str:
    digits = re.match(r"\d*", words)
    assert digits is not None
    return FIGURE_SPACE * (3 - len(digits[0])) + words if digits[0] else words


def _column_config(values: Sequence[RowValue], column: Sequence[TableValue]) -> ColumnConfig:
    """Days as days, numbers and rates to the right, marked words as coloured labels."""
    filled = [value for value in values if value not in (None, "")]
    value = filled[0] if filled else None
    if isinstance(value, datetime):
        return st.column_config.DatetimeColumn(format=INSTANT_FORMAT, timezone=TIME_ZONE.key)
    if isinstance(value, date):
        return st.column_config.DateColumn(format=DAY_FORMAT)
    if any(isinstance(value, Marked) for value in filled):
        colours = {str(value): value.colour for value in filled if isinstance(value, Marked)}
        return st.column_config.MultiselectColumn(options=list(colours), color=list(colours.values()))
    if any(isinstance(value, Amount) for value in filled):
        return st.column_config.TextColumn(alignment="right", width=AMOUNT_WIDTH)
    if any(isinstance(value, Rate | Change) for value in filled):
        return st.column_config.TextColumn(alignment="right")
    return st.column_config.Column()


def _shown_columns(rows: TableRows, fills: Fills) -> list[str]:
    """The columns with a value or a colour."""
    filled = {*filled_columns(rows), *(column for _place, column in fills)}
    return [name for name in rows[0] if name in filled]


def _filled(frame: pd.DataFrame, fills: Fills) -> Styler:
    looks = pd.DataFrame("", index=frame.index, columns=frame.columns)
    for (place, column), colour in fills.items():
        if column in looks:
            looks.loc[place, column] = f"background-color: {colour}; color: {TEXT_ON_FILL}"
    return frame.style.apply(lambda _frame: looks, axis=None)


def _longest(column: Sequence[Any]) -> int:
    """The letters of its longest text; a day has ten, a marked word its label around it."""
    lengths = [len(value) for value in column if isinstance(value, str)]
    lengths += [len(value[0]) + 3 for value in column if isinstance(value, list) and value]
    return max([*lengths, *(len(cell_words(value)) for value in column if isinstance(value, date | int))], default=0)


def group_rows(groups: Iterable[Group], *, by: GroupBy, facts: Facts) -> list[dict[str, RowValue]]:
    """One row per group: its name, number of tasks, each measure with n/N."""
    return [_group_row(group, by, facts) for group in groups]


def _group_row(group: Group, by: GroupBy, facts: Facts) -> dict[str, RowValue]:
    row: dict[str, RowValue] = {label(GROUP_BY, by): group_label(group.key, by=by, facts=facts)}
    row[_("Tasks")] = group.figures.task_count
    row[_("Without a lead")] = group.figures.unassigned or None
    return row | {label(MEASURE, measure): rate(group.figures, measure) for measure in GROUP_MEASURES}


def task_table_rows(tasks: Iterable[TaskStatus], facts: Facts, under_way: UnderWay) -> list[dict[str, RowValue]]:
    """One row per task, in the order of the plan."""
    return [
        {
            _("Code"): task.task.code,
            _("Task"): task.task.title,
            _("Lead"): leads_of(task, facts),
            _("Due"): task.due_on,
            _("Times extended"): task.extended_count or None,
            _("Days overdue"): task.days_overdue or None,
            _("State"): marked_state(task, under_way),
            _("Progress"): Rate(task.progress.percent) if task.is_measured else NO_RATE,
            _("Lowest of its leads"): lowest_of_leads(task),
            _("Type"): label(TASK_TYPE, task.task.type),
            _("Note"): flag_words(task, under_way),
        }
        for task in tasks
    ]


def marked_state(task: TaskStatus, under_way: UnderWay) -> Marked:
    return Marked(state_words(task, under_way), colours.STATE[task.state])


def leads_of(task: TaskStatus, facts: Facts) -> str:
    """The names of its leads; if it is unassigned, that and the last leads."""
    names = "; ".join(agency_name(code, facts) for code in task.leads)
    if names and not task.unassigned:
        return names
    return _("no lead agency; before: {agencies}").format(agencies=names) if names else _("no lead agency")


def report_table_rows(reports: Iterable[ExpectedReport], facts: Facts) -> list[dict[str, RowValue]]:
    """One row per expected report: agency, due day, first submission."""
    return [
        {
            _("Agency"): body_name(report, facts),
            _("Reporting period"): period_name(report.period),
            _("Arrival"): _arrival(report),
            _("Days late"): report.days_named_late or None,
            _("Report due"): report.due_on,
            _("Extended to"): report.extended_due_on if report.is_extended else None,
            _("First submitted"): report.first_submitted_at,
            _("Accepted"): _("yes") if report.accepted else _("no"),
            _("Plan"): plan_name(facts.plans[report.plan]),
        }
        for report in reports
    ]


def _arrival(report: ExpectedReport) -> Marked:
    arrival = report_timeliness(report)
    return Marked(label(REPORT_TIMELINESS, arrival), colours.REPORT_TIMELINESS[arrival])


def attention_rows(found: Iterable[AttentionItem], facts: Facts) -> list[dict[str, RowValue]]:
    """One row per item: what, of which agency, since or until when."""
    return [
        {
            _("To do"): label(ATTENTION_KIND, item.need),
            _("Task or report"): _subject(item),
            _("Agency"): "; ".join(agency_name(code, facts) for code in item.agencies)
            or ("" if item.instruction else _("no lead agency")),
            _("Date"): item.on,
            _("Time"): _("{days} days left").format(days=-item.days)
            if item.days <= 0 and item.need in _AHEAD
            else _("{days} days ago").format(days=item.days),
            _("Plan"): plan_name(facts.plans[item.plan]),
        }
        for item in found
    ]


_AHEAD = (AttentionKind.TASK_DUE_SOON, AttentionKind.REPORT_DUE_SOON, AttentionKind.INSTRUCTION_OPEN)


def _subject(item: AttentionItem) -> str:
    """What it is about: a task, an instruction, or the report of a period."""
    if item.task is not None:
        return item.task.task.title
    if item.instruction is not None:
        return item.instruction.text
    return period_name(item.period) if item.period else ""


def timeliness_rows(periods: Iterable[tuple[str, Mapping[ReportTimeliness, int]]]) -> list[dict[str, RowValue]]:
    """One row per period: number of expected reports, and shares on time, late and missing."""
    rows = []
    for name, counts in periods:
        expected = sum(counts.values())
        row: dict[str, RowValue] = {_("Reporting period"): name, _("Reports expected"): expected}
        rows.append(
            row
            | {
                label(REPORT_TIMELINESS, timeliness): n_of_d_words(
                    Ratio(Fraction(counts[timeliness]), Fraction(expected))
                )
                for timeliness in counts
            }
        )
    return rows


def due_report_rows(
    reports: Sequence[ReportStatus], facts: Facts, *, today: date, agency: str
) -> list[dict[str, RowValue]]:
    """One row per open or late report: due day, lock day, and whether it was sent; where one is owed by another agency than
    this, which goes on with it, by whom."""
    is_for_others = any(report.key.agency != agency for report in reports)
    return [
        {
            _("Reporting period"): period_name(report.key.period),
            _("Report due"): report.due_on,
            _("Locked after"): report.deadline.locks_on,
            _("Standing"): label(REPORT_STATE, report.state)
            if report.state is ReportState.RETURNED
            else label(DEADLINE_STATUS, report.deadline.status_on(today)),
            _("First submitted"): report.expected.first_submitted_at,
            **({_("Agency"): agency_name(report.key.agency, facts)} if is_for_others else {}),
            _("Plan"): plan_name(facts.plans[report.key.plan]),
        }
        for report in reports
    ]


def upcoming_rows(found: Iterable[UpcomingDate], facts: Facts, *, today: date) -> list[dict[str, RowValue]]:
    """One row per date ahead."""
    return [
        {
            _("Date"): date_ahead.on,
            _("In days"): (date_ahead.on - today).days,
            _("What"): label(UPCOMING_KIND, date_ahead.event),
            _("Task or report"): date_ahead.task.task.title
            if date_ahead.task
            else period_name(date_ahead.period)
            if date_ahead.period
            else "",
            _("Lead"): leads_of(date_ahead.task, facts) if date_ahead.task else "",
            _("Plan"): plan_name(facts.plans[date_ahead.plan]),
        }
        for date_ahead in found
    ]

"""Agencies over periods: how each report came. Each cell leads to that agency's reports of that period."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from charts.colours import REPORT_ARRIVAL as COLOUR
from charts.colours import REPORT_ARRIVAL_HATCHED as HATCHED
from charts.colours import ink
from data_model.rules.figures.grouping import expected_reports
from data_model.rules.figures.report_arrivals import ArrivalCell, ArrivalRow, ReportArrival, arrival_rows
from data_model.rules.figures.statuses import ExpectedReport
from data_model.rules.plans.periods import Period, local_day
from data_model.rules.reporting.deadlines import ReportKey
from exports.base.table_rows import TableRows
from ui.base.language import _
from ui.base.menu import BY_AGENCY, ONE_REPORT
from ui.base.print_view import Markup
from ui.base.report_links import REPORT_LINK, report_link
from ui.figures.addresses import address_of, link
from ui.figures.filters import AGENCY, PERIOD
from ui.figures.view import View, remember
from wording import formats
from wording.collation import vietnamese_order
from wording.groups import agency_name, province_name
from wording.labels import AGENCY_KIND, REPORT_ARRIVAL, label
from wording.periods import period_name, short_period_name

WORST, BY_NAME, BY_KIND, BY_PROVINCE = "worst", "name", "kind", "province"
ORDERS = (WORST, BY_NAME, BY_KIND, BY_PROVINCE)
IN_GROUPS = (BY_KIND, BY_PROVINCE)
ORDER = "order"
"""URL parameter of the order on the page “By agency”."""
SHOWN_PERIODS = 8
MOST_AGENCIES = 100
"""More rows than that are not read; the filter finds an agency among them."""

SIGN = {
    ReportArrival.ON_TIME: "✓",
    ReportArrival.NOTHING_AROSE: "∅",
    ReportArrival.PENDING: "…",
    ReportArrival.EXTENDED: "GH",
    ReportArrival.EXTENSION_RUNS: "GH…",
    ReportArrival.MISSING: "✕",
    ReportArrival.WAIVED: "–",
}
"""Beside the colour, so that nobody has to tell colours apart; a late report shows its days instead."""


@remember
def report_rows(view: View, periods: tuple[Period, ...]) -> list[ArrivalRow]:
    """The worst first."""
    return arrival_rows({period: _asked(view, period) for period in periods}, today=local_day(view.cutoff.as_of))


def _asked(view: View, period: Period) -> Sequence[ExpectedReport]:
    """The reports of a period, waived ones included."""
    there = view.at_period(period)
    return expected_reports(there.facts, cutoff=there.cutoff, selection=there.selection, waived=True)


def shown_periods(view: View, at_most: int = SHOWN_PERIODS) -> tuple[Period, ...]:
    """The last periods that had ended, up to the one that was chosen; oldest first."""
    chosen = view.cutoff.period
    ended = [period for period in view.ended_periods() if chosen is None or period <= chosen]
    return tuple(ended[-at_most:])


@remember
def report_map_html(
    view: View, filters: str, order: str, at_most: int = MOST_AGENCIES, newest: int = SHOWN_PERIODS
) -> Markup:
    """A table, or one that can be folded for each kind of agency or province. `filters` are those of the URL, which the
    links keep; `order` is one of ORDERS."""
    periods = shown_periods(view, newest)
    rows = report_rows(view, periods)
    shown = rows if order in IN_GROUPS else rows[:at_most]
    if order in IN_GROUPS:
        unfolded = " open" if len(rows) <= at_most else ""
        body = "".join(
            f"<details{unfolded}><summary>{escape(name)} <small>({formats.number(len(of))})</small></summary>"
            f"{_table(view, of, periods, filters)}</details>"
            for name, of in _in_groups(view, rows, order)
        )
    else:
        body = _table(view, _in_order(view, shown, order), periods, filters)
    rest = ""
    if len(shown) < len(rows):
        words = _("{count} of {all} agencies, the worst; see all of them").format(
            count=formats.number(len(shown)), all=formats.number(len(rows))
        )
        rest = f"<p>{link(escape(words), address_of(BY_AGENCY, filters, {ORDER: BY_PROVINCE}))}</p>"
    return Markup(f'<div class="report-map">{body}{rest}{_legend(shown)}</div>')


@remember
def report_map_rows(view: View) -> TableRows:
    """The same in words, for a file: one row for each agency, one column for each period."""
    periods = shown_periods(view)
    return [
        {_("Agency"): agency_name(row.agency, view.facts)}
        | {
            period_name(period): cell_words(row.cells[period]) if period in row.cells else _("not asked")
            for period in periods
        }
        for row in report_rows(view, periods)
    ]


def _in_order(view: View, rows: Sequence[ArrivalRow], order: str) -> list[ArrivalRow]:
    if order == WORST:
        return list(rows)
    return sorted(rows, key=lambda row: vietnamese_order(agency_name(row.agency, view.facts)))


def _in_groups(view: View, rows: Sequence[ArrivalRow], order: str) -> list[tuple[str, list[ArrivalRow]]]:
    """By the name of the kind or province, in the order of the alphabet; within each the worst first."""

    def group(row: ArrivalRow) -> str:
        agency = view.facts.agencies[row.agency]
        if order == BY_KIND:
            return label(AGENCY_KIND, agency.kind)
        return province_name(agency.province) if agency.province else _("No province")

    in_order = sorted(rows, key=lambda row: vietnamese_order(group(row)))
    return [(name, list(of)) for name, of in groupby(in_order, key=group)]


def _table(view: View, rows: Iterable[ArrivalRow], periods: Sequence[Period], filters: str) -> str:
    heads = "".join(
        f'<th scope="col" title="{escape(period_name(period))}">{escape(short_period_name(period))}</th>'
        for period in periods
    )
    body = "".join(_row(view, row, periods, filters) for row in rows)
    first = f'<th scope="col">{escape(_("Agency"))}</th>'
    return f"<table><thead><tr>{first}{heads}</tr></thead><tbody>{body}</tbody></table>"


def _row(view: View, row: ArrivalRow, periods: Sequence[Period], filters: str) -> str:
    name = agency_name(row.agency, view.facts)
    head = link(escape(name), address_of(BY_AGENCY, filters, {AGENCY: row.agency}))
    cells = "".join(_cell(view, name, row, period, filters) for period in periods)
    return f'<tr><th scope="row">{head}</th>{cells}</tr>'


def _cell(view: View, name: str, row: ArrivalRow, period: Period, filters: str) -> str:
    cell = row.cells.get(period)
    if cell is None:
        return f'<td title="{escape(_("not asked"))}"></td>'
    colour = COLOUR[cell.arrival]
    drawn = link(
        _sign(cell),
        _opens(view, row, period, cell, filters),
        looks="hatched" if cell.arrival in HATCHED else "",
        style=f"background-color:{colour};color:{ink(colour)}",
        said=f"{name} · {period_name(period)}: {cell_words(cell)}",
    )
    return f"<td>{drawn}</td>"


def _opens(view: View, row: ArrivalRow, period: Period, cell: ArrivalCell, filters: str) -> str:
    """The report itself for who may see it, if it is one; else the agency's tasks and reports in that period."""
    if cell.reports == 1 and (view.scope.consolidator or view.scope.agency):
        return address_of(ONE_REPORT, filters, {REPORT_LINK: report_link(ReportKey(cell.agency, cell.plan, period))})
    return address_of(BY_AGENCY, filters, {AGENCY: row.agency, PERIOD: period.code})


def _sign(cell: ArrivalCell) -> str:
    return formats.number(cell.days_late) if cell.arrival is ReportArrival.LATE else SIGN[cell.arrival]


def cell_words(cell: ArrivalCell) -> str:
    """Late by 11 days; of several reports the worst, and how many there are."""
    words = label(REPORT_ARRIVAL, cell.arrival)
    if cell.days_late:
        words = _("{state}, {count} days").format(state=words, count=formats.number(cell.days_late))
    if cell.reports > 1:
        words = _("{state}; the worst of {count} reports").format(state=words, count=formats.number(cell.reports))
    return words


@remember
def who_sent_html(view: View, filters: str) -> Markup:
    """The agencies of the view's period by how their report came, the worst first, each with its days."""
    period = view.period
    rows = report_rows(view, (period,)) if period is not None else []
    lines = ""
    for arrival in reversed(ReportArrival):
        of = [row for row in rows if period is not None and row.cells[period].arrival is arrival]
        if of and period is not None:
            agencies = ", ".join(_named(view, row, period, filters) for row in of)
            mark = _mark(arrival, len(of))
            calm = arrival in (ReportArrival.ON_TIME, ReportArrival.NOTHING_AROSE)
            lines += f"<details><summary>{mark}</summary>{agencies}</details>" if calm else f"<p>{mark}: {agencies}</p>"
    return Markup(f'<div class="who-sent">{lines}</div>')


def _named(view: View, row: ArrivalRow, period: Period, filters: str) -> str:
    address = address_of(BY_AGENCY, filters, {AGENCY: row.agency, PERIOD: period.code})
    named = link(escape(agency_name(row.agency, view.facts)), address)
    days = row.cells[period].days_late
    words = _("{count} days").format(count=formats.number(days))
    return f"{named} ({escape(words)})" if days else named


def _legend(rows: Sequence[ArrivalRow]) -> str:
    """Of what is in the table, with how often."""
    entries = ""
    for arrival in ReportArrival:
        count = sum(row.count(arrival) for row in rows)
        if count:
            entries += f"<span>{_mark(arrival, count)}</span>"
    return f'<div class="map-legend">{entries}</div>'


def _mark(arrival: ReportArrival, count: int) -> str:
    """The sign in its colour, its words and how many there are."""
    colour, hatched, sign = COLOUR[arrival], "hatched" if arrival in HATCHED else "", SIGN.get(arrival) or _("days")
    drawn = f'<i class="{hatched}" style="background-color:{colour};color:{ink(colour)}">{escape(sign)}</i>'
    return f"{drawn}{escape(label(REPORT_ARRIVAL, arrival))} {formats.number(count)}"

"""How the reports of each of the last periods came in: on time, within an extension, late, or not at all."""

from collections.abc import Mapping

from charts.colours import REPORT_TIMELINESS as COLOUR
from charts.colours import REPORT_TIMELINESS_PATTERN
from data_model.rules.figures.timeliness import ReportTimeliness, timeliness_counts
from data_model.values import GroupBy
from ui.base.menu import BY_PERIOD
from ui.base.print_view import Markup
from ui.figures.addresses import address_of
from ui.figures.bars import Part, bar_row, legend
from ui.figures.filters import PERIOD
from ui.figures.view import View, remember
from ui.figures.view_charts import names_of
from wording.labels import REPORT_TIMELINESS, label

SHOWN_PERIODS = 6


@remember
def report_bars_html(view: View, filters: str) -> Markup:
    """The newest period first; the legend has the numbers of the period looked at. `filters` are those of the URL, which
    the links keep."""
    periods = list(view.groups(GroupBy.PERIOD)[-SHOWN_PERIODS:])[::-1]
    keys = [group.key or "" for group in periods]
    rows = []
    for name, period, group in zip(names_of(view, GroupBy.PERIOD, keys), keys, periods, strict=True):
        address = address_of(BY_PERIOD, filters, {PERIOD: period})
        rows.append(bar_row(name, address, _parts(timeliness_counts(group.figures.sums), address)))
    now = legend(_parts(timeliness_counts(view.total().sums), address_of(BY_PERIOD, filters)))
    return Markup(f'<div class="bars">{"".join(rows)}</div>{now}')


def _parts(counts: Mapping[ReportTimeliness, int], address: str) -> list[Part]:
    return [
        Part(
            name=label(REPORT_TIMELINESS, timeliness),
            count=int(count),
            colour=COLOUR[timeliness],
            hatched=timeliness in REPORT_TIMELINESS_PATTERN,
            address=address,
        )
        for timeliness, count in counts.items()
    ]

"""How many tasks of each group are in which state."""

from collections.abc import Mapping
from html import escape

from charts.colours import STATE, STATE_PATTERN
from data_model.values import GroupBy, TaskState
from ui.base.language import _
from ui.base.menu import BY_AGENCY, BY_DIRECTIVE
from ui.base.print_view import Markup
from ui.figures.addresses import address_of, link, rows_of
from ui.figures.bars import Part, bar_row, legend
from ui.figures.view import View, remember
from ui.figures.view_charts import FILTER_OF, names_of
from wording import formats
from wording.labels import TASK_STATE, label

MOST_ROWS = 6


@remember
def state_bars_html(view: View, by: GroupBy, filters: str) -> Markup:
    """The groups with the most overdue tasks first. `filters` are those of the URL, which the links keep."""
    page = BY_AGENCY if by is GroupBy.AGENCY else BY_DIRECTIVE
    groups = [group for group in view.groups(by) if group.figures.task_count]
    groups.sort(key=lambda group: (-group.figures.states[TaskState.OVERDUE], -group.figures.task_count))
    shown = groups[:MOST_ROWS]
    rows = []
    for name, group in zip(names_of(view, by, [group.key for group in shown]), shown, strict=True):
        chosen = {FILTER_OF[by]: group.key} if group.key else {}
        address = address_of(page, filters, chosen) if chosen else None
        rows.append(bar_row(name, address, _parts(group.figures.states, filters, chosen)))
    below = legend(_parts(view.total().states, filters, {}))
    if len(shown) < len(groups):
        words = _("{count} of {all}, those with the most overdue tasks. All of them").format(
            count=formats.number(len(shown)), all=formats.number(len(groups))
        )
        below += f'<p class="rest">{link(escape(words), address_of(page, filters))}</p>'
    return Markup(f'<div class="bars">{"".join(rows)}</div>{below}')


def _parts(states: Mapping[TaskState, int], filters: str, chosen: Mapping[str, str]) -> list[Part]:
    return [
        Part(
            name=label(TASK_STATE, state),
            count=count,
            colour=STATE[state],
            hatched=state in STATE_PATTERN,
            address=rows_of(state, filters, chosen),
        )
        for state, count in states.items()
    ]

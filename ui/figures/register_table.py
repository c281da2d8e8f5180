"""The lines of the register as an HTML table: rows as high as their text, each with a link to its task, and printable.

Not a grid of Streamlit: that draws every row equally high, cuts texts off, and says nothing to a screen reader.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from textwrap import shorten
from urllib.parse import urlencode

from charts.colours import STATE
from data_model.values import TaskState
from ui.base.language import _
from ui.base.print_view import Markup
from ui.base.reading_table import colour_mark
from wording import formats
from wording.register import MOST_NAMES, RegisterLine
from wording.register_filter import LineGroup

LONGEST_RESULT = 220
"""Letters of a result that are shown; the task's page has all of it."""
COLUMN_COUNT = 7


def register_html(
    groups: Sequence[LineGroup],
    *,
    first: int,
    address: Mapping[str, str],
    totals: Mapping[str, int],
    come_from: str = "",
) -> Markup:
    """`first` is the number of the first line, `address` the parameters that the links to tasks keep, `totals` by a group's
    name how many lines it has on all pages together, `come_from` the task whose line is to be seen again."""
    heads = "".join(f'<th scope="col"{looks}>{escape(name)}</th>' for name, looks in _heads())
    body, number = [], first
    for group in groups:
        if group.name:
            body.append(_group_row(group.name, totals[group.name]))
        for line in group.lines:
            body.append(_row(line, number, address, is_here=line.code == come_from))
            number += 1
    table = f'<table class="many-columns"><thead><tr>{heads}</tr></thead><tbody>{"".join(body)}</tbody></table>'
    name = escape(_("Register of tasks"))
    return Markup(f'<div class="register" tabindex="0" role="region" aria-label="{name}">{table}</div>')


def _heads() -> Iterable[tuple[str, str]]:
    yield _("No."), ' class="number"'
    yield _("Task"), ""
    yield _("Lead, coordinating agencies"), ""
    yield _("Due"), ""
    yield _("State"), ""
    yield _("Progress"), ' class="number"'
    yield _("Latest result"), ""


def _group_row(name: str, count: int) -> str:
    words = _("{group} · {count} tasks").format(group=name, count=formats.number(count))
    return f'<tr class="group"><th colspan="{COLUMN_COUNT}" scope="rowgroup">{escape(words)}</th></tr>'


def _row(line: RegisterLine, number: int, address: Mapping[str, str], *, is_here: bool) -> str:
    link = f"/task?{urlencode({**address, 'task': line.code})}"
    section = _("section {number}").format(number=line.section) if line.section else ""
    title = f'<a href="{escape(link)}">{escape(line.title)}</a>'
    if section:
        title += f" <small>· {escape(section)}</small>"
    cells = (
        f'<td class="number">{number}</td>',
        f'<th scope="row">{title}</th>',
        _cell(_("Lead"), _agencies(line)),
        _cell(_("Due"), f'<span class="day">{escape(line.due)}</span>{_small(line.due_remark)}'),
        _cell(_("State"), _state(line)),
        _cell(_("Progress"), f"{escape(line.progress)}{_bar(line)}", looks="number"),
        _cell(_("Latest result"), _result(line)),
    )
    looks = ' class="here"' if is_here else ""
    return f"<tr{looks}>{''.join(cells)}</tr>"


def _cell(name: str, content: str, *, looks: str = "") -> str:
    """On a phone the name of the column stands before it (web/assets/register.css)."""
    return f'<td class="{looks}" data-name="{escape(name)}">{content}</td>'


def _small(text: str) -> str:
    return f"<small>{escape(text)}</small>" if text else ""


def _agencies(line: RegisterLine) -> str:
    nobody = _("not assigned")
    leads = escape(line.leads) if line.leads else f"<em>{escape(nobody)}</em>"
    before = _("before: {agencies}").format(agencies=line.before) if line.before else ""
    with_them = _("with: {agencies}").format(agencies=_few(line.coordinators)) if line.coordinators else ""
    watched = _("watched over by: {agencies}").format(agencies=line.supervising) if line.supervising else ""
    return leads + _small(before) + _small(with_them) + _small(watched)


def _few(names: Sequence[str]) -> str:
    """The first names, and how many others there are; the task's page has all."""
    if len(names) <= MOST_NAMES + 1:
        return "; ".join(names)
    others = _("{names} and {count} others")
    return others.format(names="; ".join(names[:MOST_NAMES]), count=formats.number(len(names) - MOST_NAMES))


def _state(line: RegisterLine) -> str:
    state = line.task.status.state
    looks = ' class="overdue"' if state is TaskState.OVERDUE else ""
    return f"<span{looks}>{colour_mark(STATE[state])}{escape(line.state)}</span>{_small(line.remark)}"


def _bar(line: RegisterLine) -> str:
    """The percentage beside it says the same, so a reader of the screen is told it once."""
    status = line.task.status
    if not status.is_measured:
        return ""
    return f'<span class="bar" aria-hidden="true"><i style="width:{float(status.progress.percent):.0f}%"></i></span>'


def _result(line: RegisterLine) -> str:
    if not line.result and not line.cause:
        return formats.NO_VALUE
    result, cause = (shorten(text, LONGEST_RESULT, placeholder="…") for text in (line.result, line.cause))
    return escape(result) + _small(line.result_period) + _small(cause)

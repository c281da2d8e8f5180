"""What needs action, as HTML: the most pressing of it with the latest word on each, every line a link to what it is about."""

from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape
from textwrap import shorten
from urllib.parse import parse_qsl, urlencode

from data_model.rules.figures.attention import SOON_DAYS, AttentionItem, AttentionKind
from data_model.rules.figures.register import TaskSet, registered
from data_model.store import open_session
from data_model.store.consolidated.register_texts import register_texts
from data_model.values import TaskState
from ui.base.language import _
from ui.base.menu import BY_AGENCY, BY_PERIOD, INSTRUCTIONS
from ui.base.print_view import Markup
from ui.figures.addresses import address_of, link, rows_of, task_address
from ui.figures.filters import AGENCY, PERIOD, PLAN
from ui.figures.view import View, remember
from wording import formats
from wording.groups import agency_name, plan_name
from wording.labels import ATTENTION_KIND, label
from wording.periods import period_name
from wording.register import RegisterLine, register_line
from wording.register_filter import WITHIN

SHOWN = 10
LONGEST_RESULT = 140


@remember
def needs_html(view: View, filters: str) -> Markup:
    """How many there are of each kind, then the first of them. `filters` are those of the URL, which the links keep."""
    items = list(view.attention()[:SHOWN])
    heads = "".join(f'<th scope="col"{looks}>{escape(name)}</th>' for name, looks in _heads())
    lines = _lines(view, items)
    rows = "".join(_row(view, item, lines, filters) for item in items)
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    return Markup(f'<div class="needs"><p>{_kinds(view, filters)}</p>{table}</div>')


def _heads() -> list[tuple[str, str]]:
    number = ' class="number"'
    return [
        (_("Task or report"), ""),
        (_("Agency"), ""),
        (_("Plan"), ""),
        (_("Due"), number),
        (_("Time"), number),
        (_("Progress"), number),
        (_("Latest word"), ""),
    ]


def _kinds(view: View, filters: str) -> str:
    """The numbers by kind, each leading to all of its kind."""
    counts = Counter(view.attention().frame["need"])
    today = urlencode(
        [(name, value) for name, value in parse_qsl(filters) if name != PERIOD]
    )  # as what needs action is
    places = {
        AttentionKind.TASK_OVERDUE: rows_of(TaskState.OVERDUE, today),
        AttentionKind.INSTRUCTION_LATE: address_of(INSTRUCTIONS, ""),
        AttentionKind.INSTRUCTION_OPEN: address_of(INSTRUCTIONS, ""),
        AttentionKind.TASK_DUE_SOON: rows_of(TaskSet.DUE_SOON, today, {WITHIN: str(SOON_DAYS)}),
    }
    by_period = address_of(BY_PERIOD, today)
    return " · ".join(
        link(
            f"<b>{formats.number(counts[kind])}</b> {escape(label(ATTENTION_KIND, kind).lower())}",
            places.get(kind, by_period),
        )
        for kind in ATTENTION_KIND
        if counts[kind]
    )


def _row(view: View, item: AttentionItem, lines: Mapping[str, RegisterLine], filters: str) -> str:
    facts, line = view.facts, None if item.task is None else lines[item.task.task.code]
    agencies = "; ".join(agency_name(code, facts) for code in item.agencies) if line is None else line.leads
    late = item.days > 0 and item.need is not AttentionKind.REPORT_WAITING
    cells = (
        (_("Agency"), escape(agencies or ("" if item.instruction else _("no lead agency"))), ""),
        (_("Plan"), escape(plan_name(facts.plans[item.plan])), ""),
        (_("Due"), escape(formats.day(item.on)), "number"),
        (_("Time"), escape(_time(item)), "number late" if late else "number"),
        (_("Progress"), "" if line is None else escape(line.progress), "number"),
        (_("Latest word"), _said_of(item) if line is None else _last_said(line), ""),
    )
    drawn = "".join(f'<td class="{looks}" data-name="{escape(name)}">{words}</td>' for name, words, looks in cells)
    return f'<tr><th scope="row">{_name(item, filters)}</th>{drawn}</tr>'


def _name(item: AttentionItem, filters: str) -> str:
    if item.task is not None:
        address = task_address(item.task.task.code, filters)
        return link(escape(item.task.task.title), address)
    if item.instruction is not None:
        words = shorten(item.instruction.text, LONGEST_RESULT, placeholder="…")
        return link(escape(words), address_of(INSTRUCTIONS, ""))
    assert item.period is not None, "it is about a report"
    words = _("Report: {period}").format(period=period_name(item.period))
    chosen = {AGENCY: item.agencies[0], PLAN: item.plan, PERIOD: item.period.code}
    return link(escape(words), address_of(BY_AGENCY, filters, chosen))


def _time(item: AttentionItem) -> str:
    if item.need in (AttentionKind.TASK_DUE_SOON, AttentionKind.REPORT_DUE_SOON, AttentionKind.INSTRUCTION_OPEN):
        return _("{days} days left").format(days=formats.number(-item.days))
    return _("{days} days").format(days=formats.number(item.days))


def _said_of(report: AttentionItem) -> str:
    if report.need is AttentionKind.REPORT_WAITING:
        return escape(_("Sent on {day}, waits for review").format(day=formats.day(report.on)))
    return escape(label(ATTENTION_KIND, report.need))


def _last_said(line: RegisterLine) -> str:
    result = shorten(line.result, LONGEST_RESULT, placeholder="…")
    cause = shorten(line.cause, LONGEST_RESULT, placeholder="…")
    remarks = [line.result_period, cause, line.remark, line.due_remark]
    words = "; ".join(remark for remark in remarks if remark)
    return f"{escape(result)}<small>{escape(words)}</small>"


def _lines(view: View, items: Iterable[AttentionItem]) -> dict[str, RegisterLine]:
    """By task code, as the register says it today, whatever period is chosen."""
    codes = [item.task.task.code for item in items if item.task is not None]
    if not codes:
        return {}
    today = view.at_period(None)
    tasks = registered(view.facts, codes, cutoff=today.cutoff)
    with open_session() as session:
        texts = register_texts(session, tasks)
    lines = [register_line(task, texts, view.facts, today.under_way()) for task in tasks]
    return {line.code: line for line in lines}

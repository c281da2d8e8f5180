"""From which directives plans come, drawn as steps from the top down: directive → guidance, plan of the Party committee → plan →
its tasks; a plan that was replaced stands beside the one that replaces it."""

from collections.abc import Iterable, Sequence
from html import escape

from data_model.rules.figures.statuses import TaskStatus
from data_model.store import open_session
from data_model.store.plans.lineage import CitedDirective, PlanLineage, plan_lineages
from ui.base.language import _
from ui.base.menu import BY_DIRECTIVE, REGISTER, SEARCH
from ui.base.print_view import Markup
from ui.figures.addresses import address_of, link, task_address
from ui.figures.filters import DIRECTIVE, PLAN
from ui.figures.task_charts import replaced
from ui.figures.view import View, remember
from wording import formats
from wording.groups import directive_words, plan_name

UNFOLDED = 12
"""Of more plans each directive is folded."""
LISTED_TASKS = 60
"""Of more tasks the register has the list."""


@remember
def lineages(view: View) -> Sequence[PlanLineage]:
    """Of the selected plans."""
    with open_session() as session:
        return plan_lineages(session, [plan.code for plan in view.plans], today=view.today)


@remember
def lineage_html(view: View, filters: str) -> Markup:
    """`filters` are those of the URL, which the links keep. Of one plan its steps; of several by the directive on top."""
    tasks: dict[str, list[TaskStatus]] = {}
    for task in view.tasks():
        tasks.setdefault(task.task.plan, []).append(task)
    found = lineages(view)
    if len(found) == 1:
        body = _steps(view, found[0], tasks.get(found[0].plan, []), filters, without=None)
    else:
        by_top: dict[str, list[PlanLineage]] = {}
        for of_plan in found:
            top = _top(view, of_plan)
            by_top.setdefault(top.directive.code if top else "", []).append(of_plan)
        body = "".join(
            _of_directive(view, below, tasks, filters, is_open=len(found) <= UNFOLDED) for below in by_top.values()
        )
    return Markup(f'<div class="lineage">{body}</div>')


def _top(view: View, of_plan: PlanLineage) -> CitedDirective | None:
    """The plan's main directive where nothing stands above it, else the first that stands on top."""
    if not of_plan.levels:
        return None
    main = view.facts.plans[of_plan.plan].main_directive
    return next((found for found in of_plan.levels[0] if found.directive.code == main), of_plan.levels[0][0])


def _of_directive(
    view: View, below: Sequence[PlanLineage], tasks: dict[str, list[TaskStatus]], filters: str, *, is_open: bool
) -> str:
    top = _top(view, below[0])
    name = directive_words(top.directive) if top else _("not stated")
    count = _("{count} plans").format(count=formats.number(len(below)))
    rows = "".join(_steps(view, each, tasks.get(each.plan, []), filters, without=top) for each in below)
    card = _directive(view, top, filters) if top else ""
    summary = f"<summary>{escape(name)} <small>{escape(count)}</small></summary>"
    return f"<details{' open' if is_open else ''}>{summary}{card}{rows}</details>"


def _steps(
    view: View, of_plan: PlanLineage, tasks: Sequence[TaskStatus], filters: str, *, without: CitedDirective | None
) -> str:
    """One plan: its directives level by level but for the one that stands above already, the plan, its tasks."""
    levels = [[found for found in level if found != without] for level in of_plan.levels]
    cards = [
        "".join(_directive(view, found, filters, beside=without is not None and place == 0) for found in level)
        for place, level in enumerate(levels)
        if level
    ]
    cards += [_plan(view, of_plan, filters), _tasks(of_plan.plan, tasks, filters)]
    return "<ol>" + "".join(f"<li>{card}</li>" for card in cards) + "</ol>"


def _directive(view: View, found: CitedDirective, filters: str, *, beside: bool = False) -> str:
    """A main directive leads to its plans, any other to what names it. `beside`: the plan cites it with the one above, which
    it does not carry out."""
    name, code = directive_words(found.directive), found.directive.code
    if code in view.facts.directives:
        address = address_of(BY_DIRECTIVE, filters, {DIRECTIVE: code})
    else:
        address = address_of(SEARCH, "", {"q": found.directive.number or found.directive.title})
    issued = ", ".join(filter(None, (found.issuer, formats.day(found.issued_on) if found.issued_on else "")))
    said = [_("cited beside it")] if beside else []
    return _card(link(escape(name), address), [issued, found.directive.title, *said])


def _plan(view: View, of_plan: PlanLineage, filters: str) -> str:
    plan = view.facts.plans[of_plan.plan]
    before = ""
    if of_plan.replaces:
        name = escape(of_plan.replaces)
        if of_plan.replaced_plan in view.facts.plans:
            name = link(name, address_of(BY_DIRECTIVE, filters, {PLAN: of_plan.replaced_plan or ""}))
        before = _card(f"<s>{name}</s>", [_("replaced by the plan below")], looks="replaced")
    issued = formats.day(plan.issued_on) if plan.issued_on else ""
    address = address_of(BY_DIRECTIVE, filters, {PLAN: plan.code})
    return before + _card(link(escape(plan_name(plan)), address), [issued, replaced(plan)], looks="plan")


def _tasks(plan: str, tasks: Sequence[TaskStatus], filters: str) -> str:
    words = _("{count} tasks").format(count=formats.number(len(tasks)))
    if not tasks:
        return _card(escape(words), [])
    register = link(escape(_("Open them in the register")), address_of(REGISTER, filters, {PLAN: plan}))
    listed = _list(tasks, filters) if len(tasks) <= LISTED_TASKS else ""
    return _card(f"<details><summary>{escape(words)}</summary><p>{register}</p>{listed}</details>", [])


def _list(tasks: Iterable[TaskStatus], filters: str) -> str:
    entries = "".join(
        f"<li>{link(escape(task.task.title), task_address(task.task.code, filters))}</li>" for task in tasks
    )
    return f"<ul>{entries}</ul>"


def _card(name: str, about: Iterable[str], *, looks: str = "") -> str:
    """`name` is HTML."""
    lines = "".join(f"<small>{escape(line)}</small>" for line in about if line)
    return f'<div class="doc {looks}">{name}{lines}</div>'

"""The three lines above the overview as HTML, each number a link to its rows."""

from data_model.values import GroupBy
from ui.base.print_view import Markup
from ui.figures.addresses import link, rows_of
from ui.figures.view import View, remember
from wording.opening import About, reports_line, tasks_line, with_end_line


@remember
def opening_html(view: View, filters: str) -> Markup:
    """`filters` are those of the URL, which the links keep."""

    def linked(words: str, about: About) -> str:
        return link(words, rows_of(about, filters))

    figures, period = view.total(), view.period
    lines = (
        tasks_line(
            figures, plan_count=_plans_with_tasks(view), reference_day_words=view.reference_day_words, link=linked
        ),
        with_end_line(figures, longest=view.longest_overdue(), link=linked),
        reports_line(
            figures,
            period=period,
            closed_on={plan.last_day_of(period) for plan in view.plans} if period else set(),
            link=linked,
        ),
    )
    return Markup(f'<div class="opening">{"".join(f"<p>{line}</p>" for line in lines if line)}</div>')


def _plans_with_tasks(view: View) -> int:
    return sum(1 for group in view.groups(GroupBy.PLAN) if group.figures.task_count)

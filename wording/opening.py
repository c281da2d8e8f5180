"""The three lines above the overview: the tasks, those with an end, and the reports of the period.

Each number is handed to `link` with what it counts, so that a screen can lead from it to its rows.
"""

from collections.abc import Callable, Collection
from datetime import date

from data_model.rules.figures.measures import Figures, Measure
from data_model.rules.figures.register import Chosen, TaskSet
from data_model.rules.figures.statuses import TaskStatus
from data_model.rules.plans.periods import Period
from data_model.values import Language, TaskState
from wording import formats, official_phrases
from wording.labels import TASK_STATE, label
from wording.periods import period_name
from wording.summary import CONTINUING
from wording.translation import _, language

About = Chosen | Measure | None
"""A state or set of tasks, a measure, or all tasks."""
Link = Callable[[str, About], str]


def tasks_line(figures: Figures, *, plan_count: int, reference_day_words: str, link: Link) -> str:
    """How many tasks there are, of which kinds, and how many nobody leads."""
    continuing = sum(figures.states[state] for state in CONTINUING)
    void = figures.states[TaskState.VOID]
    kinds = [
        words
        for count, words in (
            (figures.measured_count, _("{count} tasks with an end").format(count=_count(figures.measured_count))),
            (
                continuing,
                link(_("{count} continuing tasks").format(count=_count(continuing)), TaskSet.CONTINUING),
            ),
            (void, link(_("{count} tasks no longer in force").format(count=_count(void)), TaskState.VOID)),
        )
        if count
    ]
    tasks = link(_("{count} tasks").format(count=_count(figures.task_count)), None)
    words = _("{day}, {plans} plans have {tasks}: {kinds}").format(
        day=reference_day_words, plans=_count(plan_count), tasks=_strong(tasks), kinds=", ".join(kinds)
    )
    if not figures.unassigned:
        return f"{words}."
    nobody = _("{count} tasks have no lead agency").format(count=_count(figures.unassigned))
    return f"{words}; {_strong(link(nobody, TaskSet.UNASSIGNED))}."


def with_end_line(figures: Figures, *, longest: TaskStatus | None, link: Link) -> str:
    """The states of the tasks with an end; empty if there are none. `longest` is the one overdue for longest."""
    if not figures.measured_count:
        return ""
    states = [
        _completed(figures, link),
        link(_named(TaskState.IN_PROGRESS, figures), TaskState.IN_PROGRESS),
        _overdue(figures, longest, link),
        link(_named(TaskState.NO_DEADLINE, figures), TaskState.NO_DEADLINE),
    ]
    return _("Tasks with an end: {states}.").format(states="; ".join(states))


def reports_line(figures: Figures, *, period: Period | None, closed_on: Collection[date], link: Link) -> str:
    """The reports of the period and the continuing tasks judged by them; empty where none was expected. `closed_on` are the
    last days of its window, which plans may have different ones of."""
    sent, carried_out = figures[Measure.COMPLETENESS], figures[Measure.CONTINUING_RATE]
    parts = []
    if sent.d:
        words = _("{n} reports sent").format(n=formats.n_of_d(sent))
        parts.append(link(words, Measure.COMPLETENESS))
        on_time = _("{count} on time").format(count=_count(int(figures[Measure.TIMELINESS].n)))
        parts[-1] += f", {link(on_time, Measure.TIMELINESS)}"
    if carried_out.d:
        words = _("{n} continuing tasks with a lead were carried out").format(n=formats.n_of_d(carried_out))
        parts.append(link(words, Measure.CONTINUING_RATE))
    if period is None or not parts:
        return ""
    name = period_name(period)
    if len(closed_on) == 1:
        name = _("{period} (figures closed on {day})").format(period=name, day=formats.day(next(iter(closed_on))))
    return f"{name}: {'; '.join(parts)}."


def _completed(figures: Figures, link: Link) -> str:
    due = figures[Measure.DUE_COMPLETION]
    kinds = []
    if due.d:
        of_due = link(_("{n} tasks that were due").format(n=formats.n_of_d(due)), TaskSet.DUE)
        kinds.append(_("of which {of_due}, {percent}").format(of_due=of_due, percent=formats.percent(due.percent)))
    if figures.early:
        kinds.append(link(_("early {count}").format(count=_count(figures.early)), TaskSet.EARLY))
    undated = figures.states[TaskState.DONE_UNDATED]
    if undated:
        kinds.append(link(_("without a due date {count}").format(count=_count(undated)), TaskState.DONE_UNDATED))
    done = link(_("completed {count}").format(count=_count(int(figures.sums.done))), TaskSet.DONE)
    return f"{done} ({'; '.join(kinds)})" if kinds else done


def _overdue(figures: Figures, longest: TaskStatus | None, link: Link) -> str:
    count = figures.states[TaskState.OVERDUE]
    overdue = link(_("overdue {count}").format(count=_count(count)), TaskState.OVERDUE)
    if longest is None:
        return overdue
    days = longest_words(longest)
    return f"{_strong(overdue)} ({days})"


def longest_words(longest: TaskStatus) -> str:
    return _("the longest {days} days").format(days=formats.number(longest.days_overdue))


def _named(state: TaskState, figures: Figures) -> str:
    return f"{label(TASK_STATE, state).lower()} {_count(figures.states[state])}"


def _count(number: int) -> str:
    """In Vietnamese as offices write it: 04."""
    return official_phrases.count(number) if language() is Language.VI else formats.number(number)


def _strong(words: str) -> str:
    return f"<strong>{words}</strong>"

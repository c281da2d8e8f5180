"""One question about a folder, answered by the product and by the plain recomputation, and rows to ask about."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import Selection, groups, task_statuses, total
from data_model.rules.figures.measures import Measure
from data_model.rules.plans.periods import Period, local_day
from data_model.values import GroupBy
from tests.builders.stores import local
from tests.recomputation.both_ways import facts_of
from tests.recomputation.figures import Recomputation


@dataclass(frozen=True)
class TaskAnswer:
    state: str
    due_on: date | None
    percent: Fraction
    flag: str | None


@dataclass(frozen=True)
class Answer:
    tasks: dict[str, TaskAnswer]
    measures: dict[str, tuple[Fraction, Fraction]]
    days_late: tuple[float | None, int | None]
    late_by_agency: dict[str, int | None]

    @property
    def states(self):
        return {code: task.state for code, task in self.tasks.items()}

    @property
    def flags(self):
        return {code: task.flag for code, task in self.tasks.items() if task.flag}


def by_the_recomputation(rows, _folder, _empty_store, as_of, period, unreviewed, **selection):
    plain = Recomputation(rows, as_of=as_of, period=period, unreviewed=unreviewed, **selection)
    return Answer(
        {row.task.code: TaskAnswer(row.state, row.due_on, row.percent, row.flag) for row in plain.at.rows},
        plain.total.measures,
        plain.total.days_late,
        {agency: figures.days_late[1] for agency, figures in plain.by_agency.items()},
    )


def by_the_product(rows, folder, empty_store, as_of, period, unreviewed, **selection):
    facts = facts_of(rows, folder, empty_store, local_day(as_of))
    cutoff = AsOf(as_of, Period.from_code(period) if period else None, unreviewed)
    chosen = Selection(**selection)
    figures = total(facts, cutoff=cutoff, selection=chosen)
    return Answer(
        {
            row.task.code: TaskAnswer(row.state, row.due_on, row.progress.percent, row.flag)
            for row in task_statuses(facts, cutoff=cutoff, selection=chosen)
        },
        {measure.value: (figures[measure].n, figures[measure].d) for measure in Measure},
        (figures.days_late.median, figures.days_late.max),
        {
            group.key: group.figures.days_late.max
            for group in groups(facts, by=GroupBy.AGENCY, cutoff=cutoff, selection=chosen)
        },
    )


def added(found, **more):
    for name, new in more.items():
        found[name] = [*found.get(name, []), *new]
        headers = dict.fromkeys(header for row in found[name] for header in row)
        found[name] = [dict.fromkeys(headers, "") | row for row in found[name]]
    return found


def sent(number, agency, period, at, **lines):
    """A report that was accepted an hour after it came: its rows, with the cells of each task's line."""
    later = local(at).replace(hour=local(at).hour + 1)
    return {
        "submissions": [
            {
                "number": number,
                "agency": agency,
                "plan": "P1",
                "period": period,
                "submitted_at": local(at).isoformat(),
                "status": "accepted",
            }
        ],
        "report_lines": [{"submission": number, "task": task, **cells} for task, cells in lines.items()],
        "reviews": [{"submission": number, "decision": "accepted", "at": later.isoformat()}],
    }

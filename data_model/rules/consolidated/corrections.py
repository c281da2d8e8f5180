"""Corrections (đính chính) of an issued report: what it said that has changed since, before and after."""

from collections.abc import Iterable
from dataclasses import dataclass

from data_model.rules.consolidated.quotations import LineText, counted_texts
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import task_statuses_by_lead, total
from data_model.rules.figures.measures import Figures, Measure
from data_model.rules.figures.selection import Selection, facts_of_selection
from data_model.rules.figures.statuses import TaskStatus
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import Period
from data_model.rules.round.rounds import STATUS_OF_SUBMISSION, report_statuses
from data_model.values import ReportState, TaskState


@dataclass(frozen=True, slots=True)
class CountCorrection:
    state: TaskState
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class RateCorrection:
    """A measure that differs, with all figures of both sides, because a rate is worded with its n and N."""

    measure: Measure
    before: Figures
    after: Figures


@dataclass(frozen=True, slots=True)
class LineSide:
    """What counted for one agency in one task: its status (of a lead only), and what it wrote for the period."""

    task_status: TaskStatus | None
    text: LineText | None


@dataclass(frozen=True, slots=True)
class LineCorrection:
    task: str
    agency: str
    before: LineSide
    after: LineSide


@dataclass(frozen=True, slots=True)
class ReportCorrection:
    """A report that was sent, reviewed, withdrawn, waived or expected again; None is not sent."""

    agency: str
    plan: str
    before: ReportState | None
    after: ReportState | None


@dataclass(frozen=True)
class Corrections:
    counts: tuple[CountCorrection, ...] = ()
    rates: tuple[RateCorrection, ...] = ()
    lines: tuple[LineCorrection, ...] = ()
    reports: tuple[ReportCorrection, ...] = ()

    def __len__(self) -> int:
        """Number of lines and reports that differ; counts and rates follow from them."""
        return len(self.lines) + len(self.reports)


def corrections(facts: Facts, texts: Iterable[LineText], *, selection: Selection, then: AsOf, now: AsOf) -> Corrections:
    """What differs between two cutoffs of the same report, both with its period.

    Deadlines are compared with the period's last day, so nothing differs just because time has passed.
    """
    facts, texts = facts_of_selection(facts, selection), tuple(texts)
    before, after = total(facts, cutoff=then), total(facts, cutoff=now)
    return Corrections(
        counts=tuple(
            CountCorrection(state, before.states[state], after.states[state])
            for state in TaskState
            if before.states[state] != after.states[state]
        ),
        rates=tuple(
            RateCorrection(measure, before, after)
            for measure in Measure
            if (before[measure].n, before[measure].d) != (after[measure].n, after[measure].d)
        ),
        lines=tuple(_lines(facts, texts, then, now)),
        reports=tuple(_reports(facts, then, now)),
    )


def _lines(facts: Facts, texts: tuple[LineText, ...], then: AsOf, now: AsOf) -> Iterable[LineCorrection]:
    old, new = (_sides(facts, texts, cutoff) for cutoff in (then, now))
    nothing = LineSide(None, None)
    for key in sorted({*old, *new}):
        before, after = old.get(key, nothing), new.get(key, nothing)
        if _shown(before) != _shown(after):
            yield LineCorrection(*key, before, after)


def _sides(facts: Facts, texts: tuple[LineText, ...], cutoff: AsOf) -> dict[tuple[str, str], LineSide]:
    line_texts = counted_texts(facts, texts, cutoff)
    statuses = {(task.task.code, task.agency or ""): task for task in task_statuses_by_lead(facts, cutoff=cutoff)}
    return {key: LineSide(statuses.get(key), line_texts.get(key)) for key in {*line_texts, *statuses}}


def _shown(side: LineSide) -> tuple[object, ...]:
    """The values that the report shows."""
    status, text = side.task_status, side.text
    state = () if status is None else (status.state, status.progress.percent, status.progress.done_on)
    words = () if text is None else (text.result, text.difficulties, text.proposals)
    return state, words


def _reports(facts: Facts, then: AsOf, now: AsOf) -> Iterable[ReportCorrection]:
    for plan in facts.plans:
        old, new = (_states(facts, plan, cutoff) for cutoff in (then, now))
        for agency in sorted({*old, *new}):
            if old.get(agency) != new.get(agency):
                yield ReportCorrection(agency, plan, old.get(agency), new.get(agency))


def _states(facts: Facts, plan: str, cutoff: AsOf) -> dict[str, ReportState | None]:
    """By agency; None where nothing was sent, however late it is."""
    period: Period | None = cutoff.period
    assert period is not None, "a report is on one period"
    shown = {*STATUS_OF_SUBMISSION.values(), ReportState.WAIVED}
    reports = report_statuses(facts, plan=plan, period=period, as_of=cutoff.as_of)
    return {report.key.agency: report.state if report.state in shown else None for report in reports}

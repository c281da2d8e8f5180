"""Đính chính: what an issued report said that is known otherwise since, before and after."""

from collections.abc import Iterable
from dataclasses import dataclass

from data_model.rules.consolidated.quotations import LineText, texts_of_period
from data_model.rules.figures.grouping import chosen, standings_by_lead, total
from data_model.rules.figures.measures import Figures, Measure
from data_model.rules.figures.questions import Choice
from data_model.rules.figures.statuses import Lens, TaskStanding
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import Period
from data_model.rules.round.rounds import SENT_STATE, round_reports
from data_model.values import RoundState, TaskState


@dataclass(frozen=True, slots=True)
class CountChange:
    state: TaskState
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class RateChange:
    """A measure that differs, and all figures of both sides: a rate is worded with what it is made of."""

    measure: Measure
    before: Figures
    after: Figures


@dataclass(frozen=True, slots=True)
class LineSide:
    """What counted for one agency in one task: where it stood (of a lead), and what it wrote for the period."""

    standing: TaskStanding | None
    text: LineText | None


@dataclass(frozen=True, slots=True)
class LineChange:
    task: str
    agency: str
    before: LineSide
    after: LineSide


@dataclass(frozen=True, slots=True)
class ReportChange:
    """A report that came, was decided on, withdrawn, waived or expected again; None is not sent."""

    agency: str
    plan: str
    before: RoundState | None
    after: RoundState | None


@dataclass(frozen=True)
class Corrections:
    counts: tuple[CountChange, ...] = ()
    rates: tuple[RateChange, ...] = ()
    lines: tuple[LineChange, ...] = ()
    reports: tuple[ReportChange, ...] = ()

    def __len__(self) -> int:
        """How many things differ; the figures that follow from them are not counted again."""
        return len(self.lines) + len(self.reports)


def corrections(facts: Facts, texts: Iterable[LineText], *, choice: Choice, then: Lens, now: Lens) -> Corrections:
    """What differs between two instants of the same report; both lenses look at one period.

    Deadlines are held against the period's last day, so that nothing differs because time has passed.
    """
    facts, texts = chosen(facts, choice), tuple(texts)
    before, after = total(facts, lens=then), total(facts, lens=now)
    return Corrections(
        counts=tuple(
            CountChange(state, before.states[state], after.states[state])
            for state in TaskState
            if before.states[state] != after.states[state]
        ),
        rates=tuple(
            RateChange(one, before, after)
            for one in Measure
            if (before[one].n, before[one].d) != (after[one].n, after[one].d)
        ),
        lines=tuple(_lines(facts, texts, then, now)),
        reports=tuple(_reports(facts, then, now)),
    )


def _lines(facts: Facts, texts: tuple[LineText, ...], then: Lens, now: Lens) -> Iterable[LineChange]:
    old, new = (_sides(facts, texts, lens) for lens in (then, now))
    nothing = LineSide(None, None)
    for key in sorted({*old, *new}):
        before, after = old.get(key, nothing), new.get(key, nothing)
        if _seen(before) != _seen(after):
            yield LineChange(*key, before, after)


def _sides(facts: Facts, texts: tuple[LineText, ...], lens: Lens) -> dict[tuple[str, str], LineSide]:
    told = texts_of_period(facts, texts, lens)
    standings = {(one.task.code, one.agency or ""): one for one in standings_by_lead(facts, lens=lens)}
    return {key: LineSide(standings.get(key), told.get(key)) for key in {*told, *standings}}


def _seen(side: LineSide) -> tuple[object, ...]:
    """What a reader of the report sees of it."""
    at, text = side.standing, side.text
    stands = () if at is None else (at.state, at.progress.percent, at.progress.done_on)
    said = () if text is None else (text.result, text.difficulties, text.proposals)
    return stands, said


def _reports(facts: Facts, then: Lens, now: Lens) -> Iterable[ReportChange]:
    for plan in facts.plans:
        old, new = (_states(facts, plan, lens) for lens in (then, now))
        for agency in sorted({*old, *new}):
            if old.get(agency) != new.get(agency):
                yield ReportChange(agency, plan, old.get(agency), new.get(agency))


def _states(facts: Facts, plan: str, lens: Lens) -> dict[str, RoundState | None]:
    """By agency; what was not sent is None, however late it has become."""
    period: Period | None = lens.period
    assert period is not None, "a report is on one period"
    shown = {*SENT_STATE.values(), RoundState.WAIVED}
    reports = round_reports(facts, plan=plan, period=period, as_of=lens.as_of)
    return {one.key.agency: one.state if one.state in shown else None for one in reports}

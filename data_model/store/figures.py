"""Read figures: from what is kept where that says what is asked, else from the reports themselves. Never mixed up:
a plan is read one way or the other, and both ways say the same."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TypeVar

from sqlmodel import Session

from data_model.rules.access import Scope
from data_model.rules.attention import SOON_DAYS, Attention, Missing, attention, in_order
from data_model.rules.facts import Facts, PlanFact
from data_model.rules.grouping import (
    Choice,
    Group,
    as_groups,
    asking_for,
    chosen,
    chosen_plans,
    concerning,
    ended_periods,
    groups,
    of_plans,
    sums_by,
    task_standings,
    total,
)
from data_model.rules.measures import Figures
from data_model.rules.periods import Period, local_day
from data_model.rules.standings import Known, Lens, Standings, TaskStanding
from data_model.rules.sums import Sums
from data_model.store.facts import add_submissions_to, plans_reported_by
from data_model.store.kept.keeping import end_of_period
from data_model.store.kept.reading import (
    Kept,
    added_up,
    kept_plans,
    kept_tasks,
    missing_reports,
)
from data_model.store.kept.rows import task_of_row
from data_model.values import GroupBy, SubmissionStatus

Key = TypeVar("Key")


@dataclass(frozen=True)
class FigureReader:
    """The figures of what somebody chose to look at.

    `expected` are the facts in the scope without submissions; nothing is read that one question does not need.
    """

    session: Session
    scope: Scope
    expected: Facts
    lens: Lens
    choice: Choice

    def groups(self, by: GroupBy) -> list[Group]:
        """As `rules.grouping.groups`."""
        if by is GroupBy.TASK:
            return groups(self._reported(), by=by, lens=self.lens, choice=self.choice)
        if by is GroupBy.PERIOD:
            periods, found = self._over_periods(None)
            day = local_day(self.lens.as_of)
            return [Group(one.code, Figures(found.get((one.code, None), Sums()), day)) for one in periods]
        return as_groups(self._sums(by), self.lens)

    def total(self) -> Figures:
        """As `rules.grouping.total`."""
        return Figures(self._sums(None).get(None, Sums()), local_day(self.lens.as_of))

    def agencies_over_periods(self) -> dict[tuple[str, str], Figures]:
        """As `rules.grouping.agencies_over_periods`."""
        _, found = self._over_periods(GroupBy.AGENCY)
        day = local_day(self.lens.as_of)
        return {(agency, period): Figures(sums, day) for (period, agency), sums in found.items() if agency and sums}

    def tasks(self) -> list[TaskStanding]:
        """As `rules.grouping.task_standings`."""
        if self.choice.agency is not None:
            return task_standings(self._reported(), lens=self.lens, choice=self.choice)
        kept, rest = self._apart(self.lens)
        found = {one.task.code: one for one in self._kept_tasks(kept, self.lens)}
        found |= {one.task.code: one for one in task_standings(self._with_reports(rest), lens=self.lens)}
        return [found[task.code] for task in self.expected.tasks if task.code in found]

    def attention(self) -> list[Attention]:
        """As `rules.attention.attention`."""
        lens = replace(self.lens, period=None)
        if self.choice.agency is not None:
            return attention(self._reported(), lens=lens, choice=self.choice)
        kept, rest = self._apart(lens)
        until = local_day(lens.as_of) + timedelta(days=SOON_DAYS)
        waiting = add_submissions_to(self.session, of_plans(self.expected, kept), waiting_at=lens.as_of, lines_of=())
        return in_order(
            self._kept_tasks(kept, lens, pressing_until=until),
            self._missing(kept, lens),
            waiting.submissions,
            as_of=lens.as_of,
            others=attention(self._with_reports(rest), lens=lens),
        )

    def _reported(self) -> Facts:
        return reported_facts(self.session, self.scope, self.expected, choice=self.choice)

    def _with_reports(self, plans: Collection[str]) -> Facts:
        """The facts of these plans as far as the choice goes, with what came in."""
        facts = of_plans(self.expected, plans)
        return reported_facts(self.session, self.scope, facts, choice=self.choice) if plans else facts

    def _kept(self) -> dict[str, Kept]:
        """Who sees one agency's rows alone is shown what follows from these, and it is quickly computed."""
        return {} if self.scope.agency is not None else kept_plans(self.session, self._plans)

    @cached_property
    def _plans(self) -> dict[str, PlanFact]:
        """The chosen ones; of one agency, those in which it has, or had, a part: others add nothing to its figures."""
        plans, agency = chosen_plans(self.expected, self.choice), self.choice.agency
        if agency is None:
            return plans
        own = {self.expected.tasks[place].plan for place in self.expected.places_of_tasks.get(agency, ())}
        return {code: plan for code, plan in plans.items() if code in own}

    def _apart(self, lens: Lens) -> tuple[dict[str, Kept], list[str]]:
        """The chosen plans whose kept figures answer, and the others."""
        return self._parted({code: one for code, one in self._kept().items() if one.answers(lens)})

    def _parted(self, answering: dict[str, Kept]) -> tuple[dict[str, Kept], list[str]]:
        return answering, [code for code in self._plans if code not in answering]

    def _sums(self, by: GroupBy | None) -> dict[str | None, Sums]:
        """By the codes of the grouping, or of all together under None."""
        kept, rest = self._apart(self.lens)
        end = end_of_period(self.lens.period)
        day = local_day(self.lens.as_of)
        found = added_up(self.session, _ids(kept), [end], day=day, by=by, agency=self.choice.agency)
        sums = {key: one for (_, key), one in found.items()}
        if rest:
            _add(sums, _sums_in(self._with_reports(rest), by, self.lens, self.choice))
        return sums

    def _over_periods(self, by: GroupBy | None) -> tuple[list[Period], dict[tuple[str, str | None], Sums]]:
        """The periods that had ended, and by period code and key the sums over the plans that ask for each."""
        periods = ended_periods(self.expected, lens=self.lens, choice=self.choice)
        kept, rest = self._apart_over(periods)
        day, codes = local_day(self.lens.as_of), _codes_by_end(periods)
        sums = added_up(self.session, _ids(kept), codes, day=day, by=by, agency=self.choice.agency)
        found = {(code, key): one for (end, key), one in sums.items() for code in codes[end]}
        facts = self._with_reports(rest)
        known = Known(facts, self.lens)
        for period in periods if rest else ():
            at_its_end = replace(self.lens, period=period)
            sums_then = _sums_in(asking_for(facts, period), by, at_its_end, self.choice, known)
            _add(found, {(period.code, key): one for key, one in sums_then.items()})
        return periods, found

    def _apart_over(self, periods: Sequence[Period]) -> tuple[dict[str, Kept], list[str]]:
        """As `_apart`, by whether each of the periods that a plan asks for is kept."""
        kept = self._kept()
        asked = {
            calendars: [period for period in periods if plan.report_for(period) is not None]
            for calendars, plan in {one.plan.calendars: one.plan for one in kept.values()}.items()
        }
        return self._parted(
            {code: one for code, one in kept.items() if one.answers(self.lens, asked[one.plan.calendars])}
        )

    def _kept_tasks(
        self, kept: Mapping[str, Kept], lens: Lens, *, pressing_until: date | None = None
    ) -> Iterator[TaskStanding]:
        end, day = end_of_period(lens.period), local_day(lens.as_of)
        rows = kept_tasks(self.session, _ids(kept), end, day, pressing_until=pressing_until)
        standings = Standings(of_plans(self.expected, kept), lens)
        for task in self.expected.tasks:
            if task.code in rows:
                seen_on = standings.day_in(task.plan)
                yield task_of_row(rows[task.code], task, leads=standings.leads_of(task), day=seen_on)

    def _missing(self, kept: Mapping[str, Kept], lens: Lens) -> Iterator[Missing]:
        for agency, plan, due_on in missing_reports(self.session, _ids(kept), local_day(lens.as_of)):
            period = lens.report_period(self.expected.plans[plan])
            assert period is not None, "a report that is missing is of a period"
            yield Missing(agency, plan, period, due_on)


def reported_facts(
    session: Session,
    scope: Scope,
    expected: Facts,
    *,
    choice: Choice,
    lines_of: Collection[SubmissionStatus] | None = None,
) -> Facts:
    """The chosen facts with all that came in; with an agency chosen, with all that its figures need."""
    facts = chosen(expected, choice)
    if scope.agency is not None:
        return add_submissions_to(session, facts, agencies=[scope.agency], lines_of=lines_of)
    if choice.agency is None:
        return add_submissions_to(session, facts, lines_of=lines_of)
    facts = concerning(facts, [choice.agency])
    facts = of_plans(facts, {task.plan for task in facts.tasks} | plans_reported_by(session, choice.agency))
    tasks = [task.code for task in facts.tasks]
    return add_submissions_to(session, facts, agencies={*facts.leads, choice.agency}, tasks=tasks, lines_of=lines_of)


def _ids(kept: Mapping[str, Kept]) -> list[int]:
    return [one.plan_id for one in kept.values()]


def _codes_by_end(periods: Iterable[Period]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for period in periods:
        found[period.end].append(period.code)
    return found


def _sums_in(
    facts: Facts, by: GroupBy | None, lens: Lens, choice: Choice, known: Known | None = None
) -> Mapping[str | None, Sums]:
    if by is None:
        return {None: total(facts, lens=lens, choice=choice, known=known).sums}
    return sums_by(facts, by=by, lens=lens, choice=choice, known=known)


def _add(to: dict[Key, Sums], sums: Mapping[Key, Sums]) -> None:
    for key, one in sums.items():
        to[key] = to[key] + one if key in to else one

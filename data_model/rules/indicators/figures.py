"""The figures of indicators: in the period, running total, the same a year before, share of the year's target."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.questions import counted_submissions
from data_model.rules.figures.selection import Selection, ended_periods, selected_plans
from data_model.rules.indicators.adding_up import periods_that_add_up, total_of
from data_model.rules.indicators.facts import IndicatorFact, IndicatorKey, IndicatorLine, SentNumbers
from data_model.rules.plans.facts import Facts, PlanFact
from data_model.rules.plans.organisations import Organisation
from data_model.rules.plans.periods import Period
from data_model.values import AddsUp, IndicatorsBy

Series = Mapping[Period, Decimal]
"""The values of one agency by the plan's report."""


@dataclass(frozen=True, slots=True)
class IndicatorFigure:
    """One indicator over the agencies and plans looked at; None is "nothing reported", which is not zero.

    `running` is the year's running total (of `last` the value that stands), `year_before` that of the same period of last
    year as known today. `target` is None where none was set, or where one agency alone is looked at, as a target is that
    of a whole plan. `reported` of the `asked` agencies have a value in the period.
    """

    key: IndicatorKey
    decimals: int
    in_period: Decimal | None = None
    running: Decimal | None = None
    year_before: Decimal | None = None
    target: Decimal | None = None
    reported: int = 0
    asked: int = 0

    @property
    def reached_percent(self) -> Fraction | None:
        """Share of the year's target that is reached; None without a target or a value."""
        if self.target is None or self.running is None:
            return None
        return Fraction(self.running) * 100 / Fraction(self.target)

    @property
    def change_percent(self) -> Fraction | None:
        """Change against the same period of last year; None where either is missing or last year's is zero."""
        if self.running is None or not self.year_before:
            return None
        return Fraction(self.running - self.year_before) * 100 / Fraction(self.year_before)


@dataclass(frozen=True)
class IndicatorSource:
    """What figures of indicators are computed from: those of a scope, with the values that count at a cutoff, one for each
    agency, indicator and report."""

    facts: Facts
    indicators: Sequence[IndicatorFact]
    lines: Sequence[IndicatorLine]

    @classmethod
    def at(cls, facts: Facts, numbers: SentNumbers, cutoff: AsOf) -> "IndicatorSource":
        """What counts of the numbers at a cutoff: those of the submissions whose lines count."""
        return cls(facts, numbers.indicators, numbers.counted(counted_submissions(facts, cutoff)))

    @cached_property
    def values(self) -> dict[str, dict[str, dict[Period, Decimal]]]:
        """By indicator, agency and the plan's report."""
        found: dict[str, dict[str, dict[Period, Decimal]]] = defaultdict(lambda: defaultdict(dict))
        for line in self.lines:
            found[line.indicator][line.agency][line.period] = line.value
        return found

    @cached_property
    def _added(self) -> dict[tuple[str, AddsUp, Period, frozenset[Period]], tuple[Period, ...]]:
        return {}

    def running_total(self, values: Series, adds_up: AddsUp, plan: PlanFact, period: Period) -> Decimal | None:
        """Many agencies report on the same periods: which of them add up is found once."""
        near = values if adds_up is AddsUp.LAST else [own for own in values if own.year == period.year]
        key = plan.code, adds_up, period, frozenset(near)
        if key not in self._added:
            self._added[key] = periods_that_add_up(key[-1], adds_up, plan, period)
        return total_of(values, self._added[key])

    @cached_property
    def _organisations(self) -> dict[date, Organisation]:
        return {}

    def organisation_on(self, day: date) -> Organisation:
        if day not in self._organisations:
            self._organisations[day] = Organisation.of(self.facts, day)
        return self._organisations[day]

    @cached_property
    def _asked(self) -> dict[tuple[str, date], frozenset[str]]:
        return {}

    def asked_on(self, plan: str, day: date) -> frozenset[str]:
        """The agencies that have a task of the plan on the day."""
        if (plan, day) not in self._asked:
            self._asked[plan, day] = frozenset(
                given.agency
                for task in self.facts.tasks
                if task.plan == plan
                for given in task.assignments
                if given.is_active_on(day)
            )
        return self._asked[plan, day]


@dataclass(frozen=True)
class IndicatorFigures:
    """Figures of the indicators of a scope at the cutoff at which the lines of `source` count."""

    source: IndicatorSource
    cutoff: AsOf
    selection: Selection

    @cached_property
    def plans(self) -> dict[str, PlanFact]:
        return selected_plans(self.source.facts, self.selection)

    @cached_property
    def keys(self) -> list[IndicatorKey]:
        """The indicators of the selected plans, in the order in which their plans have them."""
        return list(dict.fromkeys(fact.key for fact in self.source.indicators if fact.plan in self.plans))

    def all(self) -> list[IndicatorFigure]:
        return [self.of(key) for key in self.keys]

    def of(self, key: IndicatorKey) -> IndicatorFigure:
        """One indicator over everything that is selected."""
        facts = [fact for fact in self.source.indicators if fact.key == key and fact.plan in self.plans]
        figure = IndicatorFigure(key, max((fact.decimals for fact in facts), default=0))
        for fact in facts:
            figure = _together(figure, self._of_plan(fact))
        return figure

    def split(self, key: IndicatorKey, by: IndicatorsBy) -> list[tuple[str, IndicatorFigure]]:
        """The same for each agency, plan, province or ended period (codes; provinces by name), in that order; without
        groups that neither have nor are asked for a value."""
        groups = [(code, part.of(key)) for code, part in self._parts(by)]
        return [(code, figure) for code, figure in groups if figure.asked or figure.running is not None]

    def _parts(self, by: IndicatorsBy) -> Iterable[tuple[str, "IndicatorFigures"]]:
        if by is IndicatorsBy.PERIOD:
            for period in ended_periods(self.source.facts, cutoff=self.cutoff, selection=self.selection):
                yield period.code, replace(self, cutoff=replace(self.cutoff, period=period))
        elif by is IndicatorsBy.PLAN:
            for plan in self.plans:
                yield plan, replace(self, selection=replace(self.selection, plan=plan))
        elif by is IndicatorsBy.PROVINCE:
            for province in sorted({plan.province for plan in self.plans.values()}):
                yield province, replace(self, selection=replace(self.selection, province=province))
        else:
            for agency in self._agencies():
                yield agency, replace(self, selection=replace(self.selection, agency=agency))

    def _agencies(self) -> list[str]:
        found = {self._body(plan.code, agency) for plan in self.plans.values() for agency in self._asked(plan)}
        found |= {self._body(line.plan, line.agency) for line in self.source.lines if line.plan in self.plans}
        return sorted(found if self.selection.agency is None else found & {self.selection.agency})

    @property
    def _organisation(self) -> Organisation | None:
        day = self.cutoff.organisation
        return None if day is None else self.source.organisation_on(day)

    def _body(self, plan: str, agency: str) -> str:
        """Under which an agency's values are shown."""
        return agency if self._organisation is None else self._organisation.of_reports(plan, agency)

    def _asked(self, plan: PlanFact) -> frozenset[str]:
        return self.source.asked_on(plan.code, self.cutoff.day_in(plan))

    def _of_plan(self, fact: IndicatorFact) -> IndicatorFigure:
        plan = self.plans[fact.plan]
        period = self._period_in(plan)
        figure = IndicatorFigure(fact.key, fact.decimals)
        if period is None:
            return figure
        agency = self.selection.agency
        values = self.source.values.get(fact.code, {})
        own = {code: found for code, found in values.items() if agency in (None, self._body(plan.code, code))}
        before = replace(period, year=period.year - 1) if period.own is None else None
        asked = {
            code
            for code in self._asked(plan)
            if fact.is_asked_of(code) and agency in (None, self._body(plan.code, code))
        }
        return replace(
            figure,
            in_period=_sum(found.get(period) for found in own.values()),
            running=self._running(own, fact, plan, period),
            year_before=None if before is None else self._running(own, fact, plan, before),
            target=fact.target_of(period.year, as_of=self.cutoff.as_of) if agency is None else None,
            reported=sum(period in found for found in own.values()),
            asked=len(asked | {code for code, found in own.items() if period in found}),
        )

    def _running(
        self, own: Mapping[str, Series], fact: IndicatorFact, plan: PlanFact, period: Period
    ) -> Decimal | None:
        """The running total over several agencies. Where one goes on with another, theirs is one series: what it reports of
        half a year holds the quarter that the other reported."""
        by_body: dict[str, dict[str, Series]] = defaultdict(dict)
        for agency, found in own.items():
            by_body[self._organisation_then(plan).of_reports(plan.code, agency)][agency] = found
        return _sum(self._of_body(body, found, fact, plan, period) for body, found in by_body.items())

    def _of_body(
        self, body: str, own: Mapping[str, Series], fact: IndicatorFact, plan: PlanFact, period: Period
    ) -> Decimal | None:
        if len(own) == 1:
            [series] = own.values()
            return self.source.running_total(series, fact.adds_up, plan, period)
        if fact.adds_up is AddsUp.LAST:
            return _sum(
                self.source.running_total(found, fact.adds_up, plan, period)
                for agency, found in own.items()
                if not self._was_told_anew(agency, own.get(body, {}), plan, period)
            )
        together: dict[Period, Decimal] = defaultdict(Decimal)
        for found in own.values():
            for each, value in found.items():
                together[each] += value
        return self.source.running_total(together, fact.adds_up, plan, period)

    def _was_told_anew(self, agency: str, of_body: Series, plan: PlanFact, period: Period) -> bool:
        """Whether who goes on with the agency has reported since, so that the agency's last value stands no longer."""
        left_on, until = self._organisation_then(plan).left_on(agency), plan.last_day_of(period)
        return left_on is not None and any(left_on <= plan.last_day_of(each) <= until for each in of_body)

    def _organisation_then(self, plan: PlanFact) -> Organisation:
        """That of the day to which the figures of the plan are."""
        return self.source.organisation_on(self.cutoff.day_in(plan))

    def _period_in(self, plan: PlanFact) -> Period | None:
        """The plan's report for the chosen period; where it asks for none then, its last that had ended by the day."""
        if self.cutoff.period is not None and (report := plan.report_for(self.cutoff.period)) is not None:
            return report
        if self.cutoff.period is None:
            return max(plan.periods_ended(self.cutoff.as_of), default=None)
        return max(plan.periods_until(self.cutoff.day_in(plan)), default=None)


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    """Exact; None where there is no value at all."""
    present = [value for value in values if value is not None]
    return sum(present, Decimal(0)) if present else None


def _together(first: IndicatorFigure, other: IndicatorFigure) -> IndicatorFigure:
    return replace(
        first,
        in_period=_sum((first.in_period, other.in_period)),
        running=_sum((first.running, other.running)),
        year_before=_sum((first.year_before, other.year_before)),
        target=_sum((first.target, other.target)),
        reported=first.reported + other.reported,
        asked=first.asked + other.asked,
    )

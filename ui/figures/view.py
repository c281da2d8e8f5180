"""What a page of figures looks at: the filters in the address, the facts in the user's scope, cached by version."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.attention import AttentionItems, attention
from data_model.rules.figures.comparison import year_before
from data_model.rules.figures.grouping import (
    Group,
    agencies_over_periods,
    expected_reports,
    groups,
    task_statuses,
    total,
)
from data_model.rules.figures.measures import Figures
from data_model.rules.figures.selection import Selection, ended_periods, selected_plans
from data_model.rules.figures.statuses import ExpectedReport, TaskStatus
from data_model.rules.figures.upcoming import UpcomingDate, upcoming
from data_model.rules.people.access import EVERYTHING, CurrentUser, Scope
from data_model.rules.plans.facts import Facts, PlanFact
from data_model.rules.plans.periods import Period, end_of, local_day
from data_model.store import open_session
from data_model.store.base.engine import Versions, holds_samples, versions
from data_model.store.figures.facts import read_facts
from data_model.store.plans.catalogue import add_decisions_to
from data_model.values import GroupBy, Language
from ui.base.clock import now
from wording.collation import vietnamese_order
from wording.groups import group_label
from wording.reference_day import reference_day_words, reference_days
from wording.translation import language

remember = lru_cache(maxsize=128)
"""Remember what a function made of a View; Streamlit's own cache would pickle the view each time it is asked. The view
holds the data version, the scope and the language, so nothing stale, nothing of another user's and nothing in another
language is ever shown."""


@dataclass(frozen=True)
class View:
    """One way to look at the figures. Everything a page shows of them is asked here."""

    version: Versions
    scope: Scope
    today: date
    cutoff: AsOf
    selection: Selection
    worded_in: Language

    @property
    def facts(self) -> Facts:
        """What is expected in the scope, and what was decided about reports."""
        return _facts(self.version, self.scope, self.today)

    @property
    def holds_samples(self) -> bool:
        return _holds_samples(self.version)

    def groups(self, by: GroupBy) -> Sequence[Group]:
        return _groups(self, by)

    def agencies_over_periods(self) -> dict[tuple[str, str], Figures]:
        return _agencies_over_periods(self)

    def total(self) -> Figures:
        return _total(self)

    def tasks(self) -> Sequence[TaskStatus]:
        return _tasks(self)

    def reports(self) -> Sequence[ExpectedReport]:
        return _reports(self)

    def attention(self) -> AttentionItems:
        return _attention(self)

    def upcoming(self, days: int) -> list[UpcomingDate]:
        return _upcoming(self, days)

    def at_period(self, period: Period | None) -> "View":
        """The same, looked at in another period."""
        return replace(self, cutoff=replace(self.cutoff, period=period))

    def province_of(self, agency: str) -> "View":
        """The same, of all agencies of this agency's province: its peers and itself."""
        province = self.facts.agencies[agency].province
        known = {plan.province for plan in self.facts.plans.values()}
        return replace(
            self, selection=replace(self.selection, agency=None, province=province if province in known else None)
        )

    def as_of_day(self, day: date) -> "View":
        """The same as known at the end of an earlier day; from today on, as known now."""
        as_of = end_of(day)
        return self if as_of >= self.cutoff.as_of else replace(self, cutoff=replace(self.cutoff, as_of=as_of))

    def of_agency(self, agency: str | None) -> "View":
        """The same, of one agency."""
        return replace(self, selection=replace(self.selection, agency=agency))

    def of_directive(self, directive: str | None) -> "View":
        """The same, of the plans that carry out one directive before all."""
        return replace(self, selection=replace(self.selection, directive=directive))

    def ended_periods(self) -> list[Period]:
        """The periods of the chosen plans' regimes that had ended, oldest first."""
        return _ended_periods(self)

    @property
    def past_day(self) -> date | None:
        """The day at whose end is looked, where it is an earlier one than today."""
        day = local_day(self.cutoff.as_of)
        return day if day < self.today else None

    @property
    def period(self) -> Period | None:
        """The period looked at: the chosen one, or the last that had ended."""
        return self.cutoff.period or max(
            (period for period in self.ended_periods() if period.own is None), default=None
        )

    @property
    def plans(self) -> list[PlanFact]:
        """The chosen ones."""
        return list(selected_plans(self.facts, self.selection).values())

    @property
    def reference_day_words(self) -> str:
        """The day that the figures are counted to, in words, and that of the reports they are read from."""
        return reference_day_words(reference_days(self.plans, self.cutoff), self.cutoff)

    def period_before(self) -> Period | None:
        shown = self.period
        return max((period for period in self.ended_periods() if shown is not None and period < shown), default=None)

    def year_before(self) -> "View | None":
        """The same a year earlier (cùng kỳ); None where a chosen plan was not there yet."""
        cutoff = year_before(self.cutoff, self.plans)
        return replace(self, cutoff=cutoff) if cutoff is not None else None


def view_for(
    user: CurrentUser,
    *,
    selection: Selection = Selection(),
    period: Period | None = None,
    as_of: date | None = None,
    unreviewed: bool = False,
    version: Versions | None = None,
) -> View:
    """What this user looks at. A reporter looks at the own agency, whatever was chosen. With `version`, the store need
    not be asked how far it has come."""
    at = now()
    today = local_day(at)
    if user.scope.agency is not None:
        selection = replace(selection, agency=user.scope.agency)
    instant = end_of(as_of) if as_of is not None and as_of < today else _just_before_midnight(today)
    return view_as_of(AsOf(instant, period, unreviewed), user=user, selection=selection, version=version)


def view_as_of(cutoff: AsOf, *, user: CurrentUser, selection: Selection, version: Versions | None = None) -> View:
    """What this user sees of a choice under a lens."""
    return View(version or _version(), user.scope, local_day(now()), cutoff, selection, language())


def _version() -> Versions:
    with open_session() as session:
        return versions(session)


def figures_of_everything() -> Figures:
    """Asked once before anybody else asks: the columns of the store are then there, and what who sees everything needs."""
    today = local_day(now())
    return View(_version(), EVERYTHING, today, AsOf(_just_before_midnight(today)), Selection(), language()).total()


def _just_before_midnight(today: date) -> datetime:
    """Stands for now all day: nothing is known of the hours to come, and a change has a version of its own. What ends
    with the day has not ended yet."""
    return end_of(today) - timedelta(microseconds=1)


@lru_cache(maxsize=16)
def _holds_samples(version: Versions) -> bool:
    with open_session() as session:
        return holds_samples(session)


@lru_cache(maxsize=16)
def _expected(store: str, expected_version: int, scope: Scope, today: date) -> Facts:
    with open_session() as session:
        return read_facts(session, scope, today=today)


@lru_cache(maxsize=16)
def _facts(version: Versions, scope: Scope, today: date) -> Facts:
    """Plans, tasks and agencies stay good while reports come and go; what was decided about these is read again."""
    expected = _expected(version.store, version.expected, scope, today)
    with open_session() as session:
        return add_decisions_to(session, expected)


@remember
def _ended_periods(view: View) -> list[Period]:
    return ended_periods(view.facts, cutoff=view.cutoff, selection=view.selection)


@remember
def _groups(view: View, by: GroupBy) -> Sequence[Group]:
    """Those that have names by their names, what has none at the end; periods and tasks in their own order."""
    found = groups(view.facts, by=by, cutoff=view.cutoff, selection=view.selection)
    if by not in (GroupBy.AGENCY, GroupBy.DIRECTIVE, GroupBy.PLAN):
        return found
    names = {key: group_label(key, by=by, facts=view.facts) for key in found.keys}
    return found.in_order_of(lambda key: (key is None, vietnamese_order(names[key])))


@remember
def _agencies_over_periods(view: View) -> dict[tuple[str, str], Figures]:
    return agencies_over_periods(view.facts, cutoff=view.cutoff, selection=view.selection)


@remember
def _total(view: View) -> Figures:
    return total(view.facts, cutoff=view.cutoff, selection=view.selection)


@remember
def _tasks(view: View) -> Sequence[TaskStatus]:
    return task_statuses(view.facts, cutoff=view.cutoff, selection=view.selection)


@remember
def _reports(view: View) -> Sequence[ExpectedReport]:
    return expected_reports(view.facts, cutoff=view.cutoff, selection=view.selection)


@remember
def _attention(view: View) -> AttentionItems:
    return attention(view.facts, cutoff=view.cutoff, selection=view.selection)


@remember
def _upcoming(view: View, days: int) -> list[UpcomingDate]:
    return upcoming(view.facts, view.tasks(), cutoff=view.cutoff, days=days, selection=view.selection)

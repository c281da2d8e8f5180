"""What a page of figures shows: a cutoff and selection in the user's scope, with caches by data version."""

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
    reports_under_way,
    task_statuses,
    total,
)
from data_model.rules.figures.measures import Figures
from data_model.rules.figures.overdue import longest_overdue
from data_model.rules.figures.selection import Selection, ended_periods, selected_plans
from data_model.rules.figures.statuses import ExpectedReport, TaskStatus
from data_model.rules.figures.upcoming import UpcomingDate, upcoming
from data_model.rules.people.access import EVERYTHING, CurrentUser, Scope
from data_model.rules.plans.facts import Facts, PlanFact
from data_model.rules.plans.organisations import Organisation
from data_model.rules.plans.periods import Period, end_of, local_day
from data_model.store import open_session
from data_model.store.base.engine import Versions, holds_samples, versions
from data_model.store.figures.facts import read_facts
from data_model.store.plans.catalogue import add_decisions_to
from data_model.values import GroupBy, Language, SubmissionStatus
from ui.base.clock import now
from wording.collation import vietnamese_order
from wording.groups import group_label
from wording.reference_day import reference_day_words, reference_days
from wording.translation import language

remember = lru_cache(maxsize=128)
"""Caches a function of a View; Streamlit's own cache would pickle the view at each call. The key, the view, contains data
version, scope and language, so no stale result is shown, none of another user and none in another language."""


@dataclass(frozen=True)
class View:
    """A scope, cutoff and selection; pages read all their figures from its methods."""

    version: Versions
    scope: Scope
    today: date
    cutoff: AsOf
    selection: Selection
    worded_in: Language

    @property
    def facts(self) -> Facts:
        """The facts of the scope."""
        return facts_of(self.version, self.scope, self.today)

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

    def under_way(self) -> dict[tuple[str, str], SubmissionStatus]:
        """By (agency, plan): this period's report that waits for review or is being mended."""
        return _under_way(self)

    def attention(self) -> AttentionItems:
        return _attention(self)

    def longest_overdue(self) -> TaskStatus | None:
        return _longest_overdue(self)

    def upcoming(self, days: int) -> list[UpcomingDate]:
        return _upcoming(self, days)

    @property
    def organisation(self) -> Organisation:
        """The bodies of today, and which of the agencies of before each goes on with."""
        return _organisation(self.version, self.scope, self.today)

    def body_of(self, plan: str, agency: str) -> str:
        """Under which agency what one reported on a plan is shown: by the organisation of the view, or as it was reported."""
        return agency if self.cutoff.organisation is None else self.organisation.of_reports(plan, agency)

    def at_period(self, period: Period | None) -> "View":
        """The same in another period."""
        return replace(self, cutoff=replace(self.cutoff, period=period))

    def province_of(self, agency: str) -> "View":
        """The same for all agencies of this agency's province, itself included."""
        province = self.facts.agencies[agency].province
        provinces = {plan.province for plan in self.facts.plans.values()}
        return replace(
            self, selection=replace(self.selection, agency=None, province=province if province in provinces else None)
        )

    def as_of_day(self, day: date) -> "View":
        """The same as known at the end of a past day; from today on, as known now."""
        as_of = end_of(day)
        return self if as_of >= self.cutoff.as_of else replace(self, cutoff=replace(self.cutoff, as_of=as_of))

    def of_agency(self, agency: str | None) -> "View":
        """The same for one agency."""
        return replace(self, selection=replace(self.selection, agency=agency))

    def of_directive(self, directive: str | None) -> "View":
        """The same for the plans whose main directive this is."""
        return replace(self, selection=replace(self.selection, directive=directive))

    def ended_periods(self) -> list[Period]:
        """The periods of the selected plans that had ended, oldest first."""
        return _ended_periods(self)

    @property
    def past_day(self) -> date | None:
        """The day of the cutoff if it is before today, else None."""
        day = local_day(self.cutoff.as_of)
        return day if day < self.today else None

    @property
    def period(self) -> Period | None:
        """The selected period, or the last that had ended."""
        return self.cutoff.period or max(
            (period for period in self.ended_periods() if period.own is None), default=None
        )

    @property
    def plans(self) -> list[PlanFact]:
        """The selected plans."""
        return list(selected_plans(self.facts, self.selection).values())

    @property
    def reference_day_words(self) -> str:
        """The reference day of the figures in words, with the day of the reports they are based on."""
        return reference_day_words(reference_days(self.plans, self.cutoff), self.cutoff)

    def period_before(self) -> Period | None:
        shown = self.period
        return max((period for period in self.ended_periods() if shown is not None and period < shown), default=None)

    def year_before(self) -> "View | None":
        """The same a year earlier (cùng kỳ); None if a selected plan did not exist then."""
        cutoff = year_before(self.cutoff, self.plans)
        return replace(self, cutoff=cutoff) if cutoff is not None else None


def view_for(
    user: CurrentUser,
    *,
    selection: Selection = Selection(),
    period: Period | None = None,
    as_of: date | None = None,
    unreviewed: bool = False,
    todays_organisation: bool = False,
    version: Versions | None = None,
) -> View:
    """The view of this user. A reporter sees only the own agency, or one that it goes on with, whatever was selected.
    `version` saves reading the store's version."""
    at = now()
    today = local_day(at)
    if user.scope.own_agencies is not None and selection.agency not in user.scope.own_agencies:
        selection = replace(selection, agency=user.scope.agency)
    instant = end_of(as_of) if as_of is not None and as_of < today else _just_before_midnight(today)
    cutoff = AsOf(instant, period, unreviewed, today if todays_organisation else None)
    return view_as_of(cutoff, user=user, selection=selection, version=version)


def view_as_of(cutoff: AsOf, *, user: CurrentUser, selection: Selection, version: Versions | None = None) -> View:
    """The view of this user for a cutoff and a selection."""
    return View(version or _version(), user.scope, local_day(now()), cutoff, selection, language())


def _version() -> Versions:
    with open_session() as session:
        return versions(session)


def figures_of_everything() -> Figures:
    """The total over everything; called at server start, so that the columns and facts are loaded before the first user."""
    today = local_day(now())
    return View(_version(), EVERYTHING, today, AsOf(_just_before_midnight(today)), Selection(), language()).total()


def _just_before_midnight(today: date) -> datetime:
    """The instant used for "now" all day, so that caches last: nothing is recorded for the hours to come, and each change
    raises the version. A window that ends today has not ended yet."""
    return end_of(today) - timedelta(microseconds=1)


@lru_cache(maxsize=16)
def _holds_samples(version: Versions) -> bool:
    with open_session() as session:
        return holds_samples(session)


@lru_cache(maxsize=16)
def expected_of(store: str, expected_version: int, scope: Scope, today: date) -> Facts:
    """What is expected of a scope, without extensions and waivers."""
    with open_session() as session:
        return read_facts(session, scope, today=today)


@lru_cache(maxsize=16)
def facts_of(version: Versions, scope: Scope, today: date) -> Facts:
    """The facts of a scope. Plans, tasks and agencies are cached by their own version; only extensions and waivers are read again."""
    expected = expected_of(version.store, version.expected, scope, today)
    with open_session() as session:
        return add_decisions_to(session, expected)


@lru_cache(maxsize=16)
def _organisation(version: Versions, scope: Scope, today: date) -> Organisation:
    return Organisation.of(facts_of(version, scope, today), today)


@remember
def _ended_periods(view: View) -> list[Period]:
    return ended_periods(view.facts, cutoff=view.cutoff, selection=view.selection)


@remember
def _groups(view: View, by: GroupBy) -> Sequence[Group]:
    """Sorted by name, groups without key last; periods and tasks in their own order."""
    unsorted = groups(view.facts, by=by, cutoff=view.cutoff, selection=view.selection)
    if by not in (GroupBy.AGENCY, GroupBy.DIRECTIVE, GroupBy.PLAN):
        return unsorted
    names = {key: group_label(key, by=by, facts=view.facts) for key in unsorted.keys}
    return unsorted.in_order_of(lambda key: (key is None, vietnamese_order(names[key])))


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
def _under_way(view: View) -> dict[tuple[str, str], SubmissionStatus]:
    """Of every agency: a task of the agency looked at may have other leads."""
    selection = replace(view.selection, agency=None)
    return reports_under_way(view.facts, cutoff=view.cutoff, selection=selection)


@remember
def _attention(view: View) -> AttentionItems:
    return attention(view.facts, cutoff=view.cutoff, selection=view.selection)


@remember
def _longest_overdue(view: View) -> TaskStatus | None:
    return longest_overdue(view.facts, cutoff=view.cutoff, selection=view.selection)


@remember
def _upcoming(view: View, days: int) -> list[UpcomingDate]:
    return upcoming(view.facts, view.tasks(), cutoff=view.cutoff, days=days, selection=view.selection)

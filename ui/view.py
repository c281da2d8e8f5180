"""What a page of figures looks at: the filters in the address, the facts in the user's scope, cached by version."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from data_model.rules.access import CurrentUser, Scope
from data_model.rules.attention import Attention
from data_model.rules.coming import Coming, coming
from data_model.rules.facts import Facts
from data_model.rules.grouping import Choice, Group, ended_periods, report_standings
from data_model.rules.measures import Figures
from data_model.rules.periods import Period, end_of, local_day
from data_model.rules.standings import Lens, ReportStanding, TaskStanding
from data_model.store import open_session
from data_model.store.engine import Versions, holds_samples, versions
from data_model.store.facts import read_facts
from data_model.store.figures import FigureReader, reported_facts
from data_model.values import GroupBy, Language
from ui.clock import now
from wording.catalogue import language
from wording.collation import vietnamese_order
from wording.groups import group_label

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
    lens: Lens
    choice: Choice
    worded_in: Language

    @property
    def facts(self) -> Facts:
        """What is expected in the scope: plans, tasks, who leads them. Without what came in."""
        return _facts(self.version.store, self.version.expected, self.scope, self.today)

    def reported(self, *, with_lines: bool) -> Facts:
        """The chosen facts with what came in: for lists of single reports, not for figures."""
        return _reported(self.version, self.scope, self.today, self.choice, with_lines)

    @property
    def holds_samples(self) -> bool:
        return _holds_samples(self.version)

    def groups(self, by: GroupBy) -> list[Group]:
        return _groups(self, by)

    def agencies_over_periods(self) -> dict[tuple[str, str], Figures]:
        return _agencies_over_periods(self)

    def total(self) -> Figures:
        return _total(self)

    def tasks(self) -> list[TaskStanding]:
        return _tasks(self)

    def reports(self) -> list[ReportStanding]:
        return _reports(self)

    def attention(self) -> list[Attention]:
        return _attention(self)

    def coming(self, days: int) -> list[Coming]:
        return _coming(self, days)

    def at_period(self, period: Period | None) -> "View":
        """The same, looked at in another period."""
        return replace(self, lens=replace(self.lens, period=period))

    def at_period_code(self, code: str | None) -> "View":
        return self.at_period(Period.from_code(code) if code else None)

    def province_of(self, agency: str) -> "View":
        """The same, of all agencies of this agency's province: its peers and itself."""
        province = self.facts.agencies[agency].province
        known = {plan.province for plan in self.facts.plans.values()}
        return replace(self, choice=replace(self.choice, agency=None, province=province if province in known else None))

    def known_on(self, day: date) -> "View":
        """The same as known at the end of an earlier day; from today on, as known now."""
        as_of = end_of(day)
        return self if as_of >= self.lens.as_of else replace(self, lens=replace(self.lens, as_of=as_of))

    def of_agency(self, agency: str | None) -> "View":
        """The same, of one agency."""
        return replace(self, choice=replace(self.choice, agency=agency))

    def of_directive(self, directive: str | None) -> "View":
        """The same, of the plans that carry out one directive before all."""
        return replace(self, choice=replace(self.choice, directive=directive))

    def ended_periods(self) -> list[Period]:
        """The periods of the chosen plans' regimes that had ended, oldest first."""
        return _ended_periods(self)

    @property
    def past_day(self) -> date | None:
        """The day at whose end is looked, where it is an earlier one than today."""
        day = local_day(self.lens.as_of)
        return day if day < self.today else None

    @property
    def period(self) -> Period | None:
        """The period looked at: the chosen one, or the last that had ended."""
        return self.lens.period or max(self.ended_periods(), default=None)

    def period_before(self) -> Period | None:
        shown = self.period
        return max((period for period in self.ended_periods() if shown is not None and period < shown), default=None)


def view_for(
    user: CurrentUser,
    *,
    choice: Choice = Choice(),
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
        choice = replace(choice, agency=user.scope.agency)
    instant = end_of(as_of) if as_of is not None and as_of < today else _just_before_midnight(today)
    return view_under(Lens(instant, period, unreviewed), user=user, choice=choice, version=version)


def view_under(lens: Lens, *, user: CurrentUser, choice: Choice, version: Versions | None = None) -> View:
    """What this user sees of a choice under a lens."""
    return View(version or _version(), user.scope, local_day(now()), lens, choice, language())


def _version() -> Versions:
    with open_session() as session:
        return versions(session)


def _just_before_midnight(today: date) -> datetime:
    """Stands for now all day: nothing is known of the hours to come, and a change has a version of its own. What ends
    with the day has not ended yet."""
    return end_of(today) - timedelta(microseconds=1)


@lru_cache(maxsize=16)
def _holds_samples(version: Versions) -> bool:
    with open_session() as session:
        return holds_samples(session)


@lru_cache(maxsize=16)
def _facts(store: str, expected_version: int, scope: Scope, today: date) -> Facts:
    with open_session() as session:
        return read_facts(session, scope, today=today, with_submissions=False)


@contextmanager
def _reader(view: View) -> Iterator[FigureReader]:
    with open_session() as session:
        yield FigureReader(session, view.scope, view.facts, view.lens, view.choice)


@lru_cache(maxsize=8)
def _reported(version: Versions, scope: Scope, today: date, choice: Choice, with_lines: bool) -> Facts:
    expected = _facts(version.store, version.expected, scope, today)
    with open_session() as session:
        return reported_facts(session, scope, expected, choice=choice, lines_of=None if with_lines else ())


@remember
def _ended_periods(view: View) -> list[Period]:
    return ended_periods(view.facts, lens=view.lens, choice=view.choice)


@remember
def _groups(view: View, by: GroupBy) -> list[Group]:
    """Those that have names by their names, what has none at the end; periods and tasks in their own order."""
    with _reader(view) as reader:
        found = reader.groups(by)
    if by not in (GroupBy.AGENCY, GroupBy.DIRECTIVE, GroupBy.PLAN):
        return found
    names = {one.key: group_label(one.key, by=by, facts=view.facts) for one in found}
    return sorted(found, key=lambda one: (one.key is None, vietnamese_order(names[one.key])))


@remember
def _agencies_over_periods(view: View) -> dict[tuple[str, str], Figures]:
    with _reader(view) as reader:
        return reader.agencies_over_periods()


@remember
def _total(view: View) -> Figures:
    with _reader(view) as reader:
        return reader.total()


@remember
def _tasks(view: View) -> list[TaskStanding]:
    with _reader(view) as reader:
        return reader.tasks()


@remember
def _reports(view: View) -> list[ReportStanding]:
    return report_standings(view.reported(with_lines=False), lens=view.lens, choice=view.choice)


@remember
def _attention(view: View) -> list[Attention]:
    with _reader(view) as reader:
        return reader.attention()


@remember
def _coming(view: View, days: int) -> list[Coming]:
    return coming(view.facts, view.tasks(), lens=view.lens, days=days, choice=view.choice)

"""What a page of figures looks at: the filters in the address, the facts in the user's scope, cached by version."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import streamlit as st

from data_model.rules.access import CurrentUser, Scope
from data_model.rules.facts import Facts
from data_model.rules.grouping import (
    Choice,
    Group,
    groups,
    report_standings,
    task_standings,
    total,
)
from data_model.rules.measures import Figures
from data_model.rules.periods import Period, end_of, local_day
from data_model.rules.standings import Lens, ReportStanding, TaskStanding
from data_model.store import open_session
from data_model.store.engine import data_version, holds_samples
from data_model.store.facts import read_facts
from data_model.values import GroupBy
from ui.clock import now

_CACHED = 256


@dataclass(frozen=True)
class View:
    """One way to look at the figures. Everything a page shows of them is asked here, and remembered
    for as long as the store has not changed."""

    version: int
    scope: Scope
    today: date
    lens: Lens
    choice: Choice

    @property
    def facts(self) -> Facts:
        return _facts(self.version, self.scope, self.today)

    @property
    def holds_samples(self) -> bool:
        with open_session() as session:
            return holds_samples(session)

    def groups(self, by: GroupBy) -> list[Group]:
        return _groups(self.version, self.scope, self.today, by, self.lens, self.choice)

    def total(self) -> Figures:
        return _total(self.version, self.scope, self.today, self.lens, self.choice)

    def tasks(self) -> list[TaskStanding]:
        return _tasks(self.version, self.scope, self.today, self.lens, self.choice)

    def reports(self) -> list[ReportStanding]:
        return _reports(self.version, self.scope, self.today, self.lens, self.choice)

    def at_period(self, period: Period | None) -> "View":
        """The same, looked at in another period."""
        lens = Lens(as_of=self.lens.as_of, period=period, unreviewed=self.lens.unreviewed)
        return View(self.version, self.scope, self.today, lens, self.choice)

    def at_period_code(self, code: str | None) -> "View":
        return self.at_period(Period.from_code(code) if code else None)

    def of_agency(self, agency: str | None) -> "View":
        """The same, of one agency."""
        choice = Choice(self.choice.province, self.choice.directive, self.choice.plan, agency)
        return View(self.version, self.scope, self.today, self.lens, choice)

    def ended_periods(self) -> list[Period]:
        """The periods of the chosen plans' regimes that had ended, oldest first."""
        return [Period.from_code(group.key) for group in self.groups(GroupBy.PERIOD) if group.key]

    @property
    def period(self) -> Period | None:
        """The period looked at: the chosen one, or the last that had ended."""
        return self.lens.period or max(self.ended_periods(), default=None)

    def period_before(self) -> Period | None:
        earlier = [period for period in self.ended_periods() if self.period is not None and period < self.period]
        return max(earlier, default=None)


def view_for(
    user: CurrentUser,
    *,
    choice: Choice = Choice(),
    period: Period | None = None,
    as_of: date | None = None,
    unreviewed: bool = False,
) -> View:
    """What this user looks at. A reporter looks at the own agency, whatever was chosen."""
    at = now()
    today = local_day(at)
    if user.scope.agency is not None:
        choice = Choice(choice.province, choice.directive, choice.plan, user.scope.agency)
    instant = end_of(as_of) if as_of is not None and as_of < today else _end_of_hour(at)
    with open_session() as session:
        version = data_version(session)
    return View(version, user.scope, today, Lens(instant, period, unreviewed), choice)


def _end_of_hour(at: datetime) -> datetime:
    """Nothing is known of the rest of the hour, so it stands for now, and what was computed is used again."""
    return at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1, microseconds=-1)


@st.cache_resource(max_entries=16, show_spinner=False)
def _facts(version: int, scope: Scope, today: date) -> Facts:
    with open_session() as session:
        return read_facts(session, scope, today=today)


@st.cache_resource(max_entries=_CACHED, show_spinner=False)
def _groups(version: int, scope: Scope, today: date, by: GroupBy, lens: Lens, choice: Choice) -> list[Group]:
    return groups(_facts(version, scope, today), by=by, lens=lens, choice=choice)


@st.cache_resource(max_entries=_CACHED, show_spinner=False)
def _total(version: int, scope: Scope, today: date, lens: Lens, choice: Choice) -> Figures:
    return total(_facts(version, scope, today), lens=lens, choice=choice)


@st.cache_resource(max_entries=_CACHED, show_spinner=False)
def _tasks(version: int, scope: Scope, today: date, lens: Lens, choice: Choice) -> list[TaskStanding]:
    return task_standings(_facts(version, scope, today), lens=lens, choice=choice)


@st.cache_resource(max_entries=_CACHED, show_spinner=False)
def _reports(version: int, scope: Scope, today: date, lens: Lens, choice: Choice) -> list[ReportStanding]:
    return report_standings(_facts(version, scope, today), lens=lens, choice=choice)

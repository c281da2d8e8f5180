"""The notices of a user, with due days, and how many are new."""

from datetime import datetime
from functools import lru_cache

from actions.notices.notices import audience
from data_model.rules.notices.audience import KEPT, Audience, Notice, due_day_notices
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.facts import Facts
from data_model.store import open_session
from data_model.store.notices.notices import MOST, count_notices, notices
from data_model.store.notices.readers import Reading, reading
from data_model.values import NoticeKind
from ui.base.clock import now
from ui.figures.view import View
from ui.reporting.due_reports import due_reports_of_view


def reading_of(user: CurrentUser) -> Reading:
    with open_session() as session:
        return reading(session, user.name)


def audience_in(view: View, user: CurrentUser) -> Audience:
    """`view` is all that the user may see."""
    return _audience(user, view)


@lru_cache(maxsize=128)
def _audience(user: CurrentUser, view: View) -> Audience:
    with open_session() as session:
        return audience(session, user, view.facts, at=now())


def notices_of(user: CurrentUser, view: View, read: Reading) -> list[Notice]:
    """Those of the last thirty days, the newest first."""
    until = now()
    since = until - KEPT
    told = audience_in(view, user)
    with open_session() as session:
        happened = notices(session, told, since=since, until=until, off=read.off)
    days = [] if NoticeKind.DUE_DAY in read.off else _due_days(view, since, until)
    return sorted([*happened, *days], key=lambda notice: notice.at, reverse=True)[:MOST]


def count_new(user: CurrentUser, view: View) -> int:
    """How many notices there are that the user has not read."""
    until = now()
    with open_session() as session:
        read = reading(session, user.name)
        since = max(read.read_until or until - KEPT, until - KEPT)
        count = count_notices(session, audience_in(view, user), since=since, until=until, off=read.off)
    days = [] if NoticeKind.DUE_DAY in read.off else _due_days(view, since, until)
    return min(count + len(days), MOST)


def _due_days(view: View, since: datetime, until: datetime) -> list[Notice]:
    """Of the reports that the view's own agency has not sent."""
    facts = view.facts
    due = [(status.key, status.due_on) for status in due_reports_of_view(view)]
    return [
        Notice(
            NoticeKind.DUE_DAY,
            at,
            report,
            _agency_name(facts, report.agency),
            facts.plans[report.plan].naming,
            due_on=due_on,
        )
        for report, due_on, at in due_day_notices(due, since=since, until=until)
    ]


def _agency_name(facts: Facts, agency: str) -> str:
    return facts.agencies[agency].name if agency in facts.agencies else agency

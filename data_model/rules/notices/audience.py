"""Of what each user is told, and on which days before and after a due day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from data_model.rules.people.access import CurrentUser, is_office, may
from data_model.rules.plans.facts import PlanNaming
from data_model.rules.reporting.deadlines import ReportKey
from data_model.values import TIME_ZONE, Action, NoticeKind, NoticeMail

DUE_DAYS = (-7, -3, -1, 0, 1, 3)
"""So many days from the due day on, at midnight, an agency is told of a report that it has not sent."""
KEPT = timedelta(days=30)
"""Older notices are no longer listed; what they told of stands on its own page."""
DIGEST_AT = time(7)
"""From this time of the day on, in Asia/Ho_Chi_Minh, the daily mail goes."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that happened to one report; `text` is the reason or message, `due_on` the day that was set."""

    kind: NoticeKind
    at: datetime
    report: ReportKey
    agency_name: str
    naming: PlanNaming
    by: str = ""
    """Who did it, by display name."""
    text: str = ""
    due_on: date | None = None
    number: str = ""
    """Of the submission that came."""


@dataclass(frozen=True)
class Audience:
    """What concerns one user. Whoever it does not concern is never told."""

    user_name: str
    agencies: frozenset[str] = frozenset()
    """The agency for which the user reports, and those that it goes on with: their reports reviewed, extended, waived, due; the office's messages to them."""
    plans: frozenset[str] = frozenset()
    """Plans that the user's office consolidates: what other agencies send and write."""
    office: str | None = None
    """That office, of whose own doings it is not told."""
    office_reports: frozenset[tuple[str, str]] = frozenset()
    """(agency, plan) of the offices' own reports, which this leader reviews."""

    @property
    def kinds(self) -> tuple[NoticeKind, ...]:
        """The kinds that can come, for the choice of what to switch off."""
        if self.agencies:
            return tuple(kind for kind in NoticeKind if kind is not NoticeKind.REPORT_CAME)
        return (NoticeKind.REPORT_CAME, NoticeKind.MESSAGE) if self.office else (NoticeKind.REPORT_CAME,)


def audience_of(user: CurrentUser, plans: Iterable[str], consolidators: Mapping[str, str | None]) -> Audience:
    """`plans` are those in the user's scope; `consolidators` names by plan its consolidating office today."""
    if is_office(user):
        return Audience(user.name, plans=frozenset(plans), office=user.agency)
    if may(user, Action.SUBMIT_REPORT):
        return Audience(user.name, agencies=user.scope.own_agencies or frozenset())
    if may(user, Action.REVIEW_OFFICE_REPORT):
        pairs = ((consolidators.get(plan), plan) for plan in plans)
        return Audience(user.name, office_reports=frozenset((office, plan) for office, plan in pairs if office))
    return Audience(user.name)


def due_day_notices(
    outstanding: Iterable[tuple[ReportKey, date]], *, since: datetime, until: datetime
) -> list[tuple[ReportKey, date, datetime]]:
    """Of reports not sent yet, with their due days: those of whose due day there was a word after `since` and up to `until`,
    and the instant of the last one."""
    told = []
    for report, due_on in outstanding:
        at = [datetime.combine(due_on + timedelta(days=days), time(), TIME_ZONE) for days in DUE_DAYS]
        passed = [instant for instant in at if since < instant <= until]
        if passed:
            told.append((report, due_on, passed[-1]))
    return told


def is_time_to_mail(mail: NoticeMail, *, mailed_until: datetime, at: datetime) -> bool:
    """At once, or from `DIGEST_AT` on if none went since then today."""
    if mail is not NoticeMail.DAILY:
        return mail is NoticeMail.AT_ONCE
    here = at.astimezone(TIME_ZONE)
    todays = datetime.combine(here.date(), DIGEST_AT, TIME_ZONE)
    return mailed_until < todays <= here

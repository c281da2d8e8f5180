"""Reports in URLs: agency~plan~period for the office, plan~period for the agency itself; one that it owes for an agency
that it goes on with is named in full."""

from data_model.rules.people.access import CurrentUser, is_office
from data_model.rules.plans.periods import Period
from data_model.rules.reporting.deadlines import ReportKey
from data_model.store import open_session
from data_model.store.round.contacts import unread_counts
from ui.base.language import _

REPORT_LINK = "about"
"""URL parameter of a report, as agency~plan~period."""


def report_link(report: ReportKey) -> str:
    """The report as agency~plan~period."""
    return f"{report.agency}~{report.plan}~{report.period.code}"


def report_of_link(text: str) -> ReportKey | None:
    """The report of such a text; None if it is not valid."""
    parts = text.split("~")
    try:
        return ReportKey(parts[0], parts[1], Period.from_code(parts[2]))
    except (IndexError, ValueError):
        return None


def messages_label(user: CurrentUser, report: ReportKey) -> str:
    """The label of the button to a report's messages, with the number of unread ones."""
    with open_session() as session:
        unread = unread_counts(session, user_name=user.name, for_office=is_office(user))
    new = unread.get((report.agency, report.plan, report.period.code), 0)
    return _("Messages ({count} unread)").format(count=new) if new else _("Messages")


REPORT = "report"
"""URL parameter of an own report, so that the list of due reports can link to it."""


def report_address(report: ReportKey, *, own: str | None) -> str:
    """The report as plan~period; of another agency than one's own as agency~plan~period."""
    return f"{report.plan}~{report.period.code}" if report.agency == own else report_link(report)

"""Who may report for which agency, and who may see a report."""

from data_model.rules.people.access import CurrentUser, NotAllowed, check_may, may
from data_model.rules.plans.facts import Facts
from data_model.rules.reporting.deadlines import ReportKey
from data_model.rules.reporting.paper import PaperEntry
from data_model.values import Action


def reporting_agency(user: CurrentUser, asked_for: str | None) -> str | None:
    """The agency that this user may report for: their own, or one that it goes on with; for an admin any one, or all (None).

    Raises NotAllowed.
    """
    if may(user, Action.SUBMIT_REPORT) and asked_for in (None, user.agency, *user.predecessors):
        return asked_for or user.agency
    if may(user, Action.LOAD_DATA):
        return asked_for
    raise NotAllowed(f"{user.name} may not report for {asked_for}")


def entering_for(user: CurrentUser, entry: PaperEntry) -> str:
    """The agency for which the office enters a report from paper; whether the plan is the office's own is asked with the
    store at hand. Raises NotAllowed."""
    check_may(user, Action.ENTER_REPORT)
    return entry.report.agency


def may_see_report(user: CurrentUser, facts: Facts, report: ReportKey) -> bool:
    """Whether the user may see a report: one of their own agency or of who was before it, or of a plan that their office consolidates.

    `facts` are those of the user's scope.
    """
    own = user.scope.own_agencies
    if report.plan not in facts.plans or (own is not None and report.agency not in own):
        return False
    return any(
        assignment.agency == report.agency
        for task in facts.tasks
        if task.plan == report.plan
        for assignment in task.assignments
    )

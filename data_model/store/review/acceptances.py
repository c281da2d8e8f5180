"""Reads who accepted which submission, and when."""

from datetime import date

from sqlmodel import Session, col

from data_model.rules.figures.explanation import Acceptance
from data_model.rules.people.access import Scope
from data_model.store.base.scoping import agency_in, plans_in
from data_model.store.base.typed_select import columns
from data_model.tables import Agency, Plan, Review, Submission, User
from data_model.values import SubmissionStatus


def acceptances(session: Session, scope: Scope, *, today: date) -> dict[str, Acceptance]:
    """The last acceptance by submission number, for all in scope; one loaded as accepted has none."""
    query = (
        columns(Submission.number, User.display_name, Review.decided_by, Review.decided_at)
        .join(Review, col(Review.submission_id) == col(Submission.id))
        .join(Agency, col(Agency.id) == col(Submission.agency_id))
        .join(Plan, col(Plan.id) == col(Submission.plan_id))
        .outerjoin(User, col(User.name) == col(Review.decided_by))
        .where(col(Review.decision) == SubmissionStatus.ACCEPTED)
        .where(plans_in(session, scope, today=today), agency_in(scope))
        .order_by(col(Review.decided_at))
    )
    return {number: Acceptance(name or account, at) for number, name, account, at in session.execute(query)}

"""The office says how a difficulty or proposal is handled: who decides, by when, what came of it."""

from datetime import date, datetime

from actions import audit
from data_model.rules.follow_up.difficulties import FollowedRemark
from data_model.rules.people.access import CurrentUser, NotAllowed, check_may
from data_model.rules.plans.periods import local_day
from data_model.store import open_transaction
from data_model.store.figures.facts import read_facts
from data_model.store.follow_up.difficulties import add_handling
from data_model.values import Action, Decider


class OutcomeMissing(ValueError):
    """What is closed says what came of it."""


def handle_difficulty(
    *,
    user: CurrentUser,
    remark: FollowedRemark,
    decider: Decider,
    handled_by: str,
    due_on: date | None,
    outcome: str,
    is_closed: bool,
    at: datetime,
) -> None:
    """Enters it; the entry before stays in the store. Raises NotAllowed, OutcomeMissing."""
    check_may(user, Action.MANAGE_ROUND)
    if is_closed and not outcome.strip():
        raise OutcomeMissing
    with open_transaction(catalogue=False) as session:
        if remark.plan not in read_facts(session, user.scope, today=local_day(at)).plans:
            raise NotAllowed(f"{user.name} does not consolidate {remark.plan}")
        add_handling(
            session,
            plan=remark.plan,
            kind=remark.kind,
            key=remark.key,
            text=remark.text,
            raised_by=remark.agencies,
            decider=decider,
            handled_by=handled_by.strip(),
            due_on=due_on,
            outcome=outcome.strip(),
            is_closed=is_closed,
            entered_by=user.name,
            entered_at=at,
        )
        audit.record(
            session, user_name=user.name, what="handle_difficulty", subject=remark.plan, note=remark.key[:200], at=at
        )

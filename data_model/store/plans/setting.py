"""Reads what is set up beside the plans: accounts, members of groups, and who ever reported."""

from datetime import date

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from data_model.rules.people.access import Scope
from data_model.rules.plans.facts import is_within
from data_model.rules.round.gaps import AccountFact, Setting
from data_model.store.base.organisation import accounts_on
from data_model.store.base.scoping import plans_in
from data_model.store.base.typed_select import columns
from data_model.store.people.accounts import accounts
from data_model.tables import Agency, GroupMember, Plan, Submission
from data_model.values import AgencyKind


def read_setting(session: Session, scope: Scope, *, province: str | None, today: date) -> Setting:
    """Agencies, groups and accounts of a province (None: of all), reports of the plans in scope."""
    agencies = {row.code: row for row in session.exec(select(Agency)) if province in (None, row.province)}
    reported = columns(Agency.code).join(Submission, col(Submission.agency_id) == col(Agency.id))
    reported = reported.where(col(Submission.plan_id).in_(select(Plan.id).where(plans_in(session, scope, today=today))))
    acting = accounts_on(session, today)
    return Setting(
        accounts=[
            AccountFact(
                account.name,
                account.role,
                acting.body(account.agency) if account.agency else None,
                bool(account.email),
                account.has_password,
            )
            for account in accounts(session)
            if account.disabled_at is None and (account.agency in agencies or province is None)
        ],
        agencies={code: row.name for code, row in agencies.items() if row.kind != AgencyKind.GROUP},
        members=_members(
            session, {row.code: row.name for row in agencies.values() if row.kind == AgencyKind.GROUP}, today
        ),
        reported=set(session.scalars(reported.distinct())),
    )


def _members(session: Session, groups: dict[str, str], today: date) -> dict[str, int]:
    group = aliased(Agency)
    query = columns(group.code, GroupMember.valid_from, GroupMember.valid_to)
    query = query.join(group, col(GroupMember.group_id) == group.id)
    counts = dict.fromkeys(groups, 0)
    for code, first, last in session.execute(query):
        if code in counts and is_within(today, first, last):
            counts[code] += 1
    return {groups[code]: count for code, count in counts.items()}

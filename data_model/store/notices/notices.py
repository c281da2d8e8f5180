"""What happened that concerns one user, read from what was stored when it happened; nothing is stored for the notice."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, literal, null, tuple_
from sqlalchemy.orm import defer
from sqlmodel import Date, Session, col, func, select, union_all

from data_model.rules.notices.audience import Audience, Notice
from data_model.rules.plans.periods import Period
from data_model.rules.reporting.deadlines import ReportKey
from data_model.store.base.naming import plan_naming
from data_model.store.base.typed_select import columns
from data_model.tables import Agency, Directive, Extension, Message, Plan, Review, Submission, User, Waiver
from data_model.values import NoticeKind, SubmissionStatus

MOST = 200
"""So many are read at once, the newest."""
_OF_DECISION = {
    NoticeKind.CONFIRMED: SubmissionStatus.ACCEPTED,
    NoticeKind.RETURNED: SubmissionStatus.RETURNED,
    NoticeKind.TAKEN_BACK: SubmissionStatus.SUBMITTED,
}


def notices(
    session: Session, audience: Audience, *, since: datetime, until: datetime, off: Collection[NoticeKind] = ()
) -> list[Notice]:
    """After `since` and up to `until`, newest first, without the kinds switched off. Due days are not among them."""
    found = [
        Notice(
            kind=NoticeKind(kind),
            at=at,
            report=ReportKey(agency, plan.code, Period.from_code(period)),
            agency_name=agency_name,
            naming=plan_naming(plan, directive),
            by=name or by,
            text=text,
            due_on=due_on,
            number=number,
        )
        for query in _happened(audience, since, until, off)
        for kind, at, by, text, due_on, number, period, agency, agency_name, plan, directive, name in session.execute(
            _with_names(query)
        )
    ]
    return sorted(found, key=lambda notice: notice.at, reverse=True)[:MOST]


def count_notices(
    session: Session, audience: Audience, *, since: datetime, until: datetime, off: Collection[NoticeKind] = ()
) -> int:
    """How many `notices` there are, up to MOST; in one statement, since every page asks it."""
    happened = list(_happened(audience, since, until, off))
    if not happened:
        return 0
    either = union_all(*(query.with_only_columns(literal(1)) for query in happened)).limit(MOST).subquery()
    return session.execute(select(func.count()).select_from(either)).scalar_one()


def _happened(audience: Audience, since: datetime, until: datetime, off: Collection[NoticeKind]) -> list[Select[Any]]:
    """One statement for each kind that can come, over Agency and Plan: kind, instant, who, text, due day, period."""
    wanted = [(NoticeKind.REPORT_CAME, _came(audience))] if audience.office or audience.office_reports else []
    if audience.office:
        wanted += [(NoticeKind.MESSAGE, _written(_of_others(audience), from_office=False))]
    if audience.agencies:
        own = col(Agency.code).in_(audience.agencies)
        wanted += [(kind, _decided(own, decision)) for kind, decision in _OF_DECISION.items()]
        wanted += [(NoticeKind.MESSAGE, _written(own, from_office=True))]
        wanted += [(NoticeKind.EXTENDED, _granted(Extension, own)), (NoticeKind.WAIVED, _granted(Waiver, own))]
    return [_one(kind, query, audience, since, until) for kind, query in wanted if kind not in off]


_NO_NUMBER = literal("")


@dataclass(frozen=True)
class _Source:
    """Where one kind is read: the table with agency, plan and period, and what there tells when, who, why."""

    of: Any
    at: Any
    by: Any
    text: Any
    conditions: tuple[ColumnElement[bool], ...]
    due_on: Any = None
    number: Any = _NO_NUMBER
    through: tuple[Any, ColumnElement[bool]] | None = None
    """A table to join first, with its condition."""


def _of_others(audience: Audience) -> ColumnElement[bool]:
    return col(Plan.code).in_(audience.plans) & (col(Agency.code) != audience.office)


def _came(audience: Audience) -> _Source:
    concerned = (
        _of_others(audience)
        if audience.office
        else tuple_(col(Agency.code), col(Plan.code)).in_(audience.office_reports)
    )
    return _Source(
        Submission,
        func.coalesce(Submission.entered_at, Submission.submitted_at),
        Submission.submitted_by,
        literal(""),
        (concerned,),
        number=Submission.number,
    )


def _decided(own: ColumnElement[bool], decision: SubmissionStatus) -> _Source:
    return _Source(
        Submission,
        Review.decided_at,
        Review.decided_by,
        Review.reason,
        (own, col(Review.decision) == decision),
        through=(Review, col(Review.submission_id) == col(Submission.id)),
    )


def _written(concerned: ColumnElement[bool], *, from_office: bool) -> _Source:
    conditions = (concerned, col(Message.from_office).is_(from_office))
    return _Source(Message, Message.sent_at, Message.sent_by, Message.text, conditions)


def _granted(table: type[Extension] | type[Waiver], own: ColumnElement[bool]) -> _Source:
    due_on = getattr(table, "due_on", None)
    return _Source(table, table.granted_at, table.granted_by, table.reason, (own,), due_on=due_on)


def _one(kind: NoticeKind, source: _Source, audience: Audience, since: datetime, until: datetime) -> Select[Any]:
    due_on = cast(null(), Date) if source.due_on is None else source.due_on
    query = columns(
        cast(literal(kind.value), String).label("kind"),
        *(source.at.label("at"), col(source.by).label("by"), source.text.label("text")),
        *(due_on.label("due_on"), source.number.label("number"), col(source.of.period).label("period")),
    ).select_from(source.of)
    if source.through is not None:
        query = query.join(*source.through)
    return (
        query.join(Agency, col(Agency.id) == source.of.agency_id)
        .join(Plan, col(Plan.id) == source.of.plan_id)
        .where(source.at > since, source.at <= until, col(source.by) != audience.user_name)
        .where(*source.conditions)
    )


def _with_names(query: Select[Any]) -> Select[Any]:
    """The newest, with agency, plan and who did it by name."""
    by = query.selected_columns["by"]
    return (
        query.add_columns(col(Agency.code), col(Agency.name), Plan, Directive, col(User.display_name))
        .outerjoin(Directive, col(Directive.id) == col(Plan.main_directive_id))
        .outerjoin(User, col(User.name) == by)
        .options(defer(Plan.text))  # type: ignore[arg-type]  # long, and not part of a name
        .order_by(query.selected_columns["at"].desc())
        .limit(MOST)
    )

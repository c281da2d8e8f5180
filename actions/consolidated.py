"""The consolidated report: the office's own texts, freezing it under a number that is used once, its signed copy."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from actions import audit
from data_model.rules.consolidated.issue import (
    ConsolidatedReport,
    IssueProblem,
    IssueRefused,
    check_issue,
    waiting_count,
)
from data_model.rules.consolidated.report_texts import OfficeTexts, check_texts
from data_model.rules.consolidated.signed_copy import check_signed_copy
from data_model.rules.figures.selection import Selection, facts_of_selection
from data_model.rules.people.access import CurrentUser, NotAllowed, check_may
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import local_day
from data_model.store import open_side_transaction, open_transaction
from data_model.store.consolidated import issued_reports as store
from data_model.store.consolidated.report_texts import ReportTextsKey, write_texts
from data_model.store.consolidated.signed_files import add_signed, signed_files
from data_model.store.figures.facts import read_facts
from data_model.values import Action


def check_consolidated_report(session: Session, wanted: ConsolidatedReport, *, user: CurrentUser, at: datetime) -> int:
    """Checks a report before its files are made; returns the version issued before (0: none). Raises NotAllowed,
    IssueRefused."""
    return _checked(session, wanted, user, at)[1]


def issue_report(
    wanted: ConsolidatedReport,
    *,
    user: CurrentUser,
    files: Collection[store.NewIssuedFile],
    inputs: store.IssueInputs,
    follows: int,
    at: datetime,
) -> int:
    """Stores the report as issued and returns its version. `follows` is the version before when `files` were made, 0 for
    none.

    Reports may still wait for review; their number is stored. Raises NotAllowed, IssueRefused.
    """
    with open_transaction() as session:
        facts, last = _checked(session, wanted, user, at)
        if last != follows:
            raise IssueRefused(IssueProblem.ISSUED_MEANWHILE)
        store.add_issued(
            session,
            wanted,
            office=_office(user),
            version=last + 1,
            waiting=waiting_count(facts, wanted),
            inputs=inputs,
            files=files,
            by=user.name,
            at=at,
        )
        subject = f"{wanted.about} {wanted.period.code}"
        note = f"{wanted.number}/{wanted.issued_on.isoformat()}"
        audit.record(session, user_name=user.name, what="issue_report", subject=subject, note=note, at=at)
        return last + 1


def _checked(session: Session, wanted: ConsolidatedReport, user: CurrentUser, at: datetime) -> tuple[Facts, int]:
    check_may(user, Action.ISSUE_REPORT)
    facts = _facts(session, user, wanted.selection, at)
    check_issue(facts, wanted, at=at)
    office = _office(user)
    if store.is_number_used(session, office=office, year=wanted.issued_on.year, number=wanted.number):
        raise IssueRefused(IssueProblem.NUMBER_USED)
    return facts, store.last_version(session, office=office, wanted=wanted)


def save_report_texts(*, user: CurrentUser, key: ReportTextsKey, texts: OfficeTexts, version: int, at: datetime) -> int:
    """Replaces the version that was read. Returns the new version. Raises NotAllowed, TextTooLong, TextsChanged."""
    check_may(user, Action.ISSUE_REPORT)
    if key.office != user.agency:
        raise NotAllowed(f"{user.name} may not write for {key.office}")
    check_texts(texts)
    with open_side_transaction() as session:
        _facts(session, user, key.selection, at)
        saved = write_texts(session, key, texts, version=version, by=user.name, at=at)
        subject = f"{key.selection.plan or key.selection.directive} {key.period.code}"
        parts = " ".join(sorted(texts.texts))
        audit.record(session, user_name=user.name, what="save_report_texts", subject=subject, note=parts, at=at)
        return saved


def add_signed_copy(*, user: CurrentUser, report_id: int, name: str, content: bytes, at: datetime) -> None:
    """Stores the signed PDF beside an issued report of the user's office; earlier copies stay. Raises NotAllowed,
    SignedCopyRefused."""
    check_may(user, Action.ISSUE_REPORT)
    with open_side_transaction() as session:
        row = next((row for row in store.issued_reports(session, user.scope) if row.id == report_id), None)
        if row is None or row.office not in (user.agency, *user.predecessors):
            raise NotAllowed(f"{user.name} did not issue report {report_id}")
        check_signed_copy(content, kept={file.sha256 for file in signed_files(session, row)})
        add_signed(session, row, name=name, content=content, by=user.name, at=at)
        subject = f"{row.selection.plan or row.selection.directive} {row.period.code}"
        note = f"{row.number}/{row.issued_on.isoformat()} {name}"
        audit.record(session, user_name=user.name, what="add_signed_copy", subject=subject, note=note, at=at)


def _facts(session: Session, user: CurrentUser, selection: Selection, at: datetime) -> Facts:
    """The facts of the user's office. Raises NotAllowed where it consolidates none of the selected plans."""
    facts = read_facts(session, user.scope, today=local_day(at))
    if (selection.plan is None) == (selection.directive is None) or not facts_of_selection(facts, selection).plans:
        raise NotAllowed(f"{user.name} does not consolidate {selection}")
    return facts


def _office(user: CurrentUser) -> str:
    if user.agency is None:
        raise NotAllowed(f"{user.name} is of no office")
    return user.agency

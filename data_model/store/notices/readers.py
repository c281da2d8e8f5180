"""What each account has read and switched off, and the register of the mails that tell it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, delete, or_, select, update

from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.periods import local_day
from data_model.store.base.organisation import accounts_on
from data_model.store.base.typed_select import columns
from data_model.tables import Agency, NoticeLetter, NoticeOff, NoticeReader, User
from data_model.values import Language, NoticeKind, NoticeMail, ReminderState

CLAIM_LASTS = timedelta(minutes=30)
"""After this time letters claimed by a process that died may be claimed again."""


@dataclass(frozen=True)
class Reading:
    """One account's choice and how far it has read; as an account begins, where nothing is stored."""

    read_until: datetime | None = None
    mail: NoticeMail = NoticeMail.DAILY
    off: frozenset[NoticeKind] = frozenset()


@dataclass(frozen=True)
class MailedReader:
    """An account with an address, and until when it was told by mail."""

    user: CurrentUser
    address: str
    mail: NoticeMail
    mailed_until: datetime | None
    off: frozenset[NoticeKind]


@dataclass(frozen=True)
class Letter:
    """A claimed letter and to whom it goes."""

    id: int
    user: CurrentUser
    address: str
    language: Language
    since: datetime
    until: datetime


def reading(session: Session, user_name: str) -> Reading:
    row = session.get(NoticeReader, user_name)
    off = frozenset(map(NoticeKind, session.exec(select(NoticeOff.kind).where(NoticeOff.user_name == user_name))))
    return Reading(off=off) if row is None else Reading(row.read_until, row.mail, off)


def write_read(session: Session, user_name: str, *, until: datetime) -> None:
    _row(session, user_name).read_until = until


def write_choice(session: Session, user_name: str, *, mail: NoticeMail, off: Collection[NoticeKind]) -> None:
    _row(session, user_name).mail = mail
    session.exec(delete(NoticeOff).where(col(NoticeOff.user_name) == user_name))
    session.add_all(NoticeOff(user_name=user_name, kind=kind) for kind in sorted(off))


def mailed_readers(session: Session, *, today: date) -> list[MailedReader]:
    """The accounts with an address that may be told by mail."""
    acting = accounts_on(session, today)
    query = (
        columns(User, Agency.code, NoticeReader)
        .outerjoin(Agency, col(Agency.id) == col(User.agency_id))
        .outerjoin(NoticeReader, col(NoticeReader.user_name) == col(User.name))
        .where(col(User.email) != "", col(User.disabled_at).is_(None))
        .order_by(col(User.name))
    )
    return [
        MailedReader(
            acting.user(user, agency),
            user.email,
            row.mail if row else NoticeMail.DAILY,
            row.mailed_until if row else None,
            reading(session, user.name).off,
        )
        for user, agency, row in session.execute(query)
    ]


def write_mailed(session: Session, user_name: str, *, until: datetime) -> None:
    _row(session, user_name).mailed_until = until


def add_letter(session: Session, reader: MailedReader, *, since: datetime, until: datetime) -> None:
    session.add(
        NoticeLetter(
            user_name=reader.user.name,
            address=reader.address,
            since=since,
            until=until,
            state=ReminderState.WAITING,
        )
    )


def claim_letters(session: Session, *, at: datetime) -> list[Letter]:
    """Claims all waiting letters that no running process has claimed; no other process gets them for CLAIM_LASTS."""
    query = (
        columns(NoticeLetter, User, Agency.code)
        .join(User, col(User.name) == col(NoticeLetter.user_name))
        .outerjoin(Agency, col(Agency.id) == col(User.agency_id))
        .where(
            col(NoticeLetter.state) == ReminderState.WAITING,
            col(User.disabled_at).is_(None),
            or_(col(NoticeLetter.claimed_at).is_(None), col(NoticeLetter.claimed_at) <= at - CLAIM_LASTS),
        )
        .order_by(col(NoticeLetter.id))
    )
    acting = accounts_on(session, local_day(at))
    letters = [
        Letter(
            letter.id,
            acting.user(user, agency),
            *(letter.address, user.language, letter.since, letter.until),
        )
        for letter, user, agency in session.execute(query)
    ]
    _change(session, letters, claimed_at=at)
    return letters


def mark_sent(session: Session, letter: Letter, *, at: datetime) -> None:
    _change(session, [letter], state=ReminderState.SENT, sent_at=at, tries=NoticeLetter.tries + 1, outcome="")


def mark_refused(session: Session, letter: Letter, *, outcome: str) -> None:
    _change(session, [letter], state=ReminderState.REFUSED, tries=NoticeLetter.tries + 1, outcome=outcome)


def put_back(session: Session, letters: Collection[Letter], *, outcome: str) -> None:
    """They keep waiting and are tried again at the next run."""
    _change(session, letters, claimed_at=None, tries=NoticeLetter.tries + 1, outcome=outcome)


def _row(session: Session, user_name: str) -> NoticeReader:
    row = session.get(NoticeReader, user_name)
    if row is None:
        row = NoticeReader(user_name=user_name)
        session.add(row)
    return row


def _change(session: Session, letters: Collection[Letter], **values: object) -> None:
    ids = [letter.id for letter in letters]
    session.execute(update(NoticeLetter).where(col(NoticeLetter.id).in_(ids)).values(**values))

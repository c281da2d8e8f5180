"""Reading notices, choosing which come, and entering the mails that tell them in the register."""

from collections.abc import Collection
from datetime import datetime
from functools import cache

from sqlmodel import Session

from data_model.rules.notices.audience import Audience, audience_of, is_time_to_mail
from data_model.rules.people.access import CurrentUser, Scope, check_may, may
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import local_day
from data_model.store import open_side_transaction
from data_model.store.figures.facts import read_facts
from data_model.store.notices import readers
from data_model.store.notices.notices import count_notices
from data_model.store.review.lines import consolidators_by_plan
from data_model.values import Action, NoticeKind, NoticeMail


def audience(session: Session, user: CurrentUser, facts: Facts, *, at: datetime) -> Audience:
    """`facts` are those of the user's scope."""
    return audience_of(user, facts.plans, consolidators_by_plan(session, today=local_day(at)))


def read_notices(*, user: CurrentUser, at: datetime) -> None:
    """Marks all that happened so far as read by this user. Raises NotAllowed."""
    check_may(user, Action.VIEW_NOTICES)
    with open_side_transaction() as session:
        readers.write_read(session, user.name, until=at)


def choose_notices(*, user: CurrentUser, mail: NoticeMail, off: Collection[NoticeKind]) -> None:
    """Which kinds do not come, and when mails go. Raises NotAllowed."""
    check_may(user, Action.VIEW_NOTICES)
    with open_side_transaction() as session:
        readers.write_choice(session, user.name, mail=mail, off=off)


def queue_letters(*, at: datetime) -> int:
    """Enters a letter for each account to whom something happened and whose time has come; how many. Two processes at once
    enter each only once, and an account is told of nothing that happened before its first run."""
    queued = 0
    with open_side_transaction() as session:

        @cache
        def facts_of(scope: Scope) -> Facts:
            return read_facts(session, scope, today=local_day(at))

        for reader in readers.mailed_readers(session, today=local_day(at)):
            since = reader.mailed_until
            if since is None:
                readers.write_mailed(session, reader.user.name, until=at)
            elif may(reader.user, Action.VIEW_NOTICES) and is_time_to_mail(reader.mail, mailed_until=since, at=at):
                told = audience(session, reader.user, facts_of(reader.user.scope), at=at)
                if count_notices(session, told, since=since, until=at, off=reader.off):
                    readers.add_letter(session, reader, since=since, until=at)
                    queued += 1
                readers.write_mailed(session, reader.user.name, until=at)
    return queued


def claim_letters(*, at: datetime) -> list[readers.Letter]:
    """The waiting letters; no other process sends them."""
    with open_side_transaction() as session:
        return readers.claim_letters(session, at=at)


def letter_sent(letter: readers.Letter, *, at: datetime) -> None:
    with open_side_transaction() as session:
        readers.mark_sent(session, letter, at=at)


def letter_refused(letter: readers.Letter, *, outcome: str) -> None:
    """The mail server rejects this address for good."""
    with open_side_transaction() as session:
        readers.mark_refused(session, letter, outcome=outcome)


def letters_not_sent(letters: Collection[readers.Letter], *, outcome: str) -> None:
    """They wait for the next run."""
    with open_side_transaction() as session:
        readers.put_back(session, letters, outcome=outcome)

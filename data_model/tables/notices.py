"""What a user has read of the notices, which kinds they switched off, and the mails that tell them."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from data_model.tables.column_types import one_of
from data_model.values import NoticeKind, NoticeMail, ReminderState


class NoticeReader(SQLModel, table=True):
    """One account's choice and how far it has been told. The notices themselves are not stored: they follow from what happened."""

    __tablename__ = "notice_reader"

    user_name: str = Field(primary_key=True)
    read_until: datetime | None = None
    mail: NoticeMail = Field(default=NoticeMail.DAILY, sa_type=one_of(NoticeMail))
    mailed_until: datetime | None = Field(default=None, description="What came later is still to be mailed")


class NoticeOff(SQLModel, table=True):
    """A kind of notice that an account does not want."""

    __tablename__ = "notice_off"
    __table_args__ = (UniqueConstraint("user_name", "kind"),)

    id: int | None = Field(default=None, primary_key=True)
    user_name: str
    kind: NoticeKind = Field(sa_type=one_of(NoticeKind))


class NoticeLetter(SQLModel, table=True):
    """A mail with the notices of one account between two instants, and its outcome.

    `claimed_at` is when a process took it for sending, so that no other does.
    """

    __tablename__ = "notice_letter"
    __table_args__ = (UniqueConstraint("user_name", "until"),)

    id: int | None = Field(default=None, primary_key=True)
    user_name: str
    address: str
    since: datetime
    until: datetime
    state: ReminderState = Field(sa_type=one_of(ReminderState), index=True)
    claimed_at: datetime | None = None
    tries: int = 0
    sent_at: datetime | None = None
    outcome: str = ""

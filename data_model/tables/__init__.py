"""The SQLModel tables of the things in `docs/definitions.md` §1, with their constraints.

Dates are days in Asia/Ho_Chi_Minh; instants are UTC. One file per subject; importing one table imports all, because
foreign keys name tables of other files.
"""

import data_model.tables.base  # noqa: F401  the names of constraints, before any table is made
from data_model.tables.consolidated import IssuedFile, IssuedReport, ReportText, SignedFile
from data_model.tables.follow_up import DifficultyHandling, Instruction, InstructionAnswer
from data_model.tables.indicators import Indicator, IndicatorTarget, IndicatorValue
from data_model.tables.notices import NoticeLetter, NoticeOff, NoticeReader
from data_model.tables.people import (
    AuditEntry,
    ExternalIdentity,
    FailedSignIn,
    HalfWaySignIn,
    KnownDevice,
    RecoveryCode,
    SavedView,
    SecondFactor,
    SignedIn,
    User,
)
from data_model.tables.plans import (
    Agency,
    Assignment,
    Directive,
    DirectiveLink,
    GroupMember,
    Holiday,
    Plan,
    PlanDirective,
    Regime,
    Succession,
    Task,
    TaskChange,
)
from data_model.tables.reporting import Draft, HeadingMatch, ReportLine, SentFile, Submission
from data_model.tables.review import Review, ReviewNote
from data_model.tables.round import (
    Extension,
    Message,
    OfficialLetter,
    RegimeConfirmation,
    Reminder,
    ReportingRound,
    RoundLock,
    ThreadRead,
    Waiver,
)
from data_model.tables.store_state import StoreState

__all__ = [
    "Agency",
    "Assignment",
    "AuditEntry",
    "DifficultyHandling",
    "Directive",
    "DirectiveLink",
    "Draft",
    "Extension",
    "ExternalIdentity",
    "FailedSignIn",
    "GroupMember",
    "HalfWaySignIn",
    "HeadingMatch",
    "Holiday",
    "Indicator",
    "IndicatorTarget",
    "IndicatorValue",
    "Instruction",
    "InstructionAnswer",
    "IssuedFile",
    "IssuedReport",
    "KnownDevice",
    "Message",
    "NoticeLetter",
    "NoticeOff",
    "NoticeReader",
    "OfficialLetter",
    "Plan",
    "PlanDirective",
    "RecoveryCode",
    "Regime",
    "RegimeConfirmation",
    "Reminder",
    "ReportLine",
    "ReportText",
    "ReportingRound",
    "Review",
    "ReviewNote",
    "RoundLock",
    "SavedView",
    "SecondFactor",
    "SentFile",
    "SignedFile",
    "SignedIn",
    "StoreState",
    "Submission",
    "Succession",
    "Task",
    "TaskChange",
    "ThreadRead",
    "User",
    "Waiver",
]

"""The files of the folder and their columns, in the order in which they are loaded."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import SQLModel

from data_model import tables as t
from data_model import values as v
from data_model.store.folder.cell_values import (
    DAY,
    INSTANT,
    KINDS,
    LIST,
    NUMBER,
    PERIOD,
    REGULAR_PERIOD,
    TEXT,
    WHOLE,
    YES_NO,
    CellKind,
    choice,
)


@dataclass(frozen=True)
class Column:
    """One column: its header, the attribute it fills, and how its cells are read.

    `refers_to` is the table whose `code` (or `number`) stands in the cell, its id in the attribute.
    `default` fills an empty cell.
    """

    header: str
    attribute: str
    kind: CellKind = TEXT
    required: bool = False
    refers_to: type[SQLModel] | None = None
    default: Any = None


@dataclass(frozen=True)
class Sheet:
    """One file: its table, its columns, the attributes that name a row, and its headers as written.

    Headers without a column are kept elsewhere than in the table: `plans.directives` in its link table,
    the agency and period of a report line with its submission.
    """

    file_name: str
    table: type[SQLModel]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    headers: tuple[str, ...]


def _sheet(file_name: str, table: type[SQLModel], key: Iterable[str], columns: Iterable[Column], headers: str) -> Sheet:
    return Sheet(file_name, table, tuple(key), tuple(columns), tuple(headers.split(",")))


def _text(name: str, *, required: bool = False) -> Column:
    return Column(name, name, TEXT, required, default="")


def _code(header: str, table: type[SQLModel], *, required: bool = True) -> Column:
    return Column(header, f"{header}_id", TEXT, required, refers_to=table)


SENT_FILES = "files"
"""Beside the CSV files: the report files as they were sent, each under the hash that `submissions.sha256` gives."""

_REPORT = (
    _code("agency", t.Agency),
    _code("plan", t.Plan),
    Column("period", "period", PERIOD, required=True),
)
"""Which report a row is about."""
_VALID = (Column("valid_from", "valid_from", DAY), Column("valid_to", "valid_to", DAY))

SHEETS = (
    _sheet(
        "directives.csv",
        t.Directive,
        ["code"],
        [
            _text("code", required=True),
            _text("number"),
            _text("kind"),
            _text("issuer"),
            Column("issued_on", "issued_on", DAY),
            _text("title"),
            Column("aliases", "aliases", LIST, default=()),
        ],
        "code,number,kind,issuer,issued_on,title,aliases",
    ),
    _sheet(
        "plans.csv",
        t.Plan,
        ["code"],
        [
            _text("code", required=True),
            _text("number"),
            _text("issuer"),
            _text("province"),
            Column("issued_on", "issued_on", DAY),
            _text("signer"),
            _text("title"),
            _code("main_directive", t.Directive, required=False),
            Column("replaces", "replaces_text", TEXT, default=""),
            _text("text_file"),
            _text("notes"),
            Column("ends_on", "ends_on", DAY),
        ],
        "code,number,issuer,province,issued_on,signer,title,main_directive,directives,replaces,text_file,notes,ends_on",
    ),
    _sheet(
        "agencies.csv",
        t.Agency,
        ["code"],
        [
            _text("code", required=True),
            _text("name", required=True),
            _text("kind"),
            _text("province"),
            Column("aliases", "aliases", LIST, default=()),
            *_VALID,
        ],
        "code,name,kind,province,aliases,valid_from,valid_to",
    ),
    _sheet(
        "regimes.csv",
        t.Regime,
        ["plan_id", "valid_from"],
        [
            _code("plan", t.Plan),
            Column("valid_from", "valid_from", DAY, required=True),
            Column("kinds", "kinds", KINDS, required=True),
            Column("window", "window_rule", choice(v.WindowRule), required=True),
            Column("agency_due_days", "agency_due_days", WHOLE, required=True),
            Column("lock_after_days", "lock_after_days", WHOLE, default=30),
            _code("consolidator", t.Agency, required=False),
            _text("basis"),
            Column("first_period", "first_period", REGULAR_PERIOD, default=""),
            Column("to_working_day", "to_working_day", YES_NO, default=False),
            Column("office_due_day", "office_due_day", WHOLE),
            Column("paper_time", "paper_time", choice(v.PaperTime), default=v.PaperTime.RECEIPT),
        ],
        "plan,valid_from,kinds,window,agency_due_days,lock_after_days,consolidator,basis,"
        "first_period,to_working_day,office_due_day,paper_time",
    ),
    _sheet(
        "rounds.csv",
        t.ReportingRound,
        ["plan_id", "period", "called_at"],
        [
            _code("plan", t.Plan),
            Column("period", "period", PERIOD, required=True),
            _text("title"),
            Column("opens_on", "opens_on", DAY),
            Column("due_on", "due_on", DAY),
            Column("by", "called_by", TEXT, default=""),
            Column("at", "called_at", INSTANT, required=True),
        ],
        "plan,period,title,opens_on,due_on,by,at",
    ),
    _sheet(
        "groups.csv",
        t.GroupMember,
        ["group_id", "member_id", "valid_from"],
        [_code("group", t.Agency), _code("member", t.Agency), *_VALID],
        "group,member,valid_from,valid_to",
    ),
    _sheet(
        "successions.csv",
        t.Succession,
        ["on_day", "from_agency_id", "to_agency_id"],
        [
            Column("on", "on_day", DAY, required=True),
            Column("kind", "kind", choice(v.SuccessionKind), required=True),
            _code("from_agency", t.Agency),
            _code("to_agency", t.Agency, required=False),
            _text("basis"),
        ],
        "on,kind,from_agency,to_agency,basis",
    ),
    _sheet(
        "tasks.csv",
        t.Task,
        ["code"],
        [
            _text("code", required=True),
            _code("plan", t.Plan),
            _text("section"),
            _text("title", required=True),
            _text("quote"),
            Column("quote_start", "quote_start", WHOLE),
            Column("quote_end", "quote_end", WHOLE),
            Column("type", "type", choice(v.TaskType), required=True),
            _text("type_basis"),
            Column("due_on", "due_on", DAY),
            Column("weight", "weight", NUMBER, default=1),
            _text("notes"),
            _text("product"),
            Column("first_on", "first_on", DAY),
            Column("entered_at", "entered_at", INSTANT),
        ],
        "code,plan,section,title,quote,quote_start,quote_end,type,type_basis,due_on,weight,notes,"
        "product,first_on,entered_at",
    ),
    _sheet(
        "task_changes.csv",
        t.TaskChange,
        ["task_id", "field", "valid_from", "entered_at"],
        [
            _code("task", t.Task),
            Column("valid_from", "valid_from", DAY, required=True),
            Column("field", "field", choice(v.TaskField), required=True),
            _text("value"),
            _text("reason", required=True),
            _text("document"),
            Column("by", "entered_by", TEXT, default=""),
            Column("at", "entered_at", INSTANT, required=True),
        ],
        "task,valid_from,field,value,reason,document,by,at",
    ),
    _sheet(
        "assignments.csv",
        t.Assignment,
        ["task_id", "agency_id", "role", "valid_from"],
        [
            _code("task", t.Task),
            _code("agency", t.Agency),
            Column("role", "role", choice(v.AssignmentRole), required=True),
            Column("mode", "mode", choice(v.Mode), default=v.Mode.ASSIGNED),
            *_VALID,
        ],
        "task,agency,role,mode,valid_from,valid_to",
    ),
    _sheet(
        "submissions.csv",
        t.Submission,
        ["number"],
        [
            _text("number", required=True),
            _code("agency", t.Agency),
            _code("plan", t.Plan),
            Column("period", "period", PERIOD, required=True),
            Column("submitted_at", "submitted_at", INSTANT, required=True),
            _text("submitted_by"),
            Column("status", "status", choice(v.SubmissionStatus), required=True),
            _text("file_name"),
            _text("sha256"),
            Column("entered_at", "entered_at", INSTANT),
            _text("paper_number"),
            Column("paper_dated_on", "paper_dated_on", DAY),
            _text("paper_signer"),
            Column("paper_received_on", "paper_received_on", DAY),
        ],
        "number,agency,plan,period,submitted_at,submitted_by,status,file_name,sha256,"
        "entered_at,paper_number,paper_dated_on,paper_signer,paper_received_on",
    ),
    _sheet(
        "report_lines.csv",
        t.ReportLine,
        ["submission_id", "task_id"],
        [
            _code("submission", t.Submission),
            _code("task", t.Task),
            Column("percent", "percent", NUMBER),
            Column("status", "status", choice(v.LineStatus)),
            Column("done_on", "done_on", DAY),
            _text("result"),
            _text("difficulties"),
            _text("proposals"),
            _text("evidence"),
        ],
        "submission,task,agency,period,percent,status,done_on,result,difficulties,proposals,evidence",
    ),
    _sheet(
        "reviews.csv",
        t.Review,
        ["submission_id", "decided_at"],
        [
            _code("submission", t.Submission),
            Column("decision", "decision", choice(v.SubmissionStatus), required=True),
            _text("reason"),
            Column("by", "decided_by", TEXT, default=""),
            Column("at", "decided_at", INSTANT, required=True),
        ],
        "submission,decision,reason,by,at",
    ),
    _sheet(
        "extensions.csv",
        t.Extension,
        ["agency_id", "plan_id", "period", "granted_at"],
        [
            *_REPORT,
            Column("due", "due_on", DAY, required=True),
            Column("reason", "reason", TEXT, required=True),
            Column("by", "granted_by", TEXT, default=""),
            Column("at", "granted_at", INSTANT, required=True),
        ],
        "agency,plan,period,due,reason,by,at",
    ),
    _sheet(
        "regime_confirmations.csv",
        t.RegimeConfirmation,
        ["plan_id", "valid_from"],
        [
            _code("plan", t.Plan),
            Column("valid_from", "valid_from", DAY, required=True),
            Column("by", "confirmed_by", TEXT, default=""),
            Column("at", "confirmed_at", INSTANT, required=True),
        ],
        "plan,valid_from,by,at",
    ),
    _sheet(
        "waivers.csv",
        t.Waiver,
        ["agency_id", "plan_id", "period", "granted_at"],
        [
            *_REPORT,
            Column("reason", "reason", TEXT, required=True),
            Column("by", "granted_by", TEXT, default=""),
            Column("at", "granted_at", INSTANT, required=True),
            Column("lifted_by", "lifted_by", TEXT, default=""),
            Column("lifted_at", "lifted_at", INSTANT),
        ],
        "agency,plan,period,reason,by,at,lifted_by,lifted_at",
    ),
    _sheet(
        "messages.csv",
        t.Message,
        ["agency_id", "plan_id", "period", "sent_by", "sent_at"],
        [
            *_REPORT,
            Column("from_office", "from_office", YES_NO, required=True),
            Column("text", "text", TEXT, required=True),
            Column("by", "sent_by", TEXT, required=True),
            Column("at", "sent_at", INSTANT, required=True),
        ],
        "agency,plan,period,from_office,text,by,at",
    ),
    _sheet(
        "review_notes.csv",
        t.ReviewNote,
        ["submission_id", "written_by", "written_at"],
        [
            _code("submission", t.Submission),
            Column("text", "text", TEXT, required=True),
            Column("by", "written_by", TEXT, required=True),
            Column("at", "written_at", INSTANT, required=True),
        ],
        "submission,text,by,at",
    ),
    _sheet(
        "reminders.csv",
        t.Reminder,
        ["agency_id", "plan_id", "period", "user_name", "asked_at"],
        [
            *_REPORT,
            Column("user", "user_name", TEXT, required=True),
            Column("address", "address", TEXT, required=True),
            Column("kind", "kind", choice(v.ReminderKind), required=True),
            Column("due", "due_on", DAY, required=True),
            Column("by", "asked_by", TEXT, default=""),
            Column("at", "asked_at", INSTANT, required=True),
            Column("state", "state", choice(v.ReminderState), required=True),
            Column("tries", "tries", WHOLE, default=0),
            Column("sent_at", "sent_at", INSTANT),
            Column("outcome", "outcome", TEXT, default=""),
        ],
        "agency,plan,period,user,address,kind,due,by,at,state,tries,sent_at,outcome",
    ),
)

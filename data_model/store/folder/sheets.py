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
    CellFormat,
    one_of,
)


@dataclass(frozen=True)
class SheetColumn:
    """One column: its header, the attribute it fills, and how its cells are read.

    `refers_to` is the table whose `code` (or `number`) is in the cell; the attribute gets its id.
    `default` fills an empty cell.
    """

    header: str
    attribute: str
    kind: CellFormat = TEXT
    required: bool = False
    refers_to: type[SQLModel] | None = None
    default: Any = None


@dataclass(frozen=True)
class Sheet:
    """One file: its table, its columns, the attributes that name a row, and its headers as written.

    Headers without a column are stored in another table: `plans.directives` in its link table, the agency and period
    of a report line with its submission.
    """

    file_name: str
    table: type[SQLModel]
    key: tuple[str, ...]
    columns: tuple[SheetColumn, ...]
    headers: tuple[str, ...]


def _sheet(
    file_name: str, table: type[SQLModel], key: Iterable[str], columns: Iterable[SheetColumn], headers: str
) -> Sheet:
    return Sheet(file_name, table, tuple(key), tuple(columns), tuple(headers.split(",")))


def _text(name: str, *, required: bool = False) -> SheetColumn:
    return SheetColumn(name, name, TEXT, required, default="")


def _code(header: str, table: type[SQLModel], *, required: bool = True) -> SheetColumn:
    return SheetColumn(header, f"{header}_id", TEXT, required, refers_to=table)


SENT_FILES = "files"
"""Folder of the report files as they were sent, each named by its `submissions.sha256`."""

_REPORT = (
    _code("agency", t.Agency),
    _code("plan", t.Plan),
    SheetColumn("period", "period", PERIOD, required=True),
)
"""The columns that identify a report."""
_VALID = (SheetColumn("valid_from", "valid_from", DAY), SheetColumn("valid_to", "valid_to", DAY))

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
            SheetColumn("issued_on", "issued_on", DAY),
            _text("title"),
            SheetColumn("aliases", "aliases", LIST, default=()),
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
            SheetColumn("issued_on", "issued_on", DAY),
            _text("signer"),
            _text("title"),
            _code("main_directive", t.Directive, required=False),
            SheetColumn("replaces", "replaces_text", TEXT, default=""),
            _text("text_file"),
            _text("notes"),
            SheetColumn("ends_on", "ends_on", DAY),
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
            SheetColumn("aliases", "aliases", LIST, default=()),
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
            SheetColumn("valid_from", "valid_from", DAY, required=True),
            SheetColumn("kinds", "kinds", KINDS, required=True),
            SheetColumn("window", "window_rule", one_of(v.WindowRule), required=True),
            SheetColumn("agency_due_days", "agency_due_days", WHOLE, required=True),
            SheetColumn("lock_after_days", "lock_after_days", WHOLE, default=30),
            _code("consolidator", t.Agency, required=False),
            _text("basis"),
            SheetColumn("first_period", "first_period", REGULAR_PERIOD, default=""),
            SheetColumn("to_working_day", "to_working_day", YES_NO, default=False),
            SheetColumn("office_due_day", "office_due_day", WHOLE),
            SheetColumn("paper_time", "paper_time", one_of(v.PaperTime), default=v.PaperTime.RECEIPT),
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
            SheetColumn("period", "period", PERIOD, required=True),
            _text("title"),
            SheetColumn("opens_on", "opens_on", DAY),
            SheetColumn("due_on", "due_on", DAY),
            SheetColumn("by", "called_by", TEXT, default=""),
            SheetColumn("at", "called_at", INSTANT, required=True),
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
            SheetColumn("on", "on_day", DAY, required=True),
            SheetColumn("kind", "kind", one_of(v.SuccessionKind), required=True),
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
            SheetColumn("quote_start", "quote_start", WHOLE),
            SheetColumn("quote_end", "quote_end", WHOLE),
            SheetColumn("type", "type", one_of(v.TaskType), required=True),
            _text("type_basis"),
            SheetColumn("due_on", "due_on", DAY),
            SheetColumn("weight", "weight", NUMBER, default=1),
            _text("notes"),
            _text("product"),
            SheetColumn("first_on", "first_on", DAY),
            SheetColumn("entered_at", "entered_at", INSTANT),
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
            SheetColumn("valid_from", "valid_from", DAY, required=True),
            SheetColumn("field", "field", one_of(v.TaskField), required=True),
            _text("value"),
            _text("reason", required=True),
            _text("document"),
            SheetColumn("by", "entered_by", TEXT, default=""),
            SheetColumn("at", "entered_at", INSTANT, required=True),
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
            SheetColumn("role", "role", one_of(v.AssignmentRole), required=True),
            SheetColumn("mode", "mode", one_of(v.Mode), default=v.Mode.ASSIGNED),
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
            SheetColumn("period", "period", PERIOD, required=True),
            SheetColumn("submitted_at", "submitted_at", INSTANT, required=True),
            _text("submitted_by"),
            SheetColumn("status", "status", one_of(v.SubmissionStatus), required=True),
            _text("file_name"),
            _text("sha256"),
            SheetColumn("entered_at", "entered_at", INSTANT),
            _text("paper_number"),
            SheetColumn("paper_dated_on", "paper_dated_on", DAY),
            _text("paper_signer"),
            SheetColumn("paper_received_on", "paper_received_on", DAY),
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
            SheetColumn("percent", "percent", NUMBER),
            SheetColumn("status", "status", one_of(v.LineStatus)),
            SheetColumn("done_on", "done_on", DAY),
            _text("result"),
            _text("difficulties"),
            _text("proposals"),
            _text("evidence"),
            SheetColumn("taken_over", "taken_over", YES_NO, default=False),
        ],
        "submission,task,agency,period,percent,status,done_on,result,difficulties,proposals,evidence,taken_over",
    ),
    _sheet(
        "reviews.csv",
        t.Review,
        ["submission_id", "decided_at"],
        [
            _code("submission", t.Submission),
            SheetColumn("decision", "decision", one_of(v.SubmissionStatus), required=True),
            _text("reason"),
            SheetColumn("by", "decided_by", TEXT, default=""),
            SheetColumn("at", "decided_at", INSTANT, required=True),
        ],
        "submission,decision,reason,by,at",
    ),
    _sheet(
        "extensions.csv",
        t.Extension,
        ["agency_id", "plan_id", "period", "granted_at"],
        [
            *_REPORT,
            SheetColumn("due", "due_on", DAY, required=True),
            SheetColumn("reason", "reason", TEXT, required=True),
            SheetColumn("by", "granted_by", TEXT, default=""),
            SheetColumn("at", "granted_at", INSTANT, required=True),
        ],
        "agency,plan,period,due,reason,by,at",
    ),
    _sheet(
        "regime_confirmations.csv",
        t.RegimeConfirmation,
        ["plan_id", "valid_from"],
        [
            _code("plan", t.Plan),
            SheetColumn("valid_from", "valid_from", DAY, required=True),
            SheetColumn("by", "confirmed_by", TEXT, default=""),
            SheetColumn("at", "confirmed_at", INSTANT, required=True),
        ],
        "plan,valid_from,by,at",
    ),
    _sheet(
        "waivers.csv",
        t.Waiver,
        ["agency_id", "plan_id", "period", "granted_at"],
        [
            *_REPORT,
            SheetColumn("reason", "reason", TEXT, required=True),
            SheetColumn("by", "granted_by", TEXT, default=""),
            SheetColumn("at", "granted_at", INSTANT, required=True),
            SheetColumn("lifted_by", "lifted_by", TEXT, default=""),
            SheetColumn("lifted_at", "lifted_at", INSTANT),
        ],
        "agency,plan,period,reason,by,at,lifted_by,lifted_at",
    ),
    _sheet(
        "messages.csv",
        t.Message,
        ["agency_id", "plan_id", "period", "sent_by", "sent_at"],
        [
            *_REPORT,
            SheetColumn("from_office", "from_office", YES_NO, required=True),
            SheetColumn("text", "text", TEXT, required=True),
            SheetColumn("by", "sent_by", TEXT, required=True),
            SheetColumn("at", "sent_at", INSTANT, required=True),
        ],
        "agency,plan,period,from_office,text,by,at",
    ),
    _sheet(
        "review_notes.csv",
        t.ReviewNote,
        ["submission_id", "written_by", "written_at"],
        [
            _code("submission", t.Submission),
            SheetColumn("text", "text", TEXT, required=True),
            SheetColumn("by", "written_by", TEXT, required=True),
            SheetColumn("at", "written_at", INSTANT, required=True),
        ],
        "submission,text,by,at",
    ),
    _sheet(
        "reminders.csv",
        t.Reminder,
        ["agency_id", "plan_id", "period", "user_name", "asked_at"],
        [
            *_REPORT,
            SheetColumn("user", "user_name", TEXT, required=True),
            SheetColumn("address", "address", TEXT, required=True),
            SheetColumn("kind", "kind", one_of(v.ReminderKind), required=True),
            SheetColumn("due", "due_on", DAY, required=True),
            SheetColumn("by", "asked_by", TEXT, default=""),
            SheetColumn("at", "asked_at", INSTANT, required=True),
            SheetColumn("state", "state", one_of(v.ReminderState), required=True),
            SheetColumn("tries", "tries", WHOLE, default=0),
            SheetColumn("sent_at", "sent_at", INSTANT),
            SheetColumn("outcome", "outcome", TEXT, default=""),
        ],
        "agency,plan,period,user,address,kind,due,by,at,state,tries,sent_at,outcome",
    ),
    _sheet(
        "letters.csv",
        t.OfficialLetter,
        ["office_id", "year", "number", "plan_id"],
        [
            _code("office", t.Agency),
            *_REPORT,
            SheetColumn("number", "number", WHOLE, required=True),
            SheetColumn("year", "year", WHOLE, required=True),
            SheetColumn("on", "issued_on", DAY, required=True),
            SheetColumn("times", "times", WHOLE, required=True),
            SheetColumn("by", "registered_by", TEXT, required=True),
            SheetColumn("at", "registered_at", INSTANT, required=True),
        ],
        "office,agency,plan,period,number,year,on,times,by,at",
    ),
)

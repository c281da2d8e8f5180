"""Every closed list of the product, once. What a reader sees for a value is in `wording/labels.py`."""

from datetime import timedelta, timezone
from enum import StrEnum
from zoneinfo import ZoneInfo

TIME_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
UTC = timezone(timedelta(0))


class Role(StrEnum):
    """Who somebody is in the product; what each may do is in `rules/people/access.py`."""

    LEADER = "leader"
    COORDINATOR = "coordinator"
    REPORTER = "reporter"
    ADMIN = "admin"


class Action(StrEnum):
    """What a page, a download or a command asks permission for."""

    VIEW_OVERVIEW = "view_overview"
    VIEW_FIGURES = "view_figures"
    VIEW_TASK = "view_task"
    SUBMIT_REPORT = "submit_report"
    VIEW_SUBMISSIONS = "view_submissions"
    REVIEW_SUBMISSION = "review_submission"
    REVIEW_OFFICE_REPORT = "review_office_report"
    MANAGE_ROUND = "manage_round"
    VIEW_REPORT = "view_report"
    ISSUE_REPORT = "issue_report"
    VIEW_ISSUED = "view_issued"
    MANAGE_USERS = "manage_users"
    LOAD_DATA = "load_data"


class AgencyKind(StrEnum):
    PEOPLE_COMMITTEE_OFFICE = "people_committee_office"
    DEPARTMENT = "department"
    DISTRICT = "district"
    COMMUNE = "commune"
    PRESS = "press"
    UNION = "union"
    FRONT = "front"
    MASS_ORGANISATION = "mass_organisation"
    ARMED_FORCES = "armed_forces"
    PARTY = "party"
    SCHOOL = "school"
    OTHER = "other"
    GROUP = "group"


class SuccessionKind(StrEnum):
    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    DISSOLVED = "dissolved"
    DUTY_MOVED = "duty_moved"


class TaskType(StrEnum):
    """How a task ends: once, each reporting year, or never (judged period by period)."""

    ONE_OFF = "one_off"
    YEARLY = "yearly"
    CONTINUING = "continuing"


class AssignmentRole(StrEnum):
    LEAD = "lead"
    COORDINATE = "coordinate"


class Mode(StrEnum):
    """`requested`: bodies that the People's Committee does not command are asked, not told."""

    ASSIGNED = "assigned"
    REQUESTED = "requested"


class PeriodKind(StrEnum):
    """From the narrowest window to the widest."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    OWN = "own"
    """A round of its own, called for one occasion (đột xuất, chuyên đề); no regime asks for it."""


class WindowRule(StrEnum):
    """`nd09`: Decree 09/2019/NĐ-CP, article 12 (15th to 14th); `calendar`: plans older than it."""

    ND09 = "nd09"
    CALENDAR = "calendar"


class SubmissionStatus(StrEnum):
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    """It waited when the same agency sent the same report again."""


class PaperTime(StrEnum):
    """Which day counts as the time of a report that came on paper: the one written on it, or that of its receipt."""

    DATE = "date"
    RECEIPT = "receipt"


class LineStatus(StrEnum):
    """What staff say of a task in one period (column `trang_thai`)."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    NOTHING_TO_REPORT = "nothing_to_report"
    CARRIED_OUT = "carried_out"
    NOT_CARRIED_OUT = "not_carried_out"


class TaskState(StrEnum):
    """Exactly one for each task at a day; `rules/figures/columns/task_states.py` decides it."""

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    DONE_UNDATED = "done_undated"
    IN_PROGRESS = "in_progress"
    OVERDUE = "overdue"
    NO_DEADLINE = "no_deadline"
    CARRIED_OUT = "carried_out"
    PARTLY = "partly"
    NOT_CARRIED_OUT = "not_carried_out"
    NOT_REPORTED = "not_reported"
    NOTHING_AROSE = "nothing_arose"
    VOID = "void"


class TaskField(StrEnum):
    """What of a task can be changed from a day on."""

    DUE_ON = "due_on"
    WEIGHT = "weight"
    TYPE = "type"
    TITLE = "title"
    STOPPED = "stopped"


class Flag(StrEnum):
    """On top of a state: nothing was ever reported, or only in an earlier period."""

    NOT_REPORTED = "not_reported"
    STALE = "stale"


class DeadlineStatus(StrEnum):
    """How a period stands for one agency at an instant, seen by who must report in it."""

    NOT_EXPECTED = "not_expected"
    NOT_OPEN = "not_open"
    OPEN = "open"
    LATE = "late"
    LOCKED = "locked"


class ReportState(StrEnum):
    """How one expected report stands for the consolidating office. Late and locked are two things."""

    NOT_SENT = "not_sent"
    LATE = "late"
    LOCKED = "locked"
    WAITING = "waiting"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    WAIVED = "waived"


class ContactKind(StrEnum):
    """What last passed between an agency and the office about a report."""

    SUBMISSION = "submission"
    MESSAGE = "message"
    REMINDER = "reminder"


class ReviewMark(StrEnum):
    """What a reviewer should look at in a line; which of them are warnings is in `rules/review/marks.py`."""

    CONTRADICTS = "contradicts"
    FELL = "fell"
    CHANGED_SINCE_ACCEPTED = "changed_since_accepted"
    REPEATS_BEFORE = "repeats_before"
    REPEATS_OTHER = "repeats_other"


class ReminderKind(StrEnum):
    """Why a report is reminded of: it is due soon, it is late, or it was returned and is to be sent again."""

    DUE_SOON = "due_soon"
    LATE = "late"
    TO_CORRECT = "to_correct"


class ReminderState(StrEnum):
    """`refused`: the mail server will never take it; `dropped`: nothing was owed any more when it was to be sent;
    `waiting` ones are tried again at the next run."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"
    DROPPED = "dropped"


class GroupBy(StrEnum):
    AGENCY = "agency"
    DIRECTIVE = "directive"
    PLAN = "plan"
    PERIOD = "period"
    TASK = "task"


class Language(StrEnum):
    VI = "vi"
    EN = "en"

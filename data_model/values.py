"""Every closed list of values (enum) of the product. What a reader sees for a value is in `wording/labels.py`."""

from datetime import timedelta, timezone
from enum import StrEnum
from zoneinfo import ZoneInfo

TIME_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
UTC = timezone(timedelta(0))


class Role(StrEnum):
    """The role of a user; what each may do is in `rules/people/access.py`."""

    LEADER = "leader"
    COORDINATOR = "coordinator"
    REPORTER = "reporter"
    ADMIN = "admin"


class Action(StrEnum):
    """What a page, a download or a command needs permission for."""

    VIEW_OVERVIEW = "view_overview"
    VIEW_FIGURES = "view_figures"
    VIEW_TASK = "view_task"
    SUBMIT_REPORT = "submit_report"
    ENTER_REPORT = "enter_report"
    """For an agency whose report came on paper."""
    VIEW_SUBMISSIONS = "view_submissions"
    REVIEW_SUBMISSION = "review_submission"
    REVIEW_OFFICE_REPORT = "review_office_report"
    MANAGE_ROUND = "manage_round"
    VIEW_REPORT = "view_report"
    VIEW_NOTICES = "view_notices"
    ISSUE_REPORT = "issue_report"
    VIEW_ISSUED = "view_issued"
    MANAGE_PLANS = "manage_plans"
    INSTRUCT = "instruct"
    VIEW_INSTRUCTIONS = "view_instructions"
    MANAGE_USERS = "manage_users"
    VIEW_AUDIT = "view_audit"
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
    """`requested` (đề nghị): bodies that the People's Committee does not command are asked, others are `assigned` (giao)."""

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


class AddsUp(StrEnum):
    """How an indicator adds up over the periods of a year: their values are summed, or the last one stands."""

    SUM = "sum"
    LAST = "last"


class SubmissionStatus(StrEnum):
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    """It still waited for review when the agency sent the same report again."""


class DayKind(StrEnum):
    """A day that differs from the week: off though it is a weekday, or worked in exchange (hoán đổi)."""

    OFF = "off"
    WORKED = "worked"


class PaperTime(StrEnum):
    """The day that counts as the submission of a paper report: its own date, or its receipt."""

    DATE = "date"
    RECEIPT = "receipt"


class LineStatus(StrEnum):
    """What an agency reports as the status of a task in a period (column `trang_thai`)."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    NOTHING_TO_REPORT = "nothing_to_report"
    CARRIED_OUT = "carried_out"
    NOT_CARRIED_OUT = "not_carried_out"


class TaskState(StrEnum):
    """The state of a task on a day (definitions §4); `rules/figures/columns/task_states.py` decides it."""

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
    """The values of a task that can be changed from a day on."""

    DUE_ON = "due_on"
    WEIGHT = "weight"
    TYPE = "type"
    TITLE = "title"
    STOPPED = "stopped"


class Flag(StrEnum):
    """In addition to the state: nothing was ever reported, or only in an earlier period (definitions §4)."""

    NOT_REPORTED = "not_reported"
    STALE = "stale"


class DeadlineStatus(StrEnum):
    """Whether an agency may send its report of a period on a day, and whether it is then late."""

    NOT_EXPECTED = "not_expected"
    NOT_OPEN = "not_open"
    OPEN = "open"
    LATE = "late"
    LOCKED = "locked"


class ReportState(StrEnum):
    """The state of one expected report for the consolidating office. A late report may still be sent, a locked one not."""

    NOT_SENT = "not_sent"
    LATE = "late"
    LOCKED = "locked"
    WAITING = "waiting"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    WAIVED = "waived"


class ContactKind(StrEnum):
    """The kind of the last contact between an agency and the office about a report."""

    SUBMISSION = "submission"
    MESSAGE = "message"
    REMINDER = "reminder"


class ReviewMark(StrEnum):
    """What a reviewer should look at in a line; which marks are warnings is in `rules/review/marks.py`."""

    CONTRADICTS = "contradicts"
    FELL = "fell"
    CHANGED_SINCE_ACCEPTED = "changed_since_accepted"
    DONE_ON_MOVED = "done_on_moved"
    DONE_BESIDE_NOTHING = "done_beside_nothing"
    LAST_YEARS_DAY = "last_years_day"
    TAKEN_OVER = "taken_over"
    REPEATS_BEFORE = "repeats_before"
    REPEATS_OTHER = "repeats_other"


class NoticeKind(StrEnum):
    """What a user is told of; each can be switched off by its reader."""

    REPORT_CAME = "report_came"
    CONFIRMED = "confirmed"
    RETURNED = "returned"
    TAKEN_BACK = "taken_back"
    MESSAGE = "message"
    EXTENDED = "extended"
    WAIVED = "waived"
    DUE_DAY = "due_day"


class NoticeMail(StrEnum):
    """When a user gets notices by e-mail too."""

    NEVER = "never"
    DAILY = "daily"
    AT_ONCE = "at_once"


class ReminderKind(StrEnum):
    """Why a reminder is sent: the report is due soon, is late, or was returned and must be sent again."""

    DUE_SOON = "due_soon"
    LATE = "late"
    TO_CORRECT = "to_correct"


class ReminderState(StrEnum):
    """`refused`: the mail server rejected it for good; `dropped`: it was no longer needed when its turn came;
    `waiting` ones are tried again at the next run."""

    WAITING = "waiting"
    SENT = "sent"
    REFUSED = "refused"
    DROPPED = "dropped"


class ReportPart(StrEnum):
    """The parts of a consolidated report that the office writes itself."""

    DIRECTION = "direction"
    STRENGTHS = "strengths"
    CAUSES = "causes"
    PROPOSALS_COMMITTEE = "proposals_committee"
    PROPOSALS_AGENCIES = "proposals_agencies"
    PROPOSALS_CENTRAL = "proposals_central"
    NEXT_TASKS = "next_tasks"


class RemarkKind(StrEnum):
    """What a line says beside its result."""

    DIFFICULTY = "difficulty"
    PROPOSAL = "proposal"


class Decider(StrEnum):
    """Who decides what becomes of a difficulty or proposal; part IV of a consolidated report is grouped by it."""

    OFFICE = "office"
    OTHER_AGENCY = "other_agency"
    COMMITTEE = "committee"
    CENTRAL = "central"


class ContentGroup(StrEnum):
    """What tasks are about, in the order of a consolidated report."""

    INFORMATION = "information"
    EXCHANGE = "exchange"
    AID = "aid"
    OVERSEAS = "overseas"
    ORGANISATION = "organisation"
    FUNDING = "funding"
    OTHER = "other"


class GroupBy(StrEnum):
    AGENCY = "agency"
    DIRECTIVE = "directive"
    PLAN = "plan"
    PERIOD = "period"
    TASK = "task"


class IndicatorsBy(StrEnum):
    """What the values of indicators can be split by."""

    AGENCY = "agency"
    PLAN = "plan"
    PROVINCE = "province"
    PERIOD = "period"


class Language(StrEnum):
    VI = "vi"
    EN = "en"

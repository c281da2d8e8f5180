"""What a reader sees for each value of each closed list."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from data_model.rules.figures.attention import AttentionKind
from data_model.rules.figures.measures import Measure
from data_model.rules.figures.register import TaskSet
from data_model.rules.figures.report_arrivals import ReportArrival
from data_model.rules.figures.timeliness import ReportTimeliness
from data_model.rules.figures.upcoming import UpcomingKind
from data_model.values import (
    AddsUp,
    AgencyKind,
    AssignmentRole,
    ContactKind,
    ContentGroup,
    DayKind,
    DeadlineStatus,
    Decider,
    Flag,
    GroupBy,
    IndicatorsBy,
    Language,
    LineStatus,
    Mode,
    NoticeKind,
    NoticeMail,
    PaperTime,
    PeriodKind,
    RemarkKind,
    ReminderKind,
    ReminderState,
    ReportPart,
    ReportState,
    ReviewMark,
    Role,
    SubmissionStatus,
    SuccessionKind,
    TaskField,
    TaskState,
    TaskType,
    WindowRule,
)
from wording.formats import NO_VALUE
from wording.translation import _, mark

ROLE: Mapping[Role, str] = {
    Role.LEADER: mark("Leadership"),
    Role.COORDINATOR: mark("Consolidating office"),
    Role.REPORTER: mark("Reporting officer"),
    Role.ADMIN: mark("Administrator"),
}
ADDS_UP: Mapping[AddsUp, str] = {
    AddsUp.SUM: mark("Added up over the year"),
    AddsUp.LAST: mark("At the end of the period"),
}
REMARK_KIND: Mapping[RemarkKind, str] = {
    RemarkKind.DIFFICULTY: mark("Difficulty"),
    RemarkKind.PROPOSAL: mark("Proposal"),
}
DECIDER: Mapping[Decider, str] = {
    Decider.OFFICE: mark("This office"),
    Decider.OTHER_AGENCY: mark("Another agency"),
    Decider.COMMITTEE: mark("The People's Committee"),
    Decider.CENTRAL: mark("Ministries and central agencies"),
}
INDICATORS_BY: Mapping[IndicatorsBy, str] = {
    IndicatorsBy.AGENCY: mark("Agency"),
    IndicatorsBy.PLAN: mark("Plan"),
    IndicatorsBy.PROVINCE: mark("Province"),
    IndicatorsBy.PERIOD: mark("Reporting period"),
}
AGENCY_KIND: Mapping[AgencyKind, str] = {
    AgencyKind.PEOPLE_COMMITTEE_OFFICE: mark("Office of the People's Committee"),
    AgencyKind.DEPARTMENT: mark("Department"),
    AgencyKind.DISTRICT: mark("District People's Committee"),
    AgencyKind.COMMUNE: mark("Commune People's Committee"),
    AgencyKind.PRESS: mark("Press"),
    AgencyKind.UNION: mark("Union of friendship organisations"),
    AgencyKind.FRONT: mark("Fatherland Front"),
    AgencyKind.MASS_ORGANISATION: mark("Mass organisation"),
    AgencyKind.ARMED_FORCES: mark("Armed forces"),
    AgencyKind.PARTY: mark("Party body"),
    AgencyKind.SCHOOL: mark("School"),
    AgencyKind.OTHER: mark("Other body"),
    AgencyKind.GROUP: mark("Group of agencies"),
}
SUCCESSION_KIND: Mapping[SuccessionKind, str] = {
    SuccessionKind.RENAMED: mark("renamed"),
    SuccessionKind.MERGED: mark("merged into"),
    SuccessionKind.SPLIT: mark("split into"),
    SuccessionKind.DISSOLVED: mark("dissolved"),
    SuccessionKind.DUTY_MOVED: mark("duty moved to"),
}
TASK_TYPE: Mapping[TaskType, str] = {
    TaskType.ONE_OFF: mark("Once"),
    TaskType.YEARLY: mark("Every year"),
    TaskType.CONTINUING: mark("Continuing"),
}
ASSIGNMENT_ROLE: Mapping[AssignmentRole, str] = {
    AssignmentRole.LEAD: mark("Lead"),
    AssignmentRole.COORDINATE: mark("Coordinating"),
}
MODE: Mapping[Mode, str] = {Mode.ASSIGNED: mark("Assigned"), Mode.REQUESTED: mark("Requested")}
PERIOD_KIND: Mapping[PeriodKind, str] = {
    PeriodKind.MONTH: mark("month"),
    PeriodKind.QUARTER: mark("quarter"),
    PeriodKind.HALF: mark("half-year"),
    PeriodKind.NINE_MONTHS: mark("nine months"),
    PeriodKind.YEAR: mark("year"),
    PeriodKind.OWN: mark("round of its own"),
}
WINDOW_RULE: Mapping[WindowRule, str] = {
    WindowRule.ND09: mark("Decree 09/2019/NĐ-CP (15th to 14th)"),
    WindowRule.CALENDAR: mark("calendar months"),
}
SUBMISSION_STATUS: Mapping[SubmissionStatus, str] = {
    SubmissionStatus.SUBMITTED: mark("Waiting for review"),
    SubmissionStatus.RETURNED: mark("Returned for correction"),
    SubmissionStatus.ACCEPTED: mark("Accepted"),
    SubmissionStatus.WITHDRAWN: mark("Withdrawn"),
    SubmissionStatus.SUPERSEDED: mark("Superseded by a later one"),
}
DAY_KIND: Mapping[DayKind, str] = {
    DayKind.OFF: mark("day off"),
    DayKind.WORKED: mark("worked in exchange"),
}
PAPER_TIME: Mapping[PaperTime, str] = {
    PaperTime.DATE: mark("day written on the report"),
    PaperTime.RECEIPT: mark("day of receipt"),
}
LINE_STATUS: Mapping[LineStatus, str] = {
    LineStatus.NOT_STARTED: mark("Not started"),
    LineStatus.IN_PROGRESS: mark("In progress"),
    LineStatus.DONE: mark("Completed"),
    LineStatus.NOTHING_TO_REPORT: mark("Nothing to report"),
    LineStatus.CARRIED_OUT: mark("Carried out"),
    LineStatus.NOT_CARRIED_OUT: mark("Not carried out"),
}
TASK_FIELD: Mapping[TaskField, str] = {
    TaskField.DUE_ON: mark("Due date"),
    TaskField.WEIGHT: mark("Weight"),
    TaskField.TYPE: mark("Type"),
    TaskField.TITLE: mark("Title"),
    TaskField.STOPPED: mark("Task stopped"),
}
TASK_STATE: Mapping[TaskState, str] = {
    TaskState.DONE_ON_TIME: mark("Completed on time"),
    TaskState.DONE_LATE: mark("Completed late"),
    TaskState.DONE_UNDATED: mark("Completed (no due date)"),
    TaskState.IN_PROGRESS: mark("In progress, within the deadline"),
    TaskState.OVERDUE: mark("Overdue, not completed"),
    TaskState.NO_DEADLINE: mark("No deadline set"),
    TaskState.CARRIED_OUT: mark("Carried out this period"),
    TaskState.PARTLY: mark("Carried out by some agencies"),
    TaskState.NOT_CARRIED_OUT: mark("Not carried out this period"),
    TaskState.NOT_REPORTED: mark("No confirmed report this period"),
    TaskState.NOTHING_AROSE: mark("Nothing arose"),
    TaskState.VOID: mark("No longer in force"),
}
TASK_SET: Mapping[TaskSet, str] = {
    TaskSet.DUE: mark("Due by the day"),
    TaskSet.DUE_SOON: mark("Due within {days} days"),
    TaskSet.DONE: mark("Completed"),
    TaskSet.EARLY: mark("Completed early"),
    TaskSet.CONTINUING: mark("Continuing"),
    TaskSet.UNASSIGNED: mark("Not assigned"),
    TaskSet.STALE: mark("Figures of an earlier period"),
    TaskSet.UNREPORTED: mark("Not reported this period"),
}
REPORT_TIMELINESS: Mapping[ReportTimeliness, str] = {
    ReportTimeliness.ON_TIME: mark("On time"),
    ReportTimeliness.EXTENDED: mark("Within the extension"),
    ReportTimeliness.LATE: mark("Late"),
    ReportTimeliness.MISSING: mark("Not submitted"),
}
REPORT_ARRIVAL: Mapping[ReportArrival, str] = {
    ReportArrival.ON_TIME: mark("On time"),
    ReportArrival.NOTHING_AROSE: mark("Nothing to report"),
    ReportArrival.PENDING: mark("Not due yet"),
    ReportArrival.EXTENDED: mark("Within the extension"),
    ReportArrival.EXTENSION_RUNS: mark("Extension still running"),
    ReportArrival.LATE: mark("Late"),
    ReportArrival.MISSING: mark("Not submitted"),
    ReportArrival.WAIVED: mark("Waived"),
}
ATTENTION_KIND: Mapping[AttentionKind, str] = {
    AttentionKind.TASK_OVERDUE: mark("Task overdue"),
    AttentionKind.INSTRUCTION_LATE: mark("Instruction overdue"),
    AttentionKind.REPORT_MISSING: mark("Report not submitted"),
    AttentionKind.REPORT_WAITING: mark("Report waits for review"),
    AttentionKind.INSTRUCTION_OPEN: mark("Instruction not done yet"),
    AttentionKind.TASK_DUE_SOON: mark("Task due soon"),
    AttentionKind.REPORT_DUE_SOON: mark("Report due soon"),
}
UPCOMING_KIND: Mapping[UpcomingKind, str] = {
    UpcomingKind.WINDOW_ENDS: mark("Data window ends"),
    UpcomingKind.REPORT_DUE: mark("Report falls due"),
    UpcomingKind.REPORT_LOCKS: mark("Last day to send late"),
    UpcomingKind.TASK_DUE: mark("Task falls due"),
}
FLAG: Mapping[Flag, str] = {
    Flag.NOT_REPORTED: mark("Not reported this period"),
    Flag.STALE: mark("Figures of an earlier period"),
}
DEADLINE_STATUS: Mapping[DeadlineStatus, str] = {
    DeadlineStatus.NOT_EXPECTED: mark("Not asked for"),
    DeadlineStatus.NOT_OPEN: mark("Not open yet"),
    DeadlineStatus.OPEN: mark("Open"),
    DeadlineStatus.LATE: mark("Past the due date"),
    DeadlineStatus.LOCKED: mark("Locked"),
}
REPORT_STATE: Mapping[ReportState, str] = {
    ReportState.NOT_SENT: mark("Not sent, still in time"),
    ReportState.LATE: mark("Late, still taken"),
    ReportState.LOCKED: mark("Not sent, locked"),
    ReportState.WAITING: mark("Waiting for review"),
    ReportState.RETURNED: mark("Returned for correction"),
    ReportState.ACCEPTED: mark("Accepted"),
    ReportState.WAIVED: mark("Waived"),
}
CONTACT_KIND: Mapping[ContactKind, str] = {
    ContactKind.SUBMISSION: mark("report"),
    ContactKind.MESSAGE: mark("message"),
    ContactKind.REMINDER: mark("reminder"),
}
REVIEW_MARK: Mapping[ReviewMark, str] = {
    ReviewMark.CONTRADICTS: mark("Contradiction"),
    ReviewMark.FELL: mark("Progress fell"),
    ReviewMark.CHANGED_SINCE_ACCEPTED: mark("Changed since accepted"),
    ReviewMark.DONE_ON_MOVED: mark("Day of completion differs from the accepted one"),
    ReviewMark.DONE_BESIDE_NOTHING: mark("“Nothing to report” beside 100 %"),
    ReviewMark.LAST_YEARS_DAY: mark("Day of completion of an earlier year"),
    ReviewMark.TAKEN_OVER: mark("Taken over from the submission before"),
    ReviewMark.REPEATS_BEFORE: mark("Hint: text as in the period before"),
    ReviewMark.REPEATS_OTHER: mark("Hint: text as another agency's"),
}
REMINDER_KIND: Mapping[ReminderKind, str] = {
    ReminderKind.DUE_SOON: mark("due soon"),
    ReminderKind.LATE: mark("late"),
    ReminderKind.TO_CORRECT: mark("returned, to be corrected"),
}
REMINDER_STATE: Mapping[ReminderState, str] = {
    ReminderState.WAITING: mark("Waiting to be sent"),
    ReminderState.SENT: mark("Sent"),
    ReminderState.REFUSED: mark("Refused by the mail server"),
    ReminderState.DROPPED: mark("Not needed any more"),
}
REPORT_PART: Mapping[ReportPart, str] = {
    ReportPart.DIRECTION: mark("I.1. Direction and documents issued"),
    ReportPart.STRENGTHS: mark("III.1. What went well"),
    ReportPart.CAUSES: mark("III.3. Causes"),
    ReportPart.PROPOSALS_COMMITTEE: mark("IV.2.a) Proposals to the People's Committee"),
    ReportPart.PROPOSALS_AGENCIES: mark("IV.2.b) Proposals to departments and localities"),
    ReportPart.PROPOSALS_CENTRAL: mark("IV.2.c) Proposals to central ministries"),
    ReportPart.NEXT_TASKS: mark("V. Directions and main tasks of the next period"),
}
CONTENT_GROUP: Mapping[ContentGroup, str] = {
    ContentGroup.INFORMATION: mark("External information and communication"),
    ContentGroup.EXCHANGE: mark("People-to-people exchange and cooperation"),
    ContentGroup.AID: mark("Aid of foreign non-governmental organisations"),
    ContentGroup.OVERSEAS: mark("Work on Vietnamese abroad"),
    ContentGroup.ORGANISATION: mark("Organisation, staff and training"),
    ContentGroup.FUNDING: mark("Funding"),
    ContentGroup.OTHER: mark("Other content"),
}
GROUP_BY: Mapping[GroupBy, str] = {
    GroupBy.AGENCY: mark("Agency"),
    GroupBy.DIRECTIVE: mark("Directive"),
    GroupBy.PLAN: mark("Plan"),
    GroupBy.PERIOD: mark("Reporting period"),
    GroupBy.TASK: mark("Task"),
}
LANGUAGE: Mapping[Language, str] = {Language.VI: "Tiếng Việt", Language.EN: "English"}
MEASURE: Mapping[Measure, str] = {
    Measure.DUE_COMPLETION: mark("Completion of tasks due"),
    Measure.ON_TIME_COMPLETION: mark("Completion on time"),
    Measure.OVERALL_COMPLETION: mark("Completion of all tasks (but continuing ones)"),
    Measure.OVERDUE_RATE: mark("Tasks overdue"),
    Measure.CONTINUING_RATE: mark("Continuing tasks carried out this period"),
    Measure.PROGRESS: mark("Progress (mean)"),
    Measure.COVERAGE: mark("Tasks reported on"),
    Measure.PROGRESS_REPORTED: mark("Progress (reported tasks only)"),
    Measure.COMPLETENESS: mark("Reports submitted"),
    Measure.TIMELINESS: mark("Submitted on time"),
    Measure.TIMELINESS_EXTENDED: mark("On time, extensions included"),
    Measure.ACCEPTED_RATE: mark("Reports accepted"),
    Measure.RETURNED_RATE: mark("Reports returned at least once"),
}
MEASURE_FORMULA: Mapping[Measure, str] = {
    Measure.DUE_COMPLETION: mark(
        "of the tasks whose due date is not after the day: completed ÷ (completed + overdue); tasks completed early or "
        "without a due date are not in it"
    ),
    Measure.ON_TIME_COMPLETION: mark(
        "of the tasks whose due date is not after the day: completed on time ÷ (completed + overdue)"
    ),
    Measure.OVERALL_COMPLETION: mark(
        "completed, early or without a due date too, ÷ all tasks but continuing ones and those no longer in force"
    ),
    Measure.OVERDUE_RATE: mark("of the tasks whose due date is not after the day: overdue ÷ (completed + overdue)"),
    Measure.CONTINUING_RATE: mark(
        "continuing tasks carried out this period ÷ continuing tasks in force that have a lead, less those of which "
        "nothing arose"
    ),
    Measure.PROGRESS: mark(
        "weighted mean of the last accepted percentages, of tasks neither continuing nor no longer in force; a task "
        "never accepted counts as 0"
    ),
    Measure.COVERAGE: mark(
        "weight of the tasks reported this period by each lead, or completed ÷ weight of all tasks that progress is of"
    ),
    Measure.PROGRESS_REPORTED: mark("progress over the tasks reported on alone"),
    Measure.COMPLETENESS: mark("reports submitted ÷ reports expected"),
    Measure.TIMELINESS: mark("first submitted by the original due date ÷ reports expected"),
    Measure.TIMELINESS_EXTENDED: mark("first submitted by the extended due date ÷ reports expected"),
    Measure.ACCEPTED_RATE: mark("reports accepted ÷ reports expected"),
    Measure.RETURNED_RATE: mark("returned at least once ÷ reports submitted"),
}
NOTICE_KIND: Mapping[NoticeKind, str] = {
    NoticeKind.REPORT_CAME: mark("A report came"),
    NoticeKind.CONFIRMED: mark("Our report was confirmed"),
    NoticeKind.RETURNED: mark("Our report has to be completed"),
    NoticeKind.TAKEN_BACK: mark("A confirmation was taken back"),
    NoticeKind.MESSAGE: mark("A message"),
    NoticeKind.EXTENDED: mark("More time was given"),
    NoticeKind.WAIVED: mark("A report is not required"),
    NoticeKind.DUE_DAY: mark("A due day comes or has passed"),
}
NOTICE_MAIL: Mapping[NoticeMail, str] = {
    NoticeMail.NEVER: mark("No e-mail"),
    NoticeMail.DAILY: mark("One e-mail a day"),
    NoticeMail.AT_ONCE: mark("An e-mail at once"),
}


def label(labels: Mapping[Any, str], value: StrEnum | None) -> str:
    """The words for a value in the reader's language; "—" for none."""
    return NO_VALUE if value is None else _(labels[value])

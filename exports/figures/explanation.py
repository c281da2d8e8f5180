"""The rows behind the figures, complete enough to recompute them (docs/recompute.py does)."""

from collections.abc import Iterable, Mapping, Sequence

from data_model.rules.figures.explanation import Acceptance, TaskExplanation
from data_model.rules.figures.measures import ABOUT_REPORTS, Measure, part
from data_model.rules.figures.statuses import ExpectedReport, LeadExplanation, SubmissionFact, TaskStatus
from data_model.rules.plans.facts import Facts
from exports.base.csv_text import decimal_comma
from exports.base.table_file import TableValue
from wording import formats
from wording.groups import agency_name, body_name, plan_name
from wording.labels import LINE_STATUS, TASK_STATE, TASK_TYPE, label
from wording.periods import period_name
from wording.translation import _

YES = "x"
NOBODY = LeadExplanation("")
_FULL = 100

Rows = list[dict[str, TableValue]]
Acceptances = Mapping[str, Acceptance]


def explanation_task_rows(
    evidence: Sequence[TaskExplanation], measure: Measure, facts: Facts, accepted: Acceptances
) -> Rows:
    """One row for each lead of each task; those that count in the measure first."""
    counted_first = sorted(evidence, key=lambda task: not _counts(task.task_status, measure))
    return [
        _task(task, facts)
        | _lead(lead, facts, accepted)
        | {_("State"): label(TASK_STATE, task.task_status.state)}
        | _parts(task.task_status if place == 0 else None, measure)
        for task in counted_first
        for place, lead in enumerate(task.leads or (NOBODY,))
    ]


def explanation_report_rows(
    reports: Iterable[ExpectedReport], measure: Measure, facts: Facts, accepted: Acceptances
) -> Rows:
    """One row for each expected report; those that count in the measure first."""
    rows: Rows = []
    for report in sorted(reports, key=lambda expected: not _counts(expected, measure)):
        row: dict[str, TableValue] = {
            _("Agency"): body_name(report, facts),
            _("Plan"): plan_name(facts.plans[report.plan]),
            _("Reporting period"): period_name(report.period),
            _("Report due"): formats.day(report.due_on),
            _("Extended to"): formats.day(report.extended_due_on) if report.is_extended else formats.NO_VALUE,
            _("First submitted"): formats.instant(report.first_submitted_at),
            _("Was accepted"): YES if report.accepted else "",
            _("Was returned"): YES if report.returned_once else "",
        }
        rows.append(row | _acceptance([report.last if report.accepted else None], accepted) | _parts(report, measure))
    return rows


def is_about_tasks(measure: Measure) -> bool:
    return measure not in ABOUT_REPORTS


def _task(task: TaskExplanation, facts: Facts) -> dict[str, TableValue]:
    task_status = task.task_status
    return {
        _("Code"): task_status.task.code,
        _("Task"): task_status.task.title,
        _("Type"): label(TASK_TYPE, task_status.task.type),
        _("Weight"): decimal_comma(task_status.task.weight),
        _("Due"): formats.day(task_status.due_on),
        _("Day looked at"): formats.day(task.day),
        _("In force until"): formats.day(task.in_force_until),
        _("Led on the day"): YES if task_status.leads and not task_status.unassigned else "",
        _("A period has ended"): YES if task.period_ended else "",
    }


def _lead(lead: LeadExplanation, facts: Facts, accepted: Acceptances) -> dict[str, TableValue]:
    percent = lead.last_line.percent if lead.last_line else None
    done_on = lead.last_line.done_on if lead.last_line and percent == _FULL else None
    status = lead.period_line.status if lead.period_line else None
    return {
        _("Lead"): agency_name(lead.lead, facts) if lead.lead else formats.NO_VALUE,
        _("Progress (%)"): formats.NO_VALUE if percent is None else decimal_comma(percent),
        _("Completed on"): formats.day(done_on),
        _("Reported this period"): YES if lead.period_line else "",
        _("Status this period"): label(LINE_STATUS, status) if status else "",
    } | _acceptance([lead.last, lead.this_period], accepted)


def _acceptance(submissions: Iterable[SubmissionFact | None], accepted: Acceptances) -> dict[str, TableValue]:
    """The submissions behind a row, each with who accepted it and when, as far as stored."""
    numbers = list(dict.fromkeys(submission.number for submission in submissions if submission is not None))
    acceptances = [accepted[number] for number in numbers if number in accepted]
    return {
        _("Report number"): "; ".join(numbers),
        _("Accepted at"): "; ".join(formats.instant(acceptance.at) for acceptance in acceptances),
        _("Accepted by"): "; ".join(dict.fromkeys(acceptance.by for acceptance in acceptances)),
    }


def _counts(row: TaskStatus | ExpectedReport, measure: Measure) -> bool:
    return part(row.sums, measure)[1] != 0


def _parts(row: TaskStatus | ExpectedReport | None, measure: Measure) -> dict[str, TableValue]:
    """The row's parts of n and N; of a task only in its first row."""
    n, d = part(row.sums, measure) if row is not None else (None, None)
    return {
        _("Adds to n"): formats.number(n) if n is not None and d else formats.NO_VALUE,
        _("Adds to N"): formats.number(d) if d else formats.NO_VALUE,
    }

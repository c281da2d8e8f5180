"""The tables of a consolidated report: overdue tasks, annex I (tasks), annex II (agencies), annex III (indicators)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from data_model.rules.figures.grouping import Group
from data_model.rules.figures.measures import Figures, Measure
from data_model.rules.figures.statuses import TaskStatus
from data_model.rules.figures.sums import Sums
from data_model.rules.plans.periods import Period
from data_model.values import AgencyKind, AssignmentRole, TaskState
from documents.consolidated import task_sentences as task_words
from documents.consolidated.overall_sentences import state_counts
from documents.consolidated.report_data import ConsolidatedReportContent
from wording import formats
from wording import official_phrases as official
from wording.collation import vietnamese_order
from wording.labels import MEASURE, TASK_STATE, label
from wording.periods import period_name
from wording.rates import NO_RATE, Rate, rate, rate_and_coverage
from wording.reference_day import reference_days
from wording.summary import CONTINUING
from wording.tasks import progress_words

OF_TASKS = (
    Measure.DUE_COMPLETION,
    Measure.ON_TIME_COMPLETION,
    Measure.OVERALL_COMPLETION,
    Measure.OVERDUE_RATE,
    Measure.CONTINUING_RATE,
    Measure.PROGRESS,
    Measure.COVERAGE,
    Measure.PROGRESS_REPORTED,
)
OF_REPORTS = tuple(measure for measure in Measure if measure not in OF_TASKS)
PROTOCOL = (
    AgencyKind.PARTY,
    AgencyKind.FRONT,
    AgencyKind.MASS_ORGANISATION,
    AgencyKind.PEOPLE_COMMITTEE_OFFICE,
    AgencyKind.DEPARTMENT,
    AgencyKind.ARMED_FORCES,
    AgencyKind.UNION,
    AgencyKind.DISTRICT,
    AgencyKind.COMMUNE,
    AgencyKind.SCHOOL,
    AgencyKind.PRESS,
    AgencyKind.OTHER,
    AgencyKind.GROUP,
)
"""The order in which an office lists bodies: Party, Front, departments, localities, schools, press."""
ENDED_COLUMNS = {
    "dung_han": TaskState.DONE_ON_TIME,
    "cham": TaskState.DONE_LATE,
    "khong_han": TaskState.DONE_UNDATED,
    "trong_han": TaskState.IN_PROGRESS,
    "qua_han": TaskState.OVERDUE,
    "chua_han": TaskState.NO_DEADLINE,
    "het_hieu_luc": TaskState.VOID,
}
"""Columns of annex II by tag; with the continuing tasks they add up to its total."""


def indicator_table(content: ConsolidatedReportContent) -> dict[str, Any]:
    """Annex III: every count and rate of the period and the one before."""
    before = content.before
    return {
        "ky_nay": _period_head(content.period, content) or formats.NO_VALUE,
        "ky_truoc": _period_head(content.period_before, content) or "Kỳ trước",
        "khoi": [
            {"ten": "Số nhiệm vụ theo tình trạng", "dong": _count_rows(content.now, before)},
            {"ten": "Tỷ lệ thực hiện nhiệm vụ", "dong": [_rate_row(measure, content) for measure in OF_TASKS]},
            {"ten": "Chấp hành chế độ báo cáo", "dong": _report_rows(content)},
        ],
    }


def _period_head(period: Period | None, content: ConsolidatedReportContent) -> str:
    """Quý III/2026 (lũy kế đến 14/9/2026): the counts are states on that day, not what was done in the period alone."""
    if period is None:
        return ""
    days = reference_days(content.facts.plans.values(), replace(content.cutoff, period=period))
    return f"{period_name(period)} (lũy kế đến {'; '.join(formats.day(day) for day in days)})"


def _count_rows(now: Figures, before: Figures | None) -> list[dict[str, str]]:
    rows = [_count_row("Tổng số nhiệm vụ", now.task_count, before.task_count if before else None)]
    rows += [
        _count_row(label(TASK_STATE, state), now.states[state], before.states[state] if before else None)
        for state in TaskState
    ]
    return [*rows, _count_row("Chưa giao cơ quan chủ trì", now.unassigned, before.unassigned if before else None)]


def _report_rows(content: ConsolidatedReportContent) -> list[dict[str, str]]:
    now, before = content.now, content.before
    nothing = _count_row("Báo cáo không phát sinh", now.nothing_to_report, before.nothing_to_report if before else None)
    return [*(_rate_row(measure, content) for measure in OF_REPORTS), nothing]


def _count_row(name: str, now: int, before: int | None) -> dict[str, str]:
    change = formats.NO_VALUE if before is None else formats.signed(Fraction(now - before))
    return {
        "ten": name,
        "ky_nay": str(now),
        "ky_truoc": formats.NO_VALUE if before is None else str(before),
        "thay_doi": change,
    }


def _rate_row(measure: Measure, content: ConsolidatedReportContent) -> dict[str, str]:
    now, earlier = rate(content.now, measure), rate(content.before, measure) if content.before else NO_RATE
    return {
        "ten": label(MEASURE, measure),
        "ky_nay": now.words,
        "ky_truoc": earlier.words,
        "thay_doi": _points(now, earlier) if content.is_comparable(measure) else formats.NO_VALUE,
    }


def _points(now: Rate, before: Rate) -> str:
    """+17,8; the head of the column says that these are percentage points."""
    if now.percent is None or before.percent is None:
        return formats.NO_VALUE
    return formats.signed(now.percent - before.percent)


def overdue_row(number: int, task: TaskStatus, content: ConsolidatedReportContent) -> dict[str, str]:
    return {
        "tt": str(number),
        "nhiem_vu": official.bare(task.task.title),
        "chu_tri": task_words.assignee_cell(task, AssignmentRole.LEAD, content),
        "thoi_han": formats.day(task.due_on),
        "so_ngay": str(task.days_overdue),
        "tien_do": _overdue_progress(task, content),
    }


def _overdue_progress(task: TaskStatus, content: ConsolidatedReportContent) -> str:
    """By the last accepted line; a newer report that is not yet settled is named beside it."""
    if not task.progress.ever_reported:
        return task_words.silence(task, content)
    under_way = task_words.under_way(task, content)
    return (
        f"{progress_words(task)} (kỳ trước; {under_way[:1].lower()}{under_way[1:]})"
        if under_way
        else progress_words(task)
    )


def task_groups(content: ConsolidatedReportContent) -> list[dict[str, Any]]:
    """Annex I: all tasks under the plan's headings, numbered consecutively."""
    number = 0
    groups = []
    for place, group in enumerate(content.task_groups, start=1):
        rows = []
        for task in group.tasks:
            number += 1
            rows.append(_task_row(number, task, content))
        groups.append({"tieu_de": f"{place}. {task_words.heading(group, content)}", "nhiem_vu": rows})
    return groups


def _task_row(number: int, task: TaskStatus, content: ConsolidatedReportContent) -> dict[str, str]:
    return {
        "tt": str(number),
        "nhiem_vu": official.bare(task.task.title),
        "chu_tri": task_words.assignee_cell(task, AssignmentRole.LEAD, content),
        "phoi_hop": task_words.assignee_cell(task, AssignmentRole.COORDINATE, content),
        "thoi_han": task_words.due_cell(task),
        "tien_do": task_words.progress_cell(task, content),
        "ket_qua": task_words.result_cell(task, content),
    }


def task_total(content: ConsolidatedReportContent) -> str:
    """The last line of annex I."""
    return f"Cộng: {official.count(content.now.task_count)} nhiệm vụ ({state_counts(content.now)})"


def agency_groups(content: ConsolidatedReportContent) -> list[dict[str, Any]]:
    """Annex II: bodies that were assigned a task, then those that were asked, each in the order of protocol with a total."""
    groups = []
    number = 0
    for mark, asked, title in (("A", False, "Cơ quan được giao"), ("B", True, "Cơ quan được đề nghị phối hợp")):
        found = [group for group in content.by_agency if content.is_requested(group.key or "") is asked]
        if not found:
            continue
        found.sort(key=lambda group: _protocol(group.key or "", content))
        rows = []
        for group in found:
            number += 1
            rows.append(_agency_row(str(number), group, content))
        groups.append({"tieu_de": f"{mark}. {title}", "co_quan": rows, "cong": _total_row(found)})
    return groups


def _protocol(agency: str, content: ConsolidatedReportContent) -> tuple[int, object]:
    kind = AgencyKind(content.quotations.agency_kinds.get(agency) or AgencyKind.OTHER)
    return PROTOCOL.index(kind), vietnamese_order(content.name(agency))


def _agency_row(number: str, group: Group, content: ConsolidatedReportContent) -> dict[str, str]:
    """One agency: the tasks it leads, by its own lines, and its reports."""
    figures = group.figures
    leads = figures.task_count > 0
    return {
        "tt": number,
        "co_quan": content.name(group.key or ""),
        **_counts(figures),
        "den_han": rate(figures, Measure.DUE_COMPLETION).words,
        "tien_do": _agency_progress(figures, content, group.key) if leads else formats.NO_VALUE,
        "bao_cao": _agency_reports(figures),
    }


def _counts(figures: Figures) -> dict[str, str]:
    continuing = sum(figures.states[state] for state in CONTINUING)
    return {
        "tong": str(figures.task_count),
        **{tag: str(figures.states[state]) for tag, state in ENDED_COLUMNS.items()},
        "thuong_xuyen": str(continuing),
        "da_trien_khai": str(figures.states[TaskState.CARRIED_OUT]),
    }


def _total_row(found: Sequence[Group]) -> Mapping[str, str]:
    """The counts added up; a task of several leads is in the row of each, so there is no rate of the total."""
    figures = Figures(sum((group.figures.sums for group in found), Sums()))
    return {
        "tt": "",
        "co_quan": "Cộng",
        **_counts(figures),
        "den_han": "",
        "tien_do": "",
        "bao_cao": _agency_reports(figures),
    }


def _agency_progress(figures: Figures, content: ConsolidatedReportContent, agency: str | None) -> str:
    """Its progress with coverage over the tasks it leads; if it never reported, the words for that."""
    if figures[Measure.PROGRESS].percent is None:
        return formats.NO_VALUE
    if agency not in content.ever_reported:
        return official.UNDER_REVIEW if agency and content.agency_waits(agency) else official.NO_REPORT
    return rate_and_coverage(figures, Measure.PROGRESS).words


def _agency_reports(figures: Figures) -> str:
    completeness = figures[Measure.COMPLETENESS]
    return formats.NO_VALUE if completeness.percent is None else formats.n_of_d(completeness)


def key_number_rows(content: ConsolidatedReportContent) -> list[dict[str, str]]:
    """Biểu số liệu chủ yếu: each indicator of annex III; "—" where nothing was reported, which is not 0."""
    return [
        {
            "tt": str(number),
            "chi_tieu": figure.key.name,
            "don_vi": figure.key.unit,
            "trong_ky": formats.amount(figure.in_period),
            "luy_ke": formats.amount(figure.running),
            "cung_ky": formats.amount(figure.year_before),
            "ke_hoach": formats.amount(figure.target),
            "dat": formats.percent(figure.reached_percent),
        }
        for number, figure in enumerate(content.key_numbers, start=1)
    ]

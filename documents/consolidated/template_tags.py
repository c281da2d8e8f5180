"""A consolidated report as tags, the names that a Word template and the PDF page use (docs/van-ban.md lists them)."""

from typing import Any

from data_model.rules.figures.grouping import Group
from data_model.rules.figures.measures import Figures, Measure
from data_model.rules.figures.statuses import TaskStatus
from data_model.rules.plans.periods import local_day
from data_model.values import AssignmentRole, TaskState
from documents.base.framing_words import framing_tags, recipient_lines
from documents.consolidated import sentences as words
from documents.consolidated import task_sentences as task_words
from documents.consolidated.correction_sentences import correction_opening, correction_sentences
from documents.consolidated.report_data import ConsolidatedReportContent, TaskGroup
from wording import formats
from wording import official_phrases as official
from wording.labels import MEASURE, TASK_STATE, label
from wording.periods import period_name
from wording.rates import NO_RATE, Rate, rate, rate_and_coverage
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


def report_tags(content: ConsolidatedReportContent) -> dict[str, Any]:
    """Texts and lists of texts by tag; pictures are added by `report.py`."""
    letterhead = content.letterhead
    day = local_day(content.cutoff.as_of)
    as_above = ["Như trên"] if letterhead.report_to else []
    return {
        **framing_tags(content.request.framing, letterhead, kind="BC", day=day),
        "dau_hieu": marks(content),
        "trich_yeu": words.subject(content),
        "kinh_gui": list(letterhead.report_to),
        "mo_dau": words.opening(content),
        "ket_qua_chung": words.overall(content),
        "bang_chi_tieu": indicator_table(content),
        "nhom_nhiem_vu": [
            group_tags(number, group, content) for number, group in enumerate(content.task_groups, start=1)
        ],
        "che_do_bao_cao": [sentence for sentence in words.discipline(content) if sentence],
        "mo_dau_qua_han": words.overdue_opening(content),
        "qua_han": [overdue_row(number, task, content) for number, task in enumerate(content.overdue, start=1)],
        "kho_khan": words.remarks(content.difficulties, content) or [words.no_remark("khó khăn, vướng mắc")],
        "kien_nghi": words.remarks(content.proposals, content) or [words.no_remark("kiến nghị, đề xuất")],
        "mo_dau_dinh_chinh": correction_opening(content),
        "dinh_chinh": correction_sentences(content),
        "ket_thuc": words.closing(content),
        "noi_nhan": recipient_lines([*as_above, *letterhead.recipients], unit=letterhead.unit),
        "kem_theo": words.annex_line(content),
        "phu_luc_nhiem_vu": annex_groups(content),
        "phu_luc_co_quan": [
            agency_row(number, group, content) for number, group in enumerate(content.by_agency, start=1)
        ],
    }


def marks(content: ConsolidatedReportContent) -> list[str]:
    """Notices above the figures: sample data, unreviewed lines."""
    notices = [official.SAMPLE] if content.quotations.holds_samples else []
    return [*notices, official.UNREVIEWED] if content.cutoff.unreviewed else notices


def indicator_table(content: ConsolidatedReportContent) -> dict[str, Any]:
    """Every count and rate of the period and the one before."""
    before = content.before
    return {
        "ky_nay": period_name(content.period) if content.period else formats.NO_VALUE,
        "ky_truoc": period_name(content.period_before) if content.period_before else "Kỳ trước",
        "khoi": [
            {"ten": "Số nhiệm vụ theo tình trạng", "dong": _count_rows(content.now, before)},
            {"ten": "Tỷ lệ thực hiện nhiệm vụ", "dong": [_rate_row(measure, content) for measure in OF_TASKS]},
            {"ten": "Chấp hành chế độ báo cáo", "dong": _report_rows(content)},
        ],
    }


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
    change = formats.NO_VALUE if before is None else f"{now - before:+d}" if now != before else "0"
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
    if now.percent is None or before.percent is None:
        return formats.NO_VALUE
    return formats.points(now.percent - before.percent)


def group_tags(number: int, group: TaskGroup, content: ConsolidatedReportContent) -> dict[str, Any]:
    results = task_words.result_sentences(group, content)
    silent = task_words.silent_tasks(group, content)
    return {
        "tieu_de": f"{number}. {task_words.heading(group, content)}",
        "tom_tat": task_words.group_sentences(group),
        "ket_qua": [*results, *([silent] if silent else [])],
    }


def overdue_row(number: int, task: TaskStatus, content: ConsolidatedReportContent) -> dict[str, str]:
    return {
        "tt": str(number),
        "nhiem_vu": official.bare(task.task.title),
        "chu_tri": task_words.assignee_cell(task, AssignmentRole.LEAD, content),
        "thoi_han": formats.day(task.due_on),
        "so_ngay": str(task.days_overdue),
        "tien_do": progress_words(task) if task.progress.ever_reported else official.NO_REPORT,
    }


def annex_groups(content: ConsolidatedReportContent) -> list[dict[str, Any]]:
    """Phụ lục I: all tasks under the plan's headings, numbered consecutively."""
    number = 0
    groups = []
    for place, group in enumerate(content.task_groups, start=1):
        rows = []
        for task in group.tasks:
            number += 1
            rows.append(task_row(number, task, content))
        groups.append({"tieu_de": f"{place}. {task_words.heading(group, content)}", "nhiem_vu": rows})
    return groups


def task_row(number: int, task: TaskStatus, content: ConsolidatedReportContent) -> dict[str, str]:
    return {
        "tt": str(number),
        "nhiem_vu": official.bare(task.task.title),
        "chu_tri": task_words.assignee_cell(task, AssignmentRole.LEAD, content),
        "phoi_hop": task_words.assignee_cell(task, AssignmentRole.COORDINATE, content),
        "thoi_han": task_words.due_cell(task),
        "tien_do": task_words.progress_cell(task, content),
        "ket_qua": task_words.result_cell(task, content),
    }


def agency_row(number: int, group: Group, content: ConsolidatedReportContent) -> dict[str, str]:
    """Phụ lục II: one agency: the tasks it leads, by its own lines, and its reports."""
    figures = group.figures
    leads = figures.task_count > 0
    return {
        "tt": str(number),
        "co_quan": content.name(group.key or ""),
        "tong": str(figures.task_count),
        "hoan_thanh": str(figures.sums.done),
        "qua_han": str(figures.states[TaskState.OVERDUE]),
        "den_han": rate(figures, Measure.DUE_COMPLETION).words,
        "tien_do": _agency_progress(figures, content, group.key) if leads else formats.NO_VALUE,
        "bao_cao": _agency_reports(figures),
    }


def _agency_progress(figures: Figures, content: ConsolidatedReportContent, agency: str | None) -> str:
    """Its progress with coverage over the tasks it leads; if it never reported, the words for that."""
    if figures[Measure.PROGRESS].percent is None:
        return formats.NO_VALUE
    if agency not in content.ever_reported:
        return official.NO_REPORT
    return rate_and_coverage(figures, Measure.PROGRESS).words


def _agency_reports(figures: Figures) -> str:
    completeness = figures[Measure.COMPLETENESS]
    return formats.NO_VALUE if completeness.percent is None else formats.n_of_d(completeness)

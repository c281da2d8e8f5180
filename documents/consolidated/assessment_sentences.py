"""Parts III to V of a consolidated report, as far as the figures say them: shortcomings, difficulties, the next period."""

from collections.abc import Sequence

from data_model.rules.figures.measures import Measure, Ratio
from data_model.rules.figures.statuses import TaskStatus
from data_model.rules.follow_up.difficulties import still_open
from data_model.values import AssignmentRole, Decider, TaskState
from documents.consolidated import task_sentences as task_words
from documents.consolidated.content_sentences import not_carried_out
from documents.consolidated.report_data import ConsolidatedReportContent, Remark
from documents.consolidated.reporting_sentences import late_reports, missing_reports, sent_of_all
from documents.consolidated.sentences import short_name
from wording import formats
from wording import official_phrases as official

MOST_REMARKS = 6
"""Difficulties or proposals that the text quotes; every one stands in the spreadsheet."""
NAMED_SECTIONS = 4
LEAST_STRENGTH = 50
"""In percent: below it, in the lowest band (definitions §4), a rate is no strength."""
NO_DIFFICULTY = "Các báo cáo trong kỳ không nêu khó khăn, vướng mắc."


def drafted_strengths(content: ConsolidatedReportContent) -> list[str]:
    """What speaks for the period: reports in, due tasks done, continuing ones carried out."""
    said = []
    if _is_strength(content.now[Measure.COMPLETENESS]):
        on_time = sum(report.is_on_time for report in content.reports)
        kept = f", trong đó {official.count(on_time)} đúng hạn" if on_time else ""
        said.append(f"{sent_of_all(content)}{kept}.")
    due = content.now[Measure.DUE_COMPLETION]
    if _is_strength(due):
        said.append(
            f"Trong {official.count(int(due.d))} nhiệm vụ đã đến hạn, hoàn thành {official.count(int(due.n))}, "
            f"đạt {formats.percent(due.percent)}."
        )
    continuing = content.now[Measure.CONTINUING_RATE]
    if _is_strength(continuing):
        said.append(
            f"{official.of_total(int(continuing.n), int(continuing.d))} nhiệm vụ thường xuyên đã giao cơ quan chủ trì "
            "được triển khai trong kỳ."
        )
    return said


def _is_strength(ratio: Ratio) -> bool:
    """No office calls it a strength that 40 % of its due tasks are done."""
    return ratio.percent is not None and ratio.percent >= LEAST_STRENGTH


def overdue_opening(content: ConsolidatedReportContent) -> str:
    """The number of overdue tasks, and the day to which days are counted."""
    count = len(content.overdue)
    if not count:
        return "Không có nhiệm vụ quá hạn chưa hoàn thành."
    day = content.reference_day_words
    return f"{day[:1].upper()}{day[1:]}, có {official.count(count)} nhiệm vụ quá hạn chưa hoàn thành (Bảng 1):"


def shortcomings(content: ConsolidatedReportContent) -> list[str]:
    """What stands beside the overdue tasks: tasks without a lead or a date, not carried out, reports late or missing."""
    said = []
    now = content.now
    if now.unassigned:
        said.append(
            f"{official.of_total(now.unassigned, now.task_count)} nhiệm vụ chưa được giao cơ quan chủ trì"
            f"{_sections(content)}, do đó chưa có cơ quan báo cáo kết quả."
        )
    if without_date := now.states[TaskState.NO_DEADLINE]:
        said.append(f"{official.count(without_date)} nhiệm vụ chưa xác định thời hạn hoàn thành.")
    if idle := not_carried_out(content):
        said.append(
            f"{official.count(idle)} nhiệm vụ thường xuyên chưa triển khai hoặc mới có một số cơ quan triển khai trong kỳ."
        )
    counts = ((len(late_reports(content)), "gửi chậm"), (len(missing_reports(content)), "chưa gửi"))
    if named := [f"{official.count(number)} báo cáo {how}" for number, how in counts if number]:
        said.append(f"{', '.join(named)} (nêu tại mục I.2).")
    return said


def _sections(content: ConsolidatedReportContent) -> str:
    """(mục II, III Kế hoạch): the top sections in which nobody leads."""
    tops = dict.fromkeys(
        numeral
        for group in content.task_groups
        if any(task.unassigned for task in group.tasks)
        for numeral in [task_words.section_numerals(group)[:1]]
        if numeral
    )
    if not tops or len(tops) > NAMED_SECTIONS or len(content.facts.plans) > 1:
        return ""
    return f" (mục {', '.join(numeral for [numeral] in tops)} của {short_name(content)})"


def drafted_causes(content: ConsolidatedReportContent) -> list[str]:
    """Why tasks are overdue and who answers for it (Decision 42/2014/QĐ-TTg), as their leads wrote; where they did not, the
    difficulties that agencies named. Empty where they wrote nothing."""
    if causes := _overdue_causes(content):
        return causes
    named = [f"{official.inside(remark.text)} ({_raised_by(remark, content)})" for remark in content.difficulties[:3]]
    return [f"Theo báo cáo của các cơ quan: {'; '.join(named)}."] if named else []


def _overdue_causes(content: ConsolidatedReportContent) -> list[str]:
    """Equal ones once, with the numbers of their tasks in the table of overdue tasks."""
    numbers: dict[tuple[str, str], dict[str, None]] = {}
    for number, task in enumerate(content.overdue, start=1):
        for _lead, text in content.text_of_task(task):
            said = official.bare(text.cause), official.bare(text.responsibility)
            if any(said):
                numbers.setdefault(said, {})[str(number)] = None
    return [
        "; ".join(
            [f"Nhiệm vụ số {', '.join(of)} (Bảng 1): {official.inside(cause) or 'chưa nêu nguyên nhân'}"]
            + ([f"trách nhiệm: {official.inside(responsibility)}"] if responsibility else [])
        )
        + "."
        for (cause, responsibility), of in numbers.items()
    ]


def remarks(found: Sequence[Remark], content: ConsolidatedReportContent) -> list[str]:
    """Each remark with how many agencies raised it, those of most agencies first."""
    shown = [f"{official.bare(remark.text)} ({_raised_by(remark, content)} nêu)." for remark in found[:MOST_REMARKS]]
    rest = len(found) - MOST_REMARKS
    return [*shown, f"Và {official.count(rest)} ý kiến khác."] if rest > 0 else shown


def _raised_by(remark: Remark, content: ConsolidatedReportContent) -> str:
    if len(remark.agencies) == 1:
        return content.name(remark.agencies[0])
    agencies = {report.agency for report in content.reports} | set(remark.agencies)
    return f"{official.of_total(len(remark.agencies), len(agencies))} cơ quan"


def drafted_proposals(content: ConsolidatedReportContent) -> list[str]:
    """What the figures ask of the People's Committee: leads, dates, a word to the late."""
    said = []
    now = content.now
    if now.unassigned:
        said.append(f"Giao cơ quan chủ trì đối với {official.count(now.unassigned)} nhiệm vụ chưa có cơ quan chủ trì.")
    if without_date := now.states[TaskState.NO_DEADLINE]:
        said.append(f"Xác định thời hạn hoàn thành đối với {official.count(without_date)} nhiệm vụ.")
    if content.overdue:
        said.append(
            f"Chỉ đạo cơ quan chủ trì tập trung hoàn thành {official.count(len(content.overdue))} nhiệm vụ quá hạn "
            "(Bảng 1)."
        )
    return said


def drafted_next_tasks(content: ConsolidatedReportContent) -> list[str]:
    said = []
    if content.overdue:
        said.append(
            f"Tiếp tục đôn đốc hoàn thành {official.count(len(content.overdue))} nhiệm vụ quá hạn nêu tại mục III.2."
        )
    if missing := len(missing_reports(content)):
        said.append(f"Đôn đốc, trao đổi để nhận đủ {official.count(missing)} báo cáo còn thiếu.")
    return said


def next_opening(content: ConsolidatedReportContent) -> str:
    """How many tasks fall due until the next report."""
    if content.next_days is None:
        return ""
    first, last = (formats.day(day) for day in content.next_days)
    when = f"từ ngày {first} đến ngày {last}"
    count = len(content.due_next)
    if not count:
        return f"Không có nhiệm vụ nào đến hạn {when}."
    return f"Có {official.count(count)} nhiệm vụ đến hạn {when}:"


def next_task(task: TaskStatus, content: ConsolidatedReportContent) -> str:
    leads = task_words.assignee_cell(task, AssignmentRole.LEAD, content)
    who = f"{leads[:1].lower()}{leads[1:]}" if task.unassigned else f"chủ trì: {leads}"
    return f"{official.bare(task.task.title)}: thời hạn {formats.day(task.due_on)} ({who})."


def carried_on(content: ConsolidatedReportContent, decider: Decider) -> list[str]:
    """What agencies raised, the office passed on to who decides and nothing has come of by the cutoff."""
    return [
        f"{official.sentence(handling.text).rstrip('.')} ({', '.join(map(content.name, handling.raised_by))} nêu)."
        for handling in still_open(content.quotations.handlings, as_of=content.cutoff.as_of)
        if handling.decider is decider and handling.plan in content.selected_plans
    ]

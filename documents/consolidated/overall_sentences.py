"""Parts II.1 and II.2 of a consolidated report: the counts of tasks, the rates, the change since earlier periods."""

from data_model.rules.figures.measures import Figures, Measure
from data_model.values import TaskState
from documents.consolidated.report_data import ConsolidatedReportContent
from documents.consolidated.sentences import whose_tasks
from wording import formats
from wording import official_phrases as official
from wording.labels import MEASURE, TASK_STATE, label
from wording.rates import rate
from wording.summary import CONTINUING

COMPARED = {
    Measure.DUE_COMPLETION: "tỷ lệ hoàn thành nhiệm vụ đến hạn",
    Measure.PROGRESS: "tiến độ bình quân",
    Measure.COMPLETENESS: "tỷ lệ gửi báo cáo",
    Measure.TIMELINESS: "tỷ lệ gửi báo cáo đúng hạn",
}
"""The measures that are compared with earlier periods, as sentences name them."""
NO_TASK = "Không có nhiệm vụ nào có hiệu lực trong kỳ."
ANNEXES = "(Kết quả từng nhiệm vụ, từng cơ quan và các chỉ tiêu tại Phụ lục I, Phụ lục II, Phụ lục III kèm theo.)"


def overall(content: ConsolidatedReportContent) -> list[str]:
    """II.1: how many tasks of which kind, and their states on the day."""
    now = content.now
    if not now.task_count:
        return [NO_TASK]
    continuing = sum(now.states[state] for state in CONTINUING)
    void = now.states[TaskState.VOID]
    with_end = now.task_count - continuing - void
    kinds = [
        f"{official.count(with_end)} nhiệm vụ có sản phẩm, thời gian hoàn thành" if with_end else "",
        f"{official.count(continuing)} nhiệm vụ thường xuyên" if continuing else "",
        f"{official.count(void)} nhiệm vụ hết hiệu lực" if void else "",
    ]
    unassigned = f"; {official.count(now.unassigned)} nhiệm vụ chưa giao cơ quan chủ trì" if now.unassigned else ""
    day = content.reference_day_words
    opening = (
        f"{whose_tasks(content)} có {official.count(now.task_count)} nhiệm vụ, gồm "
        f"{', '.join(filter(None, kinds))}{unassigned}. {day[:1].upper()}{day[1:]}:"
    )
    points = [
        f"Nhiệm vụ có thời gian hoàn thành: {with_end_counts(now)}." if with_end else "",
        f"Nhiệm vụ thường xuyên: {continuing_counts(content)}." if continuing else "",
    ]
    marked = [f"{mark}) {point}" for mark, point in zip("ab", filter(None, points), strict=False)]
    said = [opening, *(marked if len(marked) > 1 else filter(None, points))]
    return [*said[:-1], f"{said[-1]} {ANNEXES}"]


def with_end_counts(now: Figures) -> str:
    """đã hoàn thành 07 (đúng hạn 03, trong đó trước hạn 01; quá hạn 01; …); quá hạn chưa hoàn thành 02."""
    states = now.states
    early = f", trong đó trước hạn {official.count(now.early)}" if now.early else ""
    kinds = [
        f"đúng hạn {official.count(states[TaskState.DONE_ON_TIME])}{early}" if states[TaskState.DONE_ON_TIME] else "",
        f"quá hạn {official.count(states[TaskState.DONE_LATE])}" if states[TaskState.DONE_LATE] else "",
        f"không xác định thời hạn {official.count(states[TaskState.DONE_UNDATED])}"
        if states[TaskState.DONE_UNDATED]
        else "",
    ]
    how = "; ".join(filter(None, kinds))
    done = f"đã hoàn thành {official.count(int(now.sums.done))}" + (f" ({how})" if how else "")
    rest = (TaskState.IN_PROGRESS, TaskState.OVERDUE, TaskState.NO_DEADLINE)
    return "; ".join([done, *(state_count(state, states[state]) for state in rest if states[state])])


def continuing_counts(content: ConsolidatedReportContent) -> str:
    """Of those without a confirmed report it says how many are under review or have no lead."""
    states = content.now.states
    said = []
    for state in CONTINUING:
        if not states[state]:
            continue
        words = state_count(state, states[state])
        if state is TaskState.NOT_REPORTED and (why := _why_not_reported(content)):
            words += f" (trong đó {why})"
        said.append(words)
    return "; ".join(said)


def _why_not_reported(content: ConsolidatedReportContent) -> str:
    silent = [task for task in content.tasks if task.state is TaskState.NOT_REPORTED]
    reviewed = sum(content.waits_for_review(task) for task in silent)
    unassigned = sum(task.unassigned for task in silent)
    kinds = [
        f"báo cáo đang rà soát {official.count(reviewed)}" if reviewed else "",
        f"chưa giao cơ quan chủ trì {official.count(unassigned)}" if unassigned else "",
    ]
    return "; ".join(filter(None, kinds))


def state_count(state: TaskState, number: int) -> str:
    return f"{label(TASK_STATE, state).lower()} {official.count(number)}"


def state_counts(figures: Figures) -> str:
    """The states that occur, with their counts; of a single task its state alone."""
    if figures.task_count == 1:
        [state] = (state for state, number in figures.states.items() if number)
        return label(TASK_STATE, state).lower()
    return "; ".join(state_count(state, number) for state, number in figures.states.items() if number)


def key_figures(content: ConsolidatedReportContent) -> list[str]:
    """II.2: the rates with n/N, and the change since the period before and the year before."""
    if not content.now.task_count:
        return [NO_TASK]
    return [*rates(content.now), _since_period_before(content), *_since_year_before(content)]


def rates(now: Figures) -> list[str]:
    """Completion of due tasks, of all, of continuing ones, and progress with its coverage."""
    sentences = [_due(now)]
    if now[Measure.OVERALL_COMPLETION].percent is not None:
        whole = rate(now, Measure.OVERALL_COMPLETION).words
        sentences.append(f"Tỷ lệ hoàn thành trên tổng số nhiệm vụ (trừ thường xuyên) là {whole}.")
    if now[Measure.CONTINUING_RATE].percent is not None:
        continuing = rate(now, Measure.CONTINUING_RATE).words
        sentences.append(f"Nhiệm vụ thường xuyên đã triển khai trong kỳ đạt {continuing}.")
    if now[Measure.PROGRESS].percent is not None:
        sentences.append(f"{progress_phrase(now)}.")
    return [" ".join(sentences)]


def _due(now: Figures) -> str:
    """Completion of due tasks; those done early or without a due date are not in it."""
    if now[Measure.DUE_COMPLETION].percent is None:
        return "Chưa có nhiệm vụ nào đến hạn."
    due, on_time, overdue = (
        rate(now, measure).words
        for measure in (Measure.DUE_COMPLETION, Measure.ON_TIME_COMPLETION, Measure.OVERDUE_RATE)
    )
    return (
        f"Tỷ lệ hoàn thành nhiệm vụ đến hạn đạt {due}, trong đó đúng hạn {on_time}; tỷ lệ nhiệm vụ quá hạn {overdue}."
    )


def progress_phrase(figures: Figures) -> str:
    """Progress with its coverage, and over reported tasks alone; empty if no task is measured."""
    if figures[Measure.PROGRESS].percent is None:
        return ""
    progress = f"Tiến độ {rate(figures, Measure.PROGRESS).words}"
    if figures[Measure.COVERAGE].percent is None:
        return f"{progress}, chưa có nhiệm vụ nào đến kỳ báo cáo"
    said = f"{progress}, {label(MEASURE, Measure.COVERAGE).lower()} {rate(figures, Measure.COVERAGE).words}"
    reported = rate(figures, Measure.PROGRESS_REPORTED)
    return said if reported.percent is None else f"{said}; tiến độ chỉ tính nhiệm vụ có báo cáo {reported.words}"


def _since_period_before(content: ConsolidatedReportContent) -> str:
    before, period = content.before, content.period_before
    if before is None or period is None:
        return "Chưa có kỳ báo cáo trước để so sánh."
    changes = [words for measure in COMPARED if (words := _change(measure, content.now, before))]
    if not changes:
        return f"Chưa đủ số liệu để so sánh với {official.period_phrase(period)}."
    return f"So với {official.period_phrase(period)}: {'; '.join(changes)}."


def _since_year_before(content: ConsolidatedReportContent) -> list[str]:
    before, period = content.year_before, content.period
    if before is None or period is None:
        return []
    changes = [words for measure in COMPARED if (words := _change(measure, content.now, before))]
    return [f"So với cùng kỳ năm {period.year - 1}: {'; '.join(changes)}."] if changes else []


def _change(measure: Measure, now: Figures, before: Figures) -> str:
    """Tỷ lệ quá hạn giảm 3,5 điểm phần trăm (từ 10% còn 6,5%); empty if one side has no rate."""
    after, earlier = now[measure].percent, before[measure].percent
    if after is None or earlier is None:
        return ""
    name = COMPARED[measure]
    by = formats.number(abs(after - earlier))
    if by == "0":
        return f"{name} không thay đổi ({formats.percent(after)})"
    moved, to = ("tăng", "lên") if after > earlier else ("giảm", "còn")
    between = f"từ {formats.percent(earlier)} {to} {formats.percent(after)}"
    return f"{name} {moved} {by} điểm phần trăm ({between})"

"""The sentences of a consolidated report, in the order in which it is read."""

from collections.abc import Sequence
from datetime import date

from data_model.rules.consolidated.quotations import Citation
from data_model.rules.figures.measures import Figures, Measure
from data_model.rules.figures.statuses import ExpectedReport
from data_model.rules.plans.periods import local_day
from data_model.values import SubmissionStatus
from documents.base.framing_words import issuer_name
from documents.consolidated.report_data import ConsolidatedReportContent, Remark
from documents.consolidated.task_sentences import progress_phrase
from wording import formats
from wording import official_phrases as official
from wording.collation import vietnamese_order
from wording.rates import rate
from wording.summary import not_yet_due, summary

COMPARED = {
    Measure.DUE_COMPLETION: "tỷ lệ hoàn thành nhiệm vụ đến hạn",
    Measure.OVERDUE_RATE: "tỷ lệ nhiệm vụ quá hạn",
    Measure.PROGRESS: "tiến độ bình quân",
    Measure.COMPLETENESS: "tỷ lệ gửi báo cáo",
    Measure.TIMELINESS: "tỷ lệ gửi báo cáo đúng hạn",
}
"""The measures that are compared with the period before, as sentences name them."""


def sources(content: ConsolidatedReportContent) -> list[Citation]:
    """What the report is about: the directive, else the plans."""
    directive = content.request.selection.directive
    if directive is not None and content.request.selection.plan is None:
        return [content.quotations.directives[directive]]
    return [content.quotations.plans[code] for code in content.facts.plans]


def subject(content: ConsolidatedReportContent) -> str:
    about = "; ".join(official.cited_shortly(source, with_date=True) for source in sources(content))
    return f"Kết quả thực hiện {about}{_in_period(content, before=', ')}"


def _in_period(content: ConsolidatedReportContent, *, before: str = " ") -> str:
    return f"{before}{official.period_phrase(content.period)}" if content.period else ""


def opening(content: ConsolidatedReportContent) -> str:
    """What is carried out, who reports, the reference days and the cutoff."""
    about = "; ".join(official.cited(source) for source in sources(content))
    kind = "đã nộp, kể cả chưa duyệt," if content.cutoff.unreviewed else "đã được duyệt"
    return (
        f"Thực hiện {about}, {issuer_name(content.letterhead)} báo cáo kết quả thực hiện{_in_period(content)}. Số "
        f"liệu được tổng hợp từ các báo cáo {kind} đến {official.instant_phrase(content.cutoff.as_of)}{_window(content)}. "
        "Kết quả cụ thể như sau:"
    )


def _window(content: ConsolidatedReportContent) -> str:
    """The data window, if all plans of the report have the same."""
    period = content.period
    if period is None:
        return ""
    rules = {plan.window_rule_of(period) for plan in content.facts.plans.values()}
    if len(rules) != 1:
        return ""
    first, last = period.window(rules.pop())
    return f" (kỳ số liệu từ ngày {formats.day(first)} đến ngày {formats.day(last)})"


def overall(content: ConsolidatedReportContent) -> list[str]:
    """The counts in words, the rates with n/N, the change since the period before."""
    if not content.now.task_count:
        return ["Không có nhiệm vụ nào có hiệu lực trong kỳ."]
    return [
        summary(content.now, reference_day_words=content.reference_day_words),
        _rates(content.now),
        _comparison(content),
    ]


def _rates(now: Figures) -> str:
    """Completion of due tasks, of all, of continuing ones, and progress with its coverage."""
    sentences = [_due(now)]
    if now[Measure.OVERALL_COMPLETION].percent is not None:
        whole = rate(now, Measure.OVERALL_COMPLETION).words
        sentences.append(f"Tỷ lệ hoàn thành trên tổng số nhiệm vụ (trừ thường xuyên) là {whole}.")
    if now[Measure.CONTINUING_RATE].percent is not None:
        continuing = rate(now, Measure.CONTINUING_RATE).words
        sentences.append(f"Nhiệm vụ thường xuyên đã triển khai trong kỳ đạt {continuing}.")
    if now[Measure.PROGRESS].percent is not None:
        reported = _rate_after("; tiến độ chỉ tính nhiệm vụ có báo cáo", Measure.PROGRESS_REPORTED, now)
        sentences.append(f"{progress_phrase(now)}{reported}.")
    return " ".join(sentences)


def _due(now: Figures) -> str:
    """Completion of due tasks, naming those done early or without a due date, which are not in it."""
    not_in_rates = not_yet_due(now)
    if now[Measure.DUE_COMPLETION].percent is None:
        return f"Chưa có nhiệm vụ nào đến hạn. {not_in_rates}".strip()
    due, on_time, overdue = (
        rate(now, measure).words
        for measure in (Measure.DUE_COMPLETION, Measure.ON_TIME_COMPLETION, Measure.OVERDUE_RATE)
    )
    said = (
        f"Tỷ lệ hoàn thành nhiệm vụ đến hạn đạt {due}, trong đó đúng hạn {on_time}; tỷ lệ nhiệm vụ quá hạn {overdue}."
    )
    return f"{said} {not_in_rates}".strip()


def _rate_after(words: str, measure: Measure, now: Figures) -> str:
    """The rate after these words; empty if there is none."""
    shown = rate(now, measure)
    return "" if shown.percent is None else f"{words} {shown.words}"


def _comparison(content: ConsolidatedReportContent) -> str:
    before, period = content.before, content.period_before
    if before is None or period is None:
        return "Chưa có kỳ báo cáo trước để so sánh."
    changes = [words for measure in COMPARED if (words := _change(measure, content.now, before))]
    if not changes:
        return f"Chưa đủ số liệu để so sánh với {official.period_phrase(period)}."
    return f"So với {official.period_phrase(period)}: {'; '.join(changes)}."


def _change(measure: Measure, now: Figures, before: Figures) -> str:
    """Tỷ lệ quá hạn giảm 3,5 điểm phần trăm (từ 10,0 % còn 6,5 %); empty if one side has no rate."""
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


def discipline(content: ConsolidatedReportContent) -> list[str]:
    """Counts of the expected reports, who is missing, who was late, what waits for review."""
    now = content.now
    if not content.reports:
        return ["Kỳ này không có báo cáo phải nộp."]
    complete, on_time, extended, accepted = (
        rate(now, measure).words
        for measure in (
            Measure.COMPLETENESS,
            Measure.TIMELINESS,
            Measure.TIMELINESS_EXTENDED,
            Measure.ACCEPTED_RATE,
        )
    )
    rates = (
        f"Số báo cáo phải gửi: {len(content.reports)}. Tỷ lệ gửi báo cáo {complete}; đúng hạn {on_time}, tính cả gia hạn "
        f"{extended}; đã xác nhận {accepted}{_rate_after('; phải bổ sung', Measure.RETURNED_RATE, now)}."
    )
    days = now.days_late
    if days.max is not None and days.median is not None:
        rates += f" Số ngày chậm: trung vị {formats.number(days.median)}, nhiều nhất {days.max}."
    if now.nothing_to_report:
        rates += f" Báo cáo không phát sinh: {now.nothing_to_report}."
    return [rates, *_who(content)]


def _who(content: ConsolidatedReportContent) -> list[str]:
    """Who is missing or late; a body within its extension is named as such, not as late (definitions §3)."""
    missing = [report for report in content.reports if not report.is_submitted]
    late = [report for report in content.reports if report.is_submitted and not report.is_on_time_extended]
    extended = [report for report in content.reports if report.is_on_time_extended and not report.is_on_time]
    returned = content.reports_with(SubmissionStatus.RETURNED)
    return [
        _reports("Chưa nộp báo cáo", missing, content) or "Tất cả các cơ quan đã nộp báo cáo.",
        _reports("Nộp muộn", late, content),
        _in_extension(extended, content),
        _reports("Bị trả lại, chưa nộp lại", returned, content, days=False),
        unreviewed_note(content),
    ]


def _in_extension(reports: Sequence[ExpectedReport], content: ConsolidatedReportContent) -> str:
    names = [
        f"{_report(report, content, days=False)} (đến {formats.day(report.extended_due_on)})" for report in reports
    ]
    ordered = "; ".join(sorted(names, key=vietnamese_order))
    return f"Nộp trong thời hạn được gia hạn ({len(reports)}): {ordered}." if reports else ""


def _reports(
    what: str, reports: Sequence[ExpectedReport], content: ConsolidatedReportContent, *, days: bool = True
) -> str:
    if not reports:
        return ""
    latest_first = sorted(
        reports, key=lambda report: (-report.days_late, vietnamese_order(content.name(report.agency)))
    )
    return f"{what} ({len(reports)}): {'; '.join(_report(report, content, days=days) for report in latest_first)}."


def _report(report: ExpectedReport, content: ConsolidatedReportContent, *, days: bool) -> str:
    """Sở B (trễ 13 ngày); in a report on several plans with the plan's number."""
    words = content.name(report.agency)
    if len(content.facts.plans) > 1:
        words += f", {official.cited_shortly(content.quotations.plans[report.plan])}"
    return f"{words} ({days_words(report)})" if days else words


def days_words(report: ExpectedReport) -> str:
    said = f"trễ {report.days_late} ngày" if report.days_late else "chưa đến hạn"
    return f"{said}, được gia hạn đến {formats.day(report.extended_due_on)}" if report.is_extended else said


def unreviewed_note(content: ConsolidatedReportContent) -> str:
    """On submissions that wait for review: whose, and whether they count."""
    waiting = content.reports_with(SubmissionStatus.SUBMITTED)
    if not waiting:
        return ""
    names = "; ".join(_report(report, content, days=False) for report in waiting)
    counted = (
        "số liệu của các báo cáo này đã được tính và còn có thể thay đổi khi duyệt"
        if content.cutoff.unreviewed
        else "số liệu của các báo cáo này chưa được tính vào kết quả thực hiện nhiệm vụ"
    )
    return f"Đã nộp, đang chờ duyệt ({len(waiting)}): {names}; {counted}."


def remarks(found: Sequence[Remark], content: ConsolidatedReportContent) -> list[str]:
    """Each remark with its agencies in alphabetical order."""
    return [f"{official.bare(voice.text)} ({_agencies_of_remark(voice, content)})." for voice in found]


def _agencies_of_remark(voice: Remark, content: ConsolidatedReportContent) -> str:
    return "; ".join(sorted((content.name(agency) for agency in voice.agencies), key=vietnamese_order))


def no_remark(what: str) -> str:
    return f"Các báo cáo trong kỳ không nêu {what}."


def overdue_opening(content: ConsolidatedReportContent) -> str:
    """The number of overdue tasks, and the day to which days are counted."""
    count = len(content.overdue)
    if not count:
        return "Không có nhiệm vụ quá hạn chưa hoàn thành."
    reference_day_words = content.reference_day_words
    return f"{reference_day_words[:1].upper()}{reference_day_words[1:]}, có {count} nhiệm vụ quá hạn chưa hoàn thành, cụ thể:"


def closing(content: ConsolidatedReportContent) -> str:
    about = "; ".join(official.cited_shortly(source) for source in sources(content))
    report = f"Trên đây là báo cáo kết quả thực hiện {about}{_in_period(content, before=', ')}"
    if content.letterhead.report_to:
        return f"{report}; kính trình {', '.join(content.letterhead.report_to)} xem xét, chỉ đạo{official.END_MARK}"
    return f"{report}{official.END_MARK}"


def annex_line(content: ConsolidatedReportContent) -> str:
    """(Kèm theo Báo cáo số 05/BC-SNgV ngày 05 tháng 3 năm 2026 của …); dots in a draft."""
    framing, letterhead = content.request.framing, content.letterhead
    number = official.number_line(
        framing.issue.number if framing.issue else None, kind="BC", symbol=letterhead.symbol
    ).removeprefix("Số: ")
    on = _issue_day(framing.issue.on if framing.issue else None, local_day(content.cutoff.as_of))
    return f"(Kèm theo Báo cáo số {number} {on} của {issuer_name(letterhead)})"


def _issue_day(issued_on: date | None, day: date) -> str:
    return official.day_phrase(issued_on) if issued_on else f"ngày … tháng … năm {day.year}"

"""Part I.2 of a consolidated report: who sent a report, who did not, what is still under review."""

from collections.abc import Sequence

from data_model.rules.figures.measures import Measure
from data_model.rules.figures.statuses import ExpectedReport
from data_model.values import SubmissionStatus
from documents.consolidated.report_data import ConsolidatedReportContent
from wording import formats
from wording import official_phrases as official
from wording.collation import vietnamese_order


def discipline(content: ConsolidatedReportContent) -> list[str]:
    """Counts of the expected reports, who is missing, who was late, what is under review."""
    if not content.reports:
        return ["Kỳ này không có báo cáo phải gửi."]
    return [
        f"{sent_of_all(content)}{_how(content)}. {_accepted(content)}",
        *filter(None, (_missing(content), _mended(content), unreviewed_note(content), _nothing(content))),
        *_organisation(content),
    ]


def _organisation(content: ConsolidatedReportContent) -> list[str]:
    day = content.cutoff.organisation
    return [] if day is None else [f"Các cơ quan được thống kê theo tổ chức tại ngày {formats.day(day)}."]


def sent_of_all(content: ConsolidatedReportContent) -> str:
    """Có 09/10 cơ quan gửi báo cáo."""
    sent = sum(report.is_submitted for report in content.reports)
    return f"Có {official.of_total(sent, len(content.reports))} {_unit(content)}"


def _unit(content: ConsolidatedReportContent) -> str:
    """In a report on several plans an agency has several reports."""
    return "báo cáo được gửi" if len(content.facts.plans) > 1 else "cơ quan gửi báo cáo"


def late_reports(content: ConsolidatedReportContent) -> list[ExpectedReport]:
    """Sent after the due day that holds; within an extension a report is not late (definitions §3)."""
    return [report for report in content.reports if report.is_submitted and not report.is_on_time_extended]


def missing_reports(content: ConsolidatedReportContent) -> list[ExpectedReport]:
    return [report for report in content.reports if not report.is_submitted]


def _how(content: ConsolidatedReportContent) -> str:
    """Of those sent: on time, within an extension, late, with names."""
    on_time = sum(report.is_on_time for report in content.reports)
    extended = [report for report in content.reports if report.is_on_time_extended and not report.is_on_time]
    late = late_reports(content)
    who = "báo cáo" if len(content.facts.plans) > 1 else "cơ quan"
    kinds = [
        f"{official.count(on_time)} {who} đúng hạn" if on_time else "",
        f"{official.count(len(extended))} {who} trong thời gian được gia hạn ({_names(extended, content, days=False)})"
        if extended
        else "",
        f"{official.count(len(late))} {who} gửi chậm ({_names(late, content)})" if late else "",
    ]
    return f", trong đó {'; '.join(filter(None, kinds))}" if any(kinds) else ""


def _accepted(content: ConsolidatedReportContent) -> str:
    ratio = content.now[Measure.ACCEPTED_RATE]
    return f"Đã xác nhận {official.of_total(int(ratio.n), int(ratio.d))} báo cáo."


def _missing(content: ConsolidatedReportContent) -> str:
    """Bodies that were asked, not assigned, stand apart and without days (docs/van-ban.md §1)."""
    missing = missing_reports(content)
    assigned = [report for report in missing if not content.is_requested(report.agency)]
    asked = [report for report in missing if content.is_requested(report.agency)]
    said = []
    if assigned:
        said.append(f"Chưa gửi báo cáo ({official.count(len(assigned))}): {_names(assigned, content)}.")
    if asked:
        said.append(
            f"Chưa nhận được thông tin kết quả của cơ quan được đề nghị phối hợp ({official.count(len(asked))}): "
            f"{_names(asked, content)}."
        )
    return " ".join(said)


def _mended(content: ConsolidatedReportContent) -> str:
    returned = content.reports_with(SubmissionStatus.RETURNED)
    if not returned:
        return ""
    names = _names(returned, content, days=False)
    return f"Đang bổ sung, chỉnh sửa báo cáo theo đề nghị ({official.count(len(returned))}): {names}."


def unreviewed_note(content: ConsolidatedReportContent) -> str:
    """On submissions that wait for review: whose, and whether they count."""
    waiting = content.reports_with(SubmissionStatus.SUBMITTED)
    if not waiting:
        return ""
    these = "báo cáo này" if len(waiting) == 1 else "các báo cáo này"
    counted = (
        f"số liệu của {these} đã được tính và còn có thể thay đổi"
        if content.cutoff.unreviewed
        else f"số liệu của {these} chưa được tính vào kết quả thực hiện nhiệm vụ"
    )
    return (
        f"{official.UNDER_REVIEW} ({official.count(len(waiting))}): {_names(waiting, content, days=False)}; {counted}."
    )


def _nothing(content: ConsolidatedReportContent) -> str:
    now = content.now
    kinds = [
        f"báo cáo không phát sinh: {official.count(now.nothing_to_report)}" if now.nothing_to_report else "",
        f"được miễn báo cáo: {official.count(now.waived)}" if now.waived else "",
    ]
    said = "; ".join(filter(None, kinds))
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _names(reports: Sequence[ExpectedReport], content: ConsolidatedReportContent, *, days: bool = True) -> str:
    """The latest first; of bodies that were asked without days."""
    latest_first = sorted(
        reports,
        key=lambda report: (-report.days_late if days else 0, vietnamese_order(content.reporter(report))),
    )
    return "; ".join(_report(report, content, days=days) for report in latest_first)


def _report(report: ExpectedReport, content: ConsolidatedReportContent, *, days: bool) -> str:
    """Sở B chậm 13 ngày; of an agency that owes reports on several plans with the plan's number."""
    words = content.reporter(report)
    if days and not content.is_requested(report.agency):
        words += f" {_days(report)}"
    if sum(other.agency == report.agency for other in content.reports) > 1:
        words += f" đối với {official.cited_shortly(content.quotations.plans[report.plan])}"
    return words


def _days(report: ExpectedReport) -> str:
    said = f"chậm {official.count(report.days_late)} ngày" if report.days_late else "chưa đến hạn"
    return f"{said}, được gia hạn đến {formats.day(report.extended_due_on)}" if report.is_extended else said

"""The sentences around the parts of a consolidated report: its subject, opening, end and the lines of its annexes."""

from datetime import date

from data_model.rules.consolidated.quotations import Citation
from data_model.rules.plans.periods import local_day
from documents.base.framing_words import issuer_name
from documents.consolidated.report_data import ConsolidatedReportContent
from wording import formats
from wording import official_phrases as official

NAMED_PLANS = 4
"""Up to so many plans that carry out a directive are named; of more only the number is given."""


def sources(content: ConsolidatedReportContent) -> list[Citation]:
    """What the report is about: the directive, else the plans."""
    directive = content.request.selection.directive
    if directive is not None and content.request.selection.plan is None:
        return [content.quotations.directives[directive]]
    return [content.quotations.plans[code] for code in content.facts.plans]


def subject(content: ConsolidatedReportContent) -> str:
    short = official.short_committee(content.committee)
    about = "; ".join(
        official.cited(source, issuer=short if source.issuer == content.committee else None)
        for source in sources(content)
    )
    period = f", {official.period_phrase(content.period)}" if content.period else ""
    return f"Tình hình, kết quả thực hiện {about}{period}"


def in_period(content: ConsolidatedReportContent) -> str:
    return f" {official.period_phrase(content.period)}" if content.period else ""


def short_name(content: ConsolidatedReportContent) -> str:
    """What the report is about after its first mention."""
    found = sources(content)
    if len(found) > 1:
        return "các Kế hoạch nêu trên"
    return "Kế hoạch" if found[0].kind == official.PLAN else official.cited_shortly(found[0])


def whose_tasks(content: ConsolidatedReportContent) -> str:
    """Who sets the tasks, at the beginning of a sentence: of a directive the plans that carry it out."""
    plans = content.facts.plans
    if content.request.selection.directive is None or content.request.selection.plan is not None:
        name = short_name(content)
        return f"{name[:1].upper()}{name[1:]}"
    cited = [official.cited_shortly(content.quotations.plans[code]) for code in plans]
    named = f" ({'; '.join(cited)})" if len(cited) <= NAMED_PLANS else ""
    return f"{official.count(len(plans))} kế hoạch thực hiện {short_name(content)}{named}"


def office(content: ConsolidatedReportContent) -> str:
    """The reporting office in its own text: without the province that the letterhead names."""
    return official.short_name(issuer_name(content.letterhead), content.committee)


def superiors(content: ConsolidatedReportContent) -> str:
    """To whom it is reported, as the text names them."""
    return ", ".join(
        official.short_committee(content.committee) if to.casefold() == content.committee.casefold() else to
        for to in content.letterhead.report_to
    )


def opening(content: ConsolidatedReportContent) -> str:
    """What is carried out, who reports to whom, the data window and by whose reports."""
    cited = "; ".join(official.cited(source) for source in sources(content))
    called = "" if len(sources(content)) > 1 else f" (sau đây gọi tắt là {short_name(content)})"
    to = f" {superiors(content)}" if content.letterhead.report_to else ""
    basis = "; ".join(filter(None, (_window(content), _known_by(content))))
    return (
        f"Thực hiện {cited}{called}, {office(content)} báo cáo{to} tình hình, kết quả thực hiện{in_period(content)} "
        f"({basis}) như sau:"
    )


def _known_by(content: ConsolidatedReportContent) -> str:
    until = official.instant_phrase(content.cutoff.as_of)
    counted = (
        content.reports if content.cutoff.unreviewed else [report for report in content.reports if report.accepted]
    )
    sent = sum(report.is_submitted for report in counted)
    whose = _whose_reports(sent, content) if content.reports else "các báo cáo"
    kind = "đã gửi, kể cả báo cáo chưa được xác nhận," if content.cutoff.unreviewed else "đã được xác nhận"
    return f"theo {whose} {kind} đến {until}"


def _whose_reports(sent: int, content: ConsolidatedReportContent) -> str:
    """In a report on several plans an agency has several reports."""
    share = official.of_total(sent, len(content.reports))
    return f"{share} báo cáo" if len(content.facts.plans) > 1 else f"báo cáo của {share} cơ quan"


def _window(content: ConsolidatedReportContent) -> str:
    """The data window, if all plans of the report have the same."""
    period = content.period
    if period is None:
        return ""
    rules = {plan.window_rule_of(period) for plan in content.facts.plans.values()}
    if len(rules) != 1:
        return ""
    first, last = period.window(rules.pop())
    return f"thời gian chốt số liệu: từ ngày {formats.day(first)} đến ngày {formats.day(last)}"


def closing(content: ConsolidatedReportContent) -> str:
    period = f" trong {official.period_phrase(content.period)}" if content.period else ""
    report = f"Trên đây là báo cáo tình hình, kết quả thực hiện {short_name(content)}{period}"
    if content.letterhead.report_to:
        return f"{report}; {office(content)} kính báo cáo {superiors(content)} xem xét, chỉ đạo{official.END_MARK}"
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

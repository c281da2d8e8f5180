"""The sentences of a reminder letter (công văn đôn đốc), by arrears, by form of address, by number of earlier letters.

A body that the People's Committee assigned a task to is urged (giao → đề nghị khẩn trương; by the Committee itself:
yêu cầu); one that it requested is asked (trân trọng đề nghị), and never threatened.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data_model.rules.consolidated.quotations import Quotations
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.statuses import ExpectedReport, TaskStatus
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import Period, local_day
from data_model.rules.round.arrears import Arrears
from data_model.values import Flag, Mode
from documents.base.framing_words import issuer_name
from documents.base.letterhead import Letterhead
from wording import formats
from wording import official_phrases as official
from wording.tasks import progress_words

_SECOND, _THIRD = 1, 2
"""Earlier letters with which a letter is the second, and from which on it is the third or later."""


@dataclass(frozen=True)
class LetterContext:
    """The data of one letter. `earlier` is the number of letters before it, `mails` that of reminders by e-mail.

    `mended`: (agency, plan) whose newest report is being mended.
    """

    arrears: Arrears
    facts: Facts
    quotations: Quotations
    cutoff: AsOf
    letterhead: Letterhead
    earlier: int = 0
    reply_by: date | None = None
    mails: int = 0
    mended: frozenset[tuple[str, str]] = frozenset()

    @property
    def addressee(self) -> str:
        return self.facts.agencies[self.arrears.agency].name

    @property
    def agency(self) -> str:
        """The agency's name in the text, without the province that it shares with the issuer."""
        return official.short_name(self.addressee, self.committee)

    @property
    def committee(self) -> str:
        """The issuer of the plans; empty if there are several."""
        issuers = {self.quotations.plans[plan].issuer for plan in self.arrears.plans}
        return issuers.pop() if len(issuers) == 1 else ""

    @property
    def issuer(self) -> str:
        return official.short_name(issuer_name(self.letterhead), self.committee)

    @property
    def is_requested(self) -> bool:
        return self.arrears.mode is Mode.REQUESTED

    @property
    def period(self) -> Period | None:
        return self.cutoff.period or (self.arrears.reports[0].period if self.arrears.reports else None)

    def plan(self, code: str) -> str:
        return official.cited_shortly(self.quotations.plans[code])


def subject(context: LetterContext) -> str:
    """V/v đôn đốc gửi báo cáo quý III năm 2026 và thực hiện nhiệm vụ quá hạn (lần 2)."""
    urge = "đề nghị" if context.is_requested else "đôn đốc"
    parts = []
    if context.arrears.reports:
        parts.append(f"{'thông tin kết quả' if context.is_requested else 'gửi báo cáo'}{_period(context)}")
    if context.arrears.tasks:
        due = "nhiệm vụ đã đến hạn" if parts else "thông tin kết quả nhiệm vụ đã đến hạn"
        parts.append(due if context.is_requested else "thực hiện nhiệm vụ quá hạn")
    again = f" (lần {context.earlier + 1})" if context.earlier else ""
    return f"V/v {urge} {' và '.join(parts)}{again}"


def _period(context: LetterContext) -> str:
    return f" {official.period_phrase(context.period)}" if context.period else ""


def grounds(context: LetterContext) -> str:
    """The plans, cited in full, and what they say of the agency."""
    plans = "; ".join(official.cited(context.quotations.plans[code]) for code in context.arrears.plans)
    if context.is_requested:
        return f"Tại {plans}, {context.agency} được đề nghị phối hợp thực hiện nhiệm vụ và định kỳ thông tin kết quả."
    return f"Tại {plans}, {context.agency} được giao thực hiện nhiệm vụ và định kỳ báo cáo kết quả."


def situation(context: LetterContext) -> str:
    """What is missing on the letter's day; before it how often the office has written and reminded already."""
    reports, tasks = len(context.arrears.reports), len(context.arrears.tasks)
    if context.is_requested:
        parts = [f"thông tin kết quả{_period(context)}"] if reports else []
        parts += [f"kết quả hoàn thành {official.count(tasks)} nhiệm vụ đã đến hạn"] if tasks else []
        missing = f"chưa nhận được {' và '.join(parts)} của {context.agency} ({_basis(context)}), cụ thể như sau:"
        return f"{_before(context, 'đề nghị') or f'Đến nay, {context.issuer}'} {missing}"
    parts = [f"{official.count(reports)} báo cáo quá hạn chưa gửi"] if reports else []
    parts += [f"{official.count(tasks)} nhiệm vụ quá hạn chưa hoàn thành"] if tasks else []
    sentence = f"{context.agency} còn {' và '.join(parts)} ({_basis(context)}), cụ thể như sau:"
    return f"{_before(context, 'đôn đốc') or 'Qua theo dõi,'} {sentence}"


def _before(context: LetterContext, what: str) -> str:
    """Earlier letters and e-mails; empty where there was neither."""
    by_mail = f"nhắc qua thư điện tử {official.count(context.mails)} lần" if context.mails else ""
    by_letter = f"có {official.count(context.earlier)} công văn {what}" if context.earlier else ""
    said = ", ".join(filter(None, (by_letter, by_mail)))
    return f"{context.issuer} đã {said}; tuy nhiên, đến nay" if said else ""


def _basis(context: LetterContext) -> str:
    """The letter's day, and of tasks that they are counted by accepted reports."""
    on = f"tính đến ngày {formats.day(local_day(context.cutoff.as_of))}"
    if not context.arrears.tasks:
        return on
    return f"{on}, theo báo cáo {'đã gửi' if context.cutoff.unreviewed else 'đã xác nhận'}"


def late_report_sentence(context: LetterContext, report: ExpectedReport) -> str:
    """Which report, when it was due, how late it is; of a body that was asked without days."""
    period, plan = official.period_phrase(report.period), context.plan(report.plan)
    if report.agency != context.arrears.agency:  # which it goes on with since they were merged
        period += f" của {official.short_name(context.facts.agencies[report.agency].name, context.committee)}"
    if context.is_requested:
        return f"Thông tin kết quả {period} thực hiện {plan}."
    due = f"hạn gửi ngày {formats.day(report.due_on)}"
    if report.is_extended:
        due += f", được gia hạn đến ngày {formats.day(report.extended_due_on)}"
    since = " so với hạn ban đầu" if report.is_extended else ""
    late = f"chậm {official.count(report.days_late)} ngày{since}"
    return f"Báo cáo {period} về kết quả thực hiện {plan}: {due}, {late}."


def overdue_task_sentence(context: LetterContext, number: int, task: TaskStatus) -> dict[str, str]:
    """A line of the table; of several plans, with the plan's number."""
    several = len(context.arrears.plans) > 1
    plan = f" ({context.plan(task.task.plan)})" if several else ""
    return {
        "tt": str(number),
        "nhiem_vu": f"{official.bare(task.task.title)}{plan}",
        "thoi_han": formats.day(task.due_on),
        "so_ngay": formats.NO_CHANGE if context.is_requested else str(task.days_overdue),
        "tien_do": _progress(context, task),
    }


def _progress(context: LetterContext, task: TaskStatus) -> str:
    """What it reported, and that this was in an earlier period."""
    if not task.progress.ever_reported:
        mended = (task.agency, task.task.plan) in context.mended
        return official.BEING_MENDED if mended else official.NO_REPORT
    stale = task.flag is Flag.STALE
    return f"{progress_words(task)} (theo báo cáo kỳ trước)" if stale else progress_words(task)


def demands(context: LetterContext) -> list[str]:
    """What is asked for, and the consequence; firmer with each reminder, except to a requested body."""
    return _requests(context) if context.is_requested else _orders(context)


def _requests(context: LetterContext) -> list[str]:
    again = "tiếp tục quan tâm, sớm" if context.earlier else "quan tâm, phối hợp"
    said = [
        f"{context.issuer} trân trọng đề nghị {context.agency} {again} {_wanted(context)}{_by(context)} "
        f"để tổng hợp{_report_to(context)}."
    ]
    if context.earlier >= _THIRD:
        said.append(
            f"Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, đề nghị {context.agency} trao đổi trực tiếp với "
            f"{context.issuer} để phối hợp giải quyết."
        )
    return said


def _orders(context: LetterContext) -> list[str]:
    verb = "yêu cầu" if context.letterhead.commands else "đề nghị"
    wanted = f"{context.issuer} {verb} {context.agency} khẩn trương {_wanted(context)}"
    said = [f"{wanted}{_else(context, verb)}{_by(context)} để tổng hợp{_report_to(context)}."]
    if context.earlier >= _SECOND:
        said.append(
            f"{verb.capitalize()} thủ trưởng cơ quan trực tiếp chỉ đạo, phân công rõ bộ phận, cá nhân chịu trách nhiệm "
            "và thời gian hoàn thành."
        )
    if context.earlier >= _THIRD:
        said.append(_consequence(context))
    return said


def _wanted(context: LetterContext) -> str:
    report = f"gửi {_all(context.arrears.reports)}báo cáo còn thiếu"
    if context.is_requested:
        report = "cung cấp thông tin kết quả nêu trên"
        tasks = f"thông tin tình hình, kết quả thực hiện {_all(context.arrears.tasks)}nhiệm vụ nêu trên"
    else:
        tasks = f"chỉ đạo hoàn thành {_all(context.arrears.tasks)}nhiệm vụ quá hạn nêu trên"
    return " và ".join(
        filter(None, (report if context.arrears.reports else "", tasks if context.arrears.tasks else ""))
    )


def _all(items: Sequence[object]) -> str:
    return "các " if len(items) > 1 else ""


def _else(context: LetterContext, verb: str) -> str:
    if not context.arrears.tasks:
        return ""
    return (
        f"; trường hợp chưa thể hoàn thành, {verb} có văn bản nêu rõ nguyên nhân, khó khăn, vướng mắc và thời hạn hoàn "
        f"thành, gửi {context.issuer}"
    )


def _by(context: LetterContext) -> str:
    return f" trước ngày {formats.day(context.reply_by)}" if context.reply_by else ""


def _report_to(context: LetterContext) -> str:
    committee = official.short_committee(context.committee)
    return f", báo cáo {committee}" if committee and not context.letterhead.commands else ""


def _consequence(context: LetterContext) -> str:
    if context.letterhead.commands:
        return f"Nếu tiếp tục chậm trễ, {context.issuer} sẽ xem xét trách nhiệm của {context.agency} theo quy định."
    to = official.short_committee(context.committee) or "cấp có thẩm quyền"
    return f"Nếu {context.agency} tiếp tục chậm trễ, {context.issuer} sẽ báo cáo {to} xem xét, chỉ đạo."


def closing(context: LetterContext) -> str:
    if context.letterhead.commands and not context.is_requested:
        return f"Yêu cầu {context.agency} nghiêm túc thực hiện{official.END_MARK}"
    if context.is_requested:
        return f"Trân trọng cảm ơn sự quan tâm, phối hợp của {context.agency}{official.END_MARK}"
    return f"Rất mong nhận được sự phối hợp của {context.agency}{official.END_MARK}"


def headings(context: LetterContext) -> Sequence[str]:
    """The headings of the two lists; a list alone needs none."""
    if not (context.arrears.reports and context.arrears.tasks):
        return "", ""
    if context.is_requested:
        return "1. Thông tin kết quả chưa nhận được", "2. Nhiệm vụ đã đến hạn, chưa có kết quả hoàn thành"
    return "1. Báo cáo quá hạn chưa gửi", "2. Nhiệm vụ quá hạn chưa hoàn thành"


def recipients(context: LetterContext) -> list[str]:
    """The Committee gets a copy of the letter that says that it will be told."""
    told = context.earlier >= _THIRD and not context.is_requested and not context.letterhead.commands
    committee = [f"{official.abbreviated_committee(context.committee)} (để b/c)"] if told and context.committee else []
    return ["Như trên", *committee, *context.letterhead.letter_recipients]

"""The sentences of a reminder letter (công văn đôn đốc), by arrears, by form of address, by number of earlier reminders.

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
from data_model.values import Mode
from documents.base.framing_words import issuer_name
from documents.base.letterhead import Letterhead
from wording import formats
from wording import official_phrases as official
from wording.reference_day import reference_days
from wording.tasks import progress_words

_SECOND, _THIRD = 1, 2
"""Earlier reminders with which a letter is the second, and from which on it is the third or later."""


@dataclass(frozen=True)
class LetterContext:
    """The data of one letter. `earlier` is the number of reminders before it."""

    arrears: Arrears
    facts: Facts
    quotations: Quotations
    cutoff: AsOf
    letterhead: Letterhead
    earlier: int = 0
    reply_by: date | None = None

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
        parts.append(f"gửi báo cáo{_period(context)}")
    if context.arrears.tasks:
        parts.append("thông tin kết quả nhiệm vụ đã đến hạn" if context.is_requested else "thực hiện nhiệm vụ quá hạn")
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
    """The numbers of missing reports and overdue tasks and their day; before it how often the office has reminded already."""
    on = official.instant_phrase(context.cutoff.as_of)
    reports, tasks = len(context.arrears.reports), len(context.arrears.tasks)
    if context.is_requested:
        counts = [f"{reports} báo cáo (tính đến {on})"] if reports else []
        counts += [f"kết quả hoàn thành {tasks} nhiệm vụ đã đến hạn ({_task_basis(context)})"] if tasks else []
        missing = f"chưa nhận được {' và '.join(counts)} của {context.agency}, cụ thể như sau:"
        return f"{_before(context, 'đề nghị')} {missing}" if context.earlier else f"{context.issuer} {missing}"
    counts = [f"{reports} báo cáo quá hạn chưa gửi (tính đến {on})"] if reports else []
    counts += [f"{tasks} nhiệm vụ quá hạn chưa hoàn thành ({_task_basis(context)})"] if tasks else []
    sentence = f"{context.agency} còn {' và '.join(counts)}, cụ thể như sau:"
    return f"{_before(context, 'đôn đốc')} {sentence}" if context.earlier else f"Qua theo dõi, {sentence}"


def _before(context: LetterContext, what: str) -> str:
    """Earlier reminders; it does not say "công văn", because those of the register were e-mails."""
    times = "đã" if context.earlier == _SECOND else f"đã {context.earlier} lần"
    return f"{context.issuer} {times} {what}; tuy nhiên, đến nay"


def _task_basis(context: LetterContext) -> str:
    """The reference day of the tasks, and that they are based on accepted reports."""
    owed_in = {task.task.plan for task in context.arrears.tasks}
    days = reference_days([context.facts.plans[code] for code in owed_in], context.cutoff)
    on = " và ".join(f"ngày {formats.day(day)}" for day in days)
    as_of_day = local_day(context.cutoff.as_of)
    to = "" if set(days) == {as_of_day} else f" đến hết ngày {formats.day(as_of_day)}"
    return f"tính đến {on}, theo báo cáo {'đã gửi' if context.cutoff.unreviewed else 'đã xác nhận'}{to}"


def late_report_sentence(context: LetterContext, report: ExpectedReport) -> str:
    """Which report, when it was due, how late it is."""
    due = f"hạn gửi ngày {formats.day(report.due_on)}"
    if report.is_extended:
        due += f", được gia hạn đến ngày {formats.day(report.extended_due_on)}"
    since = " so với hạn ban đầu" if report.is_extended else ""
    name = f"Báo cáo {official.period_phrase(report.period)} về kết quả thực hiện {context.plan(report.plan)}"
    return f"{name}: {due}, chậm {report.days_late} ngày{since}."


def overdue_task_sentence(context: LetterContext, number: int, task: TaskStatus) -> dict[str, str]:
    """A line of the table; of several plans, with the plan's number."""
    several = len(context.arrears.plans) > 1
    plan = f" ({context.plan(task.task.plan)})" if several else ""
    return {
        "tt": str(number),
        "nhiem_vu": f"{official.bare(task.task.title)}{plan}",
        "thoi_han": formats.day(task.due_on),
        "so_ngay": str(task.days_overdue),
        "tien_do": progress_words(task) if task.progress.ever_reported else official.NO_REPORT,
    }


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
    said = [
        f"{context.issuer} {verb} {context.agency} khẩn trương {_wanted(context)}{_by(context)}{_else(context)}.",
    ]
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
        tasks = f"thông tin tình hình, kết quả thực hiện {_all(context.arrears.tasks)}nhiệm vụ nêu trên"
    else:
        tasks = f"chỉ đạo hoàn thành {_all(context.arrears.tasks)}nhiệm vụ quá hạn nêu trên"
    return " và ".join(
        filter(None, (report if context.arrears.reports else "", tasks if context.arrears.tasks else ""))
    )


def _all(items: Sequence[object]) -> str:
    return "các " if len(items) > 1 else ""


def _else(context: LetterContext) -> str:
    if not context.arrears.tasks:
        return ""
    return "; trường hợp chưa thể hoàn thành, nêu rõ nguyên nhân, khó khăn, vướng mắc và thời hạn hoàn thành"


def _by(context: LetterContext) -> str:
    return f" trước ngày {formats.day(context.reply_by)}" if context.reply_by else ""


def _report_to(context: LetterContext) -> str:
    return f", báo cáo {context.committee}" if context.committee and not context.letterhead.commands else ""


def _consequence(context: LetterContext) -> str:
    if context.letterhead.commands:
        return f"Nếu tiếp tục chậm trễ, {context.issuer} sẽ xem xét trách nhiệm của {context.agency} theo quy định."
    to = context.committee or "cấp có thẩm quyền"
    return f"Nếu {context.agency} tiếp tục chậm trễ, {context.issuer} sẽ báo cáo {to} xem xét, chỉ đạo."


def closing(context: LetterContext) -> str:
    if context.letterhead.commands and not context.is_requested:
        return f"Yêu cầu {context.agency} nghiêm túc thực hiện{official.END_MARK}"
    if context.is_requested:
        return f"Trân trọng cảm ơn sự quan tâm, phối hợp của {context.agency}{official.END_MARK}"
    return f"Rất mong nhận được sự phối hợp của {context.agency}{official.END_MARK}"


def headings(context: LetterContext) -> Sequence[str]:
    """The headings of the two lists, numbered if there are both."""
    report, task = "Báo cáo quá hạn chưa gửi", "Nhiệm vụ quá hạn chưa hoàn thành"
    if context.is_requested:
        report, task = "Báo cáo chưa nhận được", "Nhiệm vụ đã đến hạn, chưa có kết quả hoàn thành"
    if context.arrears.reports and context.arrears.tasks:
        return f"1. {report}", f"2. {task}"
    return report, task

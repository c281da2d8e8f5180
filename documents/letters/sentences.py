"""The sentences of a reminder (công văn đôn đốc), by what is owed, by how an agency is addressed, by how often before.

A body that the People's Committee assigned a task to is urged (giao → đề nghị khẩn trương; by the Committee itself:
yêu cầu); one that it requested is asked (trân trọng đề nghị), and never threatened.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data_model.rules.consolidated.quotations import Background
from data_model.rules.figures.statuses import Lens, ReportStanding, TaskStanding
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import Period, local_day
from data_model.rules.round.arrears import Debt
from data_model.values import Mode
from documents.base.framing_words import issuer_name
from documents.base.letterhead import Letterhead
from wording import formats, official
from wording.reference_day import days_looked_at
from wording.tasks import progress_words

_SECOND, _THIRD = 1, 2
"""Earlier reminders after which this is the second one, and from which on it is the third or later."""


@dataclass(frozen=True)
class Matter:
    """One letter: to whom, about what, and from whom. `earlier` counts the reminders before this one."""

    debt: Debt
    facts: Facts
    background: Background
    lens: Lens
    letterhead: Letterhead
    earlier: int = 0
    reply_by: date | None = None

    @property
    def addressee(self) -> str:
        return self.facts.agencies[self.debt.agency].name

    @property
    def agency(self) -> str:
        """As the text calls it, without the province that both share."""
        return official.short_name(self.addressee, self.committee)

    @property
    def committee(self) -> str:
        """Who issued the plans; nobody by name where that is not one body."""
        issuers = {self.background.plans[plan].issuer for plan in self.debt.plans}
        return issuers.pop() if len(issuers) == 1 else ""

    @property
    def issuer(self) -> str:
        return official.short_name(issuer_name(self.letterhead), self.committee)

    @property
    def is_requested(self) -> bool:
        return self.debt.mode is Mode.REQUESTED

    @property
    def period(self) -> Period | None:
        return self.lens.period or (self.debt.reports[0].period if self.debt.reports else None)

    def plan(self, code: str) -> str:
        return official.cited_shortly(self.background.plans[code])


def subject(matter: Matter) -> str:
    """V/v đôn đốc gửi báo cáo quý III năm 2026 và thực hiện nhiệm vụ quá hạn (lần 2)."""
    urge = "đề nghị" if matter.is_requested else "đôn đốc"
    parts = []
    if matter.debt.reports:
        parts.append(f"gửi báo cáo{_period(matter)}")
    if matter.debt.tasks:
        parts.append("thông tin kết quả nhiệm vụ đã đến hạn" if matter.is_requested else "thực hiện nhiệm vụ quá hạn")
    again = f" (lần {matter.earlier + 1})" if matter.earlier else ""
    return f"V/v {urge} {' và '.join(parts)}{again}"


def _period(matter: Matter) -> str:
    return f" {official.period_phrase(matter.period)}" if matter.period else ""


def grounds(matter: Matter) -> str:
    """The plans, cited in full, and what they say of the agency."""
    plans = "; ".join(official.cited(matter.background.plans[code]) for code in matter.debt.plans)
    if matter.is_requested:
        return f"Tại {plans}, {matter.agency} được đề nghị phối hợp thực hiện nhiệm vụ và định kỳ thông tin kết quả."
    return f"Tại {plans}, {matter.agency} được giao thực hiện nhiệm vụ và định kỳ báo cáo kết quả."


def standing(matter: Matter) -> str:
    """What is owed, counted, and as of which day; before it how often the office has written already."""
    on = official.instant_phrase(matter.lens.as_of)
    reports, tasks = len(matter.debt.reports), len(matter.debt.tasks)
    if matter.is_requested:
        counts = [f"{reports} báo cáo (tính đến {on})"] if reports else []
        counts += [f"kết quả hoàn thành {tasks} nhiệm vụ đã đến hạn ({_task_basis(matter)})"] if tasks else []
        missing = f"chưa nhận được {' và '.join(counts)} của {matter.agency}, cụ thể như sau:"
        return f"{_before(matter, 'đề nghị')} {missing}" if matter.earlier else f"{matter.issuer} {missing}"
    counts = [f"{reports} báo cáo quá hạn chưa gửi (tính đến {on})"] if reports else []
    counts += [f"{tasks} nhiệm vụ quá hạn chưa hoàn thành ({_task_basis(matter)})"] if tasks else []
    owed = f"{matter.agency} còn {' và '.join(counts)}, cụ thể như sau:"
    return f"{_before(matter, 'đôn đốc')} {owed}" if matter.earlier else f"Qua theo dõi, {owed}"


def _before(matter: Matter, what: str) -> str:
    """No word of a letter: what the register counts went by e-mail."""
    times = "đã" if matter.earlier == _SECOND else f"đã {matter.earlier} lần"
    return f"{matter.issuer} {times} {what}; tuy nhiên, đến nay"


def _task_basis(matter: Matter) -> str:
    """As of which day the tasks are seen, and by which reports: one that waits for review may say otherwise."""
    owed_in = {task.task.plan for task in matter.debt.tasks}
    days = days_looked_at([matter.facts.plans[code] for code in owed_in], matter.lens)
    on = " và ".join(f"ngày {formats.day(day)}" for day in days)
    known_on = local_day(matter.lens.as_of)
    to = "" if set(days) == {known_on} else f" đến hết ngày {formats.day(known_on)}"
    return f"tính đến {on}, theo báo cáo {'đã gửi' if matter.lens.unreviewed else 'đã xác nhận'}{to}"


def owed_report(matter: Matter, report: ReportStanding) -> str:
    """Which report, when it was due, how late it is."""
    due = f"hạn gửi ngày {formats.day(report.due_on)}"
    if report.is_extended:
        due += f", được gia hạn đến ngày {formats.day(report.extended_due_on)}"
    since = " so với hạn ban đầu" if report.is_extended else ""
    name = f"Báo cáo {official.period_phrase(report.period)} về kết quả thực hiện {matter.plan(report.plan)}"
    return f"{name}: {due}, chậm {report.days_late} ngày{since}."


def overdue_task(matter: Matter, number: int, task: TaskStanding) -> dict[str, str]:
    """A line of the table; of several plans, with the plan's number."""
    several = len(matter.debt.plans) > 1
    plan = f" ({matter.plan(task.task.plan)})" if several else ""
    return {
        "tt": str(number),
        "nhiem_vu": f"{official.bare(task.task.title)}{plan}",
        "thoi_han": formats.day(task.due_on),
        "so_ngay": str(task.days_overdue),
        "tien_do": progress_words(task) if task.progress.ever_reported else official.NO_REPORT,
    }


def demands(matter: Matter) -> list[str]:
    """What is asked for, and what follows; each further reminder is firmer, to a requested body as polite as before."""
    return _requests(matter) if matter.is_requested else _orders(matter)


def _requests(matter: Matter) -> list[str]:
    again = "tiếp tục quan tâm, sớm" if matter.earlier else "quan tâm, phối hợp"
    said = [
        f"{matter.issuer} trân trọng đề nghị {matter.agency} {again} {_wanted(matter)}{_by(matter)} "
        f"để tổng hợp{_report_to(matter)}."
    ]
    if matter.earlier >= _THIRD:
        said.append(
            f"Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, đề nghị {matter.agency} trao đổi trực tiếp với "
            f"{matter.issuer} để phối hợp giải quyết."
        )
    return said


def _orders(matter: Matter) -> list[str]:
    verb = "yêu cầu" if matter.letterhead.commands else "đề nghị"
    said = [
        f"{matter.issuer} {verb} {matter.agency} khẩn trương {_wanted(matter)}{_by(matter)}{_else(matter)}.",
    ]
    if matter.earlier >= _SECOND:
        said.append(
            f"{verb.capitalize()} thủ trưởng cơ quan trực tiếp chỉ đạo, phân công rõ bộ phận, cá nhân chịu trách nhiệm "
            "và thời gian hoàn thành."
        )
    if matter.earlier >= _THIRD:
        said.append(_consequence(matter))
    return said


def _wanted(matter: Matter) -> str:
    report = f"gửi {_all(matter.debt.reports)}báo cáo còn thiếu"
    if matter.is_requested:
        tasks = f"thông tin tình hình, kết quả thực hiện {_all(matter.debt.tasks)}nhiệm vụ nêu trên"
    else:
        tasks = f"chỉ đạo hoàn thành {_all(matter.debt.tasks)}nhiệm vụ quá hạn nêu trên"
    return " và ".join(filter(None, (report if matter.debt.reports else "", tasks if matter.debt.tasks else "")))


def _all(owed: Sequence[object]) -> str:
    return "các " if len(owed) > 1 else ""


def _else(matter: Matter) -> str:
    if not matter.debt.tasks:
        return ""
    return "; trường hợp chưa thể hoàn thành, nêu rõ nguyên nhân, khó khăn, vướng mắc và thời hạn hoàn thành"


def _by(matter: Matter) -> str:
    return f" trước ngày {formats.day(matter.reply_by)}" if matter.reply_by else ""


def _report_to(matter: Matter) -> str:
    return f", báo cáo {matter.committee}" if matter.committee and not matter.letterhead.commands else ""


def _consequence(matter: Matter) -> str:
    if matter.letterhead.commands:
        return f"Nếu tiếp tục chậm trễ, {matter.issuer} sẽ xem xét trách nhiệm của {matter.agency} theo quy định."
    to = matter.committee or "cấp có thẩm quyền"
    return f"Nếu {matter.agency} tiếp tục chậm trễ, {matter.issuer} sẽ báo cáo {to} xem xét, chỉ đạo."


def closing(matter: Matter) -> str:
    if matter.letterhead.commands and not matter.is_requested:
        return f"Yêu cầu {matter.agency} nghiêm túc thực hiện{official.END_MARK}"
    if matter.is_requested:
        return f"Trân trọng cảm ơn sự quan tâm, phối hợp của {matter.agency}{official.END_MARK}"
    return f"Rất mong nhận được sự phối hợp của {matter.agency}{official.END_MARK}"


def headings(matter: Matter) -> Sequence[str]:
    """Of the two lists, numbered where both stand there."""
    report, task = "Báo cáo quá hạn chưa gửi", "Nhiệm vụ quá hạn chưa hoàn thành"
    if matter.is_requested:
        report, task = "Báo cáo chưa nhận được", "Nhiệm vụ đã đến hạn, chưa có kết quả hoàn thành"
    if matter.debt.reports and matter.debt.tasks:
        return f"1. {report}", f"2. {task}"
    return report, task

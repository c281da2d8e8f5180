"""Sample reports on the real plans, for the demo: the same for the same day, and marked as samples.

Written as a folder of CSV files and loaded like any other data, so that nothing of it is special.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from data_model.rules.figures.yearly_dates import date_in_year
from data_model.rules.plans.facts import Facts, PlanFact, TaskFact
from data_model.rules.plans.periods import Period, local_day
from data_model.rules.reporting.deadlines import deadline
from data_model.store.folder.load import SAMPLE_PREFIX
from data_model.store.folder.sheets import SHEETS
from data_model.values import TIME_ZONE, LineStatus, SubmissionStatus, TaskType
from seed_data.sample_numbers import indicators_of, sample_numbers
from seed_data.sample_results import sample_result

SAMPLED_PERIODS = 6
REVIEWER = "dau-moi-mau"

DIFFICULTIES = (
    "Kinh phí cấp chậm so với kế hoạch.",
    "Cán bộ làm công tác đối ngoại còn kiêm nhiệm.",
    "Đối tác nước ngoài lùi thời gian làm việc.",
)
CAUSES = (
    ("Đối tác nước ngoài đề nghị lùi thời gian tổ chức.", "Nguyên nhân khách quan"),
    ("Kinh phí được bố trí chậm so với tiến độ.", "Phòng chuyên môn được giao tham mưu"),
    ("Chờ ý kiến của cơ quan phối hợp về nội dung dự thảo.", "Lãnh đạo phụ trách của cơ quan chủ trì"),
)
"""Why a task is overdue, and who answers for it."""
PROPOSALS = (
    "Đề nghị bổ sung kinh phí cho hoạt động giao lưu nhân dân.",
    "Đề nghị tổ chức tập huấn nghiệp vụ lễ tân, đối ngoại cho cán bộ cơ sở.",
)
RETURN_REASON = "Kết quả chưa nêu số liệu cụ thể. Đề nghị bổ sung số văn bản minh chứng rồi gửi lại."


def write_sample_folder(facts: Facts, folder: Path, *, at: datetime) -> None:
    """Reports for the last six periods that had ended by `at`, some sent early for the open one, and due dates."""
    sample = _Sample(facts, at)
    for plan in facts.plans.values():
        sample.report_on(plan)
    for file_name, rows in sample.rows.items():
        _write(folder / file_name, rows)


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    headers = next(sheet.headers for sheet in SHEETS if sheet.file_name == path.name)
    with path.open("w", encoding="utf-8", newline="") as csv_file:
        writer = csv.DictWriter(csv_file, [header for header in headers if header in rows[0]])
        writer.writeheader()
        writer.writerows(rows)


@dataclass
class _Sample:
    """The rows made so far, by file. Chances are drawn from names, so one plan does not move another's."""

    facts: Facts
    at: datetime
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    def add(self, file_name: str, row: Mapping[str, object]) -> None:
        cells = {header: "" if value is None else str(value) for header, value in row.items()}
        self.rows.setdefault(file_name, []).append(cells)

    def report_on(self, plan: PlanFact) -> None:
        ended = plan.periods_ended(self.at)[-SAMPLED_PERIODS:]
        if not ended:
            return
        tasks = [task for task in self.facts.tasks if task.plan == plan.code]
        due_dates = {task.code: self._due_date(task, plan, ended) for task in tasks}
        for task in tasks:
            due_on = due_dates[task.code]
            if due_on is not None:
                self.add(
                    "tasks.csv",
                    {"code": task.code, "plan": plan.code, "title": task.title, "type": task.type, "due_on": due_on},
                )
        for file_name, row in indicators_of(plan.code, years=sorted({period.year for period in ended})):
            self.add(file_name, row)
        first_day = plan.last_day_of(ended[0]) - timedelta(days=90)
        for agency in dict.fromkeys(assignment.agency for task in tasks for assignment in task.assignments):
            own = [task for task in tasks if agency in {assignment.agency for assignment in task.assignments}]
            _Reporter(self, plan, agency, own, due_dates, first_day).report(ended)

    def _due_date(self, task: TaskFact, plan: PlanFact, ended: list[Period]) -> date | None:
        """Two in three of the tasks that come to an end are given one, from the first period to next year."""
        chance = Random(f"due {task.code}")
        if task.type is TaskType.CONTINUING or chance.random() > 0.67:
            return None
        first = plan.last_day_of(ended[0])
        return first + timedelta(days=chance.randrange(0, 800, 5))


@dataclass
class _Reporter:
    """One agency, with its habits: how punctual it is and how fast it works."""

    sample: _Sample
    plan: PlanFact
    agency: str
    tasks: list[TaskFact]
    due_dates: Mapping[str, date | None]
    first_day: date
    """Since when one-off tasks have been worked on."""

    def report(self, ended: list[Period]) -> None:
        chance = Random(f"habits {self.agency}")
        punctuality = chance.choice((0.95, 0.85, 0.7, 0.5))
        for step, period in enumerate(ended, 1):
            self._report_period(period, step, punctuality, is_last=period == ended[-1])
        self._report_early(ended[-1], len(ended) + 1)

    def _report_period(self, period: Period, step: int, punctuality: float, *, is_last: bool) -> None:
        chance = Random(f"report {self.plan.code} {self.agency} {period.code}")
        calendar = self.plan.calendar_of(period)
        assert calendar is not None, "a period of a regime"
        due_on = calendar.due_on(period)
        drawn = chance.random()
        if drawn > punctuality + (1 - punctuality) * 0.6:
            return  # not sent at all
        day = due_on - timedelta(days=chance.randrange(0, 3))
        if drawn > punctuality:
            day = due_on + timedelta(days=chance.randrange(1, 12))
            if chance.random() < 0.4:
                self._extend(period, due_on, day)
        sent_at = _at(day, chance)
        if chance.random() < 0.12:
            self._send(period, step, sent_at, 1, SubmissionStatus.RETURNED, sent_at + timedelta(days=1))
            sent_at += timedelta(days=2)
        if is_last and chance.random() < 0.2:
            self._send(period, step, sent_at, 2, SubmissionStatus.SUBMITTED, None)
        else:
            self._send(period, step, sent_at, 2, SubmissionStatus.ACCEPTED, sent_at + timedelta(days=2, hours=3))

    def _report_early(self, last_ended: Period, step: int) -> None:
        """Some have sent the report of the open period already; it waits for review."""
        chance = Random(f"early {self.plan.code} {self.agency}")
        calendar = self.plan.calendar_of(last_ended)
        assert calendar is not None, "a period of a regime"
        year = last_ended.year
        later = [
            period
            for period in calendar.periods_of_year(year) + calendar.periods_of_year(year + 1)
            if period > last_ended
        ]
        opened = deadline(self.plan, later[0]).opens_on
        if chance.random() < 0.25 and opened + timedelta(days=1) < local_day(self.sample.at):
            sent_at = min(_at(local_day(self.sample.at) - timedelta(days=1), chance), self.sample.at)
            self._send(later[0], step, sent_at, 1, SubmissionStatus.SUBMITTED, None)

    def _extend(self, period: Period, due_on: date, until: date) -> None:
        granted_at = datetime.combine(due_on - timedelta(days=1), time(15), tzinfo=TIME_ZONE)
        self.sample.add(
            "extensions.csv",
            {
                "agency": self.agency,
                "plan": self.plan.code,
                "period": period.code,
                "due": until,
                "reason": "Chờ tổng hợp số liệu của đơn vị trực thuộc.",
                "by": REVIEWER,
                "at": granted_at.isoformat(),
            },
        )

    def _send(
        self,
        period: Period,
        step: int,
        sent_at: datetime,
        try_number: int,
        status: SubmissionStatus,
        decided_at: datetime | None,
    ) -> None:
        if decided_at is not None and decided_at > self.sample.at:
            status, decided_at = SubmissionStatus.SUBMITTED, None
        number = f"{SAMPLE_PREFIX}{self.plan.code}-{self.agency}-{period.code}-{try_number}"
        self.sample.add(
            "submissions.csv",
            {
                "number": number,
                "agency": self.agency,
                "plan": self.plan.code,
                "period": period.code,
                "submitted_at": sent_at.isoformat(),
                "submitted_by": "can-bo-mau",
                "status": status,
                "file_name": f"bao-cao-{period.code}.xlsx",
            },
        )
        for task in self.tasks:
            self._add_line(number, task, period, step)
        for row in sample_numbers(self.plan, self.agency, period, number):
            self.sample.add("indicator_values.csv", row)
        if decided_at is not None:
            self.sample.add(
                "reviews.csv",
                {
                    "submission": number,
                    "decision": status,
                    "reason": RETURN_REASON if status is SubmissionStatus.RETURNED else "",
                    "by": REVIEWER,
                    "at": decided_at.isoformat(),
                },
            )

    def _add_line(self, submission: str, task: TaskFact, period: Period, step: int) -> None:
        chance = Random(f"line {task.code} {self.agency} {period.code}")
        continuing = task.type is TaskType.CONTINUING
        line = self._continuing(task, chance) if continuing else self._measured(task, period, step)
        self.sample.add(
            "report_lines.csv",
            {
                "submission": submission,
                "task": task.code,
                **line,
                "difficulties": chance.choice(DIFFICULTIES) if chance.random() < 0.2 else "",
                **self._overdue_cause(task, period, line),
                "proposals": chance.choice(PROPOSALS) if chance.random() < 0.1 else "",
                "evidence": f"Báo cáo số {chance.randrange(10, 400)}/BC" if chance.random() < 0.5 else "",
            },
        )

    def _overdue_cause(self, task: TaskFact, period: Period, line: Mapping[str, object]) -> dict[str, str]:
        due_on = self.due_dates[task.code]
        if task.type is TaskType.YEARLY:
            due_on = date_in_year(due_on, period.year)
        is_late = due_on is not None and due_on < self.plan.last_day_of(period)
        if task.type is TaskType.CONTINUING or not is_late or line["percent"] == 100:
            return {"cause": "", "responsibility": ""}
        cause, responsibility = Random(f"cause {task.code} {self.agency}").choice(CAUSES)
        return {"cause": cause, "responsibility": responsibility}

    @staticmethod
    def _continuing(task: TaskFact, chance: Random) -> dict[str, object]:
        if chance.random() < 0.88:
            status, result = LineStatus.CARRIED_OUT, sample_result(task.title, chance, done=False)
        else:
            status, result = LineStatus.NOT_CARRIED_OUT, "Chưa bố trí được kinh phí trong kỳ."
        return {"percent": None, "status": status, "done_on": None, "result": result}

    def _measured(self, task: TaskFact, period: Period, step: int) -> dict[str, object]:
        """A steady pace of its own; the day it was done falls into the window in which 100 % was reached."""
        chance = Random(f"pace {task.code} {self.agency}")
        pace = chance.choice((12, 18, 25, 34, 50))
        steps = step if task.type is TaskType.ONE_OFF else period.last_month // 3
        percent = min(pace * steps, 100)
        result = sample_result(task.title, Random(f"result {task.code} {self.agency} {step}"), done=percent == 100)
        if percent < 100:
            return {"percent": percent, "status": LineStatus.IN_PROGRESS, "done_on": None, "result": result}
        begins = self.first_day if task.type is TaskType.ONE_OFF else date(period.year - 1, 12, 15)
        done_in = begins + timedelta(days=91 * -(-100 // pace) - chance.randrange(5, 60))
        done_in = min(done_in, self.plan.last_day_of(period))
        due_on = self.due_dates[task.code]
        if due_on is not None and done_in > due_on and chance.random() < 0.5:
            done_in = due_on - timedelta(days=chance.randrange(0, 20))
        return {"percent": percent, "status": LineStatus.DONE, "done_on": done_in, "result": result}


def _at(day: date, chance: Random) -> datetime:
    return datetime.combine(day, time(chance.randrange(8, 17), chance.randrange(60)), tzinfo=TIME_ZONE)

"""The three lines above the overview: what they name, and what each of their numbers counts."""

from datetime import date

import pytest

from data_model.rules.figures.measures import Figures, Measure
from data_model.rules.figures.register import TaskSet
from data_model.rules.figures.sums import Sums
from data_model.rules.plans.periods import Period
from data_model.values import Language, TaskState
from wording.opening import reports_line, tasks_line, with_end_line
from wording.translation import use

DAY = "Tính đến ngày 30/09/2026"
WHOLE = Figures(
    Sums(
        done_on_time=24,
        on_time_due=19,
        done_due=22,
        done_late=3,
        done_undated=10,
        in_progress=5,
        overdue=2,
        no_deadline=1,
        carried_out=4,
        partly=1,
        not_reported=3,
        void=1,
        unassigned=2,
        continuing_carried_out=4,
        continuing_judged=7,
        expected=44,
        submitted=42,
        on_time=32,
    )
)
Q3 = Period.from_code("2026-Q3")


@pytest.fixture(autouse=True)
def vietnamese():
    use(Language.VI)


@pytest.fixture
def linked():
    """Each number in brackets, and in `linked.to` what it counts."""

    def link(words, about):
        link.to.append(about)
        return f"[{words}]"

    link.to = []
    return link


def test_the_first_line_names_the_kinds_of_tasks_and_those_without_a_lead(linked):
    assert tasks_line(WHOLE, plan_count=5, reference_day_words=DAY, link=linked) == (
        "Tính đến ngày 30/09/2026, 05 kế hoạch có <strong>[54 nhiệm vụ]</strong>: 45 nhiệm vụ có thời gian hoàn thành, "
        "[08 nhiệm vụ thường xuyên], [01 nhiệm vụ hết hiệu lực]; <strong>[02 nhiệm vụ chưa giao cơ quan chủ trì]</strong>."
    )
    assert linked.to == [TaskSet.CONTINUING, TaskState.VOID, None, TaskSet.UNASSIGNED]


def test_the_second_line_has_the_tasks_with_an_end_and_its_parts_add_up(linked):
    assert with_end_line(WHOLE, longest=None, link=linked) == (
        "Nhiệm vụ có thời gian hoàn thành: [hoàn thành 37] (trong đó [22/24 nhiệm vụ đã đến hạn], đạt 91,7 %; [trước hạn "
        "05]; [không xác định thời hạn 10]); [đang thực hiện trong hạn 05]; [quá hạn 02]; [chưa xác định thời hạn 01]."
    )
    assert 22 + 5 + 10 == 37
    assert linked.to == [
        TaskSet.DUE,
        TaskSet.EARLY,
        TaskState.DONE_UNDATED,
        TaskSet.DONE,
        TaskState.IN_PROGRESS,
        TaskState.OVERDUE,
        TaskState.NO_DEADLINE,
    ]


def test_the_third_line_has_the_reports_of_the_period_and_the_day_that_it_closed_on(linked):
    assert reports_line(WHOLE, period=Q3, closed_on={date(2026, 9, 14)}, link=linked) == (
        "Quý III/2026 (chốt số liệu ngày 14/09/2026): [42/44 báo cáo đã gửi], [32 đúng hạn]; [4/7 nhiệm vụ thường xuyên đã "
        "giao được triển khai]."
    )
    assert linked.to == [Measure.COMPLETENESS, Measure.TIMELINESS, Measure.CONTINUING_RATE]


def test_of_several_days_none_is_named(linked):
    line = reports_line(WHOLE, period=Q3, closed_on={date(2026, 9, 14), date(2026, 9, 30)}, link=linked)

    assert line.startswith("Quý III/2026: [42/44 báo cáo đã gửi]")


def test_what_there_is_none_of_is_left_out(linked):
    figures = Figures(Sums(carried_out=1))

    assert tasks_line(figures, plan_count=1, reference_day_words=DAY, link=linked) == (
        "Tính đến ngày 30/09/2026, 01 kế hoạch có <strong>[01 nhiệm vụ]</strong>: [01 nhiệm vụ thường xuyên]."
    )
    assert with_end_line(figures, longest=None, link=linked) == ""
    assert reports_line(figures, period=Q3, closed_on=set(), link=linked) == ""


def test_in_english_numbers_have_no_leading_nought(linked):
    use(Language.EN)

    assert tasks_line(WHOLE, plan_count=5, reference_day_words="As of 30/09/2026", link=linked).startswith(
        "As of 30/09/2026, 5 plans have <strong>[54 tasks]</strong>: 45 tasks with an end, [8 continuing tasks]"
    )

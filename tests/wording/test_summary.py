"""How the tasks stand and what needs action, in words."""

from datetime import date

import pytest

from data_model.rules.figures.attention import AttentionItem, AttentionKind
from data_model.rules.figures.measures import Figures
from data_model.rules.figures.sums import Sums
from data_model.values import Language
from wording.summary import needs, needs_title, not_yet_due, nothing_needed, summary
from wording.translation import use

PAST = date(2026, 9, 30)
FOUND = [
    AttentionItem(need, "P1", ("A",), date(2026, 9, 20), days=10)
    for need in (AttentionKind.TASK_OVERDUE, AttentionKind.TASK_OVERDUE, AttentionKind.REPORT_WAITING)
]


@pytest.fixture(autouse=True)
def vietnamese():
    use(Language.VI)


@pytest.mark.parametrize(
    "past_day, found, words, title",
    [
        (
            None,
            FOUND,
            "Việc cần đôn đốc hôm nay: 2 nhiệm vụ quá hạn; 1 báo cáo chờ xác nhận.",
            "Việc cần đôn đốc hôm nay (3)",
        ),
        (
            PAST,
            FOUND,
            "Việc cần đôn đốc tại ngày 30/09/2026: 2 nhiệm vụ quá hạn; 1 báo cáo chờ xác nhận.",
            "Việc cần đôn đốc tại ngày 30/09/2026 (3)",
        ),
        (None, [], "Hôm nay không có việc cần đôn đốc.", "Việc cần đôn đốc hôm nay (0)"),
        (PAST, [], "Tại ngày 30/09/2026 không có việc cần đôn đốc.", "Việc cần đôn đốc tại ngày 30/09/2026 (0)"),
    ],
)
def test_only_of_today_it_is_said_that_it_is_today(past_day, found, words, title):
    assert needs(found, past_day=past_day) == words
    assert needs_title(len(found), past_day=past_day) == title
    if not found:
        assert nothing_needed(past_day) == words


WHOLE = Sums(
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
)


def test_the_opening_names_every_state_and_what_is_early_undated_and_without_a_lead():
    assert summary(Figures(WHOLE, PAST), reference_day_words="Tính đến ngày 30/09/2026") == (
        "Tính đến ngày 30/09/2026: 54 nhiệm vụ; hoàn thành 37 (đúng hạn 24, trong đó trước hạn 5; quá hạn 3; không xác "
        "định thời hạn 10); đang thực hiện trong hạn 5; quá hạn chưa hoàn thành 2; chưa xác định thời hạn 1; thường xuyên 8 "
        "(đã triển khai trong kỳ 4; một số cơ quan đã triển khai 1; chưa có báo cáo được xác nhận trong kỳ 3); hết hiệu lực "
        "1. Chưa giao cơ quan chủ trì: 2 nhiệm vụ."
    )


def test_what_there_is_none_of_is_not_named_but_for_the_main_states():
    assert summary(Figures(Sums(in_progress=1), PAST), reference_day_words="Tính đến ngày 30/09/2026") == (
        "Tính đến ngày 30/09/2026: 1 nhiệm vụ; hoàn thành 0 (đúng hạn 0; quá hạn 0); đang thực hiện trong hạn 1; quá hạn "
        "chưa hoàn thành 0; chưa xác định thời hạn 0; thường xuyên 0."
    )


def test_beside_the_completion_of_tasks_due_stands_what_is_completed_and_not_in_it():
    assert not_yet_due(Figures(WHOLE, PAST)) == (
        "Hoàn thành nhưng không tính vào tỷ lệ này: trước hạn 5; không xác định thời hạn 10."
    )
    assert not_yet_due(Figures(Sums(done_on_time=2, on_time_due=2, done_due=2), PAST)) == ""

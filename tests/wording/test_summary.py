"""What needs action, in words: today, or at the end of a day that has passed."""

from datetime import date

import pytest

from data_model.rules.attention import Attention, Need
from data_model.values import Language
from wording.catalogue import use
from wording.summary import needs, needs_title, nothing_needed

PAST = date(2026, 9, 30)
FOUND = [
    Attention(need, "P1", ("A",), date(2026, 9, 20), days=10)
    for need in (Need.TASK_OVERDUE, Need.TASK_OVERDUE, Need.REPORT_WAITING)
]


@pytest.fixture(autouse=True)
def vietnamese():
    use(Language.VI)


@pytest.mark.parametrize(
    "past_day, found, words, title",
    [
        (None, FOUND, "Cần xử lý hôm nay: nhiệm vụ quá hạn 2; báo cáo chờ duyệt 1.", "Cần xử lý hôm nay (3)"),
        (
            PAST,
            FOUND,
            "Cần xử lý vào ngày 30/09/2026: nhiệm vụ quá hạn 2; báo cáo chờ duyệt 1.",
            "Cần xử lý vào ngày 30/09/2026 (3)",
        ),
        (None, [], "Hôm nay không có việc cần xử lý.", "Cần xử lý hôm nay (0)"),
        (PAST, [], "Ngày 30/09/2026 không có việc cần xử lý.", "Cần xử lý vào ngày 30/09/2026 (0)"),
    ],
)
def test_only_of_today_it_is_said_that_it_is_today(past_day, found, words, title):
    assert needs(found, past_day=past_day) == words
    assert needs_title(len(found), past_day=past_day) == title
    if not found:
        assert nothing_needed(past_day) == words

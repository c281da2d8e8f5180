"""What needs action and what a rate leaves out, in words."""

from datetime import date

import pytest

from data_model.rules.figures.measures import Figures
from data_model.rules.figures.sums import Sums
from data_model.values import Language
from wording.summary import needs_title, not_yet_due, nothing_needed
from wording.translation import use

PAST = date(2026, 9, 30)


@pytest.fixture(autouse=True)
def vietnamese():
    use(Language.VI)


def test_only_of_today_it_is_said_that_it_is_today():
    assert needs_title(3, past_day=None) == "Việc cần đôn đốc hôm nay (3)"
    assert needs_title(0, past_day=PAST) == "Việc cần đôn đốc tại ngày 30/09/2026 (0)"
    assert nothing_needed(None) == "Hôm nay không có việc cần đôn đốc."
    assert nothing_needed(PAST) == "Tại ngày 30/09/2026 không có việc cần đôn đốc."


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


def test_beside_the_completion_of_tasks_due_stands_what_is_completed_and_not_in_it():
    assert not_yet_due(Figures(WHOLE, PAST)) == (
        "Hoàn thành nhưng không tính vào tỷ lệ này: trước hạn 5; không xác định thời hạn 10."
    )
    assert not_yet_due(Figures(Sums(done_on_time=2, on_time_due=2, done_due=2), PAST)) == ""

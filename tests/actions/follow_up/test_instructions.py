"""Instructions of leadership on the worked case: who sees and answers them, and how long they stand in what needs action."""

from datetime import date

import pytest

from actions.follow_up.instructions import (
    DueInThePast,
    TextMissing,
    answer_instruction,
    close_instruction,
    instruct,
)
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.attention import AttentionKind, attention
from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import EVERYTHING, CurrentUser, NotAllowed
from data_model.rules.plans.periods import local_day
from data_model.store import open_session
from data_model.store.figures.facts import read_facts
from data_model.store.follow_up.instructions import instruction_rows
from data_model.values import Role
from tests.builders.stores import local
from tests.builders.submissions import BINH, CUONG, OF_C

pytestmark = pytest.mark.usefixtures("worked_case")

LEADER = CurrentUser("lan", "Lãnh đạo", Role.LEADER, province="Tỉnh mẫu")
ELSEWHERE = CurrentUser("xa", "Lãnh đạo tỉnh khác", Role.LEADER, province="Tỉnh khác")
JUNE_20, JUNE_22, JULY_1 = local("2026-06-20 09:00"), local("2026-06-22 09:00"), local("2026-07-01 09:00")


def told(
    user=LEADER,
    *,
    task="T3",
    agency=None,
    text="Đề nghị báo cáo rõ nguyên nhân chậm",
    due=date(2026, 6, 25),
    at=JUNE_20,
):
    instruct(user=user, plan="P1", task=task, agency=agency, text=text, due_on=due, at=at)
    return rows()[0].fact.id


def rows():
    with open_session() as session:
        return instruction_rows(session, ["P1"])


def needs(at, scope=EVERYTHING, **selection):
    with open_session() as session:
        facts = read_facts(session, scope, today=local_day(at))
    kinds = (AttentionKind.INSTRUCTION_LATE, AttentionKind.INSTRUCTION_OPEN)
    found = attention(facts, cutoff=AsOf(at), selection=Selection(**selection))
    return [(item.need, item.days, item.instruction.task) for item in found if item.need in kinds]


def test_it_stands_in_what_needs_action_until_leadership_says_done():
    number = told()

    assert needs(JUNE_22) == [(AttentionKind.INSTRUCTION_OPEN, -3, "T3")]
    assert needs(JULY_1) == [(AttentionKind.INSTRUCTION_LATE, 6, "T3")]

    answer_instruction(user=BINH, instruction=number, text="Đã báo cáo", at=JUNE_22)
    assert needs(JULY_1) == [(AttentionKind.INSTRUCTION_LATE, 6, "T3")], "an answer is not yet done"

    assert close_instruction(user=LEADER, instruction=number, at=JULY_1)
    assert needs(local("2026-07-02 09:00")) == []
    assert needs(JUNE_22) == [(AttentionKind.INSTRUCTION_OPEN, -3, "T3")], "as known before"
    assert not close_instruction(user=LEADER, instruction=number, at=JULY_1)


def test_the_office_and_the_agency_it_concerns_answer_and_nobody_else():
    number = told()  # T3 is B's

    answer_instruction(user=CUONG, instruction=number, text="Đã đôn đốc", at=JUNE_22)
    answer_instruction(user=BINH, instruction=number, text="Đã báo cáo", at=JULY_1)
    for stranger in (OF_C, ELSEWHERE):
        with pytest.raises(NotAllowed):
            answer_instruction(user=stranger, instruction=number, text="?", at=JULY_1)

    assert [answer.text for answer in rows()[0].answers] == ["Đã đôn đốc", "Đã báo cáo"]


def test_an_agency_has_its_own_instructions_alone_in_what_needs_action():
    told(task="T3")
    told(task=None, agency="C", text="Gửi báo cáo", at=local("2026-06-20 10:00"))

    assert [task for _, _, task in needs(JUNE_22, BINH.scope)] == ["T3"]
    assert [task for _, _, task in needs(JUNE_22, agency="C")] == [None]
    assert len(needs(JUNE_22, CUONG.scope)) == 2


def test_only_leadership_of_the_province_instructs_with_words_and_a_day_to_come():
    for user in (CUONG, BINH, ELSEWHERE):
        with pytest.raises(NotAllowed):
            told(user)
    with pytest.raises(TextMissing):
        told(text="  ")
    with pytest.raises(DueInThePast):
        told(due=date(2026, 6, 19))
    with pytest.raises(NotAllowed):
        told(task="T-khong-co")
    assert rows() == []

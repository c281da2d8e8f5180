"""Difficulties and proposals of lines: repeated ones joined, handled by the office, open ones carried into part IV."""

from dataclasses import replace
from datetime import date

import pytest

from actions.follow_up.difficulties import OutcomeMissing, handle_difficulty
from actions.review import accept_submission
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.selection import Selection
from data_model.rules.follow_up.difficulties import followed, remark_key
from data_model.rules.people.access import EVERYTHING, NotAllowed
from data_model.rules.plans.periods import local_day
from data_model.store import open_session
from data_model.store.consolidated.quotations import read_quotations
from data_model.store.figures.facts import read_facts
from data_model.store.follow_up.difficulties import read_handlings, said_remarks
from data_model.values import Decider, RemarkKind
from documents.consolidated.report_data import ConsolidatedReportContent, ConsolidatedReportRequest
from documents.consolidated.template_tags import report_tags
from tests.builders.stores import local
from tests.builders.submissions import BINH, CUONG, Q2, SENT, submit
from wording.formats import as_in_documents

pytestmark = pytest.mark.usefixtures("worked_case")

REVIEWED, HANDLED, JULY_1 = local("2026-06-26 10:00"), local("2026-06-27 10:00"), local("2026-07-01 09:00")
SAID = """ma_nhiem_vu,ky_bao_cao,tien_do,ngay_hoan_thanh,ket_qua,kho_khan,kien_nghi
T3,2026-Q2,100,15/5/2026,Đã xong,Thiếu kinh phí.,Không
T6,2026-Q2,20,,Đã bắt đầu,thiếu  kinh phí,Đề nghị bổ sung biên chế
"""


@pytest.fixture
def accepted(worked_case):
    accept_submission(user=CUONG, number=submit(SAID, at=SENT).number, at=REVIEWED)


def remarks(at=JULY_1):
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=local_day(at))
        return followed(said_remarks(session, facts, unreviewed=False), read_handlings(session, facts.plans), as_of=at)


def handle(remark, *, user=CUONG, at=HANDLED, decider=Decider.COMMITTEE, outcome="", is_closed=False):
    handle_difficulty(
        user=user,
        remark=remark,
        decider=decider,
        handled_by="Phòng Tài chính",
        due_on=date(2026, 6, 30),
        outcome=outcome,
        is_closed=is_closed,
        at=at,
    )


def test_what_several_lines_say_is_one_and_none_is_nothing(accepted):
    found = {(remark.kind, remark.key): len(remark.said) for remark in remarks()}

    assert found == {
        (RemarkKind.DIFFICULTY, "thieu kinh phi"): 2,
        (RemarkKind.PROPOSAL, "de nghi bo sung bien che"): 1,
    }
    assert [remark_key(text) for text in ("Không có.", "KHÔNG", "Không có kinh phí")] == ["", "", "khong co kinh phi"]


def test_what_waits_for_review_is_not_said_yet():
    submit(SAID, at=SENT)

    assert remarks() == []


def test_the_office_handles_one_and_each_entry_counts_from_its_instant(accepted):
    [money, _staff] = remarks()
    handle(money)

    [money, _staff] = remarks()
    assert (money.handling.decider, money.handling.raised_by, money.is_late_on(date(2026, 7, 1))) == (
        Decider.COMMITTEE,
        ("B",),
        True,
    )
    with pytest.raises(OutcomeMissing):
        handle(money, is_closed=True, at=JULY_1)
    handle(money, is_closed=True, outcome="Đã cấp bổ sung", at=JULY_1)

    assert [remark.is_open for remark in remarks()] == [True, False]
    assert all(remark.is_open for remark in remarks(at=HANDLED)), "as known before it was closed"


def test_an_agency_and_another_office_handle_nothing(accepted):
    [money, _staff] = remarks()
    for user in (BINH, replace(CUONG, agency="C")):
        with pytest.raises(NotAllowed):
            handle(money, user=user)


def test_open_ones_stand_in_part_iv_by_who_decides_until_they_are_closed(accepted):
    [money, staff] = remarks()
    handle(money, decider=Decider.COMMITTEE)
    handle(staff, decider=Decider.CENTRAL)
    handle(staff, decider=Decider.CENTRAL, outcome="Đã trả lời", is_closed=True, at=JULY_1)

    def part_iv(at):
        with open_session() as session:
            facts = read_facts(session, EVERYTHING, today=local_day(at))
            request = ConsolidatedReportRequest(
                facts, read_quotations(session, facts), Selection(plan="P1"), AsOf(at, Q2)
            )
        with as_in_documents():
            tags = report_tags(ConsolidatedReportContent(request))
        return tags["kien_nghi_uy_ban"][-1:], tags["kien_nghi_trung_uong"]

    assert part_iv(HANDLED) == (["Thiếu kinh phí (Sở B nêu)."], ["Đề nghị bổ sung biên chế (Sở B nêu)."])
    assert part_iv(JULY_1) == (["Thiếu kinh phí (Sở B nêu)."], [])

"""An agency and the office write about one report; each sees what the other wrote, and what is new to them."""

from datetime import timedelta

import pytest
from sqlmodel import select

from actions.round.messages import MessageEmpty, read_thread, send_message
from data_model.rules.people.access import CurrentUser, NotAllowed, is_office
from data_model.rules.plans.periods import Period
from data_model.rules.reporting.deadlines import ReportKey
from data_model.store import open_session
from data_model.store.base.engine import versions
from data_model.store.round.contacts import last_contacts, unread_counts
from data_model.store.round.messages import thread, threads
from data_model.tables import AuditEntry
from data_model.values import ContactKind, Role
from tests.builders.stores import local

pytestmark = pytest.mark.usefixtures("worked_case")

Q2 = Period.from_code("2026-Q2")
B = ReportKey("B", "P1", Q2)
CUONG = CurrentUser("cuong", "Cơ quan tổng hợp", Role.COORDINATOR, agency="A")
DUNG = CurrentUser("dung", "Cơ quan tổng hợp", Role.COORDINATOR, agency="A")
BINH = CurrentUser("binh", "Cán bộ Sở B", Role.REPORTER, agency="B")
OF_C = CurrentUser("chi", "Cán bộ Sở C", Role.REPORTER, agency="C")
ELSEWHERE = CurrentUser("em", "Đầu mối nơi khác", Role.COORDINATOR, agency="C")
LAN = CurrentUser("lan", "Lãnh đạo", Role.LEADER)
AT = local("2026-06-30 09:00")


def send(user, text, minutes=0):
    send_message(user=user, report=B, text=text, at=AT + timedelta(minutes=minutes))


def written():
    with open_session() as session:
        return [(message.author, message.from_office, message.text) for message in thread(session, B)]


def unread(user):
    with open_session() as session:
        return unread_counts(session, user_name=user.name, for_office=is_office(user)).get(("B", "P1", "2026-Q2"), 0)


def test_both_sides_read_what_was_written_in_order():
    send(CUONG, "  Đề nghị gửi báo cáo  ")
    send(BINH, "Sẽ gửi trong tuần", 5)

    assert written() == [("cuong", True, "Đề nghị gửi báo cáo"), ("binh", False, "Sẽ gửi trong tuần")]
    with open_session() as session:
        entries = session.exec(select(AuditEntry)).all()
        assert {(entry.what, entry.subject) for entry in entries} == {("send_message", "B P1 2026-Q2")}


def test_a_message_is_unread_for_each_person_of_the_other_side_until_they_read_it():
    send(BINH, "Xin gia hạn")
    assert (unread(CUONG), unread(DUNG), unread(BINH)) == (1, 1, 0)

    read_thread(user=CUONG, report=B, at=AT + timedelta(minutes=1))
    assert (unread(CUONG), unread(DUNG)) == (0, 1)

    send(BINH, "Xin trả lời", 2)
    assert (unread(CUONG), unread(DUNG)) == (1, 2)

    send(CUONG, "Đồng ý", 3)
    assert (unread(CUONG), unread(BINH)) == (0, 1), "who answers has read"


@pytest.mark.parametrize("user", [OF_C, ELSEWHERE, LAN])
def test_nobody_else_writes_or_reads(user):
    with pytest.raises(NotAllowed):
        send(user, "Xem")
    with pytest.raises(NotAllowed):
        read_thread(user=user, report=B, at=AT)
    assert written() == []


def test_an_empty_message_is_refused():
    with pytest.raises(MessageEmpty):
        send(CUONG, " \n ")


def test_a_message_is_the_last_contact_and_changes_no_figure():
    with open_session() as session:
        before = versions(session).data
    send(CUONG, "Đề nghị gửi báo cáo")

    with open_session() as session:
        [(agency, contact)] = last_contacts(session, plan="P1", periods=[Q2]).items()
        assert (agency, contact.kind, contact.at) == ("B", ContactKind.MESSAGE, AT)
        assert versions(session).data == before
        assert threads(session, plans={"P1"}, agencies=None) == [B]
        assert threads(session, plans={"P1"}, agencies={"C"}) == threads(session, plans=(), agencies=None) == []

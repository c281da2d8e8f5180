"""The address of one's own calendar: read without a session, in the account's scope, as long as its owner wants."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar
from sqlmodel import select

from actions.people.calendar_address import make_calendar_address, remove_calendar_address
from data_model.rules.people.access import CurrentUser
from data_model.store import open_session
from data_model.tables import AuditEntry, User
from data_model.values import Role
from tests.builders.stores import load_files
from ui.base.clock import now, today

NEXT_YEAR = today().year + 1
BINH = CurrentUser("binh", "", Role.REPORTER, agency="SO-A")
FOLDER = {
    "plans": f"code,number,province,issued_on,title\nP,1/KH-UBND,Hà Nội,{today().year - 1}-12-20,Kế hoạch",
    "tasks": f"""code,plan,title,type,due_on
                 NA,P,"Đón đoàn; họp, báo cáo",one_off,{NEXT_YEAR}-01-15
                 NB,P,Việc của Sở B,one_off,{NEXT_YEAR}-01-16""",
    "assignments": "task,agency,role\nNA,SO-A,lead\nNB,SO-B,lead",
    "regimes": f"""plan,valid_from,kinds,window,agency_due_days,consolidator,basis
                   P,{today().year - 1}-12-15,year,calendar,60,SO-B,giả định""",
}


@pytest.fixture
def address(client, tmp_path):
    """Of binh, who reports for SO-A."""
    load_files(tmp_path / "plan", **FOLDER)
    return lambda: f"/calendar/{make_calendar_address(user=BINH, at=now())}.ics"


def events(answer):
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    return {
        str(event["uid"]): (str(event["summary"]), event.decoded("dtstart"))
        for event in Calendar.from_ical(answer.content).walk("VEVENT")
    }


def test_it_has_the_due_days_of_the_own_tasks_and_reports_and_no_others(client, address):
    found = events(client.get(address()))

    assert found["task_due-P-NA@tien-do"] == ("Nhiệm vụ đến hạn: Đón đoàn; họp, báo cáo", date(NEXT_YEAR, 1, 15))
    assert found[f"report_due-P-{today().year}@tien-do"][1] == date(today().year, 12, 31) + timedelta(days=60)
    assert not any("NB" in uid for uid in found)


def test_a_new_address_ends_the_one_before_and_an_address_can_be_taken_back(client, address):
    first, second = address(), address()

    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    remove_calendar_address(user=BINH, at=now())
    assert client.get(second).status_code == 404


def test_nobody_reads_it_with_a_guess_or_after_the_account_was_disabled(client, address):
    made = address()
    with open_session() as session:
        stored = session.exec(select(User.calendar_hash).where(User.name == "binh")).one()

    assert stored not in made
    for guess in ("/calendar/.ics", "/calendar/x.ics", f"/calendar/{stored}.ics", "/calendar/%20.ics"):
        assert client.get(guess).status_code in (303, 401, 404)
    with open_session() as session:
        session.exec(select(User).where(User.name == "binh")).one().disabled_at = now()
        session.commit()
    assert client.get(made).status_code == 404


def test_making_and_taking_back_is_in_the_audit_and_the_secret_is_not(client, address):
    made = address()
    remove_calendar_address(user=BINH, at=now())

    with open_session() as session:
        entries = session.exec(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(2)).all()
    assert [entry.what for entry in entries] == ["remove_calendar_address", "make_calendar_address"]
    assert not any(made[10:-4] in repr(entry) for entry in entries)

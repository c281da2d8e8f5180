"""Each notice goes to whom it concerns and to nobody else, once. In docs/definitions.md §5 the office is A; B and C report."""

from datetime import timedelta

import pytest

from actions.notices.notices import audience, choose_notices, read_notices
from actions.review import accept_submission, return_submission
from actions.round.decisions import extend_reports
from actions.round.messages import send_message
from data_model.rules.notices.audience import DUE_DAYS, due_day_notices, is_time_to_mail
from data_model.rules.people.access import CurrentUser, NotAllowed
from data_model.rules.plans.periods import Period, local_day
from data_model.rules.reporting.deadlines import ReportKey
from data_model.store import open_session
from data_model.store.figures.facts import read_facts
from data_model.store.notices.notices import count_notices, notices
from data_model.store.notices.readers import reading
from data_model.values import NoticeKind, NoticeMail, Role
from tests.builders.stores import load_files, local

Q3 = Period.from_code("2026-Q3")
OF_B = ReportKey("B", "P1", Q3)
SENT = local("2026-09-16 10:00")
AT = local("2026-09-18 09:00")

OFFICE = CurrentUser("cuong", "Cán bộ tổng hợp", Role.COORDINATOR, agency="A")
REPORTER_B = CurrentUser("binh", "Cán bộ B", Role.REPORTER, agency="B")
REPORTER_C = CurrentUser("chi", "Cán bộ C", Role.REPORTER, agency="C")
LEADER = CurrentUser("lan", "Lãnh đạo", Role.LEADER)
ADMIN = CurrentUser("an", "Quản trị", Role.ADMIN)
EVERYBODY = (OFFICE, REPORTER_B, REPORTER_C, LEADER, ADMIN)


@pytest.fixture(autouse=True)
def third_quarter(worked_case, tmp_path):
    """B has sent its report on the third quarter, and the office its own."""
    load_files(
        tmp_path / "sent",
        submissions="""number,agency,plan,period,submitted_at,submitted_by,status
W1,B,P1,2026-Q3,2026-09-16T10:00:00+07:00,binh,submitted
W2,A,P1,2026-Q3,2026-09-16T11:00:00+07:00,can-bo-a,submitted
""",
        report_lines="submission,task,percent\nW1,T2,60",
    )


def told(user, *, since=SENT - timedelta(hours=1), until=AT, off=()):
    """(kind, agency of the report) of each notice; the count of them is told alike."""
    with open_session() as session:
        facts = read_facts(session, user.scope, today=local_day(until))
        concerns = audience(session, user, facts, at=until)
        found = notices(session, concerns, since=since, until=until, off=off)
        assert count_notices(session, concerns, since=since, until=until, off=off) == len(found)
    return [(notice.kind, notice.report.agency) for notice in found]


def told_by_name(**window):
    return {user.name: told(user, **window) for user in EVERYBODY if told(user, **window)}


def test_a_report_is_told_to_its_reviewer_alone():
    assert told_by_name() == {
        "cuong": [(NoticeKind.REPORT_CAME, "B")],
        "lan": [(NoticeKind.REPORT_CAME, "A")],
    }


@pytest.mark.parametrize(
    "act, notice",
    [
        (lambda at: accept_submission(user=OFFICE, number="W1", at=at), NoticeKind.CONFIRMED),
        (lambda at: return_submission(user=OFFICE, number="W1", reason="Thiếu số liệu", at=at), NoticeKind.RETURNED),
        (lambda at: send_message(user=OFFICE, report=OF_B, text="Đề nghị gửi bản ký", at=at), NoticeKind.MESSAGE),
    ],
    ids=["confirmed", "returned", "message"],
)
def test_what_the_office_does_is_told_to_the_agency_and_to_no_other(act, notice):
    act(AT)

    assert told_by_name(since=SENT + timedelta(hours=2)) == {"binh": [(notice, "B")]}


def test_more_time_is_told_with_the_reason_and_the_day():
    extend_reports(
        user=OFFICE,
        reports=[ReportKey("C", "P1", Q3)],
        due_on=local_day(AT + timedelta(days=9)),
        reason="Mưa lũ",
        at=AT,
    )

    assert told_by_name(since=SENT + timedelta(hours=2)) == {"chi": [(NoticeKind.EXTENDED, "C")]}
    with open_session() as session:
        facts = read_facts(session, REPORTER_C.scope, today=local_day(AT))
        [notice] = notices(session, audience(session, REPORTER_C, facts, at=AT), since=SENT, until=AT)
    assert (notice.text, notice.due_on, notice.by) == ("Mưa lũ", local_day(AT + timedelta(days=9)), "cuong")


def test_the_agencys_message_is_told_to_the_office():
    send_message(user=REPORTER_B, report=OF_B, text="Xin gửi bổ sung", at=AT)

    assert told_by_name(since=SENT + timedelta(hours=2)) == {"cuong": [(NoticeKind.MESSAGE, "B")]}


def test_what_was_switched_off_and_what_is_older_is_not_told():
    assert told(OFFICE, off=[NoticeKind.REPORT_CAME]) == []
    assert told(OFFICE, since=SENT) == []
    assert told(OFFICE, until=SENT) == [(NoticeKind.REPORT_CAME, "B")]


def test_reading_and_the_choice_are_ones_own():
    read_notices(user=OFFICE, at=AT)
    choose_notices(user=OFFICE, mail=NoticeMail.NEVER, off=[NoticeKind.MESSAGE])

    with open_session() as session:
        own, others = reading(session, "cuong"), reading(session, "binh")
    assert (own.read_until, own.mail, own.off) == (AT, NoticeMail.NEVER, {NoticeKind.MESSAGE})
    assert (others.read_until, others.mail, others.off) == (None, NoticeMail.DAILY, frozenset())
    with pytest.raises(NotAllowed):
        read_notices(user=ADMIN, at=AT)


@pytest.mark.parametrize("days", DUE_DAYS)
def test_a_due_day_is_told_on_its_day_at_midnight(days):
    due_on = local_day(local("2026-09-17 00:00"))
    midnight = local("2026-09-17 00:00") + timedelta(days=days)

    def heard(until):
        return due_day_notices([(OF_B, due_on)], since=midnight - timedelta(hours=3), until=until)

    assert heard(midnight - timedelta(seconds=1)) == []
    assert heard(midnight) == [(OF_B, due_on, midnight)]


@pytest.mark.parametrize(
    "mail, mailed_until, at, goes",
    [
        (NoticeMail.AT_ONCE, "2026-09-18 08:59", "2026-09-18 09:00", True),
        (NoticeMail.NEVER, "2026-09-01 00:00", "2026-09-18 09:00", False),
        (NoticeMail.DAILY, "2026-09-17 07:00", "2026-09-18 06:59", False),
        (NoticeMail.DAILY, "2026-09-17 07:00", "2026-09-18 07:00", True),
        (NoticeMail.DAILY, "2026-09-18 07:00", "2026-09-18 23:00", False),
    ],
)
def test_the_daily_mail_goes_once_from_seven_on(mail, mailed_until, at, goes):
    assert is_time_to_mail(mail, mailed_until=local(mailed_until), at=local(at)) is goes

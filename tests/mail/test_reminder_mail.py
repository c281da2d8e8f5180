"""Reminders go through a real mail server: to whom, when, how often, and what happens when it is down.

In the case of docs/definitions.md §5 the second quarter is due on 17 June 2026; A sent on the 16th, got it back on
the 18th and sent it again on the 20th, C sent on the 18th, B nothing. On 30 June the third quarter is open too, due
on 17 September.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import col, update

from actions.load_folder import dump
from actions.people.accounts import disable_user
from actions.round.decisions import waive_reports
from actions.round.messages import send_message
from actions.round.reminders import claim_mails, queue_due_reminders, queue_reminders
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import CurrentUser, NotAllowed
from data_model.rules.plans.periods import Period
from data_model.rules.reporting.deadlines import ReportKey
from data_model.settings import mail_settings, public_url
from data_model.store import open_session, open_side_transaction
from data_model.store.base.engine import engine
from data_model.store.round.contacts import last_contacts
from data_model.store.round.reminders import CLAIM_LASTS, register, reminded_times
from data_model.tables import Plan
from data_model.values import ContactKind, Role
from documents.base.letterhead import NO_LETTERHEAD
from documents.base.office_folder import OfficeTemplate
from documents.issuing.round_letters import LetterBatch, make_round_letters
from mail.outgoing import send_waiting
from tests.builders.decree30 import Checked
from tests.builders.mail_server import point_at
from tests.builders.stores import local, rows

pytestmark = [pytest.mark.usefixtures("people"), pytest.mark.slow]  # writes to a real mail server

Q2 = Period.from_code("2026-Q2")
B = ReportKey("B", "P1", Q2)
CUONG = CurrentUser("cuong", "Cơ quan tổng hợp", Role.COORDINATOR, agency="A")
BINH = CurrentUser("binh", "Cán bộ Sở B", Role.REPORTER, agency="B")
ADMIN = CurrentUser("an", "Quản trị", Role.ADMIN)
LATE = local("2026-06-30 08:00")


def ask(at=LATE):
    return queue_due_reminders(at=at, days_before=3, again_after_days=3)


def send(at=LATE):
    return send_waiting(mail_settings(), public_url=public_url(), clock=lambda: at)


def run(at=LATE):
    ask(at)
    return send(at)


def listed():
    with open_session() as session:
        return [
            (reminder.address, reminder.kind.value, reminder.state.value, reminder.tries)
            for reminder in register(session, plan="P1", period=Q2)
        ]


def test_who_owes_a_report_gets_one_letter_with_the_link_and_nobody_else(mailbox):
    outcome = run()

    assert (outcome.sent, outcome.waiting, outcome.refused) == (2, 0, 0)
    letters = mailbox.by_address()
    assert set(letters) == {"binh@example.vn", "bach@example.vn"}
    assert "- Quý II/2026, kế hoạch 1/KH-UBND: hạn gửi 17/06/2026 (quá hạn)." in letters["binh@example.vn"]
    assert "https://tiendo.example.vn/upload-report?report=P1~2026-Q2\n" in letters["binh@example.vn"]
    assert mailbox.letters[0]["Subject"] == "Đề nghị gửi báo cáo: 1"
    assert mailbox.letters[0]["From"].addresses[0].addr_spec == "tien-do@example.vn"
    assert mailbox.letters[0]["From"].addresses[0].display_name == "Sở A (Hệ thống Tiến Độ)"


def test_a_plan_without_a_number_is_named_by_what_it_carries_out(mailbox):
    with open_side_transaction() as session:
        session.execute(update(Plan).where(col(Plan.code) == "P1").values(number=""))

    run()

    letter = mailbox.by_address()["binh@example.vn"]
    assert "- Quý II/2026, Kế hoạch thực hiện Chỉ thị số 04-CT/TW (chưa có số): hạn gửi 17/06/2026 (quá hạn)." in letter


def test_the_office_asks_in_its_own_name_says_which_day_it_is_and_how_it_is_reached(mailbox):
    run()

    lines = mailbox.by_address()["binh@example.vn"].splitlines()
    assert "Tính đến ngày 30/06/2026, Sở A trân trọng đề nghị Quý cơ quan gửi các báo cáo sau:" in lines
    end = lines.index("Trân trọng.")
    assert lines[end + 1] == "Sở A"
    assert lines[end + 2].startswith("Liên hệ: ")
    assert "“Trao đổi về báo cáo”" in lines[end + 2]


@pytest.mark.parametrize(
    "at, expected",
    [
        (local("2026-06-13 23:00"), {}),
        (
            local("2026-06-14 00:00"),
            {"anh": "sắp đến hạn", "binh": "sắp đến hạn", "bach": "sắp đến hạn", "chi": "sắp đến hạn"},
        ),
        (local("2026-06-17 23:00"), {"binh": "sắp đến hạn", "bach": "sắp đến hạn", "chi": "sắp đến hạn"}),
        (local("2026-06-18 20:00"), {"anh": "đề nghị bổ sung", "binh": "quá hạn", "bach": "quá hạn"}),
        (local("2026-06-20 20:00"), {"binh": "quá hạn", "bach": "quá hạn"}),
        (local("2026-07-17 23:00"), {"binh": "quá hạn", "bach": "quá hạn"}),
        (local("2026-07-18 00:00"), {}),
    ],
)
def test_reminders_begin_before_the_due_day_and_end_with_the_lock(mailbox, at, expected):
    run(at)

    found = {address.split("@")[0]: text for address, text in mailbox.by_address().items()}
    assert set(found) == set(expected)
    assert all(f"({why})" in found[name] for name, why in expected.items())


def test_nobody_is_reminded_twice_within_the_days_that_are_set(mailbox):
    run()
    again = ask(LATE + timedelta(days=2, hours=23))
    assert (again.letters, again.reminded_lately) == ((), (B,))
    assert send(LATE + timedelta(days=2, hours=23)).sent == 0

    assert run(LATE + timedelta(days=3)).sent == 2
    assert len(mailbox.letters) == 4


def test_a_server_that_is_down_loses_nothing_and_the_next_run_sends_once(no_server, request, monkeypatch):
    first = run()
    assert (first.sent, first.waiting) == (0, 2)
    assert "ConnectionRefusedError" in first.problem
    assert {(state, tries) for _, _, state, tries in listed()} == {("waiting", 1)}

    mailbox = request.getfixturevalue("mailbox")
    assert run(LATE + timedelta(hours=1)).sent == 2
    assert len(mailbox.letters) == 2
    assert {(state, tries) for _, _, state, tries in listed()} == {("sent", 2)}
    assert ask(LATE + timedelta(days=3)).letters == (), "the days count from when it went out"
    point_at(no_server, monkeypatch)


def test_what_is_no_longer_owed_when_the_server_is_back_is_not_sent(no_server, request):
    run()
    waive_reports(user=CUONG, reports=[B], reason="Đang sắp xếp tổ chức", at=LATE + timedelta(minutes=5))

    mailbox = request.getfixturevalue("mailbox")
    assert send(LATE + timedelta(minutes=10)).sent == 0
    assert mailbox.letters == []
    assert {state for _, _, state, _ in listed()} == {"dropped"}


def test_two_replicas_that_run_at_once_send_once(mailbox):
    engine().dispose()
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(lambda _: run(), range(4)))

    assert sum(outcome.sent for outcome in outcomes) == 2
    assert sorted(mailbox.by_address()) == ["bach@example.vn", "binh@example.vn"]
    assert len(mailbox.letters) == 2


def test_what_a_dead_process_had_taken_is_sent_by_a_later_one(mailbox):
    ask()
    assert len(claim_mails(at=LATE)) == 2

    assert send(LATE + CLAIM_LASTS - timedelta(minutes=1)).sent == 0
    assert send(LATE + CLAIM_LASTS).sent == 2


def test_an_address_that_is_refused_does_not_stop_the_others(mailbox):
    mailbox.refuses = {"bach@example.vn": "550 5.1.1 No such user", "binh@example.vn": "450 4.2.1 Try later"}
    outcome = run()

    assert (outcome.sent, outcome.waiting, outcome.refused) == (0, 1, 1)
    assert sorted(listed()) == [
        ("bach@example.vn", "late", "refused", 1),
        ("binh@example.vn", "late", "waiting", 1),
    ]
    mailbox.refuses = {}
    assert send(LATE + timedelta(hours=1)).sent == 1


def test_an_agency_without_an_address_is_named_and_a_disabled_account_not_written_to(mailbox):
    with open_side_transaction() as session:
        for name in ("binh", "bach"):
            disable_user(session, user=ADMIN, name=name, at=LATE)

    assert ask().without_address == (B,)
    assert send().sent == 0


def test_the_office_reminds_by_hand_within_the_same_limit(mailbox):
    early = local("2026-06-10 09:00")
    planned = queue_reminders(user=CUONG, reports=[B], at=early, again_after_days=3)
    assert sorted(recipient.user_name for recipient, _ in planned.letters) == ["bach", "binh"]
    assert send(early).sent == 2

    again = queue_reminders(user=CUONG, reports=[B], at=early + timedelta(hours=1), again_after_days=3)
    assert (again.letters, again.reminded_lately) == ((), (B,))
    with pytest.raises(NotAllowed):
        queue_reminders(
            user=CurrentUser("em", "", Role.COORDINATOR, agency="C"), reports=[B], at=early, again_after_days=3
        )


def test_a_reminder_is_a_contact_and_leaves_the_store_with_a_dump(mailbox, tmp_path):
    send_message(user=CUONG, report=B, text="Đề nghị gửi báo cáo", at=LATE - timedelta(days=1))
    run()

    with open_session() as session:
        assert last_contacts(session, plan="P1", periods=[Q2])["B"].kind is ContactKind.REMINDER
    dump(tmp_path / "out")
    assert {row["user"] for row in rows(tmp_path / "out" / "reminders.csv")} == {"binh", "bach"}


def test_the_letters_of_the_office_name_the_e_mails_and_do_not_count_them_as_letters(mailbox):
    for days in (0, 5):
        ask(LATE + timedelta(days=days))
        send(LATE + timedelta(days=days))
    wanted = LetterBatch(Selection(plan="P1"), AsOf(LATE + timedelta(days=6), Q2), frozenset("ABC"))

    made = make_round_letters(wanted, OfficeTemplate(NO_LETTERHEAD), user=CUONG, at=LATE + timedelta(days=6))
    to_c = make_round_letters(
        replace(wanted, only=frozenset("C")), OfficeTemplate(NO_LETTERHEAD), user=CUONG, at=LATE + timedelta(days=6)
    )

    with open_session() as session:
        assert reminded_times(session, {("P1", Q2)}) == {"B": 2}
    [to_b] = made
    assert to_b.agency == "B"
    text = "\n".join(paragraph.text for paragraph in Checked(to_b.file.content).elements())
    assert "đã nhắc qua thư điện tử 02 lần; tuy nhiên, đến nay Sở B còn" in text
    assert "(lần" not in text
    assert to_c == []


def test_a_letter_before_the_due_day_and_one_that_is_not_sent_are_no_reminder(no_server):
    ask(local("2026-06-16 08:00"))
    run()

    with open_session() as session:
        assert reminded_times(session, {("P1", Q2)}) == {}


@pytest.mark.parametrize("user", [BINH, CurrentUser("em", "Nơi khác", Role.COORDINATOR, agency="C")])
def test_only_the_office_of_the_plan_makes_letters(user):
    with pytest.raises(NotAllowed):
        wanted = LetterBatch(Selection(plan="P1"), AsOf(LATE, Q2), frozenset("B"))
        make_round_letters(wanted, OfficeTemplate(NO_LETTERHEAD), user=user, at=LATE)

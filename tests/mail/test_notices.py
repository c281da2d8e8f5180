"""Notices go through a real mail server: to whom, in which words, once, whatever dies in between.

In the case of docs/definitions.md §5 the office is A; B sent nothing for the second quarter.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from actions.notices.notices import choose_notices, claim_letters, queue_letters
from actions.people.accounts import disable_user
from actions.round.messages import send_message
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.periods import Period
from data_model.rules.reporting.deadlines import ReportKey
from data_model.settings import mail_settings, public_url
from data_model.store import open_side_transaction
from data_model.store.notices.readers import CLAIM_LASTS
from data_model.values import NoticeKind, NoticeMail, Role
from mail.notices import send_notices
from tests.builders.stores import local

pytestmark = [pytest.mark.usefixtures("people"), pytest.mark.slow]  # writes to a real mail server

OFFICE = CurrentUser("cuong", "Cơ quan tổng hợp", Role.COORDINATOR, agency="A")
BINH = CurrentUser("binh", "Cán bộ binh", Role.REPORTER, agency="B")
ADMIN = CurrentUser("an", "Quản trị", Role.ADMIN)
REPORT = ReportKey("B", "P1", Period.from_code("2026-Q2"))
FIRST = local("2026-06-20 08:00")
SAID = local("2026-06-20 09:00")
NEXT = local("2026-06-21 07:00")


def send(at):
    return send_notices(mail_settings(), public_url=public_url(), clock=lambda: at)


def run(at):
    queue_letters(at=at)
    return send(at)


@pytest.fixture
def said(mailbox):
    """The timer has run once; then the office wrote to B."""
    run(FIRST)
    assert mailbox.letters == []
    send_message(user=OFFICE, report=REPORT, text="Đề nghị gửi bản có chữ ký.", at=SAID)
    return mailbox


def test_both_reporters_of_the_agency_are_told_the_next_morning_and_nobody_else(said):
    assert run(local("2026-06-21 06:59")).sent == 0
    assert run(NEXT).sent == 2

    letters = said.by_address()
    assert set(letters) == {"binh@example.vn", "bach@example.vn"}
    lines = letters["binh@example.vn"].splitlines()
    assert lines[2] == "- cuong trao đổi về báo cáo Quý II/2026 · 1/KH-UBND: Đề nghị gửi bản có chữ ký."
    assert lines[3] == "  https://tiendo.example.vn/one-report?about=B~P1~2026-Q2"
    assert said.letters[0]["Subject"] == "Hệ thống Tiến Độ: 1 thông báo"


def test_nothing_is_told_twice(said):
    run(NEXT)
    assert run(NEXT + timedelta(minutes=5)).sent == 0
    assert run(NEXT + timedelta(hours=16)).sent == 0
    assert len(said.letters) == 2


def test_who_wants_it_at_once_gets_it_at_once_and_who_wants_none_none(said):
    choose_notices(user=BINH, mail=NoticeMail.AT_ONCE, off=[])
    choose_notices(user=CurrentUser("bach", "", Role.REPORTER, agency="B"), mail=NoticeMail.NEVER, off=[])

    assert run(SAID + timedelta(minutes=5)).sent == 1
    assert run(NEXT).sent == 0
    assert set(said.by_address()) == {"binh@example.vn"}


def test_a_kind_that_was_switched_off_does_not_come(said):
    choose_notices(user=BINH, mail=NoticeMail.DAILY, off=[NoticeKind.MESSAGE])

    assert run(NEXT).sent == 1
    assert set(said.by_address()) == {"bach@example.vn"}


def test_two_processes_at_once_send_each_letter_once(said):
    with ThreadPoolExecutor(2) as processes:
        outcomes = list(processes.map(run, [NEXT, NEXT]))

    assert sum(outcome.sent for outcome in outcomes) == 2
    assert len(said.letters) == 2


def test_a_process_that_dies_with_claimed_letters_loses_none(said):
    queue_letters(at=NEXT)
    assert len(claim_letters(at=NEXT)) == 2  # and dies

    assert send(NEXT + timedelta(minutes=1)).sent == 0
    assert send(NEXT + CLAIM_LASTS).sent == 2


def test_an_account_that_is_disabled_meanwhile_gets_nothing(said):
    queue_letters(at=NEXT)
    with open_side_transaction() as session:
        disable_user(session, user=ADMIN, name="binh", at=NEXT)

    send(NEXT)

    assert set(said.by_address()) == {"bach@example.vn"}


def test_letters_wait_while_the_server_is_down(no_server):
    run(FIRST)
    send_message(user=OFFICE, report=REPORT, text="Đề nghị gửi.", at=SAID)

    outcome = run(NEXT)

    assert (outcome.sent, outcome.waiting) == (0, 2)
    assert "ConnectionRefusedError" in outcome.problem

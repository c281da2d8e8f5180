"""What happened, newest first: read, marked, and switched off."""

import re

import pytest

from actions.round.messages import send_message
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.periods import Period
from data_model.rules.reporting.deadlines import ReportKey
from data_model.values import NoticeKind, NoticeMail, Role
from tests.builders.pages import ADMIN, COORDINATOR, EMPTY, LEADER, OPEN_REPORT, REPORTER, THIS_YEAR, said
from ui.base.clock import now


@pytest.mark.parametrize("who", [LEADER, COORDINATOR, REPORTER])
def test_an_empty_store_tells_nothing_and_says_so(shared, who):
    at = shared(EMPTY).open("notices", who)

    assert said(at.main.title) == ["Thông báo"]
    assert said(at.main.info) == ["Trong 30 ngày qua không có thông báo nào."]


@pytest.fixture
def written_to(own):
    """The office has written to the reporter about a report that is still to be sent."""
    store = own(OPEN_REPORT)
    period = Period.from_code(THIS_YEAR)
    office = CurrentUser(COORDINATOR, "", Role.COORDINATOR, agency="SO-B")
    send_message(user=office, report=ReportKey("SO-A", "KH", period), text="Đề nghị *gửi* sớm", at=now())
    return store


def test_a_notice_leads_to_what_it_is_about_and_is_new_until_marked_read(written_to):
    at = written_to.open("notices", REPORTER)

    new, notice, *_ = said(at.main.markdown)
    assert new == "Thông báo mới: 1; tổng số trong 30 ngày qua: 1."
    assert "trao đổi về báo cáo" in notice
    assert f"(/one-report?about=SO-A~KH~{THIS_YEAR})" in notice

    at = at.button(key="notices_read").click().run()

    assert said(at.main.markdown)[0] == "Thông báo mới: 0; tổng số trong 30 ngày qua: 1."


def test_a_kind_that_was_switched_off_is_gone_and_the_choice_stays(written_to):
    at = written_to.open("notices", REPORTER)
    kinds = at.get("button_group")[0]
    assert "Có tin nhắn trao đổi" in kinds.options

    at.session_state["notices_kinds"] = [
        kind for kind in NoticeKind if kind not in (NoticeKind.MESSAGE, NoticeKind.REPORT_CAME)
    ]
    at.radio(key="notices_mail").set_value(NoticeMail.NEVER)
    at.button(key="notices_save").click().run()

    at = written_to.open("notices", REPORTER)
    assert said(at.main.info) == ["Trong 30 ngày qua không có thông báo nào."]
    assert at.radio(key="notices_mail").value is NoticeMail.NEVER


def test_an_administrator_has_none(shared):
    at = shared(EMPTY).open("notices", ADMIN)

    assert said(at.main.warning) == ["Tài khoản không có quyền dùng trang này. Chọn trang khác trong menu bên trái."]


def test_the_address_of_the_calendar_is_shown_once_and_can_be_taken_back(own):
    at = own(EMPTY).open("notices", REPORTER)
    assert [button.label for button in at.button if button.key.startswith("calendar")] == ["Tạo địa chỉ"]

    at.button(key="calendar_make").click().run()
    [made] = at.code
    assert re.search(r"/calendar/[\w-]{43}\.ics$", made.value)

    at.run()
    assert len(at.code) == 0
    at.button(key="calendar_remove").click().run()
    assert [button.label for button in at.button if button.key.startswith("calendar")] == ["Tạo địa chỉ"]

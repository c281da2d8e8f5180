"""A report is taken back while nobody has reviewed it, and not afterwards."""

import pytest
from playwright.sync_api import Browser, Page, expect

from data_model.rules.plans.periods import Period
from data_model.store import open_session
from data_model.store.reporting.submissions import current_lines
from data_model.values import Role, SubmissionStatus
from tests.builders.server import Server
from tests.journeys.steps import (
    filled_in,
    person,
    receipt_number,
    sent,
    stored_lines,
    submit_button,
    template,
    unfold,
    upload,
)

STATUS = SubmissionStatus


@pytest.fixture
def reporter(browser, server, nothing_sent) -> Page:
    """On the list of the agency's reports, one of which was just submitted."""
    page = person(browser, server, Role.REPORTER, address="/upload-report")
    upload(page, filled_in(template(page), percent_of_first=100))
    submit_button(page).click()
    receipt_number(page)
    page.get_by_role("link", name="Báo cáo của cơ quan").click()
    expect(page.get_by_role("heading", name="Báo cáo của cơ quan")).to_be_visible()
    return page


def withdraw(page: Page) -> None:
    unfold(page.get_by_text("Rút báo cáo chưa được xác nhận"))
    page.get_by_role("button", name="Rút báo cáo", exact=True).click()


def accept(browser: Browser, server: Server) -> None:
    page = person(browser, server, Role.COORDINATOR, address="/review")
    page.get_by_role("button", name="Xác nhận báo cáo").click()
    expect(page.get_by_text("Đã xác nhận báo cáo của Sở A.")).to_be_visible()


def codes_stored(period: Period) -> set[str]:
    """The tasks for which something stands in a period."""
    with open_session() as session:
        return set(current_lines(session, agency="SO-A")[period])


def test_a_withdrawn_report_no_longer_counts_and_stays_in_the_history(reporter):
    [row] = sent()
    assert codes_stored(row.period) == {"NV-01", "NV-02", "NV-03"}

    withdraw(reporter)

    expect(reporter.get_by_text(f"Đã rút báo cáo {row.number}.")).to_be_visible()
    assert [(submission.number, submission.status) for submission in sent()] == [(row.number, STATUS.WITHDRAWN)]
    assert codes_stored(row.period) == set()
    assert set(stored_lines(row.number)) == {"NV-01", "NV-02", "NV-03"}
    expect(reporter.get_by_text("Rút báo cáo chưa được xác nhận")).to_be_hidden()


def test_after_a_withdrawal_the_same_file_is_a_report_again(reporter):
    withdraw(reporter)
    expect(reporter.get_by_text("Đã rút báo cáo")).to_be_visible()

    reporter.get_by_role("button", name="Gửi báo cáo này").first.click()
    upload(reporter, filled_in(template(reporter), percent_of_first=100))
    submit_button(reporter).click()

    expect(reporter.get_by_text("lưu 3 dòng, số biên nhận")).to_be_visible()
    assert [submission.status for submission in sent()] == [STATUS.SUBMITTED, STATUS.WITHDRAWN]


def test_a_reviewed_report_is_not_offered_for_withdrawal(browser, server, reporter):
    accept(browser, server)

    reporter.reload()

    expect(reporter.get_by_text("Tải lại tệp đã gửi hoặc biên nhận")).to_be_visible()
    expect(reporter.get_by_text("Rút báo cáo chưa được xác nhận")).to_be_hidden()


def test_on_a_page_from_before_the_review_a_withdrawal_changes_nothing_and_says_so(browser, server, reporter):
    unfold(reporter.get_by_text("Rút báo cáo chưa được xác nhận"))
    expect(reporter.get_by_role("button", name="Rút báo cáo", exact=True)).to_be_visible()
    accept(browser, server)

    reporter.get_by_role("button", name="Rút báo cáo", exact=True).click()

    expect(reporter.get_by_text("cơ quan tổng hợp vừa xác nhận báo cáo này")).to_be_visible()
    expect(reporter.get_by_text("Rút báo cáo chưa được xác nhận")).to_be_hidden()
    assert [submission.status for submission in sent()] == [STATUS.ACCEPTED]


def test_a_double_click_withdraws_once_and_says_so(reporter):
    unfold(reporter.get_by_text("Rút báo cáo chưa được xác nhận"))
    reporter.get_by_role("button", name="Rút báo cáo", exact=True).dblclick()

    expect(reporter.get_by_text("Đã rút báo cáo")).to_be_visible()
    assert [row.status for row in sent()] == [STATUS.WITHDRAWN]

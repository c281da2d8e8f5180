"""The audit log, as the administrator reads it."""

import ast
from datetime import timedelta

import pytest

from actions import audit
from actions.audit import acting_from
from data_model.settings import PROJECT_DIR
from data_model.store import open_side_transaction
from tests.builders.pages import ADMIN, EMPTY, REPORTER, rows, said
from ui.base.clock import now
from wording.audit import AUDITED


@pytest.fixture
def store(own):
    """The log of `add_accounts`, then two entries of other days, one of them from another machine."""
    made = own(EMPTY)
    with open_side_transaction() as session:
        token = acting_from.set("10.1.2.3")
        audit.record(session, user_name="binh", what="sign_in_refused", at=now() - timedelta(days=40))
        acting_from.reset(token)
        audit.record(session, user_name="cuong", what="waive_report", subject="SO-A KH 2026-Q2", note="50 %_", at=now())
    return made


def seen(page):
    return [(row["Tên tài khoản"], row["Thao tác"]) for row in rows(page)]


def test_the_newest_entry_stands_first_with_its_words(store):
    newest, second = rows(store.open("audit_log", ADMIN))[:2]

    assert newest["Thao tác"] == "miễn báo cáo"
    assert (newest["Đối tượng"], newest["Ghi chú"]) == ("SO-A KH 2026-Q2", "50 %_")
    assert (second["Thao tác"], second["Địa chỉ mạng"]) == ("đăng nhập sai mật khẩu", "10.1.2.3")


def test_it_is_narrowed_by_person_act_words_and_days(store):
    page = store.open("audit_log", ADMIN)

    assert {name for name, _act in seen(page.text_input(key="audit_person").set_value("binh").run())} == {"binh"}
    page.text_input(key="audit_person").set_value("").run()
    assert seen(page.selectbox(key="audit_act").set_value("waive_report").run()) == [("cuong", "miễn báo cáo")]
    page.selectbox(key="audit_act").set_value(None).run()
    assert seen(page.text_input(key="audit_words").set_value("50 %_").run()) == [("cuong", "miễn báo cáo")]
    page.text_input(key="audit_words").set_value("10.1.2").run()
    assert seen(page) == [("binh", "đăng nhập sai mật khẩu")]
    page.date_input(key="audit_first").set_value(now().date() - timedelta(days=1)).run()
    assert said(page.info) == ["Không có dòng nào phù hợp."]


def test_a_refused_page_is_in_the_log(store):
    store.open("users", REPORTER)

    newest = rows(store.open("audit_log", ADMIN))[0]
    assert (newest["Tên tài khoản"], newest["Thao tác"], newest["Đối tượng"]) == (
        "binh",
        "bị từ chối mở trang",
        "manage_users",
    )


def test_each_act_that_is_recorded_has_its_words():
    recorded = set()
    for path in (PROJECT_DIR / "actions").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "what" and isinstance(node.value, ast.Constant):
                recorded.add(node.value.value)

    assert len(recorded) > 30
    assert recorded <= set(AUDITED)

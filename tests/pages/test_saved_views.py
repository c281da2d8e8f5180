"""The filters that somebody has saved: opened, renamed, deleted, and nobody else's."""

import pytest

from data_model.store import open_session
from data_model.store.people.saved_views import saved_views
from tests.builders.pages import ADMIN, COORDINATOR, EMPTY, LEADER, ONE_REPORT, REPORTER, said

NOTHING_SAVED = "Chưa có bộ lọc nào. Đặt bộ lọc trên một trang số liệu rồi chọn “Lưu”."


def save(store, who, name, **address):
    """Under the filter bar of the page of agencies."""
    at = store.open_in_frame("by_agency", who, **address)
    at.text_input(key="save_view_name").input(name)
    return at.button(key="save_view_save").click().run()


def saved(who):
    with open_session() as session:
        return sorted((view.name, view.page, view.query) for view in saved_views(session, user_name=who))


@pytest.mark.parametrize("who", [LEADER, COORDINATOR, REPORTER, ADMIN])
def test_who_has_saved_nothing_is_told_how(shared, who):
    at = shared(EMPTY).open("saved_views", who)

    assert said(at.main.title) == ["Bộ lọc đã lưu"]
    assert said(at.main.info) == [NOTHING_SAVED]


def test_what_was_saved_is_linked_to_with_its_filters_in_words(own):
    store = own(ONE_REPORT)
    at = save(store, LEADER, "Quý II của Sở A", agency="SO-A", period="2026-Q2")
    assert said(at.main.success) == [
        "Đã lưu bộ lọc “Quý II của Sở A”\\. Mở lại từ mục “Bộ lọc đã lưu” trong menu bên trái\\."
    ]

    at = store.open("saved_views", LEADER)

    assert saved(LEADER) == [("Quý II của Sở A", "by-agency", "agency=SO-A&period=2026-Q2")]
    [link] = at.main.get("link_button")
    assert (link.proto.label, link.proto.url) == ("Quý II của Sở A", "/by-agency?agency=SO-A&period=2026-Q2")
    assert said(at.main.caption) == ["Theo cơ quan · Sở A · Quý II/2026"]
    assert said(store.open("saved_views", COORDINATOR).main.info) == [NOTHING_SAVED]


def test_a_name_that_is_missing_or_taken_is_refused(own):
    store = own(ONE_REPORT)
    save(store, LEADER, "Quý II")

    assert said(save(store, LEADER, " ").main.error) == ["Nhập tên bộ lọc\\."]
    assert said(save(store, LEADER, "Quý II").main.error) == ["Bộ lọc “Quý II” đã có\\. Đặt tên khác\\."]
    assert [name for name, *_ in saved(LEADER)] == ["Quý II"]


@pytest.fixture
def two_saved(own):
    """The page on which the first of two saved filters is chosen."""
    store = own(ONE_REPORT)
    for name in ("Quý II", "Quý III"):
        save(store, LEADER, name)
    at = store.open("saved_views", LEADER)
    first = next(option for option in at.selectbox(key="saved_views_which").options if option == "Quý II")
    return at.selectbox(key="saved_views_which").select(first).run()


def rename(at, name):
    next(field for field in at.main.text_input if field.label == "Tên mới").input(name)
    return next(button for button in at.main.button if button.label == "Đổi tên").click().run()


def test_saved_filters_are_renamed(two_saved):
    at = rename(two_saved, "Quý hai")

    assert [name for name, *_ in saved(LEADER)] == ["Quý III", "Quý hai"]
    assert said(at.toast) == ["Đã đổi tên thành “Quý hai”\\."]


def test_a_name_of_others_is_refused_and_nothing_is_renamed(two_saved):
    at = rename(two_saved, "Quý III")

    assert [name for name, *_ in saved(LEADER)] == ["Quý II", "Quý III"]
    assert said(at.main.error) == ["Bộ lọc “Quý III” đã có\\. Đặt tên khác\\."]


def test_saved_filters_are_deleted(two_saved):
    at = two_saved.button(key="saved_views_delete").click().run()

    assert [name for name, *_ in saved(LEADER)] == ["Quý III"]
    assert said(at.toast) == ["Đã xóa bộ lọc “Quý II”\\."]

"""Find a task, an agency or a document by words, with or without marks."""

import pytest

from tests.builders.pages import ADMIN, CASE, COORDINATOR, EMPTY, LEADER, ONE_REPORT, REPORTER, said
from tests.builders.stores import load_files

NOTHING = "Không có kết quả chứa đủ các từ này trong phạm vi được xem. Bỏ bớt từ hoặc viết ngắn hơn."


def links(at):
    """Where the results lead, and what they are called."""
    return [(link.proto.page, link.proto.label) for link in at.main.get("page_link")]


@pytest.mark.parametrize("who", [LEADER, COORDINATOR, REPORTER, ADMIN])
def test_words_without_marks_find_the_task_with_its_plan(shared, who):
    at = shared(ONE_REPORT).open("search", who, q="hoi nghi")

    assert said(at.main.subheader) == ["Nhiệm vụ (1)"]
    assert links(at) == [("task", "Tổ chức :blue-background[hội nghị]")]
    assert said(at.main.caption) == ["NV1 · 1/KH\\-UBND · Hà Nội"]


@pytest.mark.parametrize(
    "words, group, page, name",
    [
        ("Sở A", "Cơ quan (1)", "by_agency", ":blue-background[Sở A]"),
        ("1/KH-UBND", "Văn bản (1)", "by_directive", ":blue-background[1/KH\\-UBND] · Hà Nội"),
        ("04-ct/tw", "Văn bản (1)", "by_directive", ":blue-background[04\\-CT/TW]"),
    ],
)
def test_agencies_and_documents_are_found_too(shared, words, group, page, name):
    at = shared(ONE_REPORT).open("search", LEADER, q=words)

    assert group in said(at.main.subheader)
    assert (page, name) in links(at)


def test_words_are_typed_on_the_page(shared):
    at = shared(ONE_REPORT).open("search", LEADER)
    assert said(at.main.info) == ["Nhập một hoặc nhiều từ, ví dụ: doi ngoai, so ngoai vu, 45/KH-UBND."]

    at.text_input(key="q").input("tổ chức").run()

    assert said(at.main.subheader) == ["Nhiệm vụ (1)"]


def test_a_reporter_finds_nothing_of_another_agency(shared):
    found = {who: said(shared(CASE).open("search", who, q="nhiem vu 1").main.subheader) for who in (LEADER, REPORTER)}

    assert found == {LEADER: ["Nhiệm vụ (1)"], REPORTER: []}


def test_the_first_thirty_are_shown_and_the_rest_is_said(own, tmp_path):
    store = own(ONE_REPORT)
    tasks = "\n".join(f"M{number:02d},KH,Mở lớp tập huấn,one_off" for number in range(31))
    load_files(tmp_path / "more", tasks=f"code,plan,title,type\n{tasks}")

    at = store.open("search", LEADER, q="tap huan")

    assert said(at.main.subheader) == ["Nhiệm vụ (31)"]
    assert len(links(at)) == 30
    assert said(at.main.caption)[-1] == "Hiển thị 30 kết quả đầu. Thêm từ để thu hẹp."


@pytest.mark.parametrize("holds", [EMPTY, ONE_REPORT])
def test_words_that_nothing_has_are_answered_with_a_sentence(shared, holds):
    at = shared(holds).open("search", LEADER, q="không có ở đâu")

    assert said(at.main.info) == [NOTHING]

"""Leadership's instructions on a page: written, answered, done."""

from tests.builders.pages import CASE, COORDINATOR, LEADER, REPORTER, said


def press(page, label):
    return next(button for button in page.button if button.label == label).click().run()


def test_leadership_writes_the_agency_answers_and_leadership_says_done(own):
    store = own(CASE)
    page = store.open("instructions", LEADER)
    page.text_area(key="instruct_text_0").input("Báo cáo rõ nguyên nhân chậm")
    page = press(page, "Gửi ý kiến chỉ đạo")
    assert said(page.exception) == []
    assert "Báo cáo rõ nguyên nhân chậm" in said(page.main.text)

    theirs = store.open("instructions", REPORTER)
    assert "Báo cáo rõ nguyên nhân chậm" in said(theirs.main.text)
    theirs.text_area(key="instruction_text_1_0").input("Đã báo cáo tại văn bản số 12")
    theirs = press(theirs, "Gửi trả lời")
    assert "Đã báo cáo tại văn bản số 12" in said(theirs.main.text)
    assert "Đã thực hiện xong" not in [button.label for button in theirs.button]

    page = press(store.open("instructions", LEADER), "Đã thực hiện xong")
    assert "Không có ý kiến chỉ đạo nào đang theo dõi." in said(page.main.info)


def test_an_instruction_without_words_says_so_and_nothing_is_sent(own):
    page = press(own(CASE).open("instructions", LEADER), "Gửi ý kiến chỉ đạo")

    assert said(page.main.error) == ["Nhập nội dung chỉ đạo rồi gửi."]


def test_the_office_reads_and_does_not_instruct(own):
    page = own(CASE).open("instructions", COORDINATOR)

    assert "Gửi ý kiến chỉ đạo" not in [button.label for button in page.button]


def test_an_open_instruction_stands_in_what_needs_action_and_in_the_menu(own):
    store = own(CASE)
    page = store.open("instructions", LEADER)
    page.text_area(key="instruct_text_0").input("Báo cáo rõ nguyên nhân chậm")
    press(page, "Gửi ý kiến chỉ đạo")

    overview = store.open("overview", LEADER)

    assert said(overview.exception) == []
    assert any("Báo cáo rõ nguyên nhân chậm" in element.proto.body for element in overview.main.get("html"))

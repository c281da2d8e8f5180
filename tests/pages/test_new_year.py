"""The page that prepares a year: what is there, what would be made, and one button that makes it."""

from data_model.store import open_session
from data_model.store.folder.kept_rows import rows as stored_rows
from tests.builders.pages import CASE, COORDINATOR, OPEN_REPORT, THIS_YEAR, rows, said
from ui.base.clock import today

NEXT = today().year + 1


def stored(sheet):
    with open_session() as session:
        return stored_rows(session, sheet)


def test_the_list_of_what_would_be_made_comes_before_the_button_that_makes_it(own):
    page = own(CASE).open("new_year", COORDINATOR)

    assert said(page.main.warning)[0].startswith(f"Chưa nhập ngày nghỉ của năm {NEXT}")
    assert [row["Kỳ báo cáo"] for row in rows(page)] == [f"Quý {name}/{NEXT}" for name in ("I", "II", "III", "IV")]
    [made] = [words.value for words in page.markdown if words.value.startswith("- ")]
    assert "Xác nhận chế độ báo cáo của" in made

    page.button(key=f"FormSubmitter:new_year_confirm-Xác nhận năm {NEXT}").click().run()

    assert said(page.main.error) == []
    assert [row["plan"] for row in stored("regime_confirmations.csv")] == ["P1"]
    assert said(page.main.success)[0].startswith(f"Không có nội dung nào cần ghi cho năm {NEXT}")


def test_without_yearly_tasks_it_says_so(shared):
    page = shared(OPEN_REPORT).open("new_year", COORDINATOR, new_year=THIS_YEAR)

    assert said(page.main.info) == ["Các kế hoạch không có nhiệm vụ hằng năm."]

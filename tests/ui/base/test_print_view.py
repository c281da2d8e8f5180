"""The table that stands beside a grid for those who print."""

from streamlit.testing.v1 import AppTest

from ui.base.print_view import MOST_ROWS


def shown(rows):
    def app(rows):
        import streamlit as st

        from ui.base.print_view import paper_table

        st.html(paper_table(rows, list(rows[0])))

    at = AppTest.from_function(app, kwargs={"rows": rows}).run()
    return at.get("html")[0].proto.body


def test_texts_are_written_as_they_were_typed():
    assert '<td class="">&lt;b&gt;Sở Nội vụ&lt;/b&gt;</td>' in shown([{"Cơ quan": "<b>Sở Nội vụ</b>"}])


def test_numbers_stand_right_and_what_is_not_known_is_empty():
    assert '<td class="number short">12</td><td class="short"></td>' in shown([{"Số ngày": 12, "Hạn": None}])


def test_of_very_many_rows_the_first_are_printed_and_it_is_said():
    printed = shown([{"Mã": f"NV-{number}"} for number in range(MOST_ROWS + 1)])

    assert f"NV-{MOST_ROWS - 1}<" in printed
    assert f"NV-{MOST_ROWS}<" not in printed
    assert "In 300 dòng đầu trong 301 dòng; tệp tải về có đủ." in printed


def test_many_columns_lay_the_paper_across():
    assert "many-columns" in shown([{f"Cột {number}": number for number in range(10)}])
    assert "many-columns" not in shown([{f"Cột {number}": number for number in range(9)}])

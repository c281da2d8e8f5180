"""What is found by which words, and which letters are marked."""

from dataclasses import dataclass

import pytest

from wording.search import SearchQuery, excerpt, search_key

PLAN = "Kế hoạch số 45/KH-UBND về công tác đối ngoại nhân dân của Sở Ngoại vụ"


@dataclass(frozen=True)
class Text:
    key: str


def finds(typed: str) -> bool:
    return bool(SearchQuery.from_text(typed).among([Text(search_key(PLAN))]))


@pytest.mark.parametrize(
    "typed",
    [
        "doi ngoai",
        "ĐỐI NGOẠI",
        "đối ngoại",
        "đ\u00f4\u0301i ngoa\u0323i",
        "ngoai doi",
        "so ngoai vu",
        "45/KH-UBND",
        "45/kh",
        "ubnd 45",
        "đôi  ngòa,",
        "nhan d",
    ],
)
def test_marks_case_order_and_the_rest_of_a_word_do_not_count(typed):
    assert finds(typed)


@pytest.mark.parametrize("typed", ["doi noi", "goai", "5/KH-UBND", "45/UBND", "doi/ngoai/vu"])
def test_every_piece_begins_a_word_and_stands_as_it_was_typed(typed):
    assert not finds(typed)


@pytest.mark.parametrize("typed", ["", "  ", "/ – “”", "\u200b"])
def test_where_no_word_is_typed_nothing_is_sought(typed):
    assert not finds(typed)


@pytest.mark.parametrize(
    "typed, marked",
    [
        ("ngo doi", ["đối ngoại", "Ngoại"]),
        ("45/kh-ub", ["45/KH-UBND"]),
        ("ke hoach", ["Kế hoạch"]),
        ("ubnd 45/kh", ["45/KH", "UBND"]),
        ("nhan nhân NHÂN", ["nhân"]),
    ],
)
def test_the_words_found_are_marked_whole(typed, marked):
    spans = SearchQuery.from_text(typed).spans(PLAN)

    assert [PLAN[start:end] for start, end in spans] == marked


def test_an_excerpt_is_cut_between_words_around_what_was_found():
    text = "một hai ba " * 30 + "đối ngoại " + "bốn năm sáu " * 30
    [first, *_rest] = SearchQuery.from_text("doi").spans(text)

    part = excerpt(text, first)

    assert part.startswith("…") and part.endswith("…")
    assert " đối ngoại " in part
    assert set(part.strip("…").split()) == {"một", "hai", "ba", "đối", "ngoại", "bốn", "năm", "sáu"}
    assert len(part) < 170
    assert excerpt("đối ngoại", (0, 3)) == "đối ngoại"


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("tỉ lệ", "Tỷ lệ hoàn thành"),
        ("ti le", "Tỷ lệ hoàn thành"),
        ("tỷ lệ", "Tỉ lệ hoàn thành"),
        ("quí II", "Báo cáo Quý II/2026"),
        ("kỳ", "Kì báo cáo"),
        ("ki", "Phát triển kinh tế"),
        ("ti", "Đón tiếp đoàn khách"),
    ],
)
def test_i_finds_y_and_the_beginning_of_a_word(typed, text):
    query = SearchQuery.from_text(typed)

    assert query.among([Text(search_key(text))])
    assert query.spans(text)

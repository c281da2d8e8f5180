"""The diagram in docs/ shows the moves that the product allows."""

from data_model.rules.review.moves import MOVES
from devtools.review_moves import PAGE, page


def test_the_page_is_what_the_table_says():
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m devtools.review_moves"


def test_every_allowed_move_has_its_arrow():
    arrows = {
        tuple(line.split(":")[0].split(" --> ")) for line in map(str.strip, page().splitlines()) if " --> " in line
    }

    assert {arrow for arrow in arrows if "[*]" not in arrow} == {
        (status.value, to.value) for status, targets in MOVES.items() for to in targets
    }

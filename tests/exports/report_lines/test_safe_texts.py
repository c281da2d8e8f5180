"""By columns the same as one by one, for any text."""

import csv
import io

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.base.csv_text import DELIMITER, guarded
from exports.base.workbook import sheet_text
from exports.report_lines.safe_texts import csv_column, sheet_column
from tests.builders.hostile_texts import HOSTILE_TEXTS

OPENINGS = [
    "",
    " ",
    "\t",
    "\xa0",
    "\u3000",
    "\u2003",
    "\u1680",
    "\n",
    "\r",
    "\x00",
    "\x85",
    "'",
    "=",
    "-",
    "＝",
    "“",
    "Ủ",
    "ế",
    "a",
]
TEXTS = st.builds(str.__add__, st.sampled_from(OPENINGS), st.text(alphabet=[*filter(None, OPENINGS), '"', ";", "x"]))


def as_csv_writer(text: str) -> str:
    """What the `csv` module writes for a cell that is not alone in its row."""
    line = io.StringIO(newline="")
    csv.writer(line, delimiter=DELIMITER, lineterminator="\r\n").writerow([text, "x"])
    return line.getvalue().removesuffix(f"{DELIMITER}x\r\n")


@given(st.lists(TEXTS | st.text()))
def test_csv_cells_are_those_of_the_guard_and_the_csv_module(texts):
    assert csv_column(pa.array(texts, pa.string())).to_pylist() == [as_csv_writer(guarded(text)) for text in texts]


@given(st.lists(TEXTS | st.text()))
def test_sheet_cells_are_those_of_the_workbook(texts):
    assert sheet_column(pa.array(texts, pa.string())).to_pylist() == [sheet_text(text) for text in texts]


def test_hostile_texts_among_plain_ones():
    texts = [text for hostile in HOSTILE_TEXTS for text in ("Đã họp", hostile, "")]

    assert csv_column(pa.array(texts)).to_pylist() == [as_csv_writer(guarded(text)) for text in texts]
    assert sheet_column(pa.array(texts)).to_pylist() == [sheet_text(text) for text in texts]


@pytest.mark.parametrize("change", [csv_column, sheet_column])
def test_a_part_of_a_column_is_taken_by_itself(change):
    texts = pa.array(["=1", "; x", "\x00", "plain", "=2", "'y"])

    assert change(texts.slice(2, 3)).to_pylist() == change(texts).to_pylist()[2:5]
    assert change(texts.slice(6)).to_pylist() == []

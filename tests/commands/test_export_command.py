"""`manage.py export`: which lines it writes, what it says on the way, and what it refuses."""

import csv
import io

import pytest

import manage
from tests.builders.stores import WORKED_CASE, load

pytestmark = pytest.mark.slow  # writes each kind of file


@pytest.fixture
def export(store, tmp_path, capsys):
    """`export("--plan", "P1")` gives the exit status, the rows below the header, and what was printed."""
    load(WORKED_CASE)
    path = tmp_path / "lines.csv"

    def call(*words, form="csv", output=path):
        try:
            status = manage.main(["export", "--format", form, "--output", str(output), *words])
        except SystemExit as stopped:
            status = stopped.code
        rows = []
        if form == "csv" and path.exists():
            lines = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=";"))
            rows = lines[lines.index([""] * 20) + 2 :]
        return status, rows, capsys.readouterr()

    return call


def test_it_writes_every_line_and_says_how_far_it_is(export, tmp_path):
    status, rows, said = export()

    assert status == 0
    assert [row[0] for row in rows] == ["S1", "S2", "S2", "S3", "S3", "S4", "S4"]
    assert said.out == f"{tmp_path / 'lines.csv'}: 7 dòng báo cáo.\n"
    assert said.err.split("\r")[-1] == "7/7 dòng báo cáo\n"


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (["--agency", "C"], ["S3", "S3"]),
        (["--period", "2026-Q1"], ["S1"]),
        (["--plan", "P1", "--agency", "A", "--period", "2026-Q1"], []),
        (["--province", "Tỉnh mẫu", "--agency", "B"], ["S1"]),
    ],
    ids=" ".join,
)
def test_it_writes_what_is_asked_for(export, words, numbers):
    status, rows, _said = export(*words)

    assert (status, [row[0] for row in rows]) == (0, numbers)


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_it_writes_each_format(export, tmp_path, form):
    path = tmp_path / f"lines.{form}"

    assert export(form=form, output=path)[0] == 0
    assert path.stat().st_size > 500


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--plan", "P9"], "Không có kế hoạch “P9”."),
        (["--agency", "Z"], "Không có cơ quan “Z”."),
        (["--period", "2026-Q5"], "is not a period"),
        (["--output", "no/such/folder/lines.csv"], "can't be written"),
        (["--format", "pdf"], "--format"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_use_is_status_2_and_writes_nothing(export, tmp_path, words, sentence):
    status, rows, said = export(*words)

    assert (status, rows) == (2, [])
    assert sentence in said.err
    assert list(tmp_path.glob("lines*")) == []

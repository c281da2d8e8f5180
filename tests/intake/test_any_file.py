"""Hypothesis: any valid table in any form comes back equal; any bytes give a verdict, in bounded time.

Damaged spreadsheets are in `test_any_spreadsheet`.
"""

import string
import time
import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.base.checked_file import ReportRow, Verdict
from intake.base.matching import strip_invisible
from intake.checking.secrecy import has_marking
from tests.builders.report_context import make_context
from tests.builders.report_files import csv_bytes, read, xlsx_bytes
from tests.builders.spreadsheets import xls
from tests.intake.fuzz import tally
from tests.intake.fuzz.tally import FUZZ

pytestmark = pytest.mark.slow  # reads hundreds of damaged files

CONTEXT = make_context()
PATIENCE = 5
HEADER = [
    "ma_nhiem_vu",
    "ky_bao_cao",
    "tien_do",
    "trang_thai",
    "ngay_hoan_thanh",
    "ket_qua",
    "kho_khan",
    "kien_nghi",
    "minh_chung",
]


def examples(count: int) -> settings:
    slow_is_fine = [HealthCheck.too_slow, HealthCheck.filter_too_much]
    return settings(
        max_examples=count * FUZZ,
        deadline=None,
        derandomize=FUZZ == 1,
        database=None,
        suppress_health_check=slow_is_fine,
    )


LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyÀẢÃÁẠắặềểễếệơờởỡớợĐ0123456789 .,;:-()/\"'=+@%\n"
words = st.text(alphabet=LETTERS, max_size=60).map(
    lambda text: unicodedata.normalize("NFC", "\n".join(line.strip() for line in text.split("\n"))).strip()
)
texts = words.filter(lambda text: not text.startswith("'") and text.count("\n") < 5 and not has_marking(text))
results = texts.filter(bool)
tenths = st.integers(0, 999).map(lambda number: Decimal(number) / 10).filter(lambda value: not 0 < value < 1)


@st.composite
def valid_rows(draw):
    """What the columns hold, by task: the period is chosen on screen."""
    numbers = draw(st.lists(st.integers(1, 700), min_size=1, max_size=8, unique=True))
    return [(f"VIEC-{number:04d}", *draw(st.tuples(tenths, results, texts, texts, texts))) for number in numbers]


def written(row, decimal_sign, percent_sign):
    task, percent, result, difficulties, proposals, evidence = row
    shown = f"{percent.normalize():f}".replace(".", decimal_sign) + percent_sign
    return [task, "", shown, "", "", result, difficulties, proposals, evidence]


def read_back(rows: tuple[ReportRow, ...]):
    return [(row.task, row.percent, row.result, row.difficulties, row.proposals, row.evidence) for row in rows]


@examples(120)
@given(
    valid_rows(),
    st.sampled_from([",", "."]),
    st.sampled_from(["", "%", " %"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from(";,\t"),
)
def test_any_valid_table_comes_back_equal_from_a_text_file(rows, decimal_sign, percent_sign, encoding, delimiter):
    lines = [written(row, decimal_sign, percent_sign) for row in rows]
    content = csv_bytes(lines, header=HEADER, encoding=encoding, delimiter=delimiter)

    report = read(content, CONTEXT)

    tally.count("valid tables as text", report.verdict)
    assert read_back(report.rows) == rows, report.findings


@examples(15)
@given(valid_rows(), st.sampled_from([xlsx_bytes, xls]))
def test_any_valid_table_comes_back_equal_from_a_spreadsheet(rows, make):
    lines = [written(row, ",", "") for row in rows]

    report = read(make([HEADER, *lines]), CONTEXT, "a.xlsx")

    tally.count("valid tables as XLSX and XLS", report.verdict)
    assert read_back(report.rows) == rows, report.findings


days = st.dates(date(2000, 1, 1), CONTEXT.today)


@examples(60)
@given(days, st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "{0.day}/{0.month}/{0.year}"]))
def test_any_day_comes_back_as_itself(day, form):
    shown = form.format(day) if "{" in form else day.strftime(form)

    report = read(csv_bytes([["NV-01", "", "100", "", shown, "Đã xong"]], header=HEADER[:6]), CONTEXT)

    tally.count("valid tables as text", report.verdict)
    assert [row.done_on for row in report.rows] == [day]


def verdict_in_time(content: bytes, kind: str) -> Verdict:
    began = time.monotonic()
    report = read(content, CONTEXT, "a.csv")
    tally.count(kind, report.verdict)
    assert time.monotonic() - began < PATIENCE
    assert (report.verdict is Verdict.BLOCKED) <= (report.rows == ())
    return report.verdict


@examples(200)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_verdict(content):
    verdict_in_time(content, "any bytes")


@examples(200)
@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=6), st.sampled_from(";,\t"))
def test_any_texts_under_a_header_give_a_verdict(rows, delimiter):
    encodable = [[cell.encode("utf-8", "ignore").decode() for cell in row] for row in rows]

    verdict_in_time(csv_bytes(encodable, header=HEADER[:6], delimiter=delimiter), "any texts under a header")


REPORT = csv_bytes([["NV-01", "", "75,5", "", "", "Đã tổ chức ba lớp tập huấn"]], header=HEADER[:6])


@examples(150)
@given(st.integers(0, len(REPORT) - 1), st.binary(min_size=1, max_size=4), st.integers(0, 6))
def test_a_report_with_some_bytes_changed_gives_a_verdict(at, noise, cut):
    verdict_in_time(REPORT[:at] + noise + REPORT[at + cut :], "CSV with some bytes changed")


def test_cells_made_to_slow_a_pattern_down_do_not():
    hard = [
        " " * 100_000 + "x",
        "x" + " " * 100_000 + "x",
        "a" * 100_000,
        "đ" * 100_000,
        "1" * 100_000,
        "(" * 100_000,
        "&#" * 50_000,
        "a?" * 50_000,
        "mật " * 25_000,
        "m a" * 30_000,
        "=" * 100_000,
        "áº" * 50_000,
        "\u0301" * 100_000,
        "quý " * 25_000,
    ]
    for cell in hard:
        for column in range(6):
            row = ["NV-01", "2026-Q2", "40", "", "", "Đã họp"]
            row[column] = cell
            began = time.process_time()  # of this process alone, for others run beside it
            read(csv_bytes([row], header=HEADER[:6]), CONTEXT)
            assert time.process_time() - began < 0.5, (cell[:5], column)


@pytest.mark.parametrize(
    "noise", [b"a" * 2_000_000 + b"\xff", b"\xff" * 2_000_000, b"a\xe9 " * 500_000, b'"' * 500_000]
)
def test_bytes_made_to_slow_the_verdict_on_an_encoding_do_not(noise):
    verdict_in_time(b"ma_nhiem_vu;tien_do;ket_qua\nNV-01;40;" + noise, "made to slow the reading down")


def test_the_alphabet_of_these_tests_is_made_of_what_is_stored_as_typed():
    assert strip_invisible(LETTERS) == LETTERS
    assert set(string.digits) <= set(LETTERS)

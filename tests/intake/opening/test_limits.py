"""Reading is bounded: sizes, rows, columns and time; and a file that kills its reader harms nobody else."""

from contextlib import suppress
from time import perf_counter

import pytest

from intake.base.checked_file import Verdict
from intake.base.finding_codes import FindingCode
from intake.base.opened_file import Limits, UnreadableFile
from intake.opening.file_kind import FileKind
from intake.opening.sheet_formats import marks_of_sheet
from intake.opening.spreadsheet import open_spreadsheet
from intake.report_file import read_report_file
from tests.builders.report_files import HEADER, csv_bytes, problems, read, xlsx_bytes
from tests.corpus.hostile_cases import stray

pytestmark = pytest.mark.slow  # makes files that are too big

ROWS = [(f"VIEC-{n:04d}", "", 40, "", "", f"Đã họp lần {n}") for n in range(1, 21)]


def read_within(context, content, name="a.csv", **limits):
    return read_report_file(content, file_name=name, context=context, limits=Limits(**limits))


@pytest.mark.parametrize("make, name", [(csv_bytes, "a.csv"), (lambda rows: xlsx_bytes([HEADER, *rows]), "a.xlsx")])
@pytest.mark.parametrize("limit, verdict", [(19, Verdict.BLOCKED), (20, Verdict.CLEAN), (21, Verdict.CLEAN)])
def test_rows_up_to_the_limit_are_taken(staff, make, name, limit, verdict):
    report = read_within(staff, make(ROWS), name, rows=limit)

    assert report.verdict is verdict
    assert [finding.code for finding in report.findings] in ([], [FindingCode.TOO_MANY_ROWS])


def test_rows_beyond_the_limit_are_still_counted(staff):
    content = csv_bytes(ROWS * 20)

    [finding] = read_within(staff, content, rows=100).findings

    assert (finding.code, finding.value, finding.expected) == (FindingCode.TOO_MANY_ROWS, "401", "100")


def test_a_file_over_the_size_limit_is_not_looked_into(staff):
    content = csv_bytes(ROWS)

    assert read_within(staff, content, bytes=len(content)).verdict is Verdict.CLEAN
    assert [code for _, _, code in problems(read_within(staff, content, bytes=len(content) - 1))] == [
        FindingCode.FILE_TOO_BIG
    ]


def test_a_spreadsheet_that_takes_too_long_is_given_up(staff):
    report = read_within(staff, xlsx_bytes([HEADER, *ROWS]), "a.xlsx", seconds=0)

    assert problems(report) == [(None, None, FindingCode.TAKES_TOO_LONG)]


def test_a_file_that_kills_its_reader_leaves_the_next_one_unharmed(staff):
    assert read(stray("XFD1048576")(), staff, "a.xlsx").verdict is Verdict.BLOCKED
    assert len(read(xlsx_bytes([HEADER, *ROWS]), staff, "a.xlsx").rows) == 20


def test_the_reader_of_spreadsheets_does_not_depend_on_our_environment(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/nonexistent")
    monkeypatch.setenv("PATH", "")

    assert len(open_spreadsheet(xlsx_bytes([HEADER, *ROWS]), FileKind.ZIP, Limits()).tables) == 1


@pytest.mark.parametrize("attribute", ["f='{}'", 'f="{}"', 'r="A{}"', 's="{}"', "c ", "<c r='A{}' s=\"1\" "])
@pytest.mark.parametrize("end", ["><f>1</f><v>1</v></c>", "<f>1</f>"], ids=["whole", "never closed"])
def test_a_cell_with_a_hundred_thousand_attributes_takes_no_longer_than_many_cells(attribute, end):
    attributes = " ".join(attribute.format(number) for number in range(100_000))
    sheet = f'<worksheet><sheetData><row r="1"><c r="A1" s="1" {attributes}{end}</row></sheetData></worksheet>'
    began = perf_counter()

    with suppress(UnreadableFile):  # most of these are no XML
        marks_of_sheet(sheet.encode(), {"1": ("%", "")}, NoPictures())

    assert perf_counter() - began < 2


class NoPictures:
    def has(self, rich_value):
        return False

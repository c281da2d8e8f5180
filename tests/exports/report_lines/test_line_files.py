"""All report lines in three kinds of file, read back and held against the store."""

import csv
import io
from datetime import UTC, date, datetime

import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from sqlmodel import col, select, update

from data_model.rules.people.access import EVERYTHING
from data_model.store import open_session, open_transaction
from data_model.store.reporting.report_lines import report_lines
from data_model.tables import ReportLine, Submission
from exports.base.csv_text import guarded
from exports.base.workbook import sheet_text
from exports.report_lines import line_xlsx
from exports.report_lines.line_files import LineFormat, write_lines
from tests.builders.hostile_texts import HOSTILE_TEXTS
from tests.builders.stores import WORKED_CASE, load
from ui.base.clock import today

pytestmark = [pytest.mark.usefixtures("english"), pytest.mark.slow]  # writes each kind of file and reads it back

NOTES = ["SAMPLE DATA", "=1+1"]
HEADER = [
    *("Submission number", "Agency code", "Agency", "Plan", "Reporting period", "Code", "Task", "Progress (%)", "Status"),
    *("Completed on", "Result", "Difficulties", "Cause of the delay", "Responsibility", "Proposals", "Evidence"),
    *("Submitted at", "Report status", "Accepted at", "Accepted by"),
]  # fmt: skip
TEXTS = (*HOSTILE_TEXTS, "a\x00=b")


@pytest.fixture
def write(store, tmp_path):
    """`write("csv")` gives the path of the file of all lines of the worked case."""
    load(WORKED_CASE)

    def file(form, on_progress=lambda done, total: None):
        path = tmp_path / f"lines.{form}"
        with open_session() as session:
            lines = report_lines(session, EVERYTHING, today=today())
            write_lines(lines, path, LineFormat(form), title="Report lines", notes=NOTES, on_progress=on_progress)
        assert list(tmp_path.glob("*.part")) == []
        return path

    return file


def csv_lines(path):
    """All rows of the file, with those above the header."""
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def stored_results():
    query = select(ReportLine.result).join(Submission).order_by(col(ReportLine.submission_id), col(ReportLine.task_id))
    with open_session() as session:
        return session.exec(query).all()


def test_a_csv_holds_each_line_as_a_vietnamese_spreadsheet_reads_it(write):
    path = write("csv")
    title, sample, formula, empty, header, first, second, *others = csv_lines(path)

    assert (title, sample, formula) == (["Report lines"], ["SAMPLE DATA"], ["'=1+1"])
    assert set(empty) == {""}
    assert header == HEADER
    assert first == [
        *("S1", "B", "Sở B", "1/KH-UBND · Tỉnh mẫu", "Quarter I/2026", "T3", "Nhiệm vụ 3", "60", "", ""),
        *("Đã làm được một phần", "", "", "", "", "", "16/03/2026 09:00", "Accepted", "20/03/2026 09:00", "dau-moi"),
    ]
    assert second[7:11] == ["100", "", "20/05/2026", "Đã xong"]
    assert second[17:] == ["Returned for correction", "", ""]
    assert len(others) == 5
    assert path.read_bytes().count(b"\r\n") == 12


def test_a_parquet_file_holds_each_line_with_its_types(write):
    table = pq.read_table(write("parquet"))
    first, second, *_others = table.to_pylist()

    assert table.column_names == HEADER
    assert table.schema.metadata == {b"title": b"Report lines", b"notes": b"SAMPLE DATA\n=1+1"}
    assert first["Progress (%)"] == 60.0
    assert first["Submitted at"] == datetime(2026, 3, 16, 2, tzinfo=UTC)
    assert (second["Completed on"], second["Accepted at"]) == (date(2026, 5, 20), None)
    assert table.num_rows == 7


def test_a_workbook_has_formats_widths_filters_and_its_header_in_view(write):
    book = load_workbook(write("xlsx"))
    [sheet] = book.worksheets
    header, first, second = (list(row) for row in sheet.iter_rows(min_row=5, max_row=7))

    assert [sheet["A1"].value, sheet["A2"].value, sheet["A3"].value] == ["Report lines", *NOTES]
    assert [cell.value for cell in header] == HEADER
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A6", "A5:T12")
    assert [round(sheet.column_dimensions[letter].width) for letter in "AHJK"] == [17, 13, 13, 51]
    assert [(first[7].value, first[7].number_format), first[0].number_format] == [(0.6, "0.0%"), "@"]
    assert (f"{second[9].value}", second[9].number_format) == ("2026-05-20 00:00:00", "dd/mm/yyyy")
    assert (f"{first[16].value}", first[16].number_format) == ("2026-03-16 09:00:00", "dd/mm/yyyy hh:mm")
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$5:$5")


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_texts_stay_texts_in_every_file(write, text):
    with open_transaction() as session:
        session.exec(update(ReportLine).values(result=text[:5000], evidence=text[:5000]))
    results = stored_results()

    assert [row[10] for row in csv_lines(write("csv"))[5:]] == [guarded(result) for result in results]
    assert pq.read_table(write("parquet"))["Result"].to_pylist() == results
    cells = [list(row) for row in load_workbook(write("xlsx")).worksheets[0].iter_rows(min_row=6)]
    assert [unescape(row[10].value or "") for row in cells] == [sheet_text(result) for result in results]
    assert [cell.coordinate for row in cells for cell in row if cell.data_type == "f" or cell.hyperlink] == []


@pytest.mark.parametrize(("on_a_sheet", "rows"), [(7, [7]), (6, [6, 1]), (3, [3, 3, 1])])
def test_a_workbook_goes_on_on_another_sheet_where_one_is_full(write, monkeypatch, on_a_sheet, rows):
    monkeypatch.setattr(line_xlsx, "LAST_ROW", on_a_sheet + 5)
    book = load_workbook(write("xlsx"))

    assert [sheet.max_row - 5 for sheet in book.worksheets] == rows
    assert book.sheetnames == ["Report lines", "Report lines (2)", "Report lines (3)"][: len(rows)]
    assert [row[10].value for sheet in book.worksheets for row in sheet.iter_rows(min_row=6)] == stored_results()
    assert {sheet.freeze_panes for sheet in book.worksheets} == {"A6"}


@pytest.mark.parametrize("form", LineFormat)
def test_it_tells_how_far_it_is(write, form):
    told = []
    write(form, on_progress=lambda done, total: told.append((done, total)))

    assert told == [(0, 7), (7, 7)]


@pytest.mark.parametrize("form", LineFormat)
def test_a_file_without_a_line_has_its_header(write, form):
    with open_transaction() as session:
        for line in session.exec(select(ReportLine)):
            session.delete(line)
    path = write(form)

    if form is LineFormat.CSV:
        assert csv_lines(path)[4:] == [HEADER]
    elif form is LineFormat.PARQUET:
        assert (pq.read_table(path).num_rows, pq.read_schema(path).names) == (0, HEADER)
    else:
        [sheet] = load_workbook(path).worksheets
        assert [cell.value for cell in sheet[sheet.max_row]] == HEADER


def test_what_can_not_be_written_leaves_no_file(write, tmp_path, monkeypatch):
    def fail(done, total):
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError):
        write("csv", on_progress=fail)
    assert not (tmp_path / "lines.csv").exists()

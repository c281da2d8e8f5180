import csv
import io
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from data_model.rules.plans.periods import Period
from data_model.values import Language, LineStatus
from exports.reporting.report_template import report_template_csv, report_template_xlsx
from exports.reporting.template_columns import COLUMNS, Purpose
from intake.base.checked_file import EarlierLine, Verdict
from intake.base.finding_codes import FindingCode
from intake.base.headings import column_of, is_column_header
from intake.report_file import read_report_file
from tests.builders.hostile_texts import HOSTILE_TEXTS
from tests.builders.report_context import PERIOD
from wording import translation as catalogue

pytestmark = pytest.mark.slow  # writes workbooks and reads them back

HEADER_ROW = 8


def template(rows, **changes):
    about = {
        "agency": "SNgV",
        "agency_name": "Sở Ngoại vụ",
        "plan_name": "Kế hoạch số 217/KH-UBND",
        "period": PERIOD,
        "due_on": date(2026, 6, 17),
    }
    return report_template_xlsx(rows, **about | changes)


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def cell(sheet: Worksheet, code: str, header: str):
    """The cell of a task in a column, as staff find it."""
    column = next(cell.column for cell in sheet[HEADER_ROW] if cell.value == header)
    row = next(row for row in range(HEADER_ROW + 1, sheet.max_row + 1) if sheet.cell(row, 2).value == code)
    return sheet.cell(row, column)


def fill_in(content: bytes, values: dict[tuple[str, str], object]) -> bytes:
    book = opened(content)
    for (code, header), value in values.items():
        target = cell(book.worksheets[0], code, header)
        assert not target.protection.locked, (code, header)
        target.value = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_a_template_that_is_filled_in_reads_back_clean(staff, template_rows):
    download = template(template_rows)
    content = fill_in(
        download.content,
        {
            ("NV-01", "Tiến độ (%)"): 100,
            ("NV-01", "Trạng thái"): "Hoàn thành",
            ("NV-01", "Ngày hoàn thành"): date(2026, 5, 20),
            ("NV-01", "Kết quả"): "- Đã tổ chức 02 đoàn",
            ("NV-03", "Tiến độ (%)"): 75.5,
            ("NV-03", "Trạng thái"): "Đang thực hiện",
            ("NV-03", "Kết quả"): "Đã ban hành kế hoạch",
            ("NV-03", "Khó khăn, vướng mắc"): "Thiếu kinh phí",
            ("NV-04", "Trạng thái"): "Đã triển khai",
            ("NV-04", "Kết quả"): "12 tin, bài",
            ("NV-04", "Văn bản, tài liệu kèm theo"): "05/BC-SNgV",
        },
    )

    report = read_report_file(content, file_name=download.file_name, context=staff)

    assert (report.verdict, report.findings) == (Verdict.CLEAN, ())
    assert [(row.task, row.period, row.percent, row.status, row.done_on, row.result) for row in report.rows] == [
        ("NV-01", PERIOD, Decimal(100), LineStatus.DONE, date(2026, 5, 20), "- Đã tổ chức 02 đoàn"),
        ("NV-03", PERIOD, Decimal("75.5"), LineStatus.IN_PROGRESS, None, "Đã ban hành kế hoạch"),
        ("NV-04", PERIOD, None, LineStatus.CARRIED_OUT, None, "12 tin, bài"),
    ]


def test_an_empty_template_is_read_whole_and_only_asks_for_what_is_missing(staff, template_rows):
    report = read_report_file(template(template_rows).content, file_name="mau.xlsx", context=staff)

    assert report.header_row == HEADER_ROW
    assert [(finding.row, finding.code) for finding in report.findings] == [
        (9, FindingCode.PERCENT_MISSING),
        (10, FindingCode.PERCENT_MISSING),
        (11, FindingCode.NOTHING_ENTERED),
    ]


def test_the_csv_template_that_is_filled_in_reads_back_clean(staff, template_rows):
    download = report_template_csv(template_rows, agency="SNgV", period=PERIOD)
    lines = list(csv.DictReader(io.StringIO(download.content.decode("utf-8-sig"), newline=""), delimiter=";"))
    lines[0] |= {"Tiến độ (%)": "75,5", "Kết quả": "Đã đi hai đoàn"}
    lines[1] |= {"Tiến độ (%)": "0", "Trạng thái": "Chưa thực hiện"}
    lines[2] |= {"Trạng thái": "Chưa triển khai"}
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, lines[0], delimiter=";")
    writer.writeheader()
    writer.writerows(lines)

    report = read_report_file(text.getvalue().encode("utf-8-sig"), file_name="mau.csv", context=staff)

    assert (report.verdict, report.findings) == (Verdict.CLEAN, ())
    assert [(row.task, row.percent) for row in report.rows] == [
        ("NV-01", Decimal("75.5")),
        ("NV-03", 0),
        ("NV-04", None),
    ]


def test_the_csv_has_a_bom_semicolons_crlf_and_the_columns_of_the_workbook(template_rows):
    download = report_template_csv(template_rows, agency="HN-SNV", period=PERIOD)
    lines = download.content.split(b"\r\n")

    assert download.file_name == "bao-cao_HN-SNV_2026-H1.csv"
    assert lines[0] == b"\xef\xbb\xbf" + ";".join(column.header for column in COLUMNS).encode()
    assert lines[1].decode().startswith("1;NV-01;Tổ chức đoàn đi thăm và làm việc;")
    assert ";30/09/2026;2026-H1;40,5;Đang thực hiện;" in lines[1].decode()
    assert lines[-1] == b""


def test_intake_knows_each_header_and_takes_only_those_to_be_filled_in_and_the_key():
    taken = {column.header for column in COLUMNS if column_of(column.header)}

    assert [column.header for column in COLUMNS if not is_column_header(column.header)] == []
    assert taken == {column.header for column in COLUMNS if column.purpose is Purpose.INPUT} | {
        "Mã nhiệm vụ",
        "Kỳ báo cáo",
    }


def test_only_what_is_to_be_filled_in_is_unlocked(template_rows):
    sheet = opened(template(template_rows).content).worksheets[0]

    assert sheet.protection.sheet
    assert sheet.protection.password is None
    unlocked = {
        (sheet.cell(cell.row, 2).value, sheet.cell(HEADER_ROW, cell.column).value)
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    inputs = [
        "Tiến độ (%)",
        "Trạng thái",
        "Ngày hoàn thành",
        "Kết quả",
        "Khó khăn, vướng mắc",
        "Nguyên nhân quá hạn",
        "Trách nhiệm",
        "Kiến nghị, đề xuất",
        "Văn bản, tài liệu kèm theo",
    ]
    of_tasks_with_an_end = ("Tiến độ (%)", "Ngày hoàn thành", "Nguyên nhân quá hạn", "Trách nhiệm")
    assert unlocked == {
        (code, header)
        for code in ("NV-01", "NV-03", "NV-04")
        for header in inputs
        if code != "NV-04" or header not in of_tasks_with_an_end
    }


def test_a_continuing_task_is_not_asked_for_a_percentage_and_the_cell_is_grey(template_rows):
    sheet = opened(template(template_rows).content).worksheets[0]

    grey = cell(sheet, "NV-04", "Kết quả kỳ trước").fill.fgColor.rgb
    assert cell(sheet, "NV-04", "Tiến độ (%)").fill.fgColor.rgb == grey
    assert cell(sheet, "NV-03", "Tiến độ (%)").fill.fgColor.rgb != grey


def test_cells_offer_and_take_what_intake_takes(template_rows):
    sheet = opened(template(template_rows).content).worksheets[0]
    rules = {area: rule for rule in sheet.data_validations.dataValidation for area in str(rule.sqref).split()}

    def rule_of(code: str, header: str):
        return rules.get(cell(sheet, code, header).coordinate)

    assert rule_of("NV-01", "Trạng thái").formula1 == '"Chưa thực hiện,Đang thực hiện,Hoàn thành,Không phát sinh"'
    assert rule_of("NV-04", "Trạng thái").formula1 == '"Đã triển khai,Chưa triển khai,Không phát sinh"'
    percent = rule_of("NV-03", "Tiến độ (%)")
    assert (percent.type, percent.formula1, percent.formula2) == ("decimal", "0", "100")
    done_on = rule_of("NV-03", "Ngày hoàn thành")
    assert (done_on.type, done_on.formula2) == ("date", "TODAY()")
    assert cell(sheet, "NV-03", "Ngày hoàn thành").number_format == "dd/mm/yyyy"
    assert rule_of("NV-04", "Tiến độ (%)") is None
    assert rule_of("NV-04", "Ngày hoàn thành") is None


def test_texts_are_typed_into_text_cells_so_that_a_dash_opens_no_formula(template_rows):
    sheet = opened(template(template_rows).content).worksheets[0]

    assert cell(sheet, "NV-01", "Kết quả").number_format == "@"
    assert cell(sheet, "NV-01", "Khó khăn, vướng mắc").number_format == "@"


@pytest.mark.parametrize("language", list(Language))
def test_every_hint_fits_into_what_a_spreadsheet_shows(language, template_rows, recwarn):
    before = catalogue.language()
    catalogue.use(language)
    try:
        sheet = opened(template(template_rows).content).worksheets[0]
    finally:
        catalogue.use(before)

    assert len(sheet.data_validations.dataValidation) >= 7
    assert [str(warning.message) for warning in recwarn if "xlsxwriter" in str(warning.filename)] == []


def test_what_was_accepted_last_stands_beside_with_its_period(template_rows):
    sheet = opened(template(template_rows).content).worksheets[0]

    assert cell(sheet, "NV-01", "Tiến độ kỳ trước (%)").value == 40.5
    assert cell(sheet, "NV-01", "Trạng thái kỳ trước").value == "Đang thực hiện"
    assert cell(sheet, "NV-01", "Kết quả kỳ trước").value.endswith(": - Đã làm việc với tỉnh bạn")
    assert "I/2026" in cell(sheet, "NV-01", "Kết quả kỳ trước").value
    assert cell(sheet, "NV-01", "Nhiệm vụ").value == "1. Giao lưu\nTổ chức đoàn đi thăm và làm việc"
    assert cell(sheet, "NV-01", "Thời hạn").value.date() == date(2026, 9, 30)
    assert cell(sheet, "NV-03", "Tiến độ kỳ trước (%)").value is None


def test_the_sheet_prints_on_a4_across_with_its_headers_and_keeps_them_in_view(template_rows):
    sheet = opened(template(template_rows).content).worksheets[0]

    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$7:$8"
    assert sheet.freeze_panes == "D9"


def test_rows_grow_with_what_staff_type(template_rows):
    with ZipFile(io.BytesIO(template(template_rows).content)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    rows = re.findall("<row [^>]*>", sheet)

    assert [row for row in rows if 'r="9"' in row and 'ht="45"' in row] != []
    assert [row for row in rows if "customHeight" in row] == []


def test_the_guide_names_each_column_that_is_filled_in(template_rows):
    book = opened(template(template_rows).content)

    assert len(book.worksheets) == 2
    named = {row[0].value for row in book.worksheets[1].iter_rows()}
    assert {column.header for column in COLUMNS if column.purpose is Purpose.INPUT} <= named


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_hostile_texts_in_a_template_stay_texts_and_it_still_reads_back(staff, template_rows, text):
    rows = [replace(template_rows[0], title=text, section=text, last_result=text), *template_rows[1:]]
    download = template(rows, agency_name=text, plan_name=text)

    cells = [cell for sheet in opened(download.content).worksheets for row in sheet.iter_rows() for cell in row]
    report = read_report_file(download.content, file_name="mau.xlsx", context=staff)

    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    assert [finding.row for finding in report.findings] == [9, 10, 11]


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_hostile_texts_in_a_csv_template_open_no_formula(template_rows, text):
    rows = [replace(template_rows[0], title=text, last_result=text)]
    content = report_template_csv(rows, agency="SNgV", period=PERIOD).content

    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))

    assert [len(line) for line in lines] == [len(COLUMNS)] * 2
    assert not lines[1][2].lstrip().startswith(("=", "+", "-", "@", "＝"))


def test_file_names_are_plain_ascii_whatever_the_code_holds(template_rows):
    assert template(template_rows, agency="Sở Đ/../A").file_name == "bao-cao_So-D-A_2026-H1.xlsx"
    assert template(template_rows, agency="☃").file_name == "bao-cao_co-quan_2026-H1.xlsx"


def test_a_template_without_tasks_is_still_a_workbook():
    assert opened(template([]).content).worksheets[0].cell(HEADER_ROW, 1).value == "STT"


class TestAFinishedTask:
    """Done on 20/5/2026 and accepted: it is not asked for again."""

    @pytest.fixture
    def rows(self, template_rows):
        first, *others = template_rows
        return [replace(first, last_percent=Decimal(100), last_done_on=date(2026, 5, 20)), *others]

    def test_stands_as_done_and_its_cells_are_open_but_not_yellow(self, rows):
        sheet = opened(template(rows).content).worksheets[0]
        asked = cell(sheet, "NV-03", "Tiến độ (%)")
        finished = cell(sheet, "NV-01", "Tiến độ (%)")

        assert "(đã hoàn thành; để trống nếu không thay đổi)" in str(cell(sheet, "NV-01", "Nhiệm vụ").value)
        assert (finished.protection.locked, asked.protection.locked) == (False, False)
        assert (finished.fill.fill_type, asked.fill.fill_type) == (None, "solid")

    def test_reads_back_clean_where_it_was_left_empty(self, rows, staff):
        line = EarlierLine(Period.from_code("2026-Q1"), Decimal(100), date(2026, 2, 20))
        context = replace(staff, earlier={("NV-01", "SNgV"): (line,)})
        content = fill_in(template(rows[:1]).content, {})

        report = read_report_file(content, file_name="bao-cao.xlsx", context=context)

        assert (report.verdict, [row.percent for row in report.rows]) == (Verdict.CLEAN, [None])

    def test_is_no_yearly_or_continuing_one(self, template_rows):
        done = [replace(row, last_percent=Decimal(100), last_done_on=date(2026, 5, 20)) for row in template_rows]

        assert [row.is_finished for row in done] == [True, False, False]

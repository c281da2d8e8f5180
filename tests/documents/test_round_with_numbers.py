"""A round with numbers: from the template that agencies take, filled in by them, to the table of the signed report.

The plan of the worked case in its second quarter; the sums are made here, cell by cell, with nothing of the product's.
"""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from actions.indicators import choose_indicators, set_targets
from actions.reporting.check_report import check_report
from actions.reporting.submit_report import submit_report
from actions.review import accept_submission
from data_model.rules.consolidated.issue import ConsolidatedReport
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import CurrentUser, Scope
from data_model.rules.plans.periods import Period
from data_model.store import open_session
from data_model.store.consolidated.issued_reports import issued_file, issued_reports
from data_model.store.indicators.catalogue import read_indicators, starting_set
from data_model.values import AssignmentRole, Role, TaskType
from documents.base.office_folder import OfficeTemplate
from documents.issuing.issue import issue
from documents.issuing.reproduce import reproduce
from exports.reporting.number_sheet import SHEET, TemplateNumber
from exports.reporting.report_template import TemplateRow, report_template_xlsx
from tests.builders.stores import local

pytestmark = [pytest.mark.usefixtures("worked_case"), pytest.mark.slow]  # makes reports in three formats

Q1, Q2 = Period.from_code("2026-Q1"), Period.from_code("2026-Q2")
OFFICE = CurrentUser("cuong", "Cơ quan tổng hợp", Role.COORDINATOR, agency="A")
LED = {"A": ["T1", "T2"], "B": ["T3", "T6"], "C": ["T4", "T5"]}
CHOSEN = ["DOAN-VAO", "CAM-KET-VND", "CAM-KET-USD", "HOI-VIEN"]
TYPED = {
    ("B", "2026-Q1"): {"DOAN-VAO": 3, "CAM-KET-VND": "1,5 tỷ", "HOI-VIEN": 322},
    ("C", "2026-Q1"): {"DOAN-VAO": "1.002", "CAM-KET-USD": "45.000,5"},
    ("B", "2026-Q2"): {"DOAN-VAO": 2, "CAM-KET-VND": "12 tỷ 500 triệu", "HOI-VIEN": 330},
    ("C", "2026-Q2"): {"DOAN-VAO": 999, "CAM-KET-USD": "0,25", "HOI-VIEN": 100},
}
"""What each agency typed into its template, by indicator; what is not named stays blank."""
MEANT = {
    "1,5 tỷ": "1500000000",
    "1.002": "1002",
    "45.000,5": "45000.5",
    "12 tỷ 500 triệu": "12500000000",
    "0,25": "0.25",
}


def amount(typed) -> Decimal:
    return Decimal(MEANT.get(typed, typed))


def template(agency, period):
    rows = [TemplateRow(task, task, "", AssignmentRole.LEAD, TaskType.ONE_OFF) for task in LED[agency]]
    with open_session() as session:
        facts = read_indicators(session, ["P1"], today=date(2026, 6, 1))
    numbers = [TemplateNumber(fact.code, fact.name, fact.unit, fact.adds_up, fact.decimals) for fact in facts]
    made = report_template_xlsx(
        rows,
        agency=agency,
        agency_name=agency,
        plan_name="1/KH-UBND",
        period=period,
        due_on=date(2026, 6, 17),
        numbers=numbers,
    )
    return load_workbook(BytesIO(made.content))


def columns_of(sheet, header="Mã nhiệm vụ"):
    [row] = [row for row in sheet.iter_rows(max_row=10) if header in [cell.value for cell in row]]
    return row[0].row, {cell.value: cell.column for cell in row}


def filled(agency, period) -> bytes:
    """The template with a progress of each task, and the numbers that the agency typed."""
    book = template(agency, period)
    sheet = book.worksheets[0]
    head, columns = columns_of(sheet)
    for row in range(head + 1, head + 1 + len(LED[agency])):
        if sheet.cell(row, columns["Mã nhiệm vụ"]).value == "T5":
            sheet.cell(row, columns["Trạng thái"]).value = "Đã triển khai"
        else:
            sheet.cell(row, columns["Tiến độ (%)"]).value = 60 if period == Q1 else 70
        sheet.cell(row, columns["Kết quả"]).value = f"Đã làm trong {period.code}"
        sheet.cell(row, columns["Khó khăn, vướng mắc"]).value = "Chưa đủ kinh phí"
    sheet = book[SHEET]
    head, columns = columns_of(sheet, "Mã chỉ tiêu")
    for row in range(head + 1, sheet.max_row + 1):
        code = sheet.cell(row, columns["Mã chỉ tiêu"]).value or ""
        sheet.cell(row, columns["Số trong kỳ"]).value = TYPED[agency, period.code].get(code.removeprefix("P1-"))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def send(agency, period, *, at, accepted_at):
    user = CurrentUser(agency.lower(), f"Cán bộ {agency}", Role.REPORTER, agency=agency)
    with open_session() as session:
        report = check_report(session, filled(agency, period), file_name="b.xlsx", agency=agency, period=period, at=at)
    assert not [finding for finding in report.numbers.findings if finding.severity == "error"]
    receipt = submit_report(user=user, report=report, file_name="b.xlsx", agency=None, at=at)
    accept_submission(user=OFFICE, number=receipt.number, at=accepted_at)


def summed(code, *periods) -> Decimal:
    """The independent sum: of what was typed, over the agencies."""
    return sum(
        (amount(typed[code]) for (_, period), typed in TYPED.items() if period in periods and code in typed), Decimal(0)
    )


def vietnamese(value: Decimal) -> str:
    whole, _, part = f"{value.normalize():f}".partition(".")
    text = f"{int(whole):,}".replace(",", ".")
    return f"{text},{part}" if part else text


def test_the_signed_reports_table_equals_the_sum_of_what_agencies_typed():
    chosen = [offered for offered in starting_set() if offered.code in CHOSEN]
    choose_indicators(user=OFFICE, plan="P1", chosen=chosen, at=local("2026-01-05 09:00"))
    targets = [("P1-DOAN-VAO", Decimal(4012))]
    set_targets(user=OFFICE, plan="P1", year=2026, targets=targets, at=local("2026-01-06 09:00"))
    for agency in ("B", "C"):
        send(agency, Q1, at=local("2026-03-16 10:00"), accepted_at=local("2026-03-20 10:00"))
        send(agency, Q2, at=local("2026-06-27 10:00"), accepted_at=local("2026-06-28 10:00"))
    wanted = ConsolidatedReport(
        Selection(plan="P1"), AsOf(local("2026-06-29 23:59"), Q2), number=5, issued_on=date(2026, 6, 30)
    )

    issue(wanted, OfficeTemplate(), user=OFFICE, at=local("2026-06-30 09:00"))

    with open_session() as session:
        [row] = issued_reports(session, Scope(consolidator="A"))
        document = Document(BytesIO(issued_file(session, row, "docx")))
    [table] = [table for table in document.tables if "Lũy kế từ đầu năm" in [cell.text for cell in table.rows[0].cells]]
    shown = {
        (cells[1], cells[2]): (cells[3], cells[4], cells[6], cells[7])
        for cells in ([cell.text for cell in row.cells] for row in table.rows[1:])
    }
    assert shown == {
        ("Đoàn vào", "đoàn"): (
            vietnamese(summed("DOAN-VAO", "2026-Q2")),
            vietnamese(summed("DOAN-VAO", "2026-Q1", "2026-Q2")),
            "4.012",
            "50%",
        ),
        ("Giá trị viện trợ cam kết", "VND"): (
            vietnamese(summed("CAM-KET-VND", "2026-Q2")),
            vietnamese(summed("CAM-KET-VND", "2026-Q1", "2026-Q2")),
            "—",
            "—",
        ),
        ("Giá trị viện trợ cam kết", "USD"): ("0,25", "45.000,75", "—", "—"),
        ("Hội viên", "hội viên"): ("430", "430", "—", "—"),
    }
    assert shown["Đoàn vào", "đoàn"][:2] == ("1.001", "2.006")

    set_targets(user=OFFICE, plan="P1", year=2026, targets=[("P1-DOAN-VAO", Decimal(1))], at=local("2026-07-01 09:00"))
    with open_session() as session:
        again = {made.format: made.is_equal for made in reproduce(session, row)}
    assert again == {"docx": True, "xlsx": True, "pdf": True}, "a target set later changes no report made before"

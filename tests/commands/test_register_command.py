"""`manage.py register`: the same lines as the page, as a typed table and on paper; a sentence instead of a traceback."""

import io
from datetime import date

import pypdfium2
import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from openpyxl import load_workbook

import manage
from tests.builders.stores import WORKED_CASE, load_files

pytestmark = pytest.mark.slow  # makes whole registers

ON = ("--period", "2026-Q2", "--as-of", "2026-06-30")
HEADS = [
    "TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn", "Trạng thái", "Tiến độ", "Kết quả gần nhất", "Ghi chú",
]  # fmt: skip


@pytest.fixture
def run(store, tmp_path, monkeypatch, capsys):
    """`run("x.pdf", …)` on a store with the worked case: exit status, what it wrote, what it printed."""
    monkeypatch.setenv("TIENDO_DOCUMENTS", str(tmp_path / "van-ban"))
    assert manage.main(["load", str(WORKED_CASE)]) == 0
    capsys.readouterr()

    def call(name, *words):
        out = tmp_path / name
        out.unlink(missing_ok=True)
        try:
            status = manage.main(["register", *words, "--out", str(out)])
        except SystemExit as stopped:
            status = stopped.code
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return status, out.read_bytes() if out.exists() else b"", printed.out + printed.err

    return call


def sheet_rows(content):
    sheet = load_workbook(io.BytesIO(content)).active
    rows = list(sheet.iter_rows(values_only=True))
    at = next(place for place, row in enumerate(rows) if row[0] == "TT")
    return [row[0] for row in rows[:at] if row[0]], [dict(zip(rows[at], row, strict=True)) for row in rows[at + 1 :]]


def lines_of(document):
    """The table of the register, below its two heading rows; a merged cell once."""
    table = document.tables[1]
    return [list(dict.fromkeys(cell.text for cell in row.cells)) for row in table.rows]


def test_the_excel_table_has_numbers_days_and_percentages_as_such(run):
    status, content, said = run("so.xlsx", *ON)
    above, rows = sheet_rows(content)

    assert status == 0
    assert above == ["Sổ theo dõi nhiệm vụ", "Tính đến ngày 14/06/2026 (theo báo cáo đã xác nhận đến hết ngày 30/06/2026).", "Bộ lọc: Quý II/2026."]  # fmt: skip
    assert "6 nhiệm vụ" in said
    third = rows[2]
    assert (third["Mã nhiệm vụ"], third["Trạng thái"]) == ("T3", "Quá hạn chưa hoàn thành")
    assert third["Thời hạn"].date() == date(2026, 3, 31)
    assert third["Số ngày quá hạn"] == 75
    assert third["Tiến độ"] == 0.6


def test_the_filters_are_those_of_the_page(run):
    def codes(*words):
        return [row["Mã nhiệm vụ"] for row in sheet_rows(run("so.xlsx", *ON, *words)[1])[1]]

    assert codes("--state", "due") == ["T1", "T3", "T4"]
    assert codes("--state", "due_soon", "--within", "200") == ["T2"]
    assert codes("--agency", "C") == ["T4", "T5"]
    assert codes("--find", "nhiem vu 6") == ["T6"]
    assert codes("--order", "overdue", "--group", "none")[0] == "T3"


def test_the_printed_register_is_across_with_its_headings_on_each_page(run):
    document = Document(io.BytesIO(run("so.docx", *ON, "--state", "overdue")[1]))
    paragraphs = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    rows = document.tables[1].rows

    assert document.sections[0].orientation == WD_ORIENT.LANDSCAPE
    assert paragraphs == [
        "SỔ THEO DÕI NHIỆM VỤ",
        "Tính đến ngày 14/6/2026 (theo báo cáo đã xác nhận đến hết ngày 30/6/2026)",
        "Bộ lọc: Quý II/2026; Quá hạn chưa hoàn thành.",
        "Tổng số: 1 nhiệm vụ.",
    ]
    assert lines_of(document) == [
        HEADS,
        [f"({number})" for number in range(1, 10)],
        ["1/KH-UBND · Tỉnh mẫu · 1 nhiệm vụ"],
        [
            "1",
            "Nhiệm vụ 3",
            "Sở B",
            "",
            "31/3/2026",
            "Quá hạn 75 ngày",
            "60%",
            "Đã làm được một phần (Quý I/2026)",
            "số liệu kỳ trước",
        ],
    ]
    repeated = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows]
    assert repeated == [True, True, False, False]
    assert "PAGE" in document.sections[0].header._element.xml


def test_issuer_country_and_motto_stand_on_top(run, tmp_path):
    (tmp_path / "van-ban").mkdir()
    (tmp_path / "van-ban" / "co-quan.toml").write_text(
        'issuer = "Sở Ngoại vụ"\nsuperior = "UBND tỉnh Mẫu"', encoding="utf-8"
    )

    document = Document(io.BytesIO(run("so.docx", *ON)[1]))

    top = [
        paragraph.text for cell in document.tables[0].rows[0].cells for paragraph in cell.paragraphs if paragraph.text
    ]
    assert top == ["UBND TỈNH MẪU", "SỞ NGOẠI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]


def test_the_pdf_has_every_line_and_its_heading_on_every_page(run, tmp_path):
    many = "\n".join(f"M{number:02},P1,Việc {number},one_off" for number in range(60))
    load_files(tmp_path / "many", tasks=f"code,plan,title,type\n{many}")

    _, content, _ = run("so.pdf", *ON)
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]

    assert len(pages) > 1
    assert all("Kết quả gần nhất" in page and "(9)" in page for page in pages)
    assert "Việc 59" in pages[-1]
    assert "Tổng số: 66 nhiệm vụ" in pages[-1]
    assert pages[1].strip().startswith("2")


@pytest.mark.parametrize(
    "name, words, sentence",
    [
        ("so.txt", (), "Đặt tên tệp ở --out có đuôi .xlsx, .docx hoặc .pdf."),
        ("so.pdf", ("--plan", "KHONG"), "Không có kế hoạch “KHONG”."),
        ("so.pdf", ("--role", "coordinate"), "Nêu cơ quan phối hợp bằng --agency."),
        ("so.pdf", ("--state", "nghi"), "'nghi' is not a state; see --help"),
        ("so.pdf", ("--within", "0"), "'0' is not a number of days from 1 to 366"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(run, name, words, sentence):
    status, content, said = run(name, *words)

    assert (status, content) == (2, b"")
    assert sentence in said


def test_a_register_without_lines_is_still_a_register(run):
    for name in ("so.xlsx", "so.docx", "so.pdf"):
        status, content, _ = run(name, *ON, "--state", "void")
        assert status == 0
        assert content

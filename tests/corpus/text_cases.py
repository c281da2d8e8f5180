"""CSV and TSV files: every accepted form, and what is wrong with files, headers, rows and cells."""

import unicodedata

from intake.base.checked_file import Verdict
from intake.base.finding_codes import FindingCode as F
from tests.builders.old_fonts import as_tcvn3, as_vni
from tests.builders.report_files import HEADER, csv_bytes, csv_text
from tests.builders.windows_1258 import in_windows_1258
from tests.corpus.case import Case, Expected

CLEAN, WARNINGS, ERRORS, BLOCKED = Verdict.CLEAN, Verdict.WARNINGS, Verdict.ERRORS, Verdict.BLOCKED

RESULT = "Đã tổ chức hai đoàn đi học tập kinh nghiệm, ký thỏa thuận hợp tác với tỉnh bạn"
ROW = ("NV-01", "Quý II/2026", "75,5", "Đang thực hiện", "", RESULT, "Kinh phí thiếu", "Bổ sung kinh phí", "12/BC-SNgV")
TEXT = csv_text([ROW])
HEAD, LINE, _ = TEXT.split("\r\n")
SHORT = "ma_nhiem_vu;tien_do;ket_qua"
BASE = {"ma_nhiem_vu": "NV-01", "ky_bao_cao": "2026-Q2", "co_quan": "", "tien_do": "40", "trang_thai": ""}
BASE |= {"ngay_hoan_thanh": "", "ket_qua": RESULT, "kho_khan": "", "kien_nghi": "", "minh_chung": ""}


def text(name: str, content: str | bytes, verdict: Verdict, *findings: Expected, rows: int = 1, **others: str) -> Case:
    data = content if isinstance(content, bytes) else content.encode()
    return Case(name, lambda: data, verdict, findings, rows, **others)


def good(name: str, content: str | bytes, rows: int = 1, **others: str) -> Case:
    return text(name, content, CLEAN, rows=rows, **others)


def blocked(
    name: str, content: str | bytes, code: F, row: int | None = None, column: str | None = None, **others: str
) -> Case:
    return text(name, content, BLOCKED, (row, column, code), rows=0, **others)


def cell(name: str, column: str, value: str, code: F, world: str = "staff", **others: str) -> Case:
    """One row that is right but for this cell (and `others`), which is an error."""
    cells = BASE | {column: value} | others
    content = csv_bytes([list(cells.values())], header=list(cells))
    return text(name, content, ERRORS, (2, column, code), rows=0, world=world)


def odd(name: str, column: str, code: F, world: str = "staff", **others: str) -> Case:
    """One row that is stored, with a warning on a cell."""
    cells = BASE | others
    return text(name, csv_bytes([list(cells.values())], header=list(cells)), WARNINGS, (2, column, code), world=world)


def fine(name: str, **others: str) -> Case:
    cells = BASE | others
    return good(name, csv_bytes([list(cells.values())], header=list(cells)))


FORMS = [
    good("UTF-8", TEXT),
    good("UTF-8 with BOM", TEXT.encode("utf-8-sig")),
    good("UTF-16 little", TEXT.encode("utf-16")),
    good("UTF-16 big with BOM", b"\xfe\xff" + TEXT.encode("utf-16-be")),
    good("UTF-16 little without BOM", TEXT.encode("utf-16-le")),
    good("UTF-16 big without BOM", TEXT.encode("utf-16-be")),
    good("Windows-1258", in_windows_1258(TEXT)),
    good("NFD from a Mac", unicodedata.normalize("NFD", TEXT)),
    good("comma", csv_text([ROW], delimiter=",")),
    good("tab", csv_text([ROW], delimiter="\t"), extension=".tsv"),
    good("LF", csv_text([ROW], line_end="\n")),
    good("CR", csv_text([ROW], line_end="\r")),
    good("no line end at the end", TEXT.rstrip()),
    good("UTF-16 tab from Excel's Unicode text", csv_text([ROW], delimiter="\t").encode("utf-16")),
    text("TCVN3", as_tcvn3(TEXT).encode("cp1252"), WARNINGS, (None, None, F.LEGACY_CONVERTED)),
    text("VNI", as_vni(TEXT).encode("cp1252"), WARNINGS, (None, None, F.LEGACY_CONVERTED)),
    text("TCVN3 saved as UTF-8", as_tcvn3(TEXT), WARNINGS, (None, None, F.LEGACY_CONVERTED)),
    text("VNI saved as UTF-8", as_vni(TEXT), WARNINGS, (None, None, F.LEGACY_CONVERTED)),
    good("line that names the separator", f"sep=;\r\n{TEXT}"),
    good("title block", f"UBND TỈNH;;\nBÁO CÁO;;\n;;\n{TEXT}"),
    good("title block with commas over semicolons", f"Kính gửi: A, B, C, D, E, F, G, H, I, K, L\n{TEXT}"),
    good(
        "all blanks together in front",
        "\n\r\t \u180e\u200b\u200c\u200d\u2060\ufeff" + HEAD.replace("Mã", "\u200bMã") + "\n" + LINE,
    ),
    good("empty rows at the end", TEXT + ";;;\r\n\r\n;;;;;;;;\r\n"),
    good("empty columns at the end", f"{HEAD};;;;\r\n{LINE};;;;\r\n"),
    good("nine empty columns in front", f";;;;;;;;;{HEAD}\n;;;;;;;;;{LINE}\n"),
    good("ten thousand empty columns", f"{HEAD}{';' * 10_000}\n{LINE}{';' * 10_000}\n"),
    good("blank lines between", f"{HEAD}\n\n;;;\n{LINE}\n"),
    good(
        "canonical headers",
        "ma_nhiem_vu;ky_bao_cao;tien_do;trang_thai;ngay_hoan_thanh;ket_qua;kho_khan;kien_nghi;minh_chung\n" + LINE,
    ),
    good("English headers", "task_code;period;progress;status;done_on;result;difficulties;proposals;evidence\n" + LINE),
    good(
        "headers in capitals without marks",
        "MA NHIEM VU;KY BAO CAO;TIEN DO;TRANG THAI;NGAY HOAN THANH;KET QUA;KHO KHAN;KIEN NGHI;MINH CHUNG\n" + LINE,
    ),
    good(
        "headers spaced out and in camelCase",
        "m ã  n h i ệ m  v ụ;kyBaoCao;Tien-Do;TrangThai;ngayHoanThanh;ketQua;khoKhan;kienNghi;minhChung\n" + LINE,
    ),
    good(
        "headers with hints",
        "Mã nhiệm vụ (*);Kỳ báo cáo:;% hoàn thành;Tình trạng;Ngày hoàn thành (dd/mm/yyyy);Kết quả thực hiện;Khó khăn, vướng mắc;Kiến nghị, đề xuất;Minh chứng\n"
        + LINE,
    ),
    good("header of two lines in quotes", '"Mã\nnhiệm vụ";"Tiến độ\n(%)";"Kết\nquả"\nNV-01;40;Đã họp\n'),
    good("header in two rows", f"STT;Mã nhiệm vụ;Thực hiện;\n;;Tiến độ;Kết quả\n1;NV-01;40;{RESULT}\n"),
    good("line of column numbers", f"{SHORT}\n(1);(2);(3)\nNV-01;40;{RESULT}\n"),
    good("header repeated on the second page", f"{SHORT}\nNV-01;40;{RESULT}\n{SHORT}\nNV-02;50;{RESULT}\n", rows=2),
    good("columns for reading only", f"STT;Nhiệm vụ;{SHORT};Lỗi\n1;Đón đoàn;NV-01;40;{RESULT};\n"),
    good("order of columns", f"ket_qua;tien_do;ma_nhiem_vu\n{RESULT};40;NV-01\n"),
    good("rows that say nothing but their number", f"STT;{SHORT}\n1;NV-01;40;{RESULT}\n2;;;\n3;;;\n"),
    good("blank after the comma", 'ma_nhiem_vu, tien_do, ket_qua\nNV-01, 40, "Đã họp, đã ký"\n'),
    good("everything in quotes", f'"ma_nhiem_vu","tien_do","ket_qua"\n"NV-01","75,5","{RESULT}"\n'),
    good("quotes doubled", f'{SHORT}\nNV-01;40;"Đề án ""Xanh"" đã ký"\n'),
    good("cell of several lines", f'{SHORT}\nNV-01;40;"Dòng một\r\nDòng hai\rDòng ba"\n'),
    good("apostrophes in front", f"{SHORT}\n'NV-01;'40;'- họp ba lần\n"),
    good("row too short", f"{SHORT};kho_khan\nNV-01;40;{RESULT}\n"),
    good("formulas are text", f'{SHORT}\nNV-01;40;"=HYPERLINK(""http://a"";1)+@SUM(A1)|cmd"\n'),
    good("control characters", f"{SHORT}\nNV-01;40;Đã\x00 h\x07ọp\n"),
    good("code in another case with blanks", f"{SHORT}\n nv\u00a0- 01\u200b;40;{RESULT}\n"),
    good(
        "500 rows", csv_bytes([(f"VIEC-{n:04d}", "", "40", "", "", f"Đã họp lần {n}") for n in range(1, 501)]), rows=500
    ),
    good("name in capitals", TEXT, extension=".CSV"),
    good("no extension", TEXT, extension=""),
]

VALUES = [
    fine("percent 75", tien_do="75"),
    fine("percent 75%", tien_do="75%"),
    fine("percent 75,5", tien_do="75,5"),
    fine("percent 75.5 %", tien_do="75.5 %"),
    fine("percent 0,5% says what it is", tien_do="0,5%"),
    fine("percent 0 needs no result", tien_do="0", ket_qua=""),
    fine("percent 100 with its day", tien_do="100", ngay_hoan_thanh="14/06/2026"),
    fine("day d/m/yyyy", tien_do="100", ngay_hoan_thanh="5/6/2026"),
    fine("day ISO", tien_do="100", ngay_hoan_thanh="2026-06-05"),
    fine("day d/m/yy", tien_do="100", ngay_hoan_thanh="5/6/26"),
    fine("period 2026-Q2", ky_bao_cao="2026-Q2"),
    fine("period Q2 2026", ky_bao_cao="Q2 2026"),
    fine("period 6 tháng đầu năm 2026", ky_bao_cao="6 tháng đầu năm 2026"),
    fine("period left to the screen", ky_bao_cao=""),
    fine("own agency by name", co_quan="SỞ NGOẠI VỤ"),
    fine("nothing to report with a reason", tien_do="", trang_thai="Không phát sinh", ket_qua="Bạn hoãn đoàn"),
    fine("status without marks", trang_thai="dang thuc hien"),
    fine("continuing task carried out", ma_nhiem_vu="NV-04", tien_do="", trang_thai="Có thực hiện"),
    fine("continuing task not carried out", ma_nhiem_vu="NV-04", tien_do="", trang_thai="Không thực hiện", ket_qua=""),
    fine("result of 5000 characters", ket_qua="ậ" * 5000),
    fine("state secrets in prose", ket_qua="Tuyên truyền Luật Bảo vệ bí mật nhà nước"),
    fine("foreign names", ket_qua="Đón đoàn Besançon, Malmö, Düsseldorf"),
    fine("emoji and other scripts", ket_qua="Gặp gỡ Việt – Lào ສະບາຍດີ 🇻🇳🇱🇦"),
]

BLOCKERS = [
    blocked("empty", b"", F.EMPTY_FILE),
    blocked("blanks only", " \t\r\n\ufeff\n", F.EMPTY_FILE),
    blocked("delimiters only", ";;;\n;;;\n", F.EMPTY_FILE),
    blocked("a letter", "Kính gửi Sở Ngoại vụ\nTôi xin báo cáo.\n", F.NO_HEADER),
    blocked("no header", f"NV-01;40;{RESULT}\n", F.NO_HEADER),
    blocked("header only", HEAD, F.NO_ROWS, 1),
    blocked("header without data", f"{HEAD}\n;;;;\n \n", F.NO_ROWS, 1),
    blocked("no column for the code", f"Tiến độ;Kết quả\n40;{RESULT}\n", F.MISSING_COLUMN, 1, "ma_nhiem_vu"),
    blocked("no column for the result", "ma_nhiem_vu;tien_do\nNV-01;40\n", F.MISSING_COLUMN, 1, "ket_qua"),
    blocked("no column for the percent", f"ma_nhiem_vu;ket_qua\nNV-01;{RESULT}\n", F.MISSING_COLUMN, 1, "tien_do"),
    blocked("no column for the day", f"{SHORT}\nNV-01;100;{RESULT}\n", F.MISSING_COLUMN, 1, "ngay_hoan_thanh"),
    blocked(
        "no column for the period",
        f"{SHORT}\nNV-01;40;{RESULT}\n",
        F.MISSING_COLUMN,
        1,
        "ky_bao_cao",
        world="no period",
    ),
    blocked("code column twice", f"{SHORT};Mã nhiệm vụ\nNV-01;40;a;\n", F.DUPLICATE_COLUMN, 1, "ma_nhiem_vu"),
    blocked(
        "percent column in two spellings", f"{SHORT};% hoàn thành\nNV-01;40;a;40\n", F.DUPLICATE_COLUMN, 1, "tien_do"
    ),
    blocked("quote never closed", f'{SHORT}\nNV-01;40;"Đã họp\nNV-02;50;Đã ký\n', F.UNCLOSED_QUOTE, 2),
    blocked("bytes of no encoding", b"ma_nhiem_vu;tien_do\nNV-01;\x81\x8d\x8f\x90\n", F.ENCODING_UNKNOWN),
    blocked("Western European", f"{SHORT}\nNV-01;40;Besançon, Malmö, Århus".encode("cp1252"), F.ENCODING_UNKNOWN),
    blocked("half a UTF-16 character", TEXT.encode("utf-16") + b"\x20", F.ENCODING_UNKNOWN),
    blocked("UTF-8 cut inside a letter", TEXT.encode() + b"\xe1\xba", F.ENCODING_UNKNOWN),
    blocked("encoded twice", TEXT.encode().decode("cp1252", "ignore"), F.DOUBLE_ENCODED),
    blocked(
        "VNI in one cell of a Unicode file",
        TEXT + ";".join(("NV-02", "", "50", "", "", as_vni(RESULT))),
        F.LEGACY_IN_DOUBT,
    ),
    blocked("1001 columns", f"{SHORT}{';x' * 998}\nNV-01;40;a\n", F.TOO_MANY_COLUMNS),
    blocked("marked TỐI MẬT in a cell", f"{SHORT}\nNV-01;40;TỐI MẬT\n", F.SECRECY_MARKING),
    blocked("marked MẬT above the header", f"MẬT;;\n{TEXT}", F.SECRECY_MARKING),
    blocked("marked by a line Độ mật", f"Độ mật: Tuyệt mật\n{TEXT}", F.SECRECY_MARKING),
    blocked("marked in NFD", unicodedata.normalize("NFD", f"(MẬT)\n{TEXT}"), F.SECRECY_MARKING),
    blocked("macros by name", TEXT, F.MACROS, extension=".xlsm"),
    blocked("PDF by name", TEXT, F.FILE_KIND_REFUSED, extension=".pdf"),
    blocked("text by name", TEXT, F.FILE_KIND_REFUSED, extension=".txt"),
]

ROWS = [
    cell("code missing", "ma_nhiem_vu", "", F.TASK_MISSING),
    cell("code unknown", "ma_nhiem_vu", "NV-99", F.TASK_UNKNOWN),
    cell("code without its zero", "ma_nhiem_vu", "NV-1", F.TASK_UNKNOWN),
    cell("code with another dash", "ma_nhiem_vu", "NV–01", F.TASK_UNKNOWN),
    cell("code of another agency", "ma_nhiem_vu", "NV-05", F.TASK_UNKNOWN),
    cell("code with a Cyrillic letter", "ma_nhiem_vu", "N\u0412-01".replace("\u0412", "\u0406"), F.LOOK_ALIKE_LETTER),
    cell("code with full-width digits", "ma_nhiem_vu", "NV-０１", F.LOOK_ALIKE_LETTER),
    cell("period unreadable", "ky_bao_cao", "kỳ này", F.PERIOD_UNREADABLE),
    cell("period turned into a month by Excel", "ky_bao_cao", "Jun-26", F.PERIOD_UNREADABLE),
    cell("period with a fifth quarter", "ky_bao_cao", "Quý V/2026", F.PERIOD_UNREADABLE),
    cell("period other than chosen", "ky_bao_cao", "Quý I/2026", F.PERIOD_NOT_CHOSEN),
    cell("period missing", "ky_bao_cao", "", F.PERIOD_MISSING, world="no period"),
    cell("period locked", "ky_bao_cao", "Quý III/2025", F.PERIOD_LOCKED, world="no period"),
    cell("period not expected", "ky_bao_cao", "Tháng 5/2026", F.PERIOD_NOT_EXPECTED, world="no period"),
    cell("agency of somebody else", "co_quan", "Sở Văn hóa và Thể thao", F.AGENCY_NOT_OWN),
    cell("percent missing", "tien_do", "", F.PERCENT_MISSING),
    cell("percent in words", "tien_do", "một nửa", F.PERCENT_NOT_A_NUMBER),
    cell("percent as a range", "tien_do", "75-80", F.PERCENT_NOT_A_NUMBER),
    cell("percent with a thousand's point", "tien_do", "1.234,5", F.PERCENT_NOT_A_NUMBER),
    cell("percent in powers of ten", "tien_do", "1e2", F.PERCENT_NOT_A_NUMBER),
    cell("percent 175", "tien_do", "175", F.PERCENT_OUT_OF_RANGE),
    cell("percent 100,5", "tien_do", "100,5", F.PERCENT_OUT_OF_RANGE),
    cell("percent below zero", "tien_do", "-1", F.PERCENT_OUT_OF_RANGE),
    cell("percent with two decimals", "tien_do", "75,25", F.PERCENT_TOO_PRECISE),
    cell("percent went down", "tien_do", "30", F.PERCENT_WENT_DOWN, ma_nhiem_vu="NV-02"),
    cell("percent 0,75", "tien_do", "0,75", F.PERCENT_AMBIGUOUS),
    cell("percent in Arabic digits", "tien_do", "٧٥", F.FOREIGN_DIGITS),
    cell("percent in full-width digits", "tien_do", "７５", F.FOREIGN_DIGITS),
    cell("percent superscript", "tien_do", "7⁵", F.FOREIGN_DIGITS),
    cell("status unknown", "trang_thai", "xong", F.STATUS_UNKNOWN),
    cell("status of a continuing task", "trang_thai", "Có thực hiện", F.STATUS_NOT_FOR_TASK),
    cell(
        "status of a one-off task", "trang_thai", "Hoàn thành", F.STATUS_NOT_FOR_TASK, ma_nhiem_vu="NV-04", tien_do=""
    ),
    cell("day in words", "ngay_hoan_thanh", "cuối tháng 5", F.DATE_UNREADABLE),
    cell("day without a year", "ngay_hoan_thanh", "20/5", F.DATE_UNREADABLE),
    cell("day that is not in the calendar", "ngay_hoan_thanh", "30/02/2026", F.DATE_IMPOSSIBLE),
    cell("day in American order", "ngay_hoan_thanh", "05/20/2026", F.DATE_IMPOSSIBLE),
    cell("day as a serial number", "ngay_hoan_thanh", "46162", F.DATE_IS_SERIAL),
    cell("day in the future", "ngay_hoan_thanh", "17/06/2026", F.DONE_ON_IN_FUTURE, tien_do="100"),
    cell("day of the last century", "ngay_hoan_thanh", "20/5/1926", F.DATE_TOO_EARLY, tien_do="100"),
    cell(
        "day missing of a yearly task at 100",
        "ngay_hoan_thanh",
        "",
        F.DONE_ON_MISSING,
        ma_nhiem_vu="NV-03",
        tien_do="100",
    ),
    cell("day missing at 100", "ngay_hoan_thanh", "", F.DONE_ON_MISSING, tien_do="100"),
    cell("result missing", "ket_qua", "", F.RESULT_MISSING),
    cell("result of blanks", "ket_qua", " \u00a0\u200b ", F.RESULT_MISSING),
    cell("reason missing", "ket_qua", "", F.REASON_MISSING, tien_do="", trang_thai="Không phát sinh"),
    cell("result of 5001 characters", "ket_qua", "ậ" * 5001, F.TEXT_TOO_LONG),
    cell("letters lost to question marks", "ket_qua", "\u0110\u00e3 h?p ba l?n, k\u00fd th?a thu?n", F.DAMAGED_TEXT),
    cell("replacement characters", "ket_qua", "Đã h\ufffdp", F.DAMAGED_TEXT),
    cell("letters written out", "ket_qua", "Ti&#7871;n &#273;&#7897;", F.DAMAGED_TEXT),
    cell(
        "continuing task left blank", "trang_thai", "", F.NOTHING_ENTERED, ma_nhiem_vu="NV-04", tien_do="", ket_qua=""
    ),
    text(
        "a row twice",
        f"{SHORT}\nNV-01;40;a\nnv-01;50;b\n",
        ERRORS,
        (2, "ma_nhiem_vu", F.DUPLICATE_ROW),
        (3, "ma_nhiem_vu", F.DUPLICATE_ROW),
        rows=0,
    ),
    text(
        "a row twice by Q2 and H1",
        "ma_nhiem_vu;ky_bao_cao;tien_do;ket_qua\nNV-01;2026-Q2;40;a\nNV-01;2026-H1;50;b\n",
        ERRORS,
        (2, "ma_nhiem_vu", F.DUPLICATE_ROW),
        (3, "ma_nhiem_vu", F.DUPLICATE_ROW),
        rows=0,
    ),
    text(
        "one row wrong among three",
        f"{SHORT}\nNV-01;40;a\nNV-02;x;b\nNV-03;50;c\n",
        ERRORS,
        (3, "tien_do", F.PERCENT_NOT_A_NUMBER),
        rows=2,
    ),
    text(
        "a fraction among percentages",
        f"{SHORT}\nNV-01;0,75;a\nNV-02;80;b\n",
        ERRORS,
        (2, "tien_do", F.PERCENT_AMBIGUOUS),
        rows=1,
    ),
    text(
        "fractions and a bare one",
        f"{SHORT}\nNV-01;0,75;a\nNV-03;1;b\n",
        ERRORS,
        (2, "tien_do", F.PERCENT_AMBIGUOUS),
        (3, "tien_do", F.PERCENT_AMBIGUOUS),
        rows=0,
    ),
    text(
        "unquoted decimal comma",
        "ma_nhiem_vu,tien_do,ket_qua\nNV-01,75,5,Xong\n",
        ERRORS,
        (2, None, F.SURPLUS_CELLS),
        rows=0,
    ),
    text("row too long", f"{SHORT}\nNV-01;40;{RESULT};;thừa\n", ERRORS, (2, None, F.SURPLUS_CELLS), rows=0),
    text("quote closed too late", f'{SHORT}\nNV-01;40;"a\nNV-02;50;b"\n', ERRORS, (2, None, F.SWALLOWED_ROWS), rows=0),
    text(
        "row number behind a cell of two lines",
        f'{SHORT}\nNV-01;40;"a\nb"\n\nNV-02;x;c\n',
        ERRORS,
        (4, "tien_do", F.PERCENT_NOT_A_NUMBER),
        rows=1,
    ),
    text(
        "agencies in a bulk file",
        "co_quan;ma_nhiem_vu;ky_bao_cao;tien_do;ket_qua\n;NV-01;2026-Q2;40;a\nSở Nội vụ X;NV-01;2026-Q2;40;b\nSVHTT;NV-01;2026-Q2;40;c\nSNV;NV-01;2026-Q2;40;d\n",
        ERRORS,
        (2, "co_quan", F.AGENCY_MISSING),
        (3, "co_quan", F.AGENCY_UNKNOWN),
        (4, "ma_nhiem_vu", F.TASK_OF_OTHER_AGENCY),
        rows=1,
        world="bulk",
    ),
]

ODDITIES = [
    odd(
        "nothing arose at 100 percent",
        "trang_thai",
        F.STATUS_DISAGREES,
        trang_thai="Không phát sinh",
        tien_do="100",
        ngay_hoan_thanh="20/5/2026",
    ),
    odd(
        "day of last year in a yearly task",
        "ngay_hoan_thanh",
        F.DONE_ON_LAST_YEAR,
        ma_nhiem_vu="NV-03",
        tien_do="100",
        ngay_hoan_thanh="20/12/2025",
    ),
    odd("percent on a continuing task", "tien_do", F.PERCENT_NOT_USED, ma_nhiem_vu="NV-04", trang_thai="Có thực hiện"),
    odd("done at 40 percent", "trang_thai", F.STATUS_DISAGREES, trang_thai="Hoàn thành"),
    odd("not started at 40 percent", "trang_thai", F.STATUS_DISAGREES, trang_thai="Chưa thực hiện"),
    odd("continuing task without status", "trang_thai", F.STATUS_MISSING, ma_nhiem_vu="NV-04", tien_do=""),
    odd("day at 40 percent", "ngay_hoan_thanh", F.DONE_ON_NOT_USED, ngay_hoan_thanh="20/5/2026"),
    odd("day after the window", "ngay_hoan_thanh", F.DONE_ON_AFTER_WINDOW, tien_do="100", ngay_hoan_thanh="15/06/2026"),
    odd(
        "result of last period",
        "ket_qua",
        F.RESULT_REPEATED,
        ma_nhiem_vu="NV-02",
        ket_qua="Đã tổ chức hai đoàn đi công tác nước bạn",
    ),
    odd("period past its due day", "ky_bao_cao", F.PERIOD_LATE, world="no period", ky_bao_cao="Quý I/2026"),
    odd("period not open yet", "ky_bao_cao", F.PERIOD_NOT_OPEN, world="no period", ky_bao_cao="Quý III/2026"),
    text("column that nobody knows", f"{SHORT};Ghi chú\nNV-01;40;{RESULT};x\n", WARNINGS, (1, None, F.UNKNOWN_COLUMN)),
    text(
        "header with a Cyrillic letter",
        f"{SHORT};kh\u043e_khan\nNV-01;40;{RESULT};x\n",
        WARNINGS,
        (1, None, F.UNKNOWN_COLUMN),
    ),
    text(
        "cells under an empty header",
        f";{SHORT}\n1;NV-01;40;{RESULT}\n2;NV-02;50;b\n",
        WARNINGS,
        (2, None, F.UNNAMED_COLUMN),
        rows=2,
    ),
    text(
        "two agencies with one text",
        f"co_quan;ma_nhiem_vu;ky_bao_cao;tien_do;ket_qua\nSNgV;NV-02;2026-Q2;50;{RESULT}\nSVHTT;NV-02;2026-Q2;50;{RESULT}\n",
        WARNINGS,
        (3, "ket_qua", F.RESULT_OF_OTHER_AGENCY),
        rows=2,
        world="bulk",
    ),
]

CASES = [*FORMS, *VALUES, *BLOCKERS, *ROWS, *ODDITIES]
assert len(HEADER) == len(ROW)

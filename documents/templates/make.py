"""Makes the Word templates that come with the product: `python -m documents.templates.make [FOLDER]`."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from docx.document import Document as DocumentType
from docx.table import _Cell

from documents.base.docx_file import settled
from documents.consolidated.headings import (
    AGENCY_COLUMNS,
    AGENCY_NOTE,
    CHANGE,
    HEADS,
    KEY_NUMBER_COLUMNS,
    KEY_NUMBERS,
    KEY_NUMBERS_NOTE,
    NONE,
    PROPOSALS,
)
from documents.templates.make_register import register_template
from documents.templates.pieces import (
    BODY,
    CELL,
    CELL_BLOCK,
    CELL_CENTRE,
    CELL_HEAD,
    CENTRE,
    HEADING,
    LAST,
    LEAD_IN,
    RIGHT_ALIGN,
    SUBHEADING,
    TEXT_WIDTH,
    WIDE_WIDTH,
    Style,
    control,
    line_below,
    new_document,
    new_section,
    number_pages,
    row,
    row_control,
    table,
    underline,
    wide_row,
    write,
    write_each,
)

TEMPLATES_DIR = Path(__file__).parent
REPORT, LETTER, REGISTER = "bao-cao.docx", "cong-van-don-doc.docx", "so-theo-doi.docx"
LEFT_COLUMN, RIGHT_COLUMN = 7.0, 9.5
PICTURE = Style(align=CENTRE, before=6, keep_with_next=True)
CAPTION = Style(size=13, italic=True, align=CENTRE, before=2, after=6)
TABLE_TITLE = Style(size=13, bold=True, align=CENTRE, before=8, after=4, keep_with_next=True)
TOTAL = replace(CELL_BLOCK, keep_with_next=False)
NOTE = Style(size=12, italic=True, before=4)
ANNEX_TITLE = Style(bold=True, align=CENTRE)


def main(folder: Path = TEMPLATES_DIR) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    made = ((REPORT, report_template()), (LETTER, letter_template()), (REGISTER, register_template()))
    for name, document in made:
        path = folder / name
        document.save(str(path))
        path.write_bytes(settled(path.read_bytes(), title="", at=datetime(2026, 1, 1, tzinfo=UTC)))


def report_template() -> DocumentType:
    document = new_document()
    number_pages(document.sections[0])
    _frame_top(document)
    write(document, "BÁO CÁO", Style(bold=True, align=CENTRE, before=14))
    write(document, "{{ trich_yeu }}", Style(bold=True, align=CENTRE))
    line_below(document, length=5, room=TEXT_WIDTH)
    write_each(document, "dau", "dau_hieu", Style(size=13, bold=True, align=CENTRE, before=4))
    _addressees(document)
    write(document, "{{ mo_dau }}", BODY)
    _direction(document)
    _results(document)
    _assessment(document)
    _proposals(document)
    _next_period(document)
    _changes(document)
    write(document, "{{ ket_thuc }}", LAST)
    _frame_bottom(document)
    _task_annex(document)
    _agency_annex(document)
    _indicator_annex(document)
    return document


def letter_template() -> DocumentType:
    document = new_document()
    number_pages(document.sections[0])
    _frame_top(document, subject="{{ trich_yeu }}")
    write_each(document, "dau", "dau_hieu", Style(size=13, bold=True, align=CENTRE, before=8))
    write(document, "Kính gửi: {{ kinh_gui }}", Style(align=CENTRE, before=18, after=10))
    write_each(document, "doan", "can_cu", BODY)
    write(document, "{{ tinh_hinh }}", BODY)
    _arrears(document)
    write_each(document, "doan", "yeu_cau", BODY)
    write(document, "{{ ket_thuc }}", LAST)
    _frame_bottom(document)
    return document


def _frame_top(document: DocumentType, *, subject: str = "") -> None:
    """Issuer, number and (of a letter) subject on the left; country, motto, place and day on the right."""
    frame = table(document, (LEFT_COLUMN, RIGHT_COLUMN), framed=False)
    left, right = row(frame, ("", ""), (Style(), Style())).cells
    control(left, "if co_quan_cap_tren", Style(size=12, align=CENTRE))
    write(left, "{{ co_quan_cap_tren }}", Style(size=12, align=CENTRE))
    control(left, "endif", Style(size=12, align=CENTRE))
    write(left, "{{ co_quan_ban_hanh }}", Style(size=12, bold=True, align=CENTRE))
    line_below(left, length=2.2, room=LEFT_COLUMN - 0.4)
    write(left, "{{ so_ky_hieu }}", Style(size=13, align=CENTRE, before=4))
    if subject:
        write(left, subject, Style(size=12, align=CENTRE, before=2))
    control(left, "if du_thao", Style(size=13, align=CENTRE))
    write(left, "{{ du_thao }}", Style(size=13, bold=True, align=CENTRE, before=4))
    control(left, "endif", Style(size=13, align=CENTRE))
    write(right, "{{ quoc_hieu }}", Style(size=12, bold=True, align=CENTRE))
    motto = write(right, "{{ tieu_ngu }}", Style(size=13, bold=True, align=CENTRE))
    underline(motto, length=6.2, room=RIGHT_COLUMN - 0.4)
    write(right, "{{ dia_danh_ngay }}", Style(size=13, italic=True, align=CENTRE, before=8))


def _addressees(document: DocumentType) -> None:
    line = Style(align=CENTRE, before=10)
    control(document, "if kinh_gui|length == 1", line)
    write(document, "Kính gửi: {{ kinh_gui[0] }}", line)
    control(document, "elif kinh_gui", line)
    write(document, "Kính gửi:", line)
    ending = "{{ ';' if not loop.last else '.' }}"
    write_each(document, "noi", "kinh_gui", Style(align=CENTRE), f"- {{{{ noi }}}}{ending}")
    control(document, "endif", line)


def _direction(document: DocumentType) -> None:
    write(document, HEADS["I"], HEADING)
    write(document, HEADS["I.1"], SUBHEADING)
    write_each(document, "doan", "chi_dao", BODY)
    write(document, HEADS["I.2"], SUBHEADING)
    write_each(document, "doan", "che_do_bao_cao", BODY)


def _results(document: DocumentType) -> None:
    write(document, HEADS["II"], HEADING)
    write(document, HEADS["II.1"], SUBHEADING)
    write_each(document, "doan", "ket_qua_chung", BODY)
    write(document, HEADS["II.2"], SUBHEADING)
    write_each(document, "doan", "so_lieu", BODY)
    write(document, HEADS["II.3"], SUBHEADING)
    control(document, "for nhom in noi_dung")
    write(document, "{{ nhom.tieu_de }}", SUBHEADING)
    write(document, "{{ nhom.tom_tat }}", BODY)
    write_each(document, "ket_qua", "nhom.ket_qua", BODY, "- {{ ket_qua }}")
    control(document, "endfor")


def _assessment(document: DocumentType) -> None:
    write(document, HEADS["III"], HEADING)
    write(document, HEADS["III.1"], SUBHEADING)
    write_each(document, "doan", "uu_diem", BODY, "- {{ doan }}")
    write(document, HEADS["III.2"], SUBHEADING)
    write(document, "{{ mo_dau_qua_han }}", LEAD_IN)
    _overdue(document)
    write_each(document, "doan", "han_che", BODY, "- {{ doan }}")
    write(document, HEADS["III.3"], SUBHEADING)
    write_each(document, "doan", "nguyen_nhan", BODY)


def _overdue(document: DocumentType) -> None:
    control(document, "if qua_han")
    write(document, "Bảng 1. Nhiệm vụ quá hạn chưa hoàn thành", TABLE_TITLE)
    made = table(document, (0.8, 6.2, 3.6, 2.1, 1.6, 2.2))
    heads = ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Số ngày quá hạn", "Tiến độ")
    row(made, heads, [CELL_HEAD] * 6, repeated=True)
    row_control(made, "for nv in qua_han")
    fields = ("tt", "nhiem_vu", "chu_tri", "thoi_han", "so_ngay", "tien_do")
    styles = (CELL_CENTRE, CELL, CELL, CELL_CENTRE, CELL_CENTRE, CELL_CENTRE)
    row(made, [f"{{{{ nv.{field} }}}}" for field in fields], styles)
    row_control(made, "endfor")
    control(document, "endif")


def _proposals(document: DocumentType) -> None:
    write(document, HEADS["IV"], HEADING)
    write(document, HEADS["IV.1"], SUBHEADING)
    write_each(document, "y_kien", "kho_khan", BODY, "- {{ y_kien }}")
    write(document, HEADS["IV.2"], SUBHEADING)
    for head, tag in PROPOSALS.items():
        write(document, f"{head}{{{{ ':' if {tag} else '{NONE}' }}}}", LEAD_IN)
        write_each(document, "y_kien", tag, BODY, "- {{ y_kien }}")


def _next_period(document: DocumentType) -> None:
    write(document, HEADS["V"], HEADING)
    write_each(document, "doan", "phuong_huong", BODY, "- {{ doan }}")
    control(document, "if mo_dau_ky_toi")
    write(document, "{{ mo_dau_ky_toi }}", LEAD_IN)
    control(document, "endif")
    write_each(document, "nv", "nhiem_vu_ky_toi", BODY, "- {{ nv }}")


def _changes(document: DocumentType) -> None:
    """Only in a report that takes the place of an earlier version."""
    control(document, "if mo_dau_thay_doi")
    write(document, HEADS["VI"], HEADING)
    write(document, "{{ mo_dau_thay_doi }}", BODY)
    write_each(document, "noi_dung_moi", "thay_doi", BODY, "- {{ noi_dung_moi }}")
    control(document, "endif")


def _first_left(count: int) -> Sequence[Style]:
    return [CELL, *[CELL_CENTRE] * (count - 1)]


def _picture(document: DocumentType, name: str, caption: str) -> None:
    """A picture with its caption, inside a condition: both are omitted if there is no picture."""
    control(document, f"if {name}", PICTURE)
    write(document, f"{{{{ {name} }}}}", PICTURE)
    write(document, caption, CAPTION)
    control(document, "endif", CAPTION)


def _arrears(document: DocumentType) -> None:
    control(document, "if bao_cao_no")
    _list_heading(document, "de_muc_bao_cao")
    write_each(document, "bao_cao", "bao_cao_no", BODY, "- {{ bao_cao }}")
    control(document, "endif")
    control(document, "if qua_han")
    _list_heading(document, "de_muc_nhiem_vu")
    columns = (
        ("TT", "tt", 1.0),
        ("Nhiệm vụ", "nhiem_vu", 8.2),
        ("Thời hạn", "thoi_han", 2.4),
        ("Số ngày quá hạn", "so_ngay", 2.1),
        ("Tiến độ đã báo cáo", "tien_do", 2.8),
    )
    control(document, "if dem_ngay")
    _letter_table(document, columns)
    control(document, "else")
    _letter_table(document, [column for column in columns if column[1] != "so_ngay"])
    control(document, "endif")
    control(document, "endif")


def _list_heading(document: DocumentType, tag: str) -> None:
    """Only where the letter has both lists."""
    control(document, f"if {tag}")
    write(document, f"{{{{ {tag} }}}}", replace(SUBHEADING, after=4))
    control(document, "endif")


def _letter_table(document: DocumentType, columns: Sequence[tuple[str, str, float]]) -> None:
    made = table(document, [width for _, _, width in columns])
    row(made, [head for head, _, _ in columns], [CELL_HEAD] * len(columns), repeated=True)
    row_control(made, "for nv in qua_han")
    styles = (CELL_CENTRE, CELL, *[CELL_CENTRE] * (len(columns) - 2))
    row(made, [f"{{{{ nv.{tag} }}}}" for _, tag, _ in columns], styles)
    row_control(made, "endfor")


def _frame_bottom(document: DocumentType) -> None:
    """Recipients on the left; post and name of who signs on the right."""
    write(document, "", Style(size=13, keep_with_next=True))
    frame = table(document, (LEFT_COLUMN, RIGHT_COLUMN), framed=False)
    left, right = row(frame, ("Nơi nhận:", ""), (Style(size=12, bold=True, italic=True), Style())).cells
    write_each(left, "noi", "noi_nhan", Style(size=11))
    _signature(right)


def _signature(cell: _Cell) -> None:
    post = Style(bold=True, align=CENTRE)
    write_each(cell, "dong", "quyen_han_chuc_vu", post)
    write(cell, "{{ nguoi_ky }}", Style(bold=True, align=CENTRE, before=72))


def _annex_top(document: DocumentType, number: str, title: str) -> None:
    new_section(document)
    write(document, f"Phụ lục {number}", ANNEX_TITLE)
    write(document, title, ANNEX_TITLE)
    write(document, "{{ kem_theo }}", Style(italic=True, align=CENTRE, after=2))
    line_below(document, length=5, room=WIDE_WIDTH)


def _task_annex(document: DocumentType) -> None:
    _annex_top(document, "I", "TÌNH HÌNH THỰC HIỆN NHIỆM VỤ")
    made = table(document, (0.9, 6.6, 3.6, 3.0, 2.3, 3.4, 5.4))
    heads = ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Tiến độ", "Kết quả")
    row(made, heads, [CELL_HEAD] * 7, repeated=True)
    row_control(made, "for nhom in phu_luc_nhiem_vu")
    wide_row(made, "{{ nhom.tieu_de }}", CELL_BLOCK)
    row_control(made, "for nv in nhom.nhiem_vu")
    fields = ("tt", "nhiem_vu", "chu_tri", "phoi_hop", "thoi_han", "tien_do", "ket_qua")
    row(made, [f"{{{{ nv.{field} }}}}" for field in fields], (CELL_CENTRE, CELL, CELL, CELL, CELL_CENTRE, CELL, CELL))
    row_control(made, "endfor")
    row_control(made, "endfor")
    wide_row(made, "{{ cong_nhiem_vu }}", TOTAL)


def _agency_annex(document: DocumentType) -> None:
    _annex_top(document, "II", "KẾT QUẢ THEO CƠ QUAN CHỦ TRÌ")
    made = table(document, tuple(width for _, _, width in AGENCY_COLUMNS))
    styles = (CELL_CENTRE, CELL, *[CELL_CENTRE] * (len(AGENCY_COLUMNS) - 2))
    row(made, [head for head, _, _ in AGENCY_COLUMNS], [CELL_HEAD] * len(AGENCY_COLUMNS), repeated=True)
    row_control(made, "for nhom in phu_luc_co_quan")
    wide_row(made, "{{ nhom.tieu_de }}", CELL_BLOCK)
    row_control(made, "for cq in nhom.co_quan")
    row(made, [f"{{{{ cq.{tag} }}}}" for _, tag, _ in AGENCY_COLUMNS], styles)
    row_control(made, "endfor")
    bold = [replace(style, bold=True) for style in styles]
    row(made, [f"{{{{ nhom.cong.{tag} }}}}" for _, tag, _ in AGENCY_COLUMNS], bold)
    row_control(made, "endfor")
    write(document, AGENCY_NOTE, NOTE)


def _indicator_annex(document: DocumentType) -> None:
    _annex_top(document, "III", "CÁC CHỈ TIÊU THEO DÕI")
    made = table(document, (9.2, 5.5, 5.5, 5.0))
    heads = ("Chỉ tiêu", "{{ bang_chi_tieu.ky_nay }}", "{{ bang_chi_tieu.ky_truoc }}", CHANGE)
    row(made, heads, [CELL_HEAD] * 4, repeated=True)
    row_control(made, "for khoi in bang_chi_tieu.khoi")
    wide_row(made, "{{ khoi.ten }}", CELL_BLOCK)
    row_control(made, "for dong in khoi.dong")
    row(made, ("{{ dong.ten }}", "{{ dong.ky_nay }}", "{{ dong.ky_truoc }}", "{{ dong.thay_doi }}"), _first_left(4))
    row_control(made, "endfor")
    row_control(made, "endfor")
    _key_numbers(document)
    _picture(document, "hinh_theo_ky", "Hình 1. Tỷ lệ qua các kỳ báo cáo")
    _picture(document, "hinh_theo_noi_dung", "Hình 2. Tình trạng nhiệm vụ theo nội dung")


def _key_numbers(document: DocumentType) -> None:
    """Only where something was reported in numbers or planned."""
    control(document, "if bieu_so_lieu", Style())
    write(document, KEY_NUMBERS, ANNEX_TITLE)
    made = table(document, tuple(width for _, _, width in KEY_NUMBER_COLUMNS))
    row(made, [head for head, _, _ in KEY_NUMBER_COLUMNS], [CELL_HEAD] * len(KEY_NUMBER_COLUMNS), repeated=True)
    row_control(made, "for dong in bieu_so_lieu")
    right = replace(CELL, align=RIGHT_ALIGN)
    styles = [CELL_CENTRE, CELL, CELL_CENTRE, *[right] * (len(KEY_NUMBER_COLUMNS) - 3)]
    row(made, [f"{{{{ dong.{tag} }}}}" for _, tag, _ in KEY_NUMBER_COLUMNS], styles)
    row_control(made, "endfor")
    write(document, KEY_NUMBERS_NOTE, NOTE)
    control(document, "endif", Style())


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))

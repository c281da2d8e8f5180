"""The Word template of the register of tasks: A4 across, the table's heading and column numbers on each page."""

from dataclasses import replace

from docx.document import Document as DocumentType

from documents.register.columns import CENTRED, COLUMNS
from documents.templates.pieces import (
    CELL,
    CELL_BLOCK,
    CELL_CENTRE,
    CELL_HEAD,
    CENTRE,
    Style,
    control,
    line_below,
    new_document,
    number_pages,
    row,
    row_control,
    set_page,
    table,
    underline,
    wide_row,
    write,
    write_each,
)

LEFT_COLUMN, RIGHT_COLUMN = 10.6, 14.6
SMALL, SMALL_CENTRE = replace(CELL, size=10), replace(CELL_CENTRE, size=10)
HEAD, NUMBERS = replace(CELL_HEAD, size=10), Style(size=9, italic=True, align=CENTRE)
BLOCK, TOTAL = replace(CELL_BLOCK, size=10), Style(size=12, italic=True, before=6)


def register_template() -> DocumentType:
    document = new_document()
    set_page(document.sections[0], across=True)
    number_pages(document.sections[0])
    _top(document)
    write(document, "{{ tieu_de }}", Style(bold=True, align=CENTRE, before=10))
    write(document, "{{ ngay }}", Style(size=13, italic=True, align=CENTRE, before=2))
    control(document, "if bo_loc")
    write(document, "{{ bo_loc }}", Style(size=12, italic=True, align=CENTRE, before=2))
    control(document, "endif")
    write_each(document, "dau", "dau_hieu", Style(size=13, bold=True, align=CENTRE, before=2))
    write(document, "", Style(size=6))
    _lines(document)
    write(document, "{{ tong_so }}", TOTAL)
    return document


def _top(document: DocumentType) -> None:
    """The office on the left, country and motto on the right; a register has no number and no day of issue."""
    frame = table(document, (LEFT_COLUMN, RIGHT_COLUMN), framed=False)
    left, right = row(frame, ("", ""), (Style(), Style())).cells
    line = Style(size=12, align=CENTRE)
    control(left, "if co_quan_cap_tren", line)
    write(left, "{{ co_quan_cap_tren }}", line)
    control(left, "endif", line)
    write(left, "{{ co_quan_ban_hanh }}", Style(size=12, bold=True, align=CENTRE))
    line_below(left, length=2.6, room=LEFT_COLUMN - 0.4)
    write(right, "{{ quoc_hieu }}", Style(size=12, bold=True, align=CENTRE))
    motto = write(right, "{{ tieu_ngu }}", Style(size=13, bold=True, align=CENTRE))
    underline(motto, length=6.2, room=RIGHT_COLUMN - 0.4)


def _lines(document: DocumentType) -> None:
    made = table(document, [width for _head, _tag, width in COLUMNS])
    row(made, [head for head, _tag, _width in COLUMNS], [HEAD] * len(COLUMNS), repeated=True)
    row(made, [f"({number})" for number in range(1, len(COLUMNS) + 1)], [NUMBERS] * len(COLUMNS), repeated=True)
    row_control(made, "for nhom_nv in nhom")
    row_control(made, "if nhom_nv.ten")
    wide_row(made, "{{ nhom_nv.ten }}", BLOCK)
    row_control(made, "endif")
    row_control(made, "for nv in nhom_nv.dong")
    styles = [SMALL_CENTRE if tag in CENTRED else SMALL for _head, tag, _width in COLUMNS]
    row(made, [f"{{{{ nv.{tag} }}}}" for _head, tag, _width in COLUMNS], styles)
    row_control(made, "endfor")
    row_control(made, "endfor")

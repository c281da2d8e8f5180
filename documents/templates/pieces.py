"""Building blocks of the Word templates; every run states font and size, as Decree 30/2020/NĐ-CP asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Pt, Twips
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

FONT = "Times New Roman"
TOP, BOTTOM, LEFT, RIGHT = Twips(1134), Twips(1134), Twips(1701), Twips(851)
"""20, 20, 30 and 15 mm: the narrowest that Decree 30/2020/NĐ-CP allows, for the tables' sake."""
WIDTH, HEIGHT = Twips(11906), Twips(16838)
TEXT_WIDTH, WIDE_WIDTH = 16.5, 25.2
"""Between the margins of an upright page and of one across, in centimetres."""
FIRST_LINE = Cm(1.27)
FONT_SLOTS = ("ascii", "hAnsi", "cs", "eastAsia")
STYLES = {"Normal", "Default Paragraph Font", "Normal Table", "Table Grid", "header", "Header Char"}
UNUSED_PARTS = {"stylesWithEffects", "numbering", "customXml", "thumbnail", "webSettings"}
LEFT_ALIGN, CENTRE, JUSTIFY = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
RIGHT_ALIGN = WD_ALIGN_PARAGRAPH.RIGHT


@dataclass(frozen=True)
class Style:
    """How one element looks; sizes and distances in points, indents in centimetres."""

    size: float = 14
    bold: bool = False
    italic: bool = False
    align: WD_ALIGN_PARAGRAPH = LEFT_ALIGN
    before: float = 0
    after: float = 0
    first_line: bool = False
    line_spacing: float = 1.0
    keep_with_next: bool = False


BODY = Style(align=JUSTIFY, before=6, after=0, first_line=True)
LAST = Style(align=JUSTIFY, before=6, after=0, first_line=True, keep_with_next=True)
LEAD_IN = LAST
"""A line that opens a list: not alone at the foot of a page."""
"""The last paragraph: the signature never stands alone on a page."""
HEADING = Style(bold=True, align=JUSTIFY, before=10, first_line=True, keep_with_next=True)
SUBHEADING = Style(bold=True, align=JUSTIFY, before=6, first_line=True, keep_with_next=True)
CELL = Style(size=11, before=2, after=2)
CELL_CENTRE = Style(size=11, align=CENTRE, before=2, after=2)
CELL_HEAD = Style(size=11, bold=True, align=CENTRE, before=2, after=2)
CELL_BLOCK = Style(size=11, bold=True, before=2, after=2, keep_with_next=True)


def new_document() -> DocumentType:
    document = Document()
    _leave_out_what_is_unused(document)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(14)
    set_fonts(normal.element.get_or_add_rPr())
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    set_page(document.sections[0])
    return document


def _leave_out_what_is_unused(document: DocumentType) -> None:
    """Removes unused styles and parts of an empty Word file, which makes filling in letters much faster."""
    for style in list(document.styles.element):
        if style.tag == qn("w:latentStyles") or (style.tag == qn("w:style") and style.name_val not in STYLES):
            document.styles.element.remove(style)
    for rels in (document.part.rels, document.part.package.rels):
        for name, relation in list(rels.items()):
            if relation.reltype.rsplit("/", 1)[-1] in UNUSED_PARTS:
                del rels[name]


def set_fonts(properties: Any) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for slot in FONT_SLOTS:
        fonts.set(qn(f"w:{slot}"), FONT)


def set_page(section: Section, *, across: bool = False) -> None:
    """A4, upright or across; pages numbered from 1 above the text, the first page without its number."""
    section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (HEIGHT, WIDTH) if across else (WIDTH, HEIGHT)
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.header_distance = section.footer_distance = Twips(567)
    section.different_first_page_header_footer = True
    for numbering in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(numbering)
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    section._sectPr.find(qn("w:cols")).addprevious(numbering)


def number_pages(section: Section) -> None:
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTRE
    for kind, text in (("begin", None), (None, "PAGE"), ("separate", None), ("text", "2"), ("end", None)):
        run = styled(paragraph.add_run(), Style(size=13))
        run._r.append(_field_part(kind, text))
    section.first_page_header.paragraphs[0].alignment = CENTRE


def _field_part(kind: str | None, text: str | None) -> Any:
    if kind in ("begin", "separate", "end"):
        part = OxmlElement("w:fldChar")
        part.set(qn("w:fldCharType"), kind)
        return part
    part = OxmlElement("w:t" if kind == "text" else "w:instrText")
    part.text = text
    return part


def new_section(document: DocumentType) -> None:
    """An annex: on a new page across, its pages numbered apart."""
    set_page(document.add_section(WD_SECTION.NEW_PAGE), across=True)


def styled(run: Run, style: Style) -> Run:
    run.font.size, run.font.bold, run.font.italic = Pt(style.size), style.bold, style.italic
    set_fonts(run._r.get_or_add_rPr())
    return run


def write(place: DocumentType | _Cell, text: str, style: Style) -> Paragraph:
    """A paragraph at the end of a document or cell; an empty cell's own first one is taken."""
    first = place.paragraphs[0] if isinstance(place, _Cell) else None
    paragraph = first if first is not None and not first.runs and len(place.paragraphs) == 1 else place.add_paragraph()
    form = paragraph.paragraph_format
    paragraph.alignment = style.align
    form.space_before, form.space_after = Pt(style.before), Pt(style.after)
    form.line_spacing = style.line_spacing
    form.keep_with_next = style.keep_with_next or None
    if style.first_line:
        form.first_line_indent = FIRST_LINE
    styled(paragraph.add_run(text), style)
    return paragraph


def write_each(place: DocumentType | _Cell, name: str, items: str, style: Style, text: str = "") -> None:
    """One paragraph for each item of a list tag."""
    control(place, f"for {name} in {items}", style)
    write(place, text or f"{{{{ {name} }}}}", style)
    control(place, "endfor", style)


def control(place: DocumentType | _Cell, statement: str, style: Style = BODY) -> None:
    """A paragraph with a template statement (loop or condition) around the following ones; it is removed when filled in."""
    write(place, f"{{%p {statement} %}}", style)


def line_below(place: DocumentType | _Cell, *, length: float, room: float) -> None:
    """A short line in the middle, both in centimetres: its length and the width of the column."""
    paragraph = write(place, "", Style(size=13, before=3))
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Cm((room - length) / 2)
    form.line_spacing = Pt(4)
    _border(paragraph, "top")


def underline(paragraph: Paragraph, *, length: float, room: float) -> None:
    """A line as long as the text above it."""
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Cm((room - length) / 2)
    _border(paragraph, "bottom")


def _border(paragraph: Paragraph, side: str) -> None:
    borders = OxmlElement("w:pBdr")
    border = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        border.set(qn(f"w:{name}"), value)
    borders.append(border)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def table(place: DocumentType, widths: Sequence[float], *, framed: bool = True) -> Table:
    """A table without rows; widths in centimetres."""
    made = place.add_table(rows=0, cols=len(widths))
    made.style = "Table Grid" if framed else "Normal Table"
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    if framed:
        _narrow_margins(made)
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
    return made


def _narrow_margins(made: Table) -> None:
    """Cell margins of 1 mm, so that a date stays on one line."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "57")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    made._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def row(made: Table, texts: Sequence[str], styles: Sequence[Style], *, repeated: bool = False) -> _Row:
    """One row; a `repeated` one is the heading of each page. Rows do not break across pages."""
    added = made.add_row()  # type: ignore[no-untyped-call]
    for cell, column, text, style in zip(added.cells, made.columns, texts, styles, strict=True):
        cell.width = column.width
        if text:
            write(cell, text, style)
    properties = added._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if repeated:
        properties.append(OxmlElement("w:tblHeader"))
    return added


def wide_row(made: Table, text: str, style: Style) -> None:
    """One cell over all columns."""
    added = made.add_row()  # type: ignore[no-untyped-call]
    write(added.cells[0].merge(added.cells[-1]), text, style)


def row_control(made: Table, statement: str) -> None:
    """A row with a template statement (loop) around the following ones; it is removed when filled in."""
    added = made.add_row()  # type: ignore[no-untyped-call]
    write(added.cells[0], f"{{%tr {statement} %}}", CELL)

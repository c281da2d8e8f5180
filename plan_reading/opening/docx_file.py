"""A .docx: paragraphs with the numbers Word makes, tables with merged cells, text boxes; deleted text left out."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from plan_reading.base.refusals import Refusal, UnreadablePlan
from plan_reading.base.source import Cell, Grid, Line, SourceDocument
from plan_reading.opening.docx_numbering import Numbering

Element = Any

_PARAGRAPH, _TABLE, _TEXT = qn("w:p"), qn("w:tbl"), qn("w:t")
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}
_NOT_READ = {
    qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:delText"), qn("w:pPr"), qn("w:rPr"), qn("w:txbxContent"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMathPara",
}  # fmt: skip
_HOLDERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins"), qn("w:moveTo")}
_UNREADABLE = (ValueError, KeyError, etree.XMLSyntaxError, AttributeError, TypeError, IndexError)


def read_docx(content: bytes) -> SourceDocument:
    """The lines and grids. Raises UnreadablePlan where the package is no whole Word document."""
    try:
        document = Document(BytesIO(content))
        body = document.element.body
        numbering = Numbering(_numbering_of(document), document.styles.element)
        return SourceDocument(tuple(_Reader(numbering, _bold_styles(document.styles.element)).blocks(body)))
    except _UNREADABLE as error:
        raise UnreadablePlan(Refusal.DAMAGED) from error


def _numbering_of(document: Any) -> Element | None:
    found = (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering"))
    part = next(found, None)
    return etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False)) if part is not None else None


def _bold_styles(styles: Element) -> frozenset[str]:
    return frozenset(
        style.get(qn("w:styleId"))
        for style in styles.findall(qn("w:style"))
        if (run := style.find(qn("w:rPr"))) is not None and _is_on(run.find(qn("w:b")))
    )


class _Reader:
    def __init__(self, numbering: Numbering, bold_styles: frozenset[str]) -> None:
        self._numbering = numbering
        self._bold_styles = bold_styles

    def blocks(self, holder: Element) -> Iterator[Line | Grid]:
        for element in holder:
            if element.tag == _PARAGRAPH:
                yield from self._lines(element)
                for box in _text_boxes(element):
                    yield from self.blocks(box)
            elif element.tag == _TABLE:
                yield from self._table(element)
            elif element.tag in _HOLDERS:
                yield from self.blocks(element)

    def _lines(self, paragraph: Element) -> Iterator[Line]:
        """One line; several where the writer broke the paragraph by hand."""
        text = "".join(_texts(paragraph))
        number = self._numbering.next(paragraph) if text.strip() else ""
        bold = self._is_bold(paragraph)
        alignment = paragraph.find(f"{qn('w:pPr')}/{qn('w:jc')}")
        centred = alignment is not None and alignment.get(qn("w:val")) == "center"
        for place, piece in enumerate(text.split("\n")):
            yield Line(piece, number if place == 0 else "", bold, centred)

    def _is_bold(self, paragraph: Element) -> bool:
        """Whether every letter is bold."""
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        by_style = style is not None and style.get(qn("w:val")) in self._bold_styles
        runs = [run for run in paragraph.iter(qn("w:r")) if any((text.text or "").strip() for text in run.iter(_TEXT))]
        return bool(runs) and all(_run_is_bold(run, by_style) for run in runs)

    def _table(self, table: Element) -> Iterator[Line | Grid]:
        rows = [self._row(row) for row in _rows(table)]
        rows = [row for row in rows if row]
        if max((cell.column + cell.width for row in rows for cell in row), default=0) <= 1:
            yield from (line for row in rows for cell in row for line in cell.lines)  # a frame around the text
        elif rows:
            yield Grid(tuple(rows))

    def _row(self, row: Element) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        column = _number(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
        for cell in _cells(row):
            properties = cell.find(qn("w:tcPr"))
            width = _number(properties.find(qn("w:gridSpan")), 1) if properties is not None else 1
            merge = properties.find(qn("w:vMerge")) if properties is not None else None
            continues = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
            lines = () if continues else tuple(self._cell_lines(cell))
            cells.append(Cell(lines, column, width, continues))
            column += width
        return tuple(cells)

    def _cell_lines(self, cell: Element) -> Iterator[Line]:
        for block in self.blocks(cell):
            if isinstance(block, Line):
                yield block
            else:  # a table in a cell: its rows one after the other
                yield from (line for row in block.rows for inner in row for line in inner.lines)


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        if element.tag == qn("w:tr"):
            yield element
        elif element.tag in _HOLDERS:
            yield from _rows(element)


def _cells(row: Element) -> Iterator[Element]:
    for element in row:
        if element.tag == qn("w:tc"):
            yield element
        elif element.tag in _HOLDERS:
            yield from _cells(element)


def _texts(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag in _NOT_READ:
            continue
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        else:
            yield from _texts(child)


def _text_boxes(paragraph: Element) -> Iterator[Element]:
    for box in paragraph.iter(qn("w:txbxContent")):
        if not any(ancestor.tag.endswith("}Fallback") for ancestor in box.iterancestors()):
            yield box


def _run_is_bold(run: Element, by_style: bool) -> bool:
    found = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
    return by_style if found is None else _is_on(found)


def _is_on(element: Element | None) -> bool:
    return element is not None and element.get(qn("w:val"), "1") not in ("0", "false", "off")


def _number(element: Element | None, default: int) -> int:
    value = element.get(qn("w:val"), "") if element is not None else ""
    return int(value) if value.isdigit() else default

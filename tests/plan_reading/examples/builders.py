"""Makes .docx and .pdf files for tests."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table


def saved(document: DocumentObject) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def head_table(document: DocumentObject, left: Sequence[str], right: Sequence[str]) -> None:
    """The two columns of Nghị định 30: issuer and number, motto and date."""
    table = document.add_table(rows=1, cols=2)
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        cell.text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)


def paragraphs(document: DocumentObject, *lines: str, bold: bool = False) -> None:
    for line in lines:
        document.add_paragraph().add_run(line).bold = bold or None


def define_numbering(document: DocumentObject, number: int, levels: Sequence[tuple[str, str]]) -> None:
    """A numbering that Word makes: (format, text) a level, such as ("upperRoman", "%1.")."""
    numbering = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), str(900 + number))
    for place, (form, words) in enumerate(levels):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(place))
        for name, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", words)):
            element = OxmlElement(name)
            element.set(qn("w:val"), value)
            level.append(element)
        abstract.append(level)
    numbering.insert(0, abstract)
    num = OxmlElement("w:num")
    num.set(qn("w:numId"), str(900 + number))
    reference = OxmlElement("w:abstractNumId")
    reference.set(qn("w:val"), str(900 + number))
    num.append(reference)
    numbering.append(num)


def numbered(document: DocumentObject, number: int, level: int, text: str) -> None:
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    marks = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", level), ("w:numId", 900 + number)):
        element = OxmlElement(name)
        element.set(qn("w:val"), str(value))
        marks.append(element)
    properties.append(marks)


def table(document: DocumentObject, rows: Sequence[Sequence[str | None]]) -> Table:
    """A table; None merges a cell into the one above."""
    made = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row_number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text is None:
                made.cell(row_number - 1, column).merge(made.cell(row_number, column))
                continue
            lines = text.split("\n")
            made.cell(row_number, column).text = lines[0]
            for line in lines[1:]:
                made.cell(row_number, column).add_paragraph(line)
    return made


def empty() -> DocumentObject:
    return Document()


def pdf(source: str) -> bytes:
    """A PDF with a text layer, from Typst source."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.typ"
        path.write_text(
            '#set page(paper: "a4")\n#set text(size: 12pt)\n#set par(justify: true)\n' + source, encoding="utf-8"
        )
        return typst.compile(str(path))

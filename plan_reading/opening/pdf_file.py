"""A .pdf with a text layer: its lines put together to paragraphs, its ruled tables to grids."""

import re
from collections.abc import Iterator
from io import BytesIO
from statistics import median

import pdfplumber
import pypdfium2
from pdfplumber.page import Page

from plan_reading.base.refusals import Refusal, UnreadablePlan
from plan_reading.base.source import Cell, Grid, Line, SourceDocument
from plan_reading.opening.letters import refuse_garbled

_LEAST_LETTERS_A_PAGE = 60
_SIGNATURE = re.compile(
    r"ký bởi|ngày ký|thời gian ký|người ký|digitally signed|signature|cơ quan:|email:|giờ ký", re.IGNORECASE
)
_PAGE_NUMBER = re.compile(r"\s*-?\s*\d{1,3}\s*-?\s*")
_BEGINS = re.compile(
    r"\s*(?:[-–+•*▪●]\s|(?:\d{1,2}\.)+\d{0,2}\s|\d{1,2}[.)/]\s?\D|[IVX]{1,5}[.)/]\s|[A-ZĐ][.)]\s|[a-zđ][.)]\s|"
    r"(?:Phần|Chương|Mục|Điều|Phụ lục|PHẦN|PHỤ LỤC|Căn cứ|Nơi nhận|Kính gửi|TM\.|KT\.|Số:)\b)"
)
_SENTENCE_END = (".", ";", ":", "./.", "…")
_FULL_LINE = 0.86


def read_pdf(content: bytes) -> SourceDocument:
    """The lines and grids. Raises UnreadablePlan for a scan, a lone signature stamp, a garbled layer, a password."""
    texts = _layer(content)
    text = "\n".join(texts)
    letters = sum(char.isalpha() for char in text)
    if letters < _LEAST_LETTERS_A_PAGE * len(texts) / 2 or letters < _LEAST_LETTERS_A_PAGE:
        raise UnreadablePlan(Refusal.ONLY_A_SIGNATURE if _SIGNATURE.search(text) else Refusal.SCAN)
    refuse_garbled(text)
    return SourceDocument(tuple(_blocks(content)))


def _layer(content: bytes) -> list[str]:
    try:
        with pypdfium2.PdfDocument(content) as pdf:
            return [page.get_textpage().get_text_range() for page in pdf]
    except pypdfium2.PdfiumError as error:
        refusal = Refusal.ENCRYPTED if "password" in str(error).lower() else Refusal.DAMAGED
        raise UnreadablePlan(refusal) from error


def _blocks(content: bytes) -> Iterator[Line | Grid]:
    """Lines of all pages, so that a paragraph over a page break stays one."""
    try:
        with pdfplumber.open(BytesIO(content)) as pdf:
            parts = [part for page in pdf.pages for part in _page_parts(page)]
    except Exception as error:  # pdfminer raises whatever a broken file brings it to
        raise UnreadablePlan(Refusal.DAMAGED) from error
    lines: list[tuple[str, float]] = []
    for part in parts:
        if isinstance(part, Grid):
            yield from _paragraphs(lines)
            lines = []
            yield part
        else:
            lines.append(part)
    yield from _paragraphs(lines)


def _page_parts(page: Page) -> list[tuple[str, float] | Grid]:
    """Lines, with how much of the page's width they fill, and tables, from top to bottom."""
    tables = [table for table in page.find_tables() if len(table.rows) > 1 and len(table.columns) > 2]
    parts: list[tuple[float, tuple[str, float] | Grid]] = []
    boxes = [table.bbox for table in tables]
    words = page.extract_text_lines(return_chars=False)
    right = max((line["x1"] for line in words), default=page.width)
    for line in words:
        middle = (line["top"] + line["bottom"]) / 2
        if any(box[1] <= middle <= box[3] for box in boxes):
            continue
        if _PAGE_NUMBER.fullmatch(line["text"]) and (middle < 0.1 * page.height or middle > 0.9 * page.height):
            continue
        parts.append((line["top"], (line["text"], line["x1"] / right)))
    for table in tables:
        parts.append((table.bbox[1], _grid(table.extract())))
    return [part for _, part in sorted(parts, key=lambda pair: pair[0])]


def _grid(rows: list[list[str | None]]) -> Grid:
    """A cell that pdfplumber gives as None is covered by a merged one."""
    made: list[tuple[Cell, ...]] = []
    for number, row in enumerate(rows):
        cells: list[Cell] = []
        for column, text in enumerate(row):
            if text is None and number and not any(value is not None for value in row[:column][-1:]) and cells:
                continue
            if text is None:
                cells.append(Cell((), column, continues=number > 0))
            else:
                lines = tuple(Line(line) for line in _joined_cell(text))
                cells.append(Cell(lines, column))
        made.append(tuple(cells))
    return Grid(tuple(made))


def _joined_cell(text: str) -> list[str]:
    """The paragraphs of a cell: a line goes on unless the next begins with a mark."""
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and not _BEGINS.match(line):
            lines[-1] = f"{lines[-1]} {line.strip()}"
        else:
            lines.append(line.strip())
    return lines


def _paragraphs(lines: list[tuple[str, float]]) -> Iterator[Line]:
    """A line goes on in the next where it fills its width, ends no sentence, and the next begins none."""
    if not lines:
        return
    usual = median(length for _, length in lines)
    current, length = lines[0]
    for text, next_length in lines[1:]:
        if _goes_on(current, length, text, usual):
            current = f"{current.rstrip()} {text.strip()}"
        else:
            yield Line(current)
            current = text
        length = next_length
    yield Line(current)


def _goes_on(line: str, length: float, following: str, usual: float) -> bool:
    if _BEGINS.match(following) or not following.strip():
        return False
    if line.isupper() != following.isupper():
        return False
    begins_small = following.strip()[0].islower()
    if line.rstrip().endswith(_SENTENCE_END):
        return begins_small and length >= _FULL_LINE * usual and not line.rstrip().endswith((";", ":"))
    return begins_small or length >= _FULL_LINE * max(usual, 0.95)

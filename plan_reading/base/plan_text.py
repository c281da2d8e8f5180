"""The text of a plan as it was read: NFC, one line break a paragraph, cells of a table row parted by tabs."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from plan_reading.base.source import Grid, Line, SourceDocument
from plan_reading.base.view import Passage, passage


@dataclass(frozen=True, slots=True)
class TextCell:
    """A cell with its passages; of a cell that a merged one reaches into, those of the merged one."""

    passages: tuple[Passage, ...]
    column: int
    width: int
    continues: bool

    @property
    def view(self) -> str:
        """What stands in the cell, in one line."""
        return " ".join(one.view for one in self.passages if one.view)


@dataclass(frozen=True, slots=True)
class TextGrid:
    """A table and its place in the text."""

    rows: tuple[tuple[TextCell, ...], ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PlanText:
    """`blocks` are the paragraphs and tables in order; every span counts in `text`."""

    text: str
    blocks: tuple[Passage | TextGrid, ...]

    @property
    def passages(self) -> Iterator[Passage]:
        """Every paragraph, those in tables too."""
        for block in self.blocks:
            if isinstance(block, Passage):
                yield block
            else:
                yield from (one for row in block.rows for cell in row if not cell.continues for one in cell.passages)


class _Writer:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0

    def put(self, text: str) -> int:
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        return start


def plan_text(source: SourceDocument) -> PlanText:
    """Lays the document out as one text. Empty paragraphs are left out; nothing else is changed but the Unicode form."""
    writer = _Writer()
    blocks: list[Passage | TextGrid] = []
    for block in source.blocks:
        if isinstance(block, Grid):
            blocks.append(_grid(block, writer))
            writer.put("\n")
            continue
        text = _clean(block)
        if text:
            blocks.append(_passage(block, text, writer))
            writer.put("\n")
    text = "".join(writer.pieces)
    return PlanText(text.removesuffix("\n"), tuple(blocks))


def _clean(line: Line) -> str:
    text = unicodedata.normalize("NFC", line.text).replace("\t", " ").strip()
    number = unicodedata.normalize("NFC", line.number)
    return f"{number} {text}" if number and text else text


def _passage(line: Line, text: str, writer: _Writer, *, in_table: bool = False) -> Passage:
    return passage(text, writer.put(text), bold=line.bold, centred=line.centred, in_table=in_table)


def _grid(grid: Grid, writer: _Writer) -> TextGrid:
    start = writer.length
    above: dict[int, tuple[Passage, ...]] = {}
    rows: list[tuple[TextCell, ...]] = []
    for row_number, row in enumerate(grid.rows):
        if row_number:
            writer.put("\n")
        cells: list[TextCell] = []
        for cell_number, cell in enumerate(row):
            if cell_number:
                writer.put("\t")
            passages = above.get(cell.column, ()) if cell.continues else _lines(cell.lines, writer)
            above[cell.column] = passages
            cells.append(TextCell(passages, cell.column, cell.width, cell.continues))
        rows.append(tuple(cells))
    return TextGrid(tuple(rows), start, writer.length)


def _lines(lines: tuple[Line, ...], writer: _Writer) -> tuple[Passage, ...]:
    passages: list[Passage] = []
    for line in lines:
        text = _clean(line)
        if not text:
            continue
        if passages:
            writer.put("\n")
        passages.append(_passage(line, text, writer, in_table=True))
    return tuple(passages)

"""What an opener hands over: lines of text and grids of cells, in the order of the document."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. `number` is what Word would print before it ("1.", "a)", "-"), where the text does not hold it."""

    text: str
    number: str = ""
    bold: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `continues` marks one that a merged cell above reaches into: its lines are those of that cell."""

    lines: tuple[Line, ...]
    column: int
    width: int = 1
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; merged columns are one cell with a width."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """The lines and grids of a file."""

    blocks: tuple[Line | Grid, ...]

"""Which cells of an ODS are percentages: there a cell says so itself (`office:value-type="percentage"`)."""

from xml.parsers.expat import ParserCreate

from intake.base.checked_file import FindingCode
from intake.base.opened_file import UnreadableFile
from intake.opening.sheet_formats import Marks

_FURTHEST_ROW = 1_048_576
_MOST_MARKS = 2_000_000


def marks_of_ods(xml: bytes) -> dict[str, Marks]:
    """The percentages and errors of each sheet by its name; the content must have been checked to be XML."""
    if b'"percentage"' not in xml and b"#" not in xml:
        return {}
    reading = _Content()
    parser = ParserCreate()
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.Parse(xml, True)
    return reading.marks


class _Content:
    """One pass over `content.xml`; rows and cells may be repeated."""

    def __init__(self) -> None:
        self.marks: dict[str, Marks] = {}
        self._sheet: Marks = {}
        self._row = 1
        self._repeats = 1
        self._column = 0
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "table":
            self._sheet = self.marks.setdefault(attributes.get("table:name", ""), {})
            self._row = 1
        elif name == "table-row":
            self._repeats = _repeats(attributes, "table:number-rows-repeated")
            self._column = 0
        elif name in ("table-cell", "covered-table-cell"):
            self._cell(attributes)

    def end(self, name: str) -> None:
        if name.endswith(":table-row"):
            self._row += self._repeats

    def _cell(self, attributes: dict[str, str]) -> None:
        columns = _repeats(attributes, "table:number-columns-repeated")
        if attributes.get("office:value-type") == "percentage":
            self._count += columns * self._repeats
            if self._count > _MOST_MARKS:
                raise UnreadableFile(FindingCode.UNPACKS_TOO_BIG)
            for row in range(self._row, self._row + self._repeats):
                self._sheet |= {(row, column): ("%", "") for column in range(self._column, self._column + columns)}
        self._column += columns


def _repeats(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "1")
    return min(int(text), _FURTHEST_ROW) if text.isascii() and text.isdecimal() else 1

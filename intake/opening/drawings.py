"""Which cells of an XLSX a picture lies over: it is anchored to the cell under its upper left corner."""

from posixpath import dirname, join, normpath

from intake.opening.archive import Archive
from intake.opening.sheet_formats import Attributes, parse

_ANCHORS = ("twoCellAnchor", "oneCellAnchor")


def pictures_over(archive: Archive, sheet_path: str) -> set[tuple[int, int]]:
    """By row (from 1) and column (from 0)."""
    places: set[tuple[int, int]] = set()
    folder, _, name = sheet_path.rpartition("/")
    for target in _drawings(archive.read(f"{folder}/_rels/{name}.rels")):
        entry = target[1:] if target.startswith("/") else normpath(join(dirname(sheet_path), target))
        places |= _Anchors().read(archive.read(entry))
    return places


def _drawings(relations: bytes) -> list[str]:
    targets: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("Type", "").endswith("/drawing"):
            targets.append(attributes.get("Target", ""))

    parse(relations, on_start=start)
    return targets


class _Anchors:
    """One pass over a drawing."""

    def __init__(self) -> None:
        self._places: set[tuple[int, int]] = set()
        self._inside: list[str] = []
        self._from = {"row": "", "col": ""}
        self._has_picture = False

    def read(self, xml: bytes) -> set[tuple[int, int]]:
        parse(xml, on_start=self._start, on_end=self._end, on_text=self._text)
        return self._places

    def _start(self, name: str, _attributes: Attributes) -> None:
        self._inside.append(name)
        if name in _ANCHORS:
            self._from, self._has_picture = {"row": "", "col": ""}, False
        elif name == "pic":
            self._has_picture = True

    def _text(self, text: str) -> None:
        if self._inside[-2:-1] == ["from"] and self._inside[-1] in self._from:
            self._from[self._inside[-1]] += text

    def _end(self, name: str) -> None:
        self._inside.pop()
        row, column = self._from["row"].strip(), self._from["col"].strip()
        if name in _ANCHORS and self._has_picture and row.isdecimal() and column.isdecimal():
            self._places.add((int(row) + 1, int(column)))

"""Which rich values of an XLSX are pictures: Excel stores a picture placed in a cell as an error with a rich value.

The way there: a cell's `vm` → `metadata.xml` → `rdrichvalue.xml` → the structure of the value.
"""

from functools import cached_property

from intake.opening.archive import Archive
from intake.opening.sheet_formats import Attributes, parse

_METADATA = "xl/metadata.xml"
_VALUES = "xl/richData/rdrichvalue.xml"
_STRUCTURES = "xl/richData/rdrichvaluestructure.xml"
_PICTURES = ("_localImage", "_webimage")


class RichPictures:
    """Asked for a cell that shows an error and has a rich value. Where a file leaves the way out, it is a picture:
    the errors of formulas need none."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def has(self, rich_value: str) -> bool:
        kinds = self._kinds
        place = int(rich_value) - 1 if rich_value.isdecimal() else -1
        return not kinds or not 0 <= place < len(kinds) or kinds[place] in _PICTURES

    @cached_property
    def _kinds(self) -> list[str]:
        """The kind of each value that cells may name, in their order; empty where that is not told."""
        structures = self._attributes(_STRUCTURES, "s", "t")
        of_values = self._attributes(_VALUES, "rv", "s")
        of_metadata = self._attributes(_METADATA, "rvb", "i")
        cells = self._of_cells()
        try:
            return [structures[int(of_values[int(of_metadata[int(at)])])] for at in cells]
        except (IndexError, ValueError):
            return []

    def _attributes(self, entry: str, element: str, attribute: str) -> list[str]:
        found: list[str] = []

        def start(name: str, attributes: Attributes) -> None:
            if name == element:
                found.append(attributes.get(attribute, ""))

        parse(self._archive.read(entry), on_start=start)
        return found

    def _of_cells(self) -> list[str]:
        inside: list[str] = []
        found: list[str] = []

        def start(name: str, attributes: Attributes) -> None:
            inside.append(name)
            if name == "rc" and "valueMetadata" in inside:
                found.append(attributes.get("v", ""))

        def end(name: str) -> None:
            inside.pop()

        parse(self._archive.read(_METADATA), on_start=start, on_end=end)
        return found

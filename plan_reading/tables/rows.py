"""One draft a row of a table of duties."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from plan_reading.base.draft import Named, TaskDraft
from plan_reading.base.plan_text import TextCell, TextGrid
from plan_reading.base.view import Passage
from plan_reading.bodies.lists import whole_list
from plan_reading.duties.assignment import assignment
from plan_reading.duties.labels import Label, labels_in
from plan_reading.duties.maker import Attribute, Maker
from plan_reading.outline.marks import mark_of
from plan_reading.tables.columns import Column, columns_of

_SURE = 0.95
_ROMAN_NUMBER = re.compile(r"[IVXL]+\.?|[A-ZĐ]\.?")
_LABELS = {
    Column.LEAD: Label.LEAD,
    Column.COORDINATING: Label.COORDINATING,
    Column.SUPERVISING: Label.SUPERVISING,
    Column.TIME: Label.TIME,
    Column.PRODUCT: Label.PRODUCT,
}
_COLUMN_NUMBERS = re.compile(r"\(?\d{1,2}\)?|\([a-h]\)|[A-H]")


@dataclass
class Tables:
    """Reads the tables of a plan; one without a heading goes on with the columns of the one before (a page break)."""

    maker: Maker
    _columns: dict[int, Column] | None = None
    _width: int = 0

    def drafts(self, grid: TextGrid, section: str) -> list[TaskDraft]:
        """The drafts of a table; none where it is not one of duties."""
        found = columns_of(grid)
        width = max((cell.column + cell.width for row in grid.rows for cell in row), default=0)
        if found is not None:
            self._columns, first = found
        elif self._columns is not None and width == self._width:
            first = 0
        else:
            self._columns = None
            return []
        self._width = width
        return _Rows(self.maker, self._columns, width, section).read(grid.rows[first:])


class _Rows:
    def __init__(self, maker: Maker, columns: dict[int, Column], width: int, section: str) -> None:
        self._maker = maker
        self._columns = columns
        self._width = width
        self._section = section
        self._group: list[str] = []
        self._led: tuple[Named, ...] = ()
        self._drafts: list[TaskDraft] = []

    def read(self, rows: Sequence[tuple[TextCell, ...]]) -> list[TaskDraft]:
        for place, row in enumerate(rows):
            cells = self._by_column(row)
            if all(_COLUMN_NUMBERS.fullmatch(cell.view.strip()) for cell in row if cell.view.strip()):
                continue
            if self._is_group(row, cells, last=place == len(rows) - 1):
                self._open_group(row, cells)
                continue
            self._row(cells)
        return self._drafts

    def _by_column(self, row: Sequence[TextCell]) -> dict[Column, TextCell]:
        found: dict[Column, TextCell] = {}
        for cell in row:
            column = self._columns.get(cell.column)
            if column is not None:
                found.setdefault(column, cell)
        return found

    def _is_group(self, row: Sequence[TextCell], cells: dict[Column, TextCell], *, last: bool) -> bool:
        """A row that only names a group of duties: one wide cell, or a roman number and a title with nothing beside."""
        filled = [cell for cell in row if cell.view.strip() and not cell.continues]
        if not filled or last:
            return False
        if len(filled) == 1 and filled[0].width >= max(2, self._width - 2):
            return True
        others = [
            cell for column, cell in cells.items() if column not in (Column.NUMBER, Column.TASK) and cell.view.strip()
        ]
        task, number = cells.get(Column.TASK), cells.get(Column.NUMBER)
        if others or task is None or not task.view.strip() or task.continues:
            return False
        is_bold = all(one.bold or one.is_capitals for one in task.passages)
        return is_bold or (number is not None and bool(_ROMAN_NUMBER.fullmatch(number.view.strip())))

    def _open_group(self, row: Sequence[TextCell], cells: dict[Column, TextCell]) -> None:
        words = " ".join(cell.view.strip() for cell in row if cell.view.strip() and not cell.continues)
        self._group = [words]
        task = cells.get(Column.TASK) or row[0]
        joined = joined_passage(task.passages or row[0].passages)
        bodies = whole_list(joined.view, mark_of(joined.view).end) if joined is not None else None
        self._led = self._maker.named(joined, bodies.bodies) if bodies is not None and joined is not None else ()

    def _row(self, cells: dict[Column, TextCell]) -> None:
        task = cells.get(Column.TASK)
        joined = joined_passage(task.passages) if task is not None else None
        if joined is None or (task is not None and task.continues) or not joined.view.strip():
            if self._drafts and any(cell.view.strip() and not cell.continues for cell in cells.values()):
                fresh = {column: cell for column, cell in cells.items() if not cell.continues}
                self._drafts[-1] = self._with_cells(self._drafts[-1], fresh, more=True)
            return
        begin = mark_of(joined.view).end
        end = len(joined.view.rstrip(" ;"))
        if end - begin < 3:
            return
        section = " > ".join(part for part in (self._section, *self._group) if part)
        draft = self._maker.draft(joined, begin, end, section=section, lead=self._led, confidence=_SURE)
        draft = self._with_cells(replace(draft, from_table=True), cells)
        if not draft.lead:
            draft = draft.doubted("lead", 0.15)
        self._drafts.append(draft)

    def _with_cells(self, draft: TaskDraft, cells: dict[Column, TextCell], *, more: bool = False) -> TaskDraft:
        attributes: list[Attribute] = []
        for column, cell in cells.items():
            joined = joined_passage(cell.passages, "; " if column not in (Column.TIME, Column.PRODUCT) else " ")
            if joined is None or column in (Column.NUMBER, Column.TASK) or not joined.view.strip(" -."):
                continue
            attributes += self._attributes(column, joined)
        if not more:
            return self._maker.with_attributes(draft, attributes)
        for one in attributes:
            before = draft
            draft = self._maker.with_attributes(draft, [one])
            if one.label is Label.LEAD:
                draft = replace(draft, lead=(*before.lead, *(body for body in draft.lead if body not in before.lead)))
            if one.label is Label.TIME and before.due is not None and (draft.due is None or draft.due < before.due):
                draft = replace(draft, due=before.due, due_text=before.due_text, due_evidence=before.due_evidence)
        return draft

    def _attributes(self, column: Column, joined: Passage) -> list[Attribute]:
        """What a cell says; one about who may say both who leads and who is with them."""
        labels = labels_in(joined.view, 0)
        if column in (Column.LEAD, Column.ROLES, Column.COORDINATING) and labels:
            return [Attribute(one.label, joined, one.start, one.end) for one in labels]
        if column in (Column.LEAD, Column.ROLES):
            return self._roles(joined)
        return [Attribute(_LABELS[column], joined, 0, len(joined.view.rstrip(" ;.")))]

    def _roles(self, joined: Passage) -> list[Attribute]:
        """ "Sở A chủ trì, phối hợp với Sở B"; else all of the cell leads."""
        split = re.search(r",?;?\s*(?:chủ trì)?,?;?\s*phối hợp (?:cùng )?với\s+", joined.view)
        if split is not None and assignment(joined.view, 0, len(joined.view)).explicit:
            return [
                Attribute(Label.LEAD, joined, 0, split.start()),
                Attribute(Label.COORDINATING, joined, split.end(), len(joined.view.rstrip(" ;."))),
            ]
        end = re.search(r"\s+chủ trì\s*[.;]?\s*$", joined.view)
        return [Attribute(Label.LEAD, joined, 0, end.start() if end else len(joined.view.rstrip(" ;.")))]


def joined_passage(passages: Sequence[Passage], between: str = " ") -> Passage | None:
    """The paragraphs of a cell as one, with `between` where a new one begins; a line that goes on in small letters is
    joined by a space."""
    filled = [one for one in passages if one.view]
    if not filled:
        return None
    if len(filled) == 1:
        return filled[0]
    view = ""
    places: list[int] = []
    for one in filled:
        if view:
            joint = between if not one.view[0].islower() and not view.rstrip().endswith((",", ";", ":", "và")) else " "
            view += joint
            places += [places[-1]] * len(joint)
        view += one.view
        places += one.places
    first, last = filled[0], filled[-1]
    return Passage(first.start, last.end, view, tuple(places), all(one.bold for one in filled), first.centred, True)

"""Writes all report lines as a workbook: formats, widths, frozen header, filter arrows, and no formulas.

xlsxwriter takes half a minute for 650,000 lines; this library takes whole columns and keeps one row in memory.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from rustpy_xlsxwriter import Format, write_worksheets

from exports.base.table_file import ARROW, CellKind
from exports.base.workbook import A4, FONT, HEADER_FILL, LAST_ROW, LINE, sheet_text
from exports.report_lines.line_columns import COLUMNS, LineValues, WordedLines, headers, local_instants
from exports.report_lines.safe_texts import sheet_column
from wording.translation import _

_TITLE_ACROSS = 6
"""Number of columns that title and notes span."""


def write_xlsx(
    lines: WordedLines, blocks: Iterator[pa.RecordBatch], path: Path, *, title: str, notes: Sequence[str]
) -> None:
    """Like `table_xlsx`, on as many sheets as needed."""
    header_row = len(notes) + 2
    on_a_sheet = LAST_ROW - header_row - 1
    names = _sheet_names(title, -(-lines.count // on_a_sheet) or 1)
    rows = _Rows(lines, blocks)
    settings = {
        "freeze_panes": {"row": header_row + 1, "col": 0},
        "header_row": header_row,
        "merge_ranges": _above(title, notes),
        "header_format": _header_look(),
        "column_widths": [float(column.width) for column in COLUMNS],
        "column_formats": [_look().set_num_format(column.kind.value) for column in COLUMNS],
        "autofilter": True,
        "page_setup": _paper(header_row),
    }
    sheets = [(name, pa.RecordBatchReader.from_batches(rows.form, rows.next(on_a_sheet))) for name in names]
    on_each: dict[str, Any] = {name: dict.fromkeys(names, setting) for name, setting in settings.items()}
    write_worksheets(sheets, str(path), **on_each)


def _sheet_names(title: str, count: int) -> list[str]:
    return [title if number == 1 else f"{title} ({number})" for number in range(1, count + 1)]


class _Rows:
    """The values of all lines, handed out sheet by sheet."""

    def __init__(self, lines: WordedLines, blocks: Iterator[pa.RecordBatch]) -> None:
        self._values = LineValues(lines, _prepared)
        self._blocks = blocks
        self._left: pa.RecordBatch | None = None
        self.form = pa.schema(
            [pa.field(name, _SHEET_TYPES[column.kind]) for name, column in zip(headers(), COLUMNS, strict=True)]
        )

    def next(self, count: int) -> Iterator[pa.RecordBatch]:
        """The next `count` rows, or the rest."""
        while count and (rows := self._left or self._next_block()) is not None:
            fitting = rows.slice(0, count)
            self._left = rows.slice(count) if rows.num_rows > count else None
            count -= fitting.num_rows
            yield fitting

    def _next_block(self) -> pa.RecordBatch | None:
        block = next(self._blocks, None)
        return None if block is None else pa.record_batch(self._values.of(block), schema=self.form)


_SHEET_TYPES = ARROW | {CellKind.INSTANT: pa.timestamp("us")}


def _prepared(values: pa.Array, kind: CellKind) -> pa.Array:
    if kind is CellKind.TEXT:
        return pc.if_else(pc.equal(values, ""), None, sheet_column(values))  # an empty cell is not written at all
    if kind is CellKind.PERCENT:
        return pc.divide(values, 100.0)
    return local_instants(values) if kind is CellKind.INSTANT else values


def _above(title: str, notes: Sequence[str]) -> list[tuple[int, int, int, int, str, Format]]:
    looks = [_look().set_bold().set_font_size(14), *(_look().set_italic() for _note in notes)]
    return [
        (row, 0, row, _TITLE_ACROSS - 1, sheet_text(text), look)
        for row, (text, look) in enumerate(zip((title, *notes), looks, strict=True))
    ]


def _look() -> Format:
    return Format().set_font_name(FONT).set_font_size(11).set_align("top")


def _header_look() -> Format:
    look = _look().set_bold().set_background_color(HEADER_FILL).set_border("thin").set_border_color(LINE)
    return look.set_text_wrap().set_align("center").set_align("vertical_center")


def _paper(header_row: int) -> dict[str, Any]:
    """The same page setup as `exports.base.workbook.set_paper`."""
    return {
        "landscape": True,
        "paper_size": A4,
        "fit_to_pages": (1, 0),
        "repeat_rows": header_row,
        "footer": "&C" + _("Page {page} of {pages}").format(page="&P", pages="&N"),
    }

"""The sheet “Hướng dẫn” of the template: how to fill in each column, and what happens after the upload."""

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data_model.values import LineStatus, TaskType
from exports.base.workbook import HEADER_FILL, LINE, OpenWorkbook, height_for, protect, set_paper, sheet_text
from intake.base.cells import STATUS_TEXT
from intake.base.headings import DISPLAY, ERROR_HEADER, Column
from intake.checking.row_rules import RESULT_LIMIT, STATUSES_OF
from wording import formats
from wording.translation import _

_WIDTHS = (20, 78, 34)


def write_guide(opened: OpenWorkbook) -> None:
    sheet = opened.sheet(_("Guide"))
    plain = opened.look(text_wrap=True, border=1, border_color=LINE)
    header = opened.look(bold=True, border=1, border_color=LINE, bg_color=HEADER_FILL, align="center")
    bold = opened.look(bold=True, text_wrap=True, border=1, border_color=LINE)
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, _("How to fill in the report"), opened.look(bold=True, font_size=14))
    for place, text in enumerate((_("Column"), _("What to enter"), _("Example"))):
        sheet.write_string(2, place, text, header)
    last = _write_columns(sheet, bold=bold, plain=plain)
    _write_steps(sheet, opened, first_row=last + 2)
    _set_up(sheet)


def _write_columns(sheet: Worksheet, *, bold: Format, plain: Format) -> int:
    """One line for each column; returns the last row written."""
    row = 2
    for row, (column, words, example) in enumerate(_columns(), start=3):
        sheet.set_row(row, height_for([(words, _WIDTHS[1]), (example, _WIDTHS[2])]))
        sheet.write_string(row, 0, DISPLAY[column], bold)
        sheet.write_string(row, 1, words, plain)
        sheet.write_string(row, 2, example, plain)
    return row


def _columns() -> list[tuple[Column, str, str]]:
    once, continuing = (
        ", ".join(STATUS_TEXT[status] for status in STATUSES_OF[type_])
        for type_ in (TaskType.ONE_OFF, TaskType.CONTINUING)
    )
    return [
        (
            Column.PERCENT,
            _("A number from 0 to 100, one decimal at most. Not asked of a continuing task."),
            "75 · 75,5",
        ),
        (
            Column.STATUS,
            _("Choose from the list. A task with a percentage: {once}. A continuing task: {continuing}.").format(
                once=once, continuing=continuing
            ),
            STATUS_TEXT[LineStatus.IN_PROGRESS],
        ),
        (
            Column.DONE_ON,
            _("Day/month/year; needed when the progress is 100. Not in the future."),
            "28/08/2026",
        ),
        (
            Column.RESULT,
            _("What was done in this period, {limit} characters at most. With “{status}” write the reason.").format(
                limit=formats.number(RESULT_LIMIT), status=STATUS_TEXT[LineStatus.NOTHING_TO_REPORT]
            ),
            _("2 friendship exchanges were held, 150 people took part."),
        ),
        (
            Column.DIFFICULTIES,
            _("Difficulties and their causes. Needed as an explanation when the progress went down."),
            _("The programme was moved to the fourth quarter."),
        ),
        (
            Column.CAUSE,
            _("Why a task whose due date has passed is not completed; asked of overdue tasks alone."),
            _("The partner put off its visit."),
        ),
        (
            Column.RESPONSIBILITY,
            _("Which body or person answers for the delay, and whether the causes lie within or outside their reach."),
            "",
        ),
        (Column.PROPOSALS, _("What you propose to the consolidating office or the People's Committee."), ""),
        (Column.EVIDENCE, _("Number of a document, or a link."), "Báo cáo số 123/BC-SNV"),
    ]


def _write_steps(sheet: Worksheet, opened: OpenWorkbook, *, first_row: int) -> None:
    sheet.write_string(first_row, 0, _("After filling in"), opened.look(bold=True, font_size=12))
    steps = (
        _("1. Save the file (xlsx) and upload it on the page “{page}”."),
        _("2. The whole file is checked first and nothing is stored. What is wrong is shown by row and column."),
        _("3. To correct it, download the file with the column “{header}”, change the red cells and upload it again."),
        _("4. After submitting you get a receipt. You can withdraw the report until it is reviewed or locked."),
        _("Every task needs its line. Where nothing was done, enter 0 and “{not_started}”, or “{not_carried_out}”."),
        _("A task that was accepted as finished may stay empty: an empty line means “as before”."),
        _("Do not change the task codes and the headers."),
    )
    words = {
        "page": _("Upload a report"),
        "header": ERROR_HEADER,
        "not_started": STATUS_TEXT[LineStatus.NOT_STARTED],
        "not_carried_out": STATUS_TEXT[LineStatus.NOT_CARRIED_OUT],
    }
    for row, step in enumerate(steps, start=first_row + 1):
        sheet.write_string(row, 0, sheet_text(step.format(**words)), opened.look())


def _set_up(sheet: Worksheet) -> None:
    protect(sheet)
    set_paper(sheet)
    sheet.hide_gridlines(2)

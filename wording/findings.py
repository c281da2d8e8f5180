"""One sentence for each kind of finding on a report file; each says what to do."""

from data_model.rules.plans.periods import Period
from intake.base.checked_file import Finding
from intake.base.finding_codes import FindingCode
from intake.base.headings import DISPLAY, Column
from intake.indicators.headings import NUMBER_DISPLAY, NumberColumn
from intake.repair.look_alikes import first_look_alike
from wording.number_findings import NUMBER_ERRORS, NUMBER_WARNINGS
from wording.periods import period_name
from wording.translation import _, mark

_LONGEST_VALUE = 60

BLOCKERS = {
    FindingCode.EMPTY_FILE: mark("The file is empty. Fill in the template and upload it again."),
    FindingCode.FILE_TOO_BIG: mark("The file is larger than {limit} MB. Split it and upload the parts."),
    FindingCode.FILE_KIND_REFUSED: mark(
        "Files of the kind “{value}” are not taken. Save the table as .xlsx or .csv and upload it again."
    ),
    FindingCode.MACROS: mark("The file may contain macros. Save it as an Excel Workbook (.xlsx) without macros."),
    FindingCode.ENCRYPTED: mark("The file is protected by a password. Remove the password and upload it again."),
    FindingCode.DAMAGED_FILE: mark("The file is damaged. Open it in Excel, save it again as .xlsx and upload that."),
    FindingCode.HOSTILE_FILE: mark(
        "The file holds parts that a report does not need. Copy the table into the template and upload that."
    ),
    FindingCode.UNPACKS_TOO_BIG: mark(
        "The sheet is too large to be read, often because of a cell far away from the table. "
        "Copy the table into the template and upload that."
    ),
    FindingCode.TAKES_TOO_LONG: mark(
        "Reading the file takes too long. Copy the table into the template and upload that."
    ),
    FindingCode.ENCODING_UNKNOWN: mark(
        "The file's characters can't be read. In Excel choose Save as, “CSV UTF-8”, or save it as .xlsx."
    ),
    FindingCode.LEGACY_IN_DOUBT: mark(
        "The file seems to use an old Vietnamese font (TCVN3 or VNI) and can't be converted with certainty. "
        "Convert it to Unicode and save it as “CSV UTF-8” or .xlsx."
    ),
    FindingCode.DOUBLE_ENCODED: mark(
        "The Vietnamese letters are broken (UTF-8 that was opened as another encoding). "
        "Take the original file and save it as “CSV UTF-8” or .xlsx."
    ),
    FindingCode.UNCLOSED_QUOTE: mark(
        "A quotation mark is opened in row {row} and never closed. Close it or remove it and upload the file again."
    ),
    FindingCode.TOO_MANY_ROWS: mark("The file has {value} rows; at most {expected} are taken. Split the file."),
    FindingCode.TOO_MANY_COLUMNS: mark("The file has {value} columns; at most {expected} are taken. Use the template."),
    FindingCode.NO_HEADER: mark(
        "No header row was found. The file needs a row with the headers “Mã nhiệm vụ”, “Tiến độ (%)” and the others "
        "of the template."
    ),
    FindingCode.MISSING_COLUMN: mark(
        "The file lacks the column “{column}”. The template has it, filled in for your tasks: download it, copy the "
        "column into the file, or your texts into the template, and upload that."
    ),
    FindingCode.DUPLICATE_COLUMN: mark(
        "Two columns mean “{column}” ({value}). Keep one of them and upload the file again."
    ),
    FindingCode.SEVERAL_TABLES: mark(
        "Several sheets hold a report ({value}). Keep one of them in the file and upload it again."
    ),
    FindingCode.SECOND_TABLE: mark(
        "The sheet holds two tables: row {row} is another header ({value}). Put each table into a file of its own, or "
        "bring the rows under one header."
    ),
    FindingCode.OTHER_SEPARATOR: mark(
        "From row {row} on the cells are separated by {value}, the header by {expected}. Separate header and rows by the "
        "same sign, or save the table as .xlsx."
    ),
    FindingCode.ALL_IN_ONE_CELL: mark(
        "All columns stand in one cell of each row (row {row}), separated by {value} inside it. In Excel choose Data, "
        "“Text to Columns”, or take the quotation marks around the lines out, and upload the file again."
    ),
    FindingCode.LETTERS_LOST: mark(
        "Letters are lost in the file (row {row}: “{value}”), so its header can't be read. Take the original file and save it "
        "as “CSV UTF-8” or .xlsx."
    ),
    FindingCode.NO_ROWS: mark("There are no rows below the header. Fill in the rows and upload the file again."),
    FindingCode.SECRECY_MARKING: mark(
        "The file carries a secrecy marking. Such matters do not go through this system: nothing of the file was kept. "
        "Send it by the way laid down for secret documents."
    ),
}

ERRORS = {
    **NUMBER_ERRORS,
    FindingCode.TASK_MISSING: mark("Enter the task's code as in the template."),
    FindingCode.TASK_UNKNOWN: mark(
        "“{value}” is not the code of a task assigned to the agency. Take it from the template."
    ),
    FindingCode.TASK_OF_OTHER_AGENCY: mark(
        "The task “{value}” is not assigned to {expected}. Check the code and the agency."
    ),
    FindingCode.LOOK_ALIKE_LETTER: mark(
        "“{value}” contains the character “{stranger}”, which only looks like a Latin letter or digit. "
        "Type the code anew."
    ),
    FindingCode.AGENCY_MISSING: mark("Enter the agency's code or name."),
    FindingCode.AGENCY_UNKNOWN: mark("No agency is called “{value}”. Enter its code or full name."),
    FindingCode.AGENCY_NOT_OWN: mark(
        "A report is for your own agency only: enter “{expected}” or leave the cell empty."
    ),
    FindingCode.PERIOD_MISSING: mark("Enter the period, for example 2026-Q2 or Quý II/2026."),
    FindingCode.PERIOD_UNREADABLE: mark(
        "“{value}” is not a period. Enter for example 2026-Q2, Quý II/2026, 6 tháng đầu năm 2026 or Năm 2026."
    ),
    FindingCode.PERIOD_NOT_CHOSEN: mark(
        "The row is for “{value}”, but the report chosen is {expected}. Correct the period or choose the other report."
    ),
    FindingCode.PERIOD_NOT_EXPECTED: mark(
        "No report of the period {expected} is expected for this plan. Enter a period of the plan's reporting regime."
    ),
    FindingCode.PERIOD_LOCKED: mark(
        "The period {expected} is locked. Ask the consolidating agency for an extension to report in it."
    ),
    FindingCode.PERCENT_MISSING: mark("Enter the progress from 0 to 100, for example 75 or 75,5."),
    FindingCode.PERCENT_NOT_A_NUMBER: mark(
        "“{value}” is not a number. Enter a number from 0 to 100, for example 75 or 75,5."
    ),
    FindingCode.PERCENT_OUT_OF_RANGE: mark(
        "“{value}” is out of range. Enter a number from 0 to 100, for example 75 or 75,5."
    ),
    FindingCode.PERCENT_TOO_PRECISE: mark(
        "“{value}” has too many decimals. Enter at most one, for example {expected}."
    ),
    FindingCode.PERCENT_AMBIGUOUS: mark(
        "“{value}” can be read in two ways ({expected}). Enter the one you mean with the sign %."
    ),
    FindingCode.FOREIGN_DIGITS: mark("“{value}” contains digits of another script. Type the digits 0–9."),
    FindingCode.STATUS_UNKNOWN: mark("“{value}” is not a status. Enter one of: {expected}."),
    FindingCode.STATUS_NOT_FOR_TASK: mark("“{value}” is not a status of this kind of task. Enter one of: {expected}."),
    FindingCode.DATE_UNREADABLE: mark("“{value}” is not a date. Enter day/month/year, for example 30/09/2026."),
    FindingCode.DATE_IMPOSSIBLE: mark("There is no day “{value}”. Enter day/month/year, for example 30/09/2026."),
    FindingCode.DATE_IS_SERIAL: mark(
        "“{value}” is a number that Excel keeps for a date. Enter day/month/year, for example 30/09/2026."
    ),
    FindingCode.DATE_IS_NUMBER: mark(
        "“{value}” stands in the sheet as a number, not as a day. Enter day/month/year, for example 30/09/2026."
    ),
    FindingCode.DATE_TOO_EARLY: mark("The day {value} is before {expected}. Check the year."),
    FindingCode.DONE_ON_MISSING: mark("The task is at 100 %: enter the day it was completed, for example 30/09/2026."),
    FindingCode.DONE_ON_IN_FUTURE: mark("The day {value} is in the future. Enter a day not after {expected}."),
    FindingCode.PERCENT_WENT_DOWN: mark(
        "The progress is lower than last accepted ({expected} %). Check it, or give the reason under “Khó khăn”."
    ),
    FindingCode.RESULT_MISSING: mark("Write what was done, in one sentence or more."),
    FindingCode.REASON_MISSING: mark("“Không phát sinh” needs a reason: write it in this column."),
    FindingCode.NOTHING_ENTERED: mark("Nothing is filled in. Enter one of: {expected}; or delete the row."),
    FindingCode.TEXT_TOO_LONG: mark(
        "The text is longer than {expected} characters. Shorten it; details can go into an annex."
    ),
    FindingCode.DUPLICATE_ROW: mark(
        "The task “{value}” appears more than once (also in row {expected}). Keep one of the rows."
    ),
    FindingCode.SURPLUS_CELLS: mark(
        "“{value}” stands to the right of the last column. If a cell contains the separator, such as 75,5, "
        "put it between double quotes."
    ),
    FindingCode.SWALLOWED_ROWS: mark(
        "A cell of this row contains whole rows of the table. Check the double quotes in this row and below."
    ),
    FindingCode.CELL_ERROR: mark("The cell shows the error {value}. Enter the value itself."),
    FindingCode.CELL_WITHOUT_VALUE: mark("The cell holds a formula without a value. Enter the value itself."),
    FindingCode.CELL_PICTURE: mark(
        "The cell holds a picture, which can't be taken. Enter the number of the document or a link in its place."
    ),
    FindingCode.DAMAGED_TEXT: mark(
        "Letters of this text are lost or written as signs (“?”, “&oacute;”). Type the text anew and save as “CSV UTF-8” "
        "or .xlsx."
    ),
}

WARNINGS = {
    **NUMBER_WARNINGS,
    FindingCode.LEGACY_CONVERTED: mark(
        "The file uses the old encoding {value} and was converted to Unicode. Check the texts below before you submit."
    ),
    FindingCode.UNKNOWN_COLUMN: mark("The column “{value}” is not known and is not stored. Check its header."),
    FindingCode.UNNAMED_COLUMN: mark(
        "“{value}” stands in a column without a header and is not stored. Add a header if it counts."
    ),
    FindingCode.SHEET_LEFT_OUT: mark(
        "The sheet “{value}” has codes of tasks but neither progress nor results, and is not read. If it is the report, "
        "keep it alone in the file."
    ),
    FindingCode.NOTE_ROW: mark(
        "“{value}” stands alone over the row and is taken for a heading or a note: it is not stored. "
        "If the row reports on a task, enter the task's code in it."
    ),
    FindingCode.TEXT_IS_DAY: mark(
        "The cell shows a day or time, “{value}”, where a text belongs. If the spreadsheet made it of a document's "
        "number, format the cell as Text and type the number anew."
    ),
    FindingCode.TEXT_IS_NUMBER: mark(
        "There is only a number, “{value}”, where a text belongs. Write it out, for example as the document's number "
        "with its sign."
    ),
    FindingCode.PICTURE_LEFT_OUT: mark(
        "A picture lies over this cell and is not stored. Enter the number of the document or a link in its place."
    ),
    FindingCode.NUMBER_CUT: mark(
        "“{value}” is a long number of which the spreadsheet kept only 15 digits. Format the cell as Text and type the "
        "number anew."
    ),
    FindingCode.BELOW_THE_TABLE: mark(
        "Row {expected} (“{value}” …) below the table is taken for the signature block and is not stored. "
        "If a row there reports on a task, enter the task's code in it."
    ),
    FindingCode.PERIOD_NOT_OPEN: mark("The period {value} is not open yet. Check that this is the period you mean."),
    FindingCode.PERIOD_LATE: mark("The report for {value} is past its due day and counts as late. Check the period."),
    FindingCode.PERCENT_NOT_USED: mark("A continuing task has no percentage: {value} is kept but not counted."),
    FindingCode.STATUS_DISAGREES: mark("The status “{value}” does not fit a progress of {expected} %. Check both."),
    FindingCode.STATUS_MISSING: mark(
        "A continuing task counts as carried out only with a status. Enter one of: {expected}."
    ),
    FindingCode.DONE_ON_NOT_USED: mark(
        "A day of completion counts only at 100 %. Check the progress, or clear the day."
    ),
    FindingCode.DONE_ON_AFTER_WINDOW: mark(
        "The day {value} is after the period's last day ({expected}). Check the day and the period."
    ),
    FindingCode.DONE_ON_MOVED: mark(
        "The office has accepted {expected} as the day of completion. Check the day; if it is right, say why it moved."
    ),
    FindingCode.DONE_ON_LAST_YEAR: mark(
        "A yearly task begins again each year: with this day the row counts for {expected}, not for this year."
    ),
    FindingCode.CAUSE_MISSING: mark(
        "The task was due on {expected} and is not completed. Write the cause under “Nguyên nhân quá hạn”, and who "
        "answers for it under “Trách nhiệm”."
    ),
    FindingCode.RESULT_REPEATED: mark("The text is the same as last period's. Write what was done in this period."),
    FindingCode.RESULT_OF_OTHER_AGENCY: mark("Row {expected} of another agency has the very same text. Check both."),
}

_WHERE_ONE_IS_MEANT = {
    FindingCode.STATUS_UNKNOWN: mark("“{value}” is not a status. Did you mean “{expected}”?"),
    FindingCode.PERCENT_NOT_A_NUMBER: mark(
        "“{value}” is a status: it belongs under “{expected}”. Enter a number from 0 to 100 here, for example 75 or 75,5."
    ),
    FindingCode.TEXT_IS_NUMBER: mark(
        "The cell holds the number {expected} and shows “{value}” by its format; what it shows is stored. Check it, or "
        "type it as a text."
    ),
    FindingCode.PERCENT_AMBIGUOUS: mark(
        "In “{value}” the point or comma may be read in two ways. Enter at most one decimal, for example {expected}."
    ),
}
"""Instead of the sentence with several choices."""

_WITH_SUGGESTION = mark("{sentence} Did you mean {expected}?")
_SUGGESTED = {
    FindingCode.TASK_UNKNOWN,
    FindingCode.LOOK_ALIKE_LETTER,
    FindingCode.AGENCY_UNKNOWN,
    FindingCode.UNKNOWN_COLUMN,
    FindingCode.DATE_UNREADABLE,
    FindingCode.DATE_IS_NUMBER,
}
_VALUE_IS_PERIOD = {FindingCode.PERIOD_NOT_OPEN, FindingCode.PERIOD_LATE}
_EXPECTED_IS_PERIOD = {FindingCode.PERIOD_NOT_CHOSEN, FindingCode.PERIOD_NOT_EXPECTED, FindingCode.PERIOD_LOCKED}

_SENTENCES = BLOCKERS | ERRORS | WARNINGS


def sentence(finding: Finding) -> str:
    """What is wrong and what to do, in the user's language, without row and column."""
    said = _(_words(finding)).format(
        value=_shortened(_named_period(finding.value) if finding.code in _VALUE_IS_PERIOD else finding.value),
        expected=_expected(finding),
        row=finding.row,
        column=column_header(finding.column),
        limit=_megabytes(finding.expected),
        stranger=first_look_alike(finding.value),
    )
    if finding.code in _SUGGESTED and finding.expected:
        return _(_WITH_SUGGESTION).format(sentence=said, expected=_expected(finding))
    return said


def _words(finding: Finding) -> str:
    one_is_meant = finding.expected and ", " not in finding.expected
    return (_WHERE_ONE_IS_MEANT.get(finding.code) if one_is_meant else None) or _SENTENCES[finding.code]


def column_header(column: str | None) -> str:
    """The header that a finding's column has in the template; empty when the finding is about the whole row."""
    if not column:
        return ""
    return DISPLAY[Column(column)] if column in set(Column) else NUMBER_DISPLAY[NumberColumn(column)]


def _expected(finding: Finding) -> str:
    if finding.code is FindingCode.UNKNOWN_COLUMN and finding.expected:
        return f"“{column_header(finding.expected)}”"
    return _named_period(finding.expected) if finding.code in _EXPECTED_IS_PERIOD else finding.expected


def _named_period(code: str) -> str:
    return period_name(Period.from_code(code))


def _shortened(value: str) -> str:
    """One line, short enough for a sentence."""
    line = " ".join(value.split())
    return line if len(line) <= _LONGEST_VALUE else f"{line[:_LONGEST_VALUE]}…"


def _megabytes(expected: str) -> str:
    return f"{int(expected) // (1024 * 1024)}" if expected.isdecimal() else ""

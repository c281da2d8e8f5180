"""Sentences about plan documents: why a file can't be read, and what is doubtful in one that can."""

from plan_reading.base.draft import FlagCode
from plan_reading.base.refusals import Refusal, UnreadablePlan
from wording.translation import _, mark

_REFUSALS = {
    Refusal.EMPTY: mark("The file is empty. Choose the file that holds the plan's text."),
    Refusal.TOO_BIG: mark(
        "The file is {value} large; a plan may have up to 50 MB. Leave out pictures and scans, or save only the plan, and upload again."
    ),
    Refusal.ENCRYPTED: mark(
        "The file is protected by a password. Open it, save it without a password, and upload again."
    ),
    Refusal.SPREADSHEET: mark(
        "The file is a spreadsheet, whatever its name says. Upload the plan as .docx, .pdf or .txt; a list of tasks in a spreadsheet is pasted into the page Tasks."
    ),
    Refusal.OTHER_KIND: mark(
        "The file is not a document ({value}). Upload the plan as .docx, .pdf with text, or .txt."
    ),
    Refusal.OLD_WORD: mark(
        "The file is in an old form of Word ({value}). Open it in Word, choose File, Save As, “Word Document (.docx)”, and upload that file."
    ),
    Refusal.DAMAGED: mark("The file is damaged or cut off. Open it, save it again as .docx, and upload that file."),
    Refusal.HOSTILE: mark(
        "The file unpacks to far more than a plan holds, or is built in a way that Word does not write. Open it in Word, save it again as .docx, and upload that file."
    ),
    Refusal.SCAN: mark(
        "The file is a scan: it has pictures of pages and no text. Ask the issuing office for its .docx, or run text recognition (OCR) and upload the result."
    ),
    Refusal.ONLY_A_SIGNATURE: mark(
        "The file is a scan: its only text is the stamp of a digital signature. Ask the issuing office for its .docx, or run text recognition (OCR) and upload the result."
    ),
    Refusal.GARBLED: mark(
        "The text in the file is garbled and can't be read as Vietnamese. Ask the issuing office for its .docx, or run text recognition (OCR) for Vietnamese and upload the result."
    ),
    Refusal.ENCODING: mark(
        "The letters in the file are not Unicode. Open the file, change the font or encoding to Unicode (UTF-8), save it, and upload it again."
    ),
    Refusal.TAKES_TOO_LONG: mark(
        "Reading the file takes too long. Open it in Word, save it as .docx, and upload that file."
    ),
}

FLAGS = {
    FlagCode.CUT_TEXT: mark("the text is cut off here"),
    FlagCode.SECTION_SKIPS: mark("the numbering skips"),
    FlagCode.SECTION_REPEATS: mark("the number stands twice"),
    FlagCode.MISPRINT: mark("perhaps misprinted"),
    FlagCode.MIXED_DATES: mark("the date does not fit the plan's year"),
    FlagCode.SEVERAL_DATES: mark("several dates; the last is taken"),
    FlagCode.IMPOSSIBLE_DATE: mark("no such day"),
    FlagCode.NUMBER_BLANK: mark("the number is left blank"),
    FlagCode.NUMBER_MISPRINTED: mark("the number is printed unusually"),
    FlagCode.DATE_BLANK: mark("the date is left blank"),
    FlagCode.SPACED_LETTERS: mark("letters stand apart"),
    FlagCode.LEAD_BY_REFERENCE: mark("who leads is told in another document"),
    FlagCode.AMENDS: mark("changes another plan"),
    FlagCode.WEB_PAGE: mark("from the web page around the plan"),
    FlagCode.NO_TASKS: mark("no task was found"),
}
"""What each sign of damage or doubt means, as a short label."""


def refusal(problem: UnreadablePlan) -> str:
    """Why the file can't be read, and what to do."""
    return _(_REFUSALS[problem.code]).format(value=problem.value)

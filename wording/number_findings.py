"""Sentences for findings on the table of numbers; each says what to do."""

from intake.base.finding_codes import FindingCode
from wording.translation import mark

NUMBER_ERRORS = {
    FindingCode.INDICATOR_MISSING: mark(
        "The row has a number but no code of an indicator. Copy the code from the template."
    ),
    FindingCode.INDICATOR_UNKNOWN: mark(
        "Your plan has no indicator “{value}”. Copy the code from the template; the office adds new indicators."
    ),
    FindingCode.INDICATOR_NOT_ASKED: mark("Indicator “{value}” is not asked of your agency. Remove the number."),
    FindingCode.INDICATOR_TWICE: mark(
        "The indicator “{value}” appears more than once (also in row {expected}). Keep one of the rows."
    ),
    FindingCode.UNIT_DISAGREES: mark(
        "“{value}” is in another unit: the indicator is counted in “{expected}”. Convert the number, or enter it under "
        "the indicator of its own unit."
    ),
    FindingCode.AMOUNT_NOT_A_NUMBER: mark(
        "“{value}” is not a number. Enter for example 56, 1.500.000 or 1,5 tỷ; leave the cell empty if nothing is known."
    ),
    FindingCode.AMOUNT_AMBIGUOUS: mark(
        "“{value}” may be read in two ways ({expected}). Enter it without the point or comma, or with other decimals."
    ),
    FindingCode.AMOUNT_NEGATIVE: mark("“{value}” is below 0. Enter what was counted; corrections go into the note."),
    FindingCode.AMOUNT_NOT_WHOLE: mark(
        "“{value}” is not a whole number, which this indicator asks for. Enter for example 56."
    ),
    FindingCode.AMOUNT_TOO_PRECISE: mark("“{value}” has too many decimals. Enter at most {expected}."),
    FindingCode.AMOUNT_TOO_BIG: mark(
        "“{value}” is too large to be right. Check the unit, then enter the number again."
    ),
    FindingCode.TOTAL_FELL: mark(
        "With this the year's running total falls to {value}, and {expected} was accepted before. Correct the number, or "
        "say in the column “Ghi chú” why it fell."
    ),
    FindingCode.TOTAL_DISAGREES: mark(
        "The running total {value} does not fit: with the number of this period it comes to {expected}. Correct one of "
        "them, or leave the running total empty."
    ),
    FindingCode.NUMBERS_ALONE: mark(
        "The number of “{value}” belongs to a report that was not sent yet. Send it together with the report on the tasks."
    ),
}

NUMBER_WARNINGS = {
    FindingCode.AMOUNT_READ_AS: mark("“{value}” was read as {expected}. Check that this is what you mean."),
    FindingCode.TOTAL_FELL_EXPLAINED: mark(
        "The year's running total falls from {expected} to {value}; the note says why. Check the number."
    ),
    FindingCode.TEN_TIMES: mark(
        "{value} is ten times the last number ({expected}) or more. Check the number and its unit."
    ),
    FindingCode.A_TENTH: mark(
        "{value} is a tenth of the last number ({expected}) or less. Check the number and its unit."
    ),
}

"""Sentences about issued reports: why one was refused, whether it could be made again, what has changed since."""

from collections.abc import Mapping

from data_model.rules.consolidated.issue import IssueProblem
from data_model.rules.consolidated.signed_copy import SignedCopyProblem
from wording.translation import _, mark

SIGNED_COPY_PROBLEM: Mapping[SignedCopyProblem, str] = {
    SignedCopyProblem.NOT_A_PDF: mark("The file is no PDF. Save the signed report as PDF, then choose it again."),
    SignedCopyProblem.TOO_LARGE: mark("The file is larger than 30 MB. Scan it with fewer dots per inch, then choose it again."),
    SignedCopyProblem.KEPT_ALREADY: mark("This signed copy stands there already."),
}  # fmt: skip
ISSUE_PROBLEM: Mapping[IssueProblem, str] = {
    IssueProblem.NUMBER_WRONG: mark("Enter the number of the report, from 1."),
    IssueProblem.NUMBER_USED: mark("Your office has used this number this year. Enter another number."),
    IssueProblem.AS_OF_IN_FUTURE: mark("The day of the figures is still to come. Choose today or an earlier day."),
    IssueProblem.DATE_IN_FUTURE: mark("The day of issue is still to come. Choose today or an earlier day."),
    IssueProblem.DATE_BEFORE_FIGURES: mark(
        "The day of issue is before the day of the figures. Change one of the two days."
    ),
    IssueProblem.NOT_ASKED_FOR: mark("This reporting period is not one of the chosen plan, or has not opened yet."),
    IssueProblem.ISSUED_MEANWHILE: mark("Somebody has just issued this report. Look at the list, then try again."),
}
TEMPLATE_CHANGED = mark(
    "The report was made with the template of another version of the program, so it can't be made again here. "
    "The kept files are unchanged."
)


def version_words(version: int) -> str:
    """The first one, or how often it took the place of an earlier one."""
    return _("first version") if version == 1 else _("replaces, time {count}").format(count=version - 1)


def frozen_sentence(version: int) -> str:
    return _("The report is frozen ({version}).").format(version=version_words(version))

"""Sentences about issued reports: why one was refused, whether it could be made again, what has changed since."""

from collections.abc import Mapping

from data_model.rules.consolidated.issue import IssueProblem
from wording.translation import mark

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

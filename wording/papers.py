"""A report that came on paper, in words."""

from collections.abc import Mapping

from data_model.rules.reporting.paper import Paper, PaperProblem
from wording import formats
from wording.translation import _, mark

PAPER_PROBLEM: Mapping[PaperProblem, str] = {
    PaperProblem.NUMBER_MISSING: mark("Write the number of the document, for example 12/BC-SNV."),
    PaperProblem.DATE_MISSING: mark("Choose the date that stands on the document."),
    PaperProblem.SIGNER_MISSING: mark("Write who signed the document."),
    PaperProblem.RECEIPT_MISSING: mark("Choose the day on which your office received the document."),
    PaperProblem.RECEIVED_BEFORE_ITS_DATE: mark(
        "The document was received before the date that stands on it. Correct one of the two days."
    ),
    PaperProblem.IN_THE_FUTURE: mark("The day of receipt has not come yet. Correct it."),
    PaperProblem.OTHER_REPORT: mark(
        "The file has rows of another plan or period. Leave them out, or choose the report that they belong to."
    ),
}


def paper_words(paper: Paper | None) -> str:
    """The mark of such a report wherever it is shown; empty for one that was sent here."""
    if paper is None:
        return ""
    number = paper.number or _("without number")
    if paper.dated_on is None:
        return _("entered from paper document no. {number}").format(number=number)
    return _("entered from paper document no. {number} of {day}").format(number=number, day=formats.day(paper.dated_on))


def paper_facts(paper: Paper) -> dict[str, str]:
    """What stood on it, by name."""
    return {
        _("Number of the document"): paper.number,
        _("Date on the document"): formats.day(paper.dated_on),
        _("Signed by"): paper.signer,
        _("Received on"): formats.day(paper.received_on),
    }

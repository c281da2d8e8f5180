"""What the product drafts for the parts that the office writes itself, and which of the two stands in the report."""

from collections.abc import Mapping

from data_model.rules.consolidated.report_texts import OfficeTexts, Part
from data_model.values import Decider, ReportPart
from documents.base.letterhead import DOTS
from documents.consolidated import assessment_sentences as assessment
from documents.consolidated.content_sentences import drafted_results
from documents.consolidated.report_data import ConsolidatedReportContent
from wording.formats import as_in_documents

_DRAFTED = {
    ReportPart.STRENGTHS: assessment.drafted_strengths,
    ReportPart.CAUSES: assessment.drafted_causes,
    ReportPart.PROPOSALS_COMMITTEE: lambda content: [
        *assessment.drafted_proposals(content),
        *assessment.carried_on(content, Decider.COMMITTEE),
    ],
    ReportPart.PROPOSALS_AGENCIES: lambda content: assessment.carried_on(content, Decider.OTHER_AGENCY),
    ReportPart.PROPOSALS_CENTRAL: lambda content: assessment.carried_on(content, Decider.CENTRAL),
    ReportPart.NEXT_TASKS: assessment.drafted_next_tasks,
}
"""The parts that the figures say something about; of the others only the office knows."""
MAY_BE_NONE = (ReportPart.PROPOSALS_COMMITTEE, ReportPart.PROPOSALS_AGENCIES, ReportPart.PROPOSALS_CENTRAL)
"""Parts in which a report may say nothing; the others are dotted until the office has written them."""


def drafted(part: ReportPart, content: ConsolidatedReportContent) -> list[str]:
    """Paragraphs by the figures alone; empty where only the office can say something."""
    return _DRAFTED[part](content) if part in _DRAFTED else []


def part_paragraphs(part: ReportPart, content: ConsolidatedReportContent) -> list[str]:
    """What stands in the report: the office's own text, else the drafted one, else dots to be filled in."""
    written = content.request.texts.paragraphs(part) or drafted(part, content)
    return written or ([] if part in MAY_BE_NONE else [DOTS])


def suggested_texts(content: ConsolidatedReportContent) -> dict[Part, str]:
    """By part of the report and group of content: what stands there as long as the office writes nothing."""
    with as_in_documents():
        parts: dict[Part, str] = {part: "\n".join(drafted(part, content)) for part in ReportPart}
        return parts | {part.group: "\n".join(drafted_results(part, content)) for part in content.content_parts}


def unwritten_parts(texts: OfficeTexts, suggested: Mapping[Part, str]) -> list[ReportPart]:
    """The parts that would be dotted in the report."""
    return [
        part
        for part in ReportPart
        if part not in MAY_BE_NONE and not texts.paragraphs(part) and not suggested[part].strip()
    ]

"""What changed since (nội dung thay đổi): the sentences of a report that takes the place of the version before."""

from documents.consolidated.report_data import ConsolidatedReportContent, Corrected
from wording import official_phrases as official
from wording.corrections import line_sides, report_side
from wording.labels import MEASURE, TASK_STATE, label
from wording.rates import rate


def correction_opening(content: ConsolidatedReportContent) -> str:
    """Which report it takes the place of; empty for the first version."""
    corrected = content.request.corrected
    if corrected is None:
        return ""
    replaced = (
        f"Báo cáo này thay thế {_cited(corrected, content)}, số liệu đến {official.instant_phrase(corrected.as_of)}"
    )
    if not content.corrections:
        return f"{replaced}. Số liệu không thay đổi."
    return f"{replaced}. Các nội dung thay đổi:"


def _cited(corrected: Corrected, content: ConsolidatedReportContent) -> str:
    number = official.number_line(corrected.issue.number, kind="BC", symbol=content.letterhead.symbol)
    return f"Báo cáo số {number.removeprefix('Số: ')} {official.day_phrase(corrected.issue.on)}"


def correction_sentences(content: ConsolidatedReportContent) -> list[str]:
    """First the figures, then the reports and lines behind them."""
    corrections = content.corrections
    titles = {task.code: official.bare(task.title) for task in content.facts.tasks}
    return [
        *(
            _changed(
                label(MEASURE, correction.measure),
                rate(correction.before, correction.measure).words,
                rate(correction.after, correction.measure).words,
            )
            for correction in corrections.rates
        ),
        *(
            _changed(label(TASK_STATE, correction.state), f"{correction.before}", f"{correction.after} nhiệm vụ")
            for correction in corrections.counts
        ),
        *(
            _changed(
                f"Báo cáo của {content.name(correction.agency)}",
                report_side(correction.before),
                report_side(correction.after),
            )
            for correction in corrections.reports
        ),
        *(
            _changed(f"{titles[correction.task]} ({content.name(correction.agency)})", *line_sides(correction))
            for correction in corrections.lines
        ),
    ]


def _changed(what: str, before: str, after: str) -> str:
    return f"{what}: trước là {_inside(before)}; nay là {_inside(after)}."


def _inside(words: str) -> str:
    """The words as part of a sentence."""
    return words[:1].lower() + words[1:]

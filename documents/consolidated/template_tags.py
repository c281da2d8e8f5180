"""A consolidated report as tags, the names that a Word template and the PDF page use (docs/van-ban.md lists them)."""

from typing import Any

from data_model.rules.plans.periods import local_day
from data_model.values import ReportPart
from documents.base.framing_words import framing_tags, recipient_lines
from documents.consolidated import annexes, content_sentences
from documents.consolidated import assessment_sentences as assessment
from documents.consolidated import sentences as words
from documents.consolidated.correction_sentences import correction_opening, correction_sentences
from documents.consolidated.overall_sentences import key_figures, overall
from documents.consolidated.report_data import ConsolidatedReportContent, ContentPart
from documents.consolidated.reporting_sentences import discipline
from documents.consolidated.suggestions import part_paragraphs
from wording import official_phrases as official

PARTS = {
    "chi_dao": ReportPart.DIRECTION,
    "uu_diem": ReportPart.STRENGTHS,
    "nguyen_nhan": ReportPart.CAUSES,
    "kien_nghi_uy_ban": ReportPart.PROPOSALS_COMMITTEE,
    "kien_nghi_so_nganh": ReportPart.PROPOSALS_AGENCIES,
    "kien_nghi_trung_uong": ReportPart.PROPOSALS_CENTRAL,
    "phuong_huong": ReportPart.NEXT_TASKS,
}
"""The tags of what the office writes itself."""


def report_tags(content: ConsolidatedReportContent) -> dict[str, Any]:
    """Texts and lists of texts by tag; pictures are added by `report.py`."""
    letterhead = content.letterhead
    day = local_day(content.cutoff.as_of)
    as_above = ["Như trên"] if letterhead.report_to else []
    return {
        **framing_tags(content.request.framing, letterhead, kind="BC", day=day),
        "dau_hieu": marks(content),
        "trich_yeu": words.subject(content),
        "kinh_gui": list(letterhead.report_to),
        "mo_dau": words.opening(content),
        **{tag: part_paragraphs(part, content) for tag, part in PARTS.items()},
        "che_do_bao_cao": discipline(content),
        "ket_qua_chung": overall(content),
        "so_lieu": key_figures(content),
        "noi_dung": [content_tags(number, part, content) for number, part in enumerate(content.content_parts)],
        "mo_dau_qua_han": assessment.overdue_opening(content),
        "qua_han": [annexes.overdue_row(number, task, content) for number, task in enumerate(content.overdue, start=1)],
        "han_che": assessment.shortcomings(content),
        "kho_khan": assessment.remarks(content.difficulties, content) or [assessment.NO_DIFFICULTY],
        "kien_nghi": assessment.remarks(content.proposals, content),
        "mo_dau_ky_toi": assessment.next_opening(content),
        "nhiem_vu_ky_toi": [assessment.next_task(task, content) for task in content.due_next],
        "mo_dau_thay_doi": correction_opening(content),
        "thay_doi": correction_sentences(content),
        "ket_thuc": words.closing(content),
        "noi_nhan": recipient_lines([*as_above, *letterhead.recipients], unit=letterhead.unit),
        "kem_theo": words.annex_line(content),
        "phu_luc_nhiem_vu": annexes.task_groups(content),
        "cong_nhiem_vu": annexes.task_total(content),
        "phu_luc_co_quan": annexes.agency_groups(content),
        "bang_chi_tieu": annexes.indicator_table(content),
        "bieu_so_lieu": annexes.key_number_rows(content),
    }


def marks(content: ConsolidatedReportContent) -> list[str]:
    """Notices above the figures: sample data, unreviewed lines."""
    notices = [official.SAMPLE] if content.quotations.holds_samples else []
    return [*notices, official.UNREVIEWED] if content.cutoff.unreviewed else notices


def content_tags(number: int, part: ContentPart, content: ConsolidatedReportContent) -> dict[str, Any]:
    """One group of content: its counts, and the office's own text on it or the drafted one."""
    return {
        "tieu_de": content_sentences.heading(number, part),
        "tom_tat": content_sentences.counts(part),
        "ket_qua": content.request.texts.paragraphs(part.group) or content_sentences.drafted_results(part, content),
    }

"""A consolidated report as a file: Word, spreadsheet or PDF."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import Any

from data_model.rules.figures.grouping import groups
from data_model.rules.figures.measures import Measure
from data_model.rules.plans.periods import Period
from data_model.values import GroupBy, TaskState
from documents.base.docx_file import Picture, check_template, filled
from documents.base.line_breaks import unbroken
from documents.consolidated.pdf import report_pdf
from documents.consolidated.report_data import ConsolidatedReportContent, ConsolidatedReportRequest
from documents.consolidated.template_tags import PARTS, report_tags
from documents.consolidated.xlsx import report_xlsx
from exports.base.download import DOCX_TYPE, PDF_TYPE, XLSX_TYPE, Download, ascii_name
from wording.formats import as_in_documents
from wording.labels import CONTENT_GROUP, MEASURE, label
from wording.periods import period_name

TEMPLATE = Path(__file__).parent.parent / "templates" / "bao-cao.docx"
TREND = (Measure.DUE_COMPLETION, Measure.COMPLETENESS, Measure.TIMELINESS)
SHOWN_PERIODS = 8
PICTURE_WIDTH = 16.0
PICTURES = ("hinh_theo_ky", "hinh_theo_noi_dung")
_ONE_DRAWS = Lock()
"""matplotlib can't be imported or draw in two threads at once."""
REQUIRED_TAGS = frozenset(
    {
        "so_ky_hieu",
        "dia_danh_ngay",
        "du_thao",
        "dau_hieu",
        "trich_yeu",
        "mo_dau",
        "che_do_bao_cao",
        "ket_qua_chung",
        "noi_dung",
        "qua_han",
        "ket_thuc",
        "phu_luc_nhiem_vu",
    }
)
"""Tags that every template of a report must have."""


class ReportFormat(StrEnum):
    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"


def report(request: ConsolidatedReportRequest, file_format: ReportFormat, *, template: bytes | None = None) -> Download:
    """The report as a file; the same request and template give the same bytes.

    `template` is the office's own Word template instead of the product's. Raises TemplateProblem.
    """
    with as_in_documents():
        content = ConsolidatedReportContent(request)
        tags = unbroken(report_tags(content))
        match file_format:
            case ReportFormat.DOCX:
                made, media_type = _docx(content, tags, template), DOCX_TYPE
            case ReportFormat.XLSX:
                made, media_type = report_xlsx(content, tags), XLSX_TYPE
            case ReportFormat.PDF:
                made, media_type = report_pdf(tags, pictures(content), at=request.cutoff.as_of), PDF_TYPE
    return Download(f"{_report_name(request, content.period)}.{file_format}", media_type, made)


def _report_name(request: ConsolidatedReportRequest, period: Period | None) -> str:
    """bao-cao-05_HN-45-2012_2026-Q3, of a draft du-thao-…"""
    issue = request.framing.issue
    first = "du-thao-bao-cao" if issue is None else f"bao-cao-{issue.number:02d}"
    about = request.selection.plan or request.selection.directive or ""
    return "_".join(filter(None, (first, ascii_name(about), period.code if period else "")))


def check_consolidated_template(template: bytes) -> None:
    """Raises TemplateProblem if reports can't be made with this template."""
    check_template(template, KNOWN_TAGS, REQUIRED_TAGS)


def _docx(content: ConsolidatedReportContent, tags: Mapping[str, Any], template: bytes | None) -> bytes:
    template = TEMPLATE.read_bytes() if template is None else template
    check_consolidated_template(template)
    drawn = {name: Picture(png, width=PICTURE_WIDTH) if png else "" for name, png in pictures(content).items()}
    return filled(template, {**tags, **drawn}, title=tags["trich_yeu"], at=content.cutoff.as_of)


def pictures(content: ConsolidatedReportContent) -> dict[str, bytes]:
    """PNG by tag; empty where there is nothing to draw."""
    periods = [group for group in groups(content.facts, by=GroupBy.PERIOD, cutoff=content.cutoff) if group.key]
    until = [group for group in periods if content.period and Period.from_code(group.key or "") <= content.period]
    shown = until[-SHOWN_PERIODS:]
    lines = [(label(MEASURE, measure), [group.figures[measure] for group in shown]) for measure in TREND]
    names = [period_name(Period.from_code(group.key or "")) for group in shown]
    bars = _bars(content)
    with _ONE_DRAWS:
        from documents.consolidated.pictures import (  # loads slowly, and no other command draws
            rates_picture,
            states_picture,
        )

        return {"hinh_theo_ky": rates_picture(names, lines), "hinh_theo_noi_dung": states_picture(bars)}


def _bars(content: ConsolidatedReportContent) -> list[tuple[str, Mapping[TaskState, int]]]:
    """The states of the tasks of each group of content."""
    return [(label(CONTENT_GROUP, part.group), part.figures.states) for part in content.content_parts]


KNOWN_TAGS = frozenset(
    {
        *REQUIRED_TAGS,
        *PICTURES,
        "quoc_hieu",
        "tieu_ngu",
        "co_quan_cap_tren",
        "co_quan_ban_hanh",
        "quyen_han_chuc_vu",
        "nguoi_ky",
        "kinh_gui",
        *PARTS,
        "so_lieu",
        "mo_dau_qua_han",
        "han_che",
        "kho_khan",
        "kien_nghi",
        "mo_dau_ky_toi",
        "nhiem_vu_ky_toi",
        "mo_dau_thay_doi",
        "thay_doi",
        "noi_nhan",
        "kem_theo",
        "cong_nhiem_vu",
        "phu_luc_co_quan",
        "bang_chi_tieu",
        "bieu_so_lieu",
    }
)
"""Every tag of a report; a test compares it with `report_tags`."""

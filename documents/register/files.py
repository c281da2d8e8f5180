"""The register as a Word file, a PDF and an Excel table."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from documents.base.docx_file import check_template, filled
from documents.base.typst_page import typst_pdf
from documents.register.columns import CENTRED, COLUMNS
from documents.register.content import (
    RegisterRequest,
    filter_words,
    register_day,
    register_marks,
    register_tags,
    requested_lines,
)
from exports.base.table_file import table_xlsx
from exports.base.table_rows import RowValue, file_columns
from wording.labels import TASK_STATE, TASK_TYPE, label
from wording.rates import Rate
from wording.register import RegisterLine
from wording.translation import _

TEMPLATES = Path(__file__).parent.parent / "templates"
TEMPLATE, PAGE = TEMPLATES / "so-theo-doi.docx", TEMPLATES / "so-theo-doi.typ"
KNOWN_TAGS = frozenset(
    {"quoc_hieu", "tieu_ngu", "co_quan_cap_tren", "co_quan_ban_hanh", "tieu_de", "ngay", "bo_loc", "dau_hieu"}
    | {"nhom", "tong_so"}
)
REQUIRED_TAGS = frozenset({"ngay", "dau_hieu", "nhom"})
"""Tags that every template of a register must have."""


class RegisterFormat(StrEnum):
    XLSX = "xlsx"
    DOCX = "docx"
    PDF = "pdf"


def register_file(request: RegisterRequest, file_format: RegisterFormat, *, template: bytes | None = None) -> bytes:
    """The same request and template give the same bytes. `template` is the office's own Word template instead of the
    product's. The Excel table is in the language of the run, the others in Vietnamese. Raises TemplateProblem; ValueError
    where there are more lines than a sheet has rows."""
    match file_format:
        case RegisterFormat.XLSX:
            return _xlsx(request)
        case RegisterFormat.DOCX:
            own = TEMPLATE.read_bytes() if template is None else template
            check_template(own, KNOWN_TAGS, REQUIRED_TAGS)
            tags = register_tags(request)
            return filled(own, tags, title=tags["tieu_de"], at=request.cutoff.as_of)
        case RegisterFormat.PDF:
            columns = [{"ten": head, "the": tag, "rong": width, "giua": tag in CENTRED} for head, tag, width in COLUMNS]
            return typst_pdf(PAGE, {**register_tags(request), "cot": columns}, at=request.cutoff.as_of)


def _xlsx(request: RegisterRequest) -> bytes:
    lines = requested_lines(request)
    notes = [*register_marks(request), f"{register_day(request)}.", filter_words(request)]
    rows = register_rows(lines)
    columns, cells = file_columns(rows) if rows else ([], [])
    return table_xlsx(_("Register of tasks"), columns, cells, notes=[note for note in notes if note]).content


def register_rows(lines: Sequence[RegisterLine]) -> list[dict[str, RowValue]]:
    """One row for each line: numbers, percentages and days as such."""
    return [
        {
            _("No."): number,
            _("Code"): line.code,
            _("Task"): line.title,
            _("Section"): line.section,
            _("Plan"): line.plan,
            _("Type"): label(TASK_TYPE, line.task.status.task.type),
            _("Lead"): line.leads or _("not assigned"),
            _("Led before by"): line.before,
            _("Coordinating"): "; ".join(line.coordinators),
            _("Supervising"): line.supervising,
            _("Due"): line.due_on,
            _("Times extended"): line.task.status.extended_count or None,
            _("State"): label(TASK_STATE, line.task.status.state),
            _("Days overdue"): line.task.status.days_overdue or None,
            _("Progress"): Rate(line.task.status.progress.percent) if line.task.status.is_measured else None,
            _("Latest result"): line.result,
            _("Reported by, in"): line.result_period,
            _("Cause of the delay, responsibility"): line.cause,
            _("Note"): line.remark,
        }
        for number, line in enumerate(lines, start=1)
    ]

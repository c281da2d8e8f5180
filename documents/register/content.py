"""What the printed register says, as tags of its Word template and its PDF page; Vietnamese whoever asks for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from data_model.rules.consolidated.register_texts import RegisterTexts
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.register import RegisteredTask, TaskSet
from data_model.rules.figures.selection import Selection, selected_plans
from data_model.rules.plans.facts import Facts
from data_model.values import TaskState
from documents.base.framing_words import issuer_line, superior_line
from documents.base.letterhead import NO_LETTERHEAD, Letterhead
from documents.base.line_breaks import together, unbroken
from wording import formats
from wording import official_phrases as official
from wording.formats import as_in_documents
from wording.groups import selection_names
from wording.periods import period_name
from wording.reference_day import reference_day_words, reference_days
from wording.register import RegisterLine, chosen_words, register_line
from wording.register_filter import ALL_LINES, RegisterFilter, before_state, count_of, grouped, of_state
from wording.tasks import UnderWay
from wording.translation import _

TITLE = "SỔ THEO DÕI NHIỆM VỤ"
SUMMED = (
    TaskState.OVERDUE,
    TaskSet.DUE_SOON,
    TaskSet.DONE,
    TaskSet.CONTINUING,
    TaskSet.UNASSIGNED,
    TaskState.NO_DEADLINE,
)


@dataclass(frozen=True)
class RegisterRequest:
    """The tasks of one cutoff and selection, and which of them the filter leaves. Empty fields of the letterhead are dotted."""

    tasks: Sequence[RegisteredTask]
    texts: RegisterTexts
    facts: Facts
    under_way: UnderWay
    cutoff: AsOf
    selection: Selection
    chosen: RegisterFilter = ALL_LINES
    letterhead: Letterhead = NO_LETTERHEAD
    sampled: bool = False


def requested_lines(request: RegisterRequest) -> tuple[RegisterLine, ...]:
    """The lines that the filter leaves, in the words of the run's language."""
    lines = (register_line(task, request.texts, request.facts, request.under_way) for task in request.tasks)
    return of_state(before_state(lines, request.chosen, request.facts), request.chosen)


def register_tags(request: RegisterRequest) -> dict[str, Any]:
    """The tags; every value is a text, a list or a mapping of texts."""
    with as_in_documents():
        lines = requested_lines(request)
        groups, number = [], 0
        for group in grouped(lines, request.chosen.grouping, request.facts):
            rows = [_row(line, number + place) for place, line in enumerate(group.lines, start=1)]
            groups.append({"ten": _group_name(group.name, len(rows)), "dong": rows})
            number += len(rows)
        return unbroken(
            {
                "quoc_hieu": official.COUNTRY,
                "tieu_ngu": official.MOTTO,
                "co_quan_cap_tren": superior_line(request.letterhead),
                "co_quan_ban_hanh": issuer_line(request.letterhead),
                "tieu_de": TITLE,
                "ngay": register_day(request),
                "bo_loc": filter_words(request),
                "dau_hieu": register_marks(request),
                "nhom": groups,
                "tong_so": _total(lines, request.chosen),
            }
        )


def register_day(request: RegisterRequest) -> str:
    """Tính đến ngày 30/9/2026, by definitions §4."""
    days = reference_days(selected_plans(request.facts, request.selection).values(), request.cutoff)
    return reference_day_words(days, request.cutoff)


def filter_words(request: RegisterRequest) -> str:
    """What was filtered; empty where nothing was."""
    period = request.cutoff.period
    said = [*selection_names(request.selection, request.facts).values()]
    said += [period_name(period)] if period else []
    said += request.chosen.in_words
    return _("Filters: {filters}.").format(filters="; ".join(said)) if said else ""


def register_marks(request: RegisterRequest) -> list[str]:
    marks = [_("SAMPLE DATA")] if request.sampled else []
    return [*marks, _("UNREVIEWED FIGURES")] if request.cutoff.unreviewed else marks


def _group_name(name: str, count: int) -> str:
    return _("{group} · {count} tasks").format(group=name, count=formats.number(count)) if name else ""


def _row(line: RegisterLine, number: int) -> dict[str, str]:
    section = _("section {number}").format(number=line.section) if line.section else ""
    before = _("before: {agencies}").format(agencies=line.before) if line.before else ""
    watched = _("watched over by: {agencies}").format(agencies=line.supervising) if line.supervising else ""
    result = f"{line.result.rstrip(' .')} ({line.result_period})" if line.result else ""
    return {
        "tt": str(number),
        "nhiem_vu": f"{line.title} ({together(section)})" if section else line.title,
        "chu_tri": line.leads or _("not assigned"),
        "phoi_hop": "; ".join(line.coordinators),
        "thoi_han": line.due,
        "trang_thai": line.state,
        "tien_do": line.progress if line.task.status.is_measured else "",
        "ket_qua": "; ".join(filter(None, (result, line.cause))),
        "ghi_chu": "; ".join(filter(None, (line.due_remark, line.remark, before, watched))),
    }


def _total(lines: Sequence[RegisterLine], chosen: RegisterFilter) -> str:
    """How many there are, and how many of each kind; a kind that has none is left out."""
    whole = _("{count} tasks").format(count=formats.number(len(lines)))
    kinds = [
        f"{chosen_words(kind, soon_days=chosen.soon_days).lower()} {formats.number(count)}"
        for kind in SUMMED
        if kind is not chosen.state and (count := count_of(lines, kind, chosen))
    ]
    return _("Total: {count}").format(count="; ".join([whole, *kinds])) + "."

"""Reminder letters: one in the form of Decree 30/2020/NĐ-CP for each agency with arrears."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from data_model.rules.consolidated.quotations import Quotations
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.selection import Selection
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import local_day
from data_model.rules.round.arrears import Arrears, agencies_in_arrears, under_way_in_any_period
from data_model.rules.round.letters import RegisteredLetter, Round, letters_before
from data_model.values import SubmissionStatus
from documents.base.default_letterhead import consolidator, default_letterhead
from documents.base.docx_file import ZIP_TIME, check_template, filled
from documents.base.framing_words import framing_tags, recipient_lines
from documents.base.letterhead import NO_LETTERHEAD, Framing, Issue, Letterhead
from documents.base.line_breaks import unbroken
from documents.letters import sentences as words
from documents.letters.sentences import LetterContext
from exports.base.download import DOCX_TYPE, ZIP_TYPE, Download, ascii_name
from exports.base.progress import OnProgress, ignore_progress
from wording import official_phrases as official
from wording.collation import vietnamese_order
from wording.formats import as_in_documents

TEMPLATE = Path(__file__).parent.parent / "templates" / "cong-van-don-doc.docx"
REQUIRED_TAGS = frozenset(
    {"so_ky_hieu", "dia_danh_ngay", "du_thao", "dau_hieu", "trich_yeu", "kinh_gui"}
    | {"tinh_hinh", "bao_cao_no", "qua_han", "yeu_cau", "ket_thuc"}
)
"""Tags that every template of a letter must have."""
KNOWN_TAGS = REQUIRED_TAGS | {
    "quoc_hieu",
    "tieu_ngu",
    "co_quan_cap_tren",
    "co_quan_ban_hanh",
    "quyen_han_chuc_vu",
    "nguoi_ky",
    "can_cu",
    "dem_ngay",
    "de_muc_bao_cao",
    "de_muc_nhiem_vu",
    "noi_nhan",
}


@dataclass(frozen=True)
class LettersRequest:
    """The input of letters; the same request gives the same bytes.

    `register`: the letters before, `mails`: number of reminders by e-mail, by agency. `earlier`: number of earlier letters
    by agency instead of those of the register. `first_number` and `issued_on` are those of issued letters, numbered in
    the order of the agencies' names; without them letters are drafts.
    """

    facts: Facts
    quotations: Quotations
    selection: Selection
    cutoff: AsOf
    letterhead: Letterhead = NO_LETTERHEAD
    earlier: Mapping[str, int] = field(default_factory=dict)
    first_number: int | None = None
    issued_on: date | None = None
    reply_by: date | None = None
    register: tuple[RegisteredLetter, ...] = ()
    mails: Mapping[str, int] = field(default_factory=dict)
    only: frozenset[str] | None = None
    """The agencies to write to; None is all with arrears."""


@dataclass(frozen=True)
class Letter:
    """One letter, and the arrears that it is about. `times`: which letter about these rounds it is; `issue` is None of a
    draft."""

    agency: str
    arrears: Arrears
    file: Download
    rounds: tuple[Round, ...]
    times: int
    issue: Issue | None


def letters(
    request: LettersRequest, *, template: bytes | None = None, on_progress: OnProgress = ignore_progress
) -> list[Letter]:
    """One for each agency with a missing report or an overdue task, by name; none to the issuing office.

    `template` is the office's own Word template instead of the product's. Raises TemplateProblem.
    """
    template = TEMPLATE.read_bytes() if template is None else template
    check_letter_template(template)
    addressees = agencies_in_arrears(
        request.facts, cutoff=request.cutoff, selection=request.selection, kinds=request.quotations.agency_kinds
    )
    addressees.sort(key=lambda arrears: vietnamese_order(request.facts.agencies[arrears.agency].name))
    addressees = [arrears for arrears in addressees if not _is_of_issuer(request, arrears)]
    addressees = [arrears for arrears in addressees if request.only is None or arrears.agency in request.only]
    mended = frozenset(under_way_in_any_period(request.facts, cutoff=request.cutoff)[SubmissionStatus.RETURNED])
    with as_in_documents():
        made = []
        for place, arrears in enumerate(addressees):
            on_progress(place, len(addressees))
            made.append(_letter(request, arrears, place, template, mended))
        return made


def _is_of_issuer(request: LettersRequest, arrears: Arrears) -> bool:
    """The consolidating office does not write to itself; the People's Committee may write to it."""
    day = local_day(request.cutoff.as_of)
    offices = {consolidator(request.facts.plans[plan], day) for plan in arrears.plans}
    return offices == {arrears.agency} and not request.letterhead.commands


def check_letter_template(template: bytes) -> None:
    """Raises TemplateProblem if letters can't be made with this template."""
    check_template(template, KNOWN_TAGS, REQUIRED_TAGS)


def _letter(
    request: LettersRequest, arrears: Arrears, place: int, template: bytes, mended: frozenset[tuple[str, str]]
) -> Letter:
    letterhead = _letterhead(request, arrears)
    rounds = _rounds(request, arrears)
    before = len(letters_before(request.register, agency=arrears.agency, rounds=rounds))
    earlier = request.earlier.get(arrears.agency, before)
    context = LetterContext(
        arrears,
        request.facts,
        request.quotations,
        request.cutoff,
        letterhead,
        earlier,
        request.reply_by,
        request.mails.get(arrears.agency, 0),
        mended,
    )
    issue = None
    if request.first_number is not None and request.issued_on is not None:
        issue = Issue(request.first_number + place, request.issued_on)
    tags = unbroken(_tags(context, Framing(letterhead, issue)))
    content = filled(template, tags, title=tags["trich_yeu"], at=request.cutoff.as_of)
    first = "du-thao-cong-van" if issue is None else f"cong-van-{issue.number:02d}"
    file = Download(f"{first}_{ascii_name(arrears.agency)}.docx", DOCX_TYPE, content)
    return Letter(arrears.agency, arrears, file, rounds, earlier + 1, issue)


def _rounds(request: LettersRequest, arrears: Arrears) -> tuple[Round, ...]:
    """The rounds that a letter is about: in each of its plans the report for the period of the request."""
    period = request.cutoff.period
    if period is None:
        return tuple((report.plan, report.period) for report in arrears.reports)
    return tuple((plan, request.facts.plans[plan].report_or_period(period)) for plan in arrears.plans)


def _letterhead(request: LettersRequest, arrears: Arrears) -> Letterhead:
    """The office's letterhead, with empty fields filled from the plans of this letter."""
    plans = {code: plan for code, plan in request.facts.plans.items() if code in arrears.plans}
    default = default_letterhead(plans, request.quotations, request.cutoff)
    return request.letterhead.or_else(default)


def _tags(context: LetterContext, framing: Framing) -> dict[str, Any]:
    letterhead = framing.letterhead
    report_heading, task_heading = words.headings(context)
    return {
        **framing_tags(framing, letterhead, kind="", day=local_day(context.cutoff.as_of)),
        "dau_hieu": [official.SAMPLE] * context.quotations.holds_samples
        + [official.UNREVIEWED] * context.cutoff.unreviewed,
        "trich_yeu": words.subject(context),
        "kinh_gui": context.addressee,
        "can_cu": [words.grounds(context)],
        "tinh_hinh": words.situation(context),
        "de_muc_bao_cao": report_heading,
        "bao_cao_no": [words.late_report_sentence(context, report) for report in context.arrears.reports],
        "de_muc_nhiem_vu": task_heading,
        "qua_han": [
            words.overdue_task_sentence(context, number, task)
            for number, task in enumerate(context.arrears.tasks, start=1)
        ],
        "dem_ngay": not context.is_requested,
        "yeu_cau": words.demands(context),
        "ket_thuc": words.closing(context),
        "noi_nhan": recipient_lines(words.recipients(context), unit=letterhead.unit),
    }


def letters_zip(made: Sequence[Letter], *, name: str) -> Download:
    """All letters as one file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for letter in made:
            entry = zipfile.ZipInfo(letter.file.file_name, ZIP_TIME)
            package.writestr(entry, letter.file.content)
    return Download(f"{ascii_name(name)}.zip", ZIP_TYPE, written.getvalue())

"""The register to take away: for a spreadsheet, for Word, for print."""

from functools import partial

import streamlit as st

from data_model.rules.figures.selection import selected_plans
from data_model.settings import documents_dir
from data_model.store import open_session
from data_model.store.base.download_files import FileNotMade
from data_model.store.consolidated.quotations import read_citations
from data_model.store.consolidated.register_texts import register_texts
from documents.base.default_letterhead import default_letterhead
from documents.base.docx_file import TemplateProblem
from documents.base.letterhead import LetterheadProblem
from documents.base.office_folder import LETTERHEAD, REGISTER_TEMPLATE, letterhead_in, template_in
from documents.register.content import RegisterRequest
from documents.register.files import RegisterFormat, register_file
from ui.base.download_button import download_button
from ui.base.language import _
from ui.figures.register import register_tasks
from ui.figures.view import View
from wording.documents import letterhead_sentence, template_sentence
from wording.register_filter import RegisterFilter
from wording.translation import mark

_NAMES = {
    RegisterFormat.XLSX: mark("Excel, with every column"),
    RegisterFormat.DOCX: mark("Word, A4 across"),
    RegisterFormat.PDF: mark("PDF, to be printed"),
}


def register_files(view: View, chosen: RegisterFilter) -> None:
    """A menu with the filtered register as a file of each kind, made on the click."""
    with st.popover(_("Download"), icon=":material/download:", key="register_files"):
        for file_format, words in _NAMES.items():
            download_button(
                _(words),
                partial(_made, view, chosen, file_format),
                name=f"so-theo-doi-nhiem-vu.{file_format}",
                key=f"register_{file_format}",
                of=(view, chosen),
                kind="tertiary",
            )


def _made(view: View, chosen: RegisterFilter, file_format: RegisterFormat) -> bytes:
    folder = documents_dir()
    try:
        return register_file(_request(view, chosen), file_format, template=template_in(folder, REGISTER_TEMPLATE))
    except TemplateProblem as wrong:
        raise FileNotMade(template_sentence(wrong.kind, names=wrong.names, detail=wrong.detail)) from None
    except LetterheadProblem as wrong:
        raise FileNotMade(letterhead_sentence(LETTERHEAD, wrong.entry)) from None


def _request(view: View, chosen: RegisterFilter) -> RegisterRequest:
    tasks = register_tasks(view, chosen)
    plans = selected_plans(view.facts, view.selection)
    with open_session() as session:
        texts = register_texts(session, tasks)
        known = default_letterhead(plans, read_citations(session, view.facts), view.cutoff)
    return RegisterRequest(
        tasks,
        texts,
        view.facts,
        view.under_way(),
        view.cutoff,
        view.selection,
        chosen,
        letterhead_in(documents_dir()).or_else(known),
        view.holds_samples,
    )

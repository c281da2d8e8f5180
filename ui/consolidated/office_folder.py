"""The letterhead and report template of the office; problems are shown before anything is made."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from data_model.rules.consolidated.issue import IssueRefused
from data_model.settings import documents_dir
from documents.base.docx_file import TemplateProblem
from documents.base.letterhead import LetterheadProblem
from documents.base.office_folder import LETTERHEAD, OfficeTemplate
from documents.issuing.issue import report_template_in
from ui.base.language import _
from ui.base.plain_text import plain
from wording.documents import letterhead_sentence, template_sentence
from wording.issued_reports import ISSUE_PROBLEM


def problem_with_template(problem: TemplateProblem) -> str:
    return template_sentence(problem.kind, names=problem.names, detail=problem.detail)


@contextmanager
def show_refusals() -> Iterator[None]:
    """Shows a broken template or letterhead, or a report that can't be issued, as an error on the page."""
    try:
        yield
    except TemplateProblem as wrong:
        st.error(plain(problem_with_template(wrong)))
    except LetterheadProblem as wrong:
        st.error(plain(letterhead_sentence(LETTERHEAD, wrong.entry)))
    except IssueRefused as refused:
        st.error(_(ISSUE_PROBLEM[refused.problem]))


def usable_report_template() -> OfficeTemplate | None:
    """The template; None if it can't be used, after showing why."""
    with show_refusals():
        return report_template_in(documents_dir())
    return None

"""Stores what was entered on a page of plans, and says each finding in a sentence."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from actions.plans.keep import keep
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.keeping import KeepProblem, KeepRefused, RowChange
from data_model.store.folder.load_problem import FolderRefused, LoadProblem
from ui.base.clock import now
from ui.base.errors import store_is_busy
from ui.base.flash import flash
from ui.base.language import _
from ui.base.plain_text import plain, show_facts
from wording.keeping import cell_problem, keep_problem

MOST_FINDINGS = 30
"""More are counted instead of said: who reads thirty corrects the paste as a whole."""


def save(
    user: CurrentUser,
    changes: Sequence[RowChange],
    *,
    done: str,
    headings: Mapping[str, str],
    rows: Mapping[str, Sequence[int]] | None = None,
    texts: Mapping[str, str] | None = None,
    after: Callable[[], None] = lambda: None,
) -> None:
    """Keeps the changes and runs the page again with the message `done`; where they are refused, says why and leaves
    everything that was typed.

    `headings` are the names of the columns on screen by header; `rows` the row on screen of each stored row, by sheet.
    """
    try:
        keep(user=user, changes=changes, at=now(), texts=texts)
    except FolderRefused as refused:
        show_findings(refused.problems, headings=headings, rows=rows or {})
        return
    except KeepRefused as refused:
        st.error(plain(keep_problem(refused)))
        if refused.problem is KeepProblem.CHANGED_MEANWHILE and refused.now:
            shown = {headings[header]: text for header, text in refused.now.items() if header in headings and text}
            show_facts(shown)
        return
    except SQLAlchemyError as error:
        st.error(store_is_busy(error))
        return
    after()
    flash(done)
    st.rerun()


def show_findings(
    problems: Sequence[LoadProblem], *, headings: Mapping[str, str], rows: Mapping[str, Sequence[int]]
) -> None:
    """One sentence for each finding, by its row on screen."""
    sentences = []
    for problem in problems[:MOST_FINDINGS]:
        places = rows.get(problem.file_name, ())
        row = places[problem.row - 1] if problem.row is not None and problem.row <= len(places) else problem.row
        at = LoadProblem(problem.file_name, problem.code, row, problem.column, problem.value, problem.expected)
        sentences.append(f"- {plain(cell_problem(at, headings.get(problem.column or '', '')))}")
    more = len(problems) - len(sentences)
    if more:
        sentences.append(_("- … and {count} more.").format(count=more))
    st.error(_("Nothing was stored yet. Correct these cells and save again:") + "\n\n" + "\n".join(sentences))

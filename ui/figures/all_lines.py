"""Download of all report lines in scope: written in the background, kept on disk for an hour."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from data_model.rules.plans.facts import Facts
from data_model.store import open_session
from data_model.store.base.download_files import new_file
from data_model.store.reporting.report_lines import report_lines
from exports.base.progress import OnProgress
from exports.report_lines.line_files import LineFormat, write_lines
from ui.base.background_jobs import is_finished, is_running, start_job, take_result
from ui.base.clock import now
from ui.base.download_button import download_button
from ui.base.language import _
from ui.figures.view import View
from wording import formats
from wording.file_notes import notes_of_lines
from wording.translation import worded_in

_JOB, _MADE = "lines_being_made", "lines_made"
_LEAST_MB = 0.1
_FORMAT_NAMES = {LineFormat.XLSX: "Excel", LineFormat.CSV: "CSV", LineFormat.PARQUET: "Parquet"}


@dataclass(frozen=True)
class _FinishedFile:
    """A finished file; `view` is the view it was made of, so that other filters need another file."""

    path: Path
    count: int
    view: View


def all_lines_file(view: View) -> None:
    """Lets the user choose the format, shows the progress, and links to the file; lines are those of the filters."""
    st.header(_("All report lines"))
    st.markdown(
        _(
            "Every line that was sent within the filters above, whatever became of its report: with agency, task, "
            "percent, texts and who accepted it. Without a chosen period: all periods."
        )
    )
    if is_running(_JOB):
        return
    if is_finished(_JOB):
        st.session_state[_MADE] = take_result(_JOB)
    _ask(view)
    _offer_download(view)


def _ask(view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        form = st.segmented_control(
            _("File format"),
            list(LineFormat),
            default=LineFormat.XLSX,
            required=True,
            format_func=_FORMAT_NAMES.__getitem__,
            key="lines_format",
            width="content",
        )
        asked = st.button(_("Make the file of all report lines"), key="lines_make", icon=":material/table:")
    if asked and form:
        st.session_state.pop(_MADE, None)
        path = new_file(str(st.user["session"]), f"dong-bao-cao_{view.today:%Y-%m-%d}.{form}")
        facts, sampled = view.facts, view.holds_samples
        start_job(_JOB, _("Report lines"), lambda on_progress: _make(view, path, form, facts, sampled, on_progress))
        st.rerun()


def _make(
    view: View, path: Path, form: LineFormat, facts: Facts, sampled: bool, on_progress: OnProgress
) -> _FinishedFile:
    period = view.cutoff.period
    with worded_in(view.worded_in), open_session() as session:
        notes = notes_of_lines(as_of=now(), selection=view.selection, period=period, facts=facts, sampled=sampled)
        lines = report_lines(
            session, view.scope, today=view.today, selection=view.selection, period=period, before=_before(view)
        )
        write_lines(lines, path, form, title=_("Report lines"), notes=notes, on_progress=on_progress)
    return _FinishedFile(path, lines.count, view)


def _chosen(view: View) -> tuple[object, ...]:
    """What the file depends on."""
    return view.selection, view.cutoff.period, view.cutoff.organisation


def _before(view: View) -> frozenset[str]:
    """By today's organisation the lines of the agencies that the chosen one goes on with are its own."""
    chosen = view.selection.agency
    if view.cutoff.organisation is None or chosen is None:
        return frozenset()
    return frozenset(code for code in view.facts.agencies if view.organisation.of_agency(code) == chosen)


def _offer_download(view: View) -> None:
    made: _FinishedFile | None = st.session_state.get(_MADE)
    if made is None or _chosen(made.view) != _chosen(view):
        return
    if not made.path.exists():
        st.info(_("The file was kept for an hour and is removed. Make it again."))
        return
    words = _("{count} report lines, {size} MB. The file is kept for an hour.")
    size = formats.number(max(made.path.stat().st_size / 1_000_000, _LEAST_MB))
    st.success(words.format(count=formats.number(made.count), size=size))
    download_button(
        _("Download the file of all report lines"),
        lambda: made.path,
        name=made.path.name,
        key="all_lines",
        of=made.path,
        kind="primary",
    )

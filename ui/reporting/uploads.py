"""The file chosen on the upload page: kept while the user visits other pages, read in the background.

A thread reads it, so that the menu stays usable during a long file; the result is kept in the session until the page is
opened again.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from time import monotonic

import streamlit as st

from actions.reporting.check_report import check_report
from data_model.rules.plans.periods import Period
from data_model.store import open_session
from data_model.store.base.engine import Versions
from intake.base.checked_file import ReportFile
from ui.base.clock import now
from ui.base.language import _
from ui.base.plain_text import plain
from ui.base.upload_box import upload_box
from ui.reporting.submit import forget_receipt, turn
from wording import formats

_HELD, _READING = "upload_held", "upload_reading"
_READERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="read-report")
"""More at once would only slow each other and all pages down."""
_WITHOUT_A_WORD, _LOOK_AGAIN = 0.7, 1.0
"""Seconds to wait for a file before the page shows that it is being read, and until it checks again."""
_LONG = 1_000_000
"""From so many bytes on the page does not wait at all."""


@dataclass(frozen=True)
class Upload:
    """The chosen file; `turn` is that of `ui.reporting.submit`, so that a submitted file is not offered again."""

    name: str
    content: bytes = field(repr=False)
    turn: int


@dataclass(frozen=True)
class _Key:
    """The key of a result: another period or data version needs another reading."""

    upload: Upload
    agency: str
    period: Period
    version: Versions


@dataclass(frozen=True)
class _Reading:
    key: _Key
    result: Future[ReportFile]
    began: float = field(default_factory=monotonic)


def choose_file() -> Upload | None:
    """The upload box. Visiting another page empties the box, but the file stays chosen."""
    key = f"upload_file_{turn()}"
    # No list of types: what can't be read is refused by a sentence that says what to do.
    chosen = upload_box(_("Report file (Excel or CSV, at most 20 MB)"), key=key, on_change=_hold_upload, args=(key,))
    held: Upload | None = st.session_state.get(_HELD)
    if held is None or held.turn != turn():
        return None
    if chosen is None:
        _show_held(held)
    return held


def _hold_upload(key: str) -> None:
    chosen = st.session_state[key]
    if chosen is None:
        _drop_upload()
    else:
        forget_receipt()
        st.session_state[_HELD] = Upload(chosen.name, chosen.getvalue(), turn())


def _drop_upload() -> None:
    st.session_state.pop(_HELD, None)
    st.session_state.pop(_READING, None)


def read_again() -> None:
    """The chosen file stays, and what was read of it is forgotten."""
    st.session_state.pop(_READING, None)


def _show_held(held: Upload) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(_("Chosen before: **{file}**").format(file=plain(held.name)), width="content")
        st.button(_("Remove the file"), key="upload_let_go", on_click=_drop_upload)


def read_upload(upload: Upload, *, agency: str, period: Period, version: Versions) -> ReportFile:
    """The checked file at this version of the data. While it is still being read, says so and ends the run."""
    reading = _reading(_Key(upload, agency, period, version))
    try:
        with st.spinner(_("Reading the file…")):
            return reading.result.result(timeout=0 if len(upload.content) > _LONG else _WITHOUT_A_WORD)
    except TimeoutError:
        if not reading.result.done():
            _show_duration(reading)
            st.stop()
        raise


def _reading(key: _Key) -> _Reading:
    current: _Reading | None = st.session_state.get(_READING)
    failed = current is not None and current.result.done() and current.result.exception() is not None
    if current is None or current.key != key or failed:
        current = _Reading(key, _READERS.submit(_read, key))
        st.session_state[_READING] = current
    return current


def _read(key: _Key) -> ReportFile:
    with open_session() as session:
        return check_report(
            session, key.upload.content, file_name=key.upload.name, agency=key.agency, period=key.period, at=now()
        )


@st.fragment(run_every=_LOOK_AGAIN)
def _show_duration(reading: _Reading) -> None:
    """A fragment that redraws itself each second, and the whole page when the file is read."""
    if reading.result.done():
        st.rerun()
    upload = reading.key.upload
    st.info(
        _(
            "Reading “{file}” ({size} MB), {seconds} seconds so far. Nothing is stored yet. You may look at other "
            "pages meanwhile; the file stays chosen here."
        ).format(
            file=plain(upload.name),
            size=formats.number(len(upload.content) / 1_000_000),
            seconds=int(monotonic() - reading.began),
        )
    )

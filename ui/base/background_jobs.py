"""Runs slow work (making documents) in threads: the page stays usable and shows the progress."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

import streamlit as st

from exports.base.progress import OnProgress
from ui.base.language import _
from wording import formats

_WORKERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="make-document")
"""More at once would only slow each other and all pages down."""
_LOOK_AGAIN = 1.0


@dataclass
class _Job:
    """One job; `done` of `total` steps are finished."""

    what: str
    began: float = field(default_factory=monotonic)
    done: int = 0
    total: int = 0
    result: Future[Any] | None = None

    def on_progress(self, done: int, total: int) -> None:
        self.done, self.total = done, total


def start_job(key: str, what: str, make: Callable[[OnProgress], Any]) -> None:
    """Starts `make` in the background; does nothing while a job of this key is running."""
    if key not in st.session_state:
        work = _Job(what)
        work.result = _WORKERS.submit(copy_context().run, make, work.on_progress)
        st.session_state[key] = work


def is_running(key: str) -> bool:
    """Whether the job is running; shows its progress and reruns the page when it is finished."""
    work: _Job | None = st.session_state.get(key)
    if work is None or work.result is None or work.result.done():
        return False
    _show_progress(work)
    return True


def is_finished(key: str) -> bool:
    work: _Job | None = st.session_state.get(key)
    return work is not None and work.result is not None and work.result.done()


def take_result(key: str) -> Any:
    """The result of a finished job, once. Raises what `make` raised."""
    work: _Job = st.session_state.pop(key)
    assert work.result is not None, "it was started"
    return work.result.result()


@st.fragment(run_every=_LOOK_AGAIN)
def _show_progress(work: _Job) -> None:
    """A fragment that redraws itself each second, and the whole page when the job is finished."""
    if work.result is None or work.result.done():
        st.rerun()
    words = _("{what}: {done} of {total}, {seconds} seconds so far. You may use other pages meanwhile.")
    if work.total and work.done == work.total:
        words = _("{what}: all {total} are in, the file is being packed, {seconds} seconds so far.")
    numbers = {"done": formats.number(work.done), "total": formats.number(work.total) if work.total else "…"}
    st.progress(
        work.done / work.total if work.total else 0.0,
        words.format(what=work.what, seconds=int(monotonic() - work.began), **numbers),
    )

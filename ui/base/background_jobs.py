"""Documents that take a while are made in a thread of their own: the page stays usable, and says how far it is."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

import streamlit as st

from exports.base.progress import OnProgress
from ui.base.language import _
from wording import formats

_WORKERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="make-document")
"""More at once would only take time from one another, and from everybody's pages."""
_LOOK_AGAIN = 1.0


@dataclass
class _Job:
    """What is being made; `done` of `total` are."""

    what: str
    began: float = field(default_factory=monotonic)
    done: int = 0
    total: int = 0
    result: Future[Any] | None = None

    def on_progress(self, done: int, total: int) -> None:
        self.done, self.total = done, total


def start_job(key: str, what: str, make: Callable[[OnProgress], Any]) -> None:
    """Make it in the background; a second click while it is being made starts nothing."""
    if key not in st.session_state:
        work = _Job(what)
        work.result = _WORKERS.submit(make, work.on_progress)
        st.session_state[key] = work


def is_running(key: str) -> bool:
    """Says how far it is, and looks again by itself; afterwards `take_result` has what came of it."""
    work: _Job | None = st.session_state.get(key)
    if work is None or work.result is None or work.result.done():
        return False
    _show_progress(work)
    return True


def is_finished(key: str) -> bool:
    work: _Job | None = st.session_state.get(key)
    return work is not None and work.result is not None and work.result.done()


def take_result(key: str) -> Any:
    """What came of it, once. Raises what the making raised."""
    work: _Job = st.session_state.pop(key)
    assert work.result is not None, "it was started"
    return work.result.result()


@st.fragment(run_every=_LOOK_AGAIN)
def _show_progress(work: _Job) -> None:
    """Drawn again each second by itself; the page as a whole when it is made."""
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

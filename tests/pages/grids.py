"""What a user types into a grid, as the browser tells it to the page."""

from collections.abc import Sequence
from typing import Any

from streamlit.testing.v1 import AppTest


def type_into(
    page: AppTest,
    key: str,
    *,
    added: Sequence[dict[str, str]] = (),
    edited: dict[int, dict[str, str]] | None = None,
    deleted: Sequence[int] = (),
) -> AppTest:
    """Adds, edits and deletes rows of a grid of ui/plans/grid.py that has not been stored before."""
    turn = page.session_state[f"{key}_turn"] if f"{key}_turn" in page.session_state else 0  # noqa: SIM401  AppTest has no get
    state: dict[str, Any] = {"edited_rows": edited or {}, "added_rows": list(added), "deleted_rows": list(deleted)}
    page.session_state[f"{key}_grid_{turn}"] = state
    return page

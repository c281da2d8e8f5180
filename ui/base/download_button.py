"""Download buttons: a link to the app's own address for files (web/downloads.py), where the file is made on the click.

Not `st.download_button`: its files are dropped after anybody's next two runs, and are there for whoever knows the address.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import streamlit as st

from data_model.store import open_session
from data_model.store.base.download_files import MOST_OFFERS, offer
from data_model.store.reporting.submissions import SubmissionRow, sent_file
from exports.base.download import MEDIA_TYPE, Download
from ui.base.language import _
from wording.translation import language, worded_in


def download_button(
    label: str,
    make: Callable[[], bytes | Path],
    *,
    name: str,
    key: str,
    of: object,
    kind: Literal["primary", "secondary", "tertiary"] = "secondary",
    keep: int = MOST_OFFERS,
) -> None:
    """`make` runs in the user's language when the file is asked for, outside of a page's run.

    `of` is what the file shows: while it stays equal, the address does too. `keep` is for files that take much memory.
    """
    worded = language()

    def made() -> bytes | Path:
        with worded_in(worded):
            return make()

    media_type = MEDIA_TYPE.get(Path(name).suffix.lower(), "application/octet-stream")
    address = offer(str(st.user["session"]), key, made, name=name, media_type=media_type, of=of, keep=keep)
    st.link_button(label, address, key=f"download_{key}", type=kind, icon=":material/download:")


def made_file_button(label: str, file: Download, *, key: str) -> None:
    """For a file that is there already."""
    download_button(label, lambda: file.content, name=file.file_name, key=key, of=file.content)


def sent_file_button(row: SubmissionRow) -> None:
    """A download button for the file of a submission, if it came with one."""
    with open_session() as session:
        content = sent_file(session, row)
    if content is None:
        st.caption(_("This report came without a file."))
    else:
        name = row.file_name or f"{row.number}.bin"
        file = Download(name, "application/octet-stream", content)
        made_file_button(_("Download the file as it was sent"), file, key=f"sent_{row.number}")

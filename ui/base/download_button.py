"""Download buttons."""

import streamlit as st

from data_model.store import open_session
from data_model.store.reporting.submissions import SubmissionRow, sent_file
from exports.base.download import Download
from ui.base.language import _


def download_button(download: Download, *, label: str, key: str) -> None:
    """A download button that does not rerun the page."""
    st.download_button(
        label,
        lambda: download.content,
        file_name=download.file_name,
        mime=download.media_type,
        key=f"download_{key}",
        on_click="ignore",
        icon=":material/download:",
    )


def sent_file_button(row: SubmissionRow) -> None:
    """A download button for the file of a submission, if it came with one."""
    with open_session() as session:
        content = sent_file(session, row)
    if content is None:
        st.caption(_("This report came without a file."))
    else:
        name = row.file_name or f"{row.number}.bin"
        file = Download(name, "application/octet-stream", content)
        download_button(file, label=_("Download the file as it was sent"), key=f"sent_{row.number}")

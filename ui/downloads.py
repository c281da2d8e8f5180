"""A button that hands out a file."""

import streamlit as st

from exports.download import Download


def download_button(download: Download, *, label: str, key: str) -> None:
    """The page does not run again for a download."""
    st.download_button(
        label,
        download.content,
        file_name=download.file_name,
        mime=download.media_type,
        key=f"download_{key}",
        on_click="ignore",
        icon=":material/download:",
    )

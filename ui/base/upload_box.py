"""The box that takes a file. Streamlit's own would be refused by the gate: web/uploads.py."""

from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data_model.store.base.upload_offers import offer_upload


def upload_box(label: str, **options: Any) -> UploadedFile | None:
    """`st.file_uploader` for one file, with its options; from now on the window may upload."""
    run, session = get_script_run_ctx(), st.user.get("session")
    if run is not None and isinstance(session, str):
        offer_upload(run.session_id, session)
    chosen: UploadedFile | None = st.file_uploader(label, accept_multiple_files=False, **options)
    return chosen

"""Pieces of screen that several pages share. Streamlit is imported here, in `pages/` and in `dashboard.py`."""

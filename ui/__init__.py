"""Parts of screens that several pages share. Streamlit is imported only here, in `pages/` and in `dashboard.py`."""

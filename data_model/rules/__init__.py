"""The rules of the reporting regime as plain functions on frozen values: no SQL, no Streamlit."""

"""The server around the Streamlit app: session gate, sign-in pages, HTML frame, downloads, security headers."""

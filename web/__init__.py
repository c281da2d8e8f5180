"""What stands around the Streamlit app: the gate, the sign-in pages, the frame of the page, the headers."""

"""Tables, store and rules; imports no Streamlit and contains no sentences for users."""

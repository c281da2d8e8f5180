"""What the product knows and may do; imports no Streamlit and words no sentence."""

"""A badge in capitals with its sentence."""

import streamlit as st


def show_badge(mark: str, sentence: str) -> None:
    """Shows the mark in capitals and what it means."""
    st.markdown(f":red-badge[**{mark}**] {sentence}")

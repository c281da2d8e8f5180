"""A mark with its sentence."""

import streamlit as st


def show_badge(mark: str, sentence: str) -> None:
    """A mark in capitals and what it means."""
    st.markdown(f":red-badge[**{mark}**] {sentence}")

"""Shows texts of users as typed: Streamlit would interpret them as Markdown."""

from collections.abc import Iterable, Mapping

import streamlit as st

_MARKDOWN_SIGNS = frozenset("\\`*_{}[]<>()#+-.!|$:~")


def plain(text: str) -> str:
    """The text with all Markdown escaped."""
    return "".join(f"\\{letter}" if letter in _MARKDOWN_SIGNS else letter for letter in text)


def marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The escaped text with these parts highlighted."""
    pieces, done = [], 0
    for start, end in spans:
        pieces += [plain(text[done:start]), f":blue-background[{plain(text[start:end])}]"]
        done = end
    return "".join([*pieces, plain(text[done:])])


def show_facts(facts: Mapping[str, str]) -> None:
    """One line per fact: its name and its value."""
    st.markdown("  \n".join(f"**{plain(name)}**: {plain(text)}" for name, text in facts.items()))

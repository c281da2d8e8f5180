"""What is read and what is logged when a page fails."""

import re

import streamlit as st

from data_model.rules.people.access import NotAllowed
from data_model.values import Language
from tests.builders.accounts import in_vietnamese
from ui.base.errors import show_error
from wording.translation import use

SECRET = "/srv/tiendo/data.db is locked by 0912345678"


def said_after(error, monkeypatch):
    said = []
    monkeypatch.setattr(st, "error", said.append)
    monkeypatch.setattr(st, "warning", said.append)
    use(Language.VI)
    assert show_error(error) is True
    [sentence] = said
    return sentence


def test_an_unexpected_error_is_one_sentence_with_a_reference_that_the_log_has_too(monkeypatch, caplog):
    sentence = said_after(RuntimeError(SECRET), monkeypatch)

    reference = re.search(r"([0-9A-F]{8})", sentence)[1]
    assert SECRET not in sentence and "RuntimeError" not in sentence
    assert reference in caplog.text and SECRET in caplog.text


def test_a_refusal_has_a_sentence_of_its_own(monkeypatch):
    sentence = said_after(NotAllowed("reporter may not manage_users"), monkeypatch)

    assert sentence == in_vietnamese("You may not do this. Choose another page in the menu.")

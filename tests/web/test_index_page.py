"""The frame of the page, in both languages."""

import json
import re

import pytest

from data_model.values import Language
from tests.builders.accounts import token_of
from tests.builders.web_requests import HTML
from web.index_page import ASSETS, index_html


def test_the_page_says_in_which_language_it_is_and_what_it_is_called():
    page = index_html(Language.VI)

    assert '<html lang="vi">' in page
    assert "<title>Tiến Độ</title>" in page
    assert page.index("/ui/session.js") < page.index('type="module"'), "must run before Streamlit"


def test_streamlits_own_words_are_replaced_in_vietnamese_and_left_in_english():
    assert "/ui/streamlit_vi.js" in index_html(Language.VI)
    assert "/ui/streamlit_vi.js" not in index_html(Language.EN)


def test_the_page_has_no_inline_script_but_streamlits_own():
    scripts = re.findall(r"<script>(.*?)</script>", index_html(Language.VI), flags=re.DOTALL)

    assert [script.strip() for script in scripts] == ["window.prerenderReady = false"]


@pytest.mark.parametrize(
    "path, status",
    [
        ("/by-agency", 200),
        ("/no-such-page", 200),  # Streamlit says that there is no such page
        ("/favicon.png", 404),  # not ours: Streamlit's own file
        ("/by-agency/_stcore/health", 404),  # Streamlit looks for its own root this way
        ("/by-agency/_stcore/host-config", 404),
    ],
)
def test_addresses(client, path, status):
    client.cookies.set("tiendo", token_of("binh"))

    assert client.get(path).status_code == status


def test_a_deeper_address_leads_to_the_first_page_and_not_to_an_empty_one(client):
    client.cookies.set("tiendo", token_of("binh"))

    answer = client.get("/tinh/ha-noi", headers=HTML)

    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_the_served_script_holds_every_word(client):
    words = json.loads((ASSETS / "streamlit_vi.json").read_text(encoding="utf-8"))

    script = client.get("/ui/streamlit_vi.js")

    assert script.headers["content-type"].startswith("text/javascript")
    assert "__WORDS__" not in script.text
    assert words["words"]["Page not found"] in script.text


@pytest.mark.parametrize("pattern, replacement", json.loads((ASSETS / "streamlit_vi.json").read_text())["patterns"])
def test_each_pattern_is_whole_and_uses_groups_it_has(pattern, replacement):
    groups = re.compile(pattern).groups

    assert pattern.startswith("^") and pattern.endswith("$")
    assert all(int(number) <= groups for number in re.findall(r"\$(\d)", replacement))

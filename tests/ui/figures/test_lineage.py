"""From directive to plan to task, drawn with links: the five plans, of which one replaces an older one."""

from html import unescape
from re import findall, sub

import pytest

from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import EVERYTHING, CurrentUser
from data_model.settings import PROJECT_DIR
from data_model.store import open_session
from data_model.store.figures.facts import read_facts
from data_model.store.plans.search_texts import search_texts
from data_model.values import Role
from tests.builders.stores import load
from ui.base.clock import today
from ui.figures.lineage import lineage_html
from ui.figures.view import view_for
from ui.search import index_of
from wording.search import SearchQuery

LEADER = CurrentUser("lan", "Lãnh đạo", Role.LEADER)


@pytest.fixture(autouse=True)
def five_plans(store):
    load(PROJECT_DIR / "seed_data")


def drawn(**selection):
    return str(lineage_html(view_for(LEADER, selection=Selection(**selection)), ""))


def words(html):
    return unescape(sub(r"\s*<[^>]+>\s*", "|", html))


def links(html):
    return {unescape(text): unescape(address) for address, text in findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', html)}


def test_a_plan_stands_below_its_directives_and_beside_the_one_that_it_replaces():
    html = drawn(plan="KT-CT04")

    steps = [step for step in words(html).split("|") if step]
    wanted = ["Chỉ thị số 04-CT/TW", "Kế hoạch số 35-KH/TU", "427/KH-UBND ngày 21-3-2012", "26 nhiệm vụ"]
    places = [steps.index(step) for step in wanted]
    assert places == sorted(places)
    assert steps[places[2] + 1] == "đã được thay thế bằng kế hoạch dưới đây"
    assert "<s>427/KH-UBND" in html
    assert links(html)["Chỉ thị số 04-CT/TW"] == "/by-directive?directive=04-CT-TW"
    assert links(html)["Kế hoạch số 35-KH/TU"] == "/search?q=35-KH%2FTU"
    assert links(html)["Mở trong sổ theo dõi"] == "/register?plan=KT-CT04"
    assert sum(address.startswith("/task?task=") for address in links(html).values()) > 20


@pytest.mark.parametrize(
    "typed", ["04-CT/TW", "Chỉ thị số 04-CT/TW", "chi thi 04", "CT 04-CT/TW", "Chỉ thị số 04", "04-ct/tw", "04 CT TW"]
)
def test_directive_04_is_found_under_any_spelling_and_leads_to_ha_noi_and_kon_tum(typed):
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=today())
        found = index_of(facts, search_texts(session, facts), today=today()).found(SearchQuery.from_text(typed))

    assert ("04-CT-TW", "directive") in {(entry.code, entry.parameter) for entry in found.documents}
    assert "Thông tri số 04-TT/TU" not in {entry.name for entry in found.documents}
    html = drawn(directive="04-CT-TW")
    assert {"45/KH-UBND · Hà Nội"} < links(html).keys()
    assert [plan.code for plan in view_for(LEADER, selection=Selection(directive="04-CT-TW")).plans] == [
        "HN-45-2012",
        "KT-CT04",
    ]
    assert "12-CT/TW" not in words(html)


def test_what_a_plan_cites_beside_the_directive_on_top_is_not_said_to_carry_it_out():
    steps = words(drawn(directive="04-CT-TW")).split("|")

    assert steps.count("kế hoạch nêu cùng văn bản trên") == 1

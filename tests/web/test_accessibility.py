"""axe finds nothing serious on any page, for each kind of user; in light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from devtools.screenshots.camera import still
from seed_data.fill_store import SAMPLE_PASSWORD
from tests.conftest import sign_in_by_form
from tests.journeys.steps import unfold_numbers
from ui.base.menu import MENU

STILL = still(8)
SERIOUS = {"serious", "critical"}
OF_STREAMLIT = {
    "svg-img-alt": "st.metric's sparkline marks its points as pictures without a text; the figure stands beside it",
}
"""Findings in what Streamlit draws itself, by axe's name, with what makes up for them."""


def serious_findings(page):
    found = Axe().run(page).response["violations"]
    return {
        (violation["id"], node["html"][:200])
        for violation in found
        if violation["impact"] in SERIOUS and violation["id"] not in OF_STREAMLIT
        for node in violation["nodes"]
    }


def test_the_sign_in_page_has_no_serious_finding(demo, page):
    page.goto(demo.url + "/sign-in")

    assert serious_findings(page) == set()


@pytest.mark.parametrize(
    "who, scheme",
    [
        ("lanh-dao-hn", "light"),
        ("lanh-dao-hn", "dark"),
        ("dau-moi-hn", "light"),
        ("can-bo-hn", "dark"),
        ("quan-tri", "light"),
    ],
)
def test_no_page_has_a_serious_finding(demo, page, who, scheme):
    page.emulate_media(color_scheme=scheme)
    sign_in_by_form(page, demo, who, password=SAMPLE_PASSWORD)
    offered = page.get_by_test_id("stSidebarNavLink").evaluate_all("links => links.map(link => link.href)")

    found = {}
    for address in offered:
        page.goto(address)
        page.locator("[data-testid=stMain] h1").wait_for()
        page.wait_for_function(STILL)  # what fades in has the colours of neither
        unfold_numbers(page)
        if serious := serious_findings(page):
            found[address.removeprefix(demo.url)] = serious

    assert found == {}
    assert 0 < len(offered) <= len(MENU)

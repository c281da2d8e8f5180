"""What holds on every page, for each kind of user: axe finds nothing serious in light and dark; nothing is English on a
Vietnamese page, Streamlit's own words included, in a browser that is set to English, and nothing of ours Vietnamese on
an English page; nothing is wider than a narrow window; nothing is asked of another host."""

import re
from functools import cache

import pytest
from babel.messages.pofile import read_po

from data_model.values import Language, Role
from tests.builders.permissions import CASES
from tests.web.walk import Tour, page_of, serious_findings, walk
from ui.base.menu import MENU
from wording.translation import LOCALE_DIR

PHONE, LAPTOP_AT_200_PERCENT = (360, 740), (640, 400)
FIGURES = ("/", "/register", "/by-agency", "/by-directive", "/by-period", "/compare", "/compare?by=agencies", "/why")
SEVERAL = (
    *FIGURES,
    "/task",
    "/task?task=HN45-29&state=overdue",
    "/search?q=doi+ngoai",
    "/saved-filters",
    "/no-such-page",
)
OFFERED = {role: [f"/{item.address}" for item in MENU if (item.action, role, "yes") in CASES] for role in Role}
"""By role, the pages that it may open."""


def beyond(role: Role, other: Role) -> tuple[str, ...]:
    """The pages that the other role has not."""
    return tuple(address for address in OFFERED[role] if address not in OFFERED[other])


TOURS = {
    "leadership": Tour(
        "lanh-dao",
        also=SEVERAL,
        schemes=("light", "dark"),
        opened=SEVERAL,
        windows=dict.fromkeys(FIGURES, (PHONE,)) | {"/": (LAPTOP_AT_200_PERCENT, PHONE)},
    ),
    "leadership in English": Tour(
        "lanh-dao",
        language=Language.EN,
        menu=False,
        also=(*FIGURES[:-2], "/by-agency?agency=HN-SNV", "/compare?by=directives", "/why"),
    ),
    "leadership of a province": Tour(
        "lanh-dao-hn",
        menu=False,
        also=("/", "/review-office-reports", "/instructions", "/consolidated-reports"),
        schemes=("light", "dark"),
        opened=("/review-office-reports",),
    ),
    "coordinator": Tour(
        "dau-moi-hn",
        menu=False,
        also=("/", "/key-numbers", "/difficulties", "/consolidated-reports", *beyond(Role.COORDINATOR, Role.LEADER)),
        schemes=("light",),
        opened=("/review", "/round", "/consolidated-reports"),
    ),
    "reporter": Tour(
        "can-bo-hn",
        menu=False,
        also=("/", "/register", "/by-agency", "/notices", *beyond(Role.REPORTER, Role.LEADER)),
        schemes=("dark",),
        opened=("/", "/upload-report", "/fill-in-report", "/one-report"),
    ),
    "administrator": Tour(
        "quan-tri",
        menu=False,
        also=("/", "/setup", "/agencies", *beyond(Role.ADMIN, Role.COORDINATOR)),
        schemes=("light",),
        opened=("/users",),
    ),
}
"""Each kind of user once, and leadership in English too; a page that two of them see alike is looked at once."""
IN_VIETNAMESE = [name for name, tour in TOURS.items() if tour.language is Language.VI]

OF_STREAMLIT = {
    "svg-img-alt": "st.metric's sparkline marks its points as pictures without a text; the figure stands beside it",
}
"""Findings in what Streamlit draws itself, by axe's name, with what makes up for them."""

ENGLISH = re.compile(
    r"\b(the|to|of|and|for|file|files|page|pages|menu|sidebar|close|open|show|hide|search|select|selected|clear|download|"
    r"fullscreen|zoom|reset|column|columns|row|rows|calendar|date|day|month|year|previous|next|press|option|options|"
    r"upload|button|main|skip|logo|help|more|view|chart|plot|copy|theme|print|loading|running|results|remove|delete|"
    r"drag|drop|browse|toggle|link|navigation|expand|collapse|increase|decrease|value|icon)\b",
    re.IGNORECASE,
)
FINE = re.compile(
    r"Phóng to|English|\.(csv|xlsx)$|^(download|upload|expand_more|chevron_right|filter_alt|link|close|search|bookmark|bookmark_add)$"
)
"""Vietnamese “to” is “big”; the last are the names of drawn icons, hidden from readers."""
NAMES = {"Liên hiệp các tổ chức hữu nghị", "Văn phòng Ủy ban nhân dân"}
"""Kinds of agencies, and also parts of agencies' own names, which are not translated."""


@pytest.fixture(scope="module")
def walked(browser, demo):
    """`walked("reporter")`: what was seen on that tour, gone when it is first asked for."""
    return cache(lambda name: walk(browser, demo, TOURS[name]))


def test_each_page_is_looked_at_by_somebody():
    looked_at = set().union(*(tour.also for tour in TOURS.values()))

    assert {address for role in Role for address in OFFERED[role]} - looked_at <= set(OFFERED[Role.LEADER])


def own_findings(findings):
    return {(rule, element) for rule, element in findings if rule not in OF_STREAMLIT}


@pytest.mark.parametrize("name", TOURS)
def test_each_page_can_be_looked_at_to_the_end(walked, name):
    seen = walked(name)

    assert seen.troubles == {}
    assert 0 < len(seen.offered) <= len(MENU)
    assert set(seen.pages) == {*TOURS[name].also, *(seen.offered if TOURS[name].menu else ())}


@pytest.mark.parametrize("name, scheme", [(name, scheme) for name, tour in TOURS.items() for scheme in tour.schemes])
def test_no_page_has_a_serious_finding(walked, name, scheme):
    found = {address: own_findings(page.findings[scheme]) for address, page in walked(name).pages.items()}

    assert {address: findings for address, findings in found.items() if findings} == {}


def test_the_sign_in_page_has_no_serious_finding(browser, demo):
    with page_of(browser) as page:
        page.goto(demo.url + "/sign-in")

        assert own_findings(serious_findings(page)) == set()


@pytest.mark.parametrize("name", IN_VIETNAMESE)
def test_no_english_is_left(walked, name):
    left = {}
    for address, page in walked(name).pages.items():
        for text in page.texts:
            if ENGLISH.search(text) and not FINE.search(text):
                left.setdefault(text, address)

    assert left == {}


def test_no_vietnamese_of_ours_is_left_when_the_language_is_switched(walked):
    """Names and texts of plans stay as they are; what the catalogue translates does not."""
    with (LOCALE_DIR / "vi.po").open("rb") as file:
        ours = {str(one.string) for one in read_po(file) if one.id and one.string != one.id and "{" not in one.string}

    left = {}
    for address, page in walked("leadership in English").pages.items():
        for text in page.texts & ours - NAMES:
            left.setdefault(text, address)

    assert left == {}


@pytest.mark.parametrize(
    "address, window",
    [(address, window) for address, windows in TOURS["leadership"].windows.items() for window in windows],
)
def test_no_page_is_wider_than_a_narrow_window(walked, address, window):
    fit = walked("leadership").pages[address].fits[window]

    width, height = window
    assert fit.widest <= width
    assert fit.title_ends_at <= height, "the filters leave the title on the first screen"


@pytest.mark.parametrize("name", TOURS)
def test_nothing_is_asked_of_another_host_and_nothing_is_blocked(walked, name):
    seen = walked(name)

    assert seen.foreign == []
    assert seen.blocked == []

"""The walk through the pages, in a browser: once for each kind of user, and each page is loaded once. Everything that
`test_every_page.py` asserts of a page is looked at on that load and noted here; what it has to be is said there."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Error, Locator, Page, Request, TimeoutError

from data_model.values import Language
from devtools.screenshots.camera import still
from seed_data.fill_store import SAMPLE_ACCOUNTS, SAMPLE_PASSWORD
from tests.builders.accounts import sign_in_by_form
from tests.builders.server import Server

DISPLAY_NAMES = {account.name: account.display_name for account in SAMPLE_ACCOUNTS}
STILL = still(8)
WIDE = {"width": 1280, "height": 800}
SERIOUS = {"serious", "critical"}
ALL_RULES: Mapping[str, object] = {}
COLOURS: Mapping[str, object] = {"runOnly": ["color-contrast"]}
"""What another colour scheme may change; all else is the same page."""
TEXTS = """() => {
  const texts = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.TEXT_NODE) {
      if (!node.parentElement.closest("script, style, noscript")) texts.add(node.nodeValue.trim());
      continue;
    }
    for (const name of ["aria-label", "title", "placeholder", "data-title", "alt"])
      if (node.getAttribute(name)) texts.add(node.getAttribute(name));
  }
  return [...texts];
}"""
CLICKED = ["stSelectbox", "stMultiSelect", "stDateInput"]
HOVERED = ["stDataFrame", "stPlotlyChart", "stTooltipIcon", "stFileUploader"]

Window = tuple[int, int]
"""Its width and height."""


@dataclass(frozen=True)
class Tour:
    """Who walks where, and what is looked at there."""

    who: str
    also: tuple[str, ...] = ()
    """Addresses beside those that the menu offers."""
    menu: bool = True
    language: Language = Language.VI
    schemes: tuple[str, ...] = ()
    """The colour schemes in which axe looks at each page; it is loaded in the first."""
    opened: tuple[str, ...] = ()
    """Where the first list, calendar and tool bar of each kind is opened, to read it too."""
    windows: dict[str, tuple[Window, ...]] = field(default_factory=dict)
    """The narrow windows that each address is tried in."""


@dataclass(frozen=True)
class Fit:
    """How a page stands in a narrow window."""

    widest: int
    """The width of what would have to be scrolled sideways."""
    title_ends_at: float


@dataclass
class Seen:
    """What was seen of a page on its one load."""

    texts: set[str]
    findings: dict[str, set[tuple[str, str]]]
    """Of axe, those that are serious, by colour scheme: the rule and the element."""
    fits: dict[Window, Fit]


@dataclass
class Walk:
    """What somebody saw, by address."""

    offered: list[str] = field(default_factory=list)
    """The addresses in the menu."""
    pages: dict[str, Seen] = field(default_factory=dict)
    troubles: dict[str, str] = field(default_factory=dict)
    """Why a page could not be looked at to the end."""
    foreign: list[str] = field(default_factory=list)
    """What was asked of another host."""
    blocked: list[str] = field(default_factory=list)
    """What the browser said of scripts, styles and connections that it did not allow."""


def walk(browser: Browser, server: Server, tour: Tour) -> Walk:
    seen = Walk()
    with page_of(browser) as page:
        page.on("request", lambda request: note_if_foreign(request, server, seen))
        page.on("console", lambda message: note_if_blocked(message, seen))
        with noting_trouble(seen, "/sign-in"):
            seen.offered = begin(page, server, tour)
        for address in dict.fromkeys([*(seen.offered if tour.menu else ()), *tour.also]):
            with noting_trouble(seen, address):
                seen.pages[address] = look_at(page, server, address, tour)
    return seen


def begin(page: Page, server: Server, tour: Tour) -> list[str]:
    """Signed in and in the tour's language; the addresses in the menu."""
    sign_in_by_form(page, server, tour.who, password=SAMPLE_PASSWORD)
    page.evaluate("address => location.assign(address)", f"/language/{tour.language.value}")
    page.locator(f"html[lang={tour.language.value}]").wait_for(state="attached")
    links = page.get_by_test_id("stSidebarNavLink")
    links.first.wait_for()
    return [link.removeprefix(server.url) for link in links.evaluate_all("all => all.map(one => one.href)")]


@contextmanager
def noting_trouble(seen: Walk, address: str) -> Iterator[None]:
    """The walk goes on, so that one page hides nothing of the others."""
    try:
        yield
    except Error as error:
        seen.troubles[address] = str(error)


@contextmanager
def page_of(browser: Browser) -> Iterator[Page]:
    """In a browser profile of its own, in English, so that what is Vietnamese is our doing."""
    context = browser.new_context(locale="en-US", viewport=WIDE)
    yield context.new_page()
    context.close()


def note_if_foreign(request: Request, server: Server, seen: Walk) -> None:
    if not request.url.startswith((server.url, "data:", "blob:")):
        seen.foreign.append(request.url)


def note_if_blocked(message: ConsoleMessage, seen: Walk) -> None:
    if "Content Security" in message.text:
        seen.blocked.append(message.text)


def look_at(page: Page, server: Server, address: str, tour: Tour) -> Seen:
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme=next(iter(tour.schemes), "light"))
    page.goto(server.url + address)
    page.get_by_test_id("stSidebar").get_by_text(DISPLAY_NAMES[tour.who]).wait_for()
    page.locator("[data-testid=stMain] h1").wait_for()
    page.get_by_test_id("stStatusWidget").wait_for(state="detached")
    page.wait_for_function(STILL)
    unfold_numbers(page)
    seen = Seen(texts=set(page.evaluate(TEXTS)), findings={}, fits={})
    for scheme in tour.schemes:
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(STILL)  # what fades in has the colours of neither
        seen.findings[scheme] = serious_findings(page, ALL_RULES if scheme == tour.schemes[0] else COLOURS)
    if address in tour.opened:
        seen.texts |= texts_of_what_opens(page)
    for window in tour.windows.get(address, ()):
        seen.fits[window] = fit_in(page, window)
    return seen


def unfold_numbers(page: Page) -> None:
    """Open the first table below a chart, where the page has one and no dialog lies over it: it is sent only then."""
    opener = page.locator("[class*=st-key-numbers_] summary:not([inert] *)").first
    if opener.count():
        opener.click()
        page.wait_for_function(STILL)


def serious_findings(page: Page, rules: Mapping[str, object] = ALL_RULES) -> set[tuple[str, str]]:
    found = Axe().run(page, options=rules).response["violations"]
    return {(one["id"], node["html"][:200]) for one in found if one["impact"] in SERIOUS for node in one["nodes"]}


def texts_of_what_opens(page: Page) -> set[str]:
    """The texts while the first list, calendar and tool bar of each kind is open."""
    texts: set[str] = set()
    for kind in CLICKED:
        opener = page.get_by_test_id(kind).locator("input, button").first
        if tried(opener, "click"):
            texts |= set(page.evaluate(TEXTS))
            page.keyboard.press("Escape")
    for kind in HOVERED:
        if tried(page.get_by_test_id(kind).first, "hover"):
            texts |= set(page.evaluate(TEXTS))
    return texts


def tried(element: Locator, way: str) -> bool:
    """False where the page has no such thing to be seen."""
    if element.count() == 0 or not element.is_visible():
        return False
    try:
        getattr(element, way)(timeout=2_000)
    except TimeoutError:
        return False
    element.page.wait_for_timeout(400)
    return True


def fit_in(page: Page, window: Window) -> Fit:
    width, height = window
    page.set_viewport_size({"width": width, "height": height})
    page.locator(".stMain").evaluate("element => element.scrollTo(0, 0)")
    page.wait_for_function(STILL)
    wide = page.evaluate("[document.documentElement.scrollWidth, document.querySelector('.stMain').scrollWidth]")
    title_ends_at = page.locator("[data-testid=stMain] h1").evaluate("title => title.getBoundingClientRect().bottom")
    return Fit(max(wide), title_ends_at)

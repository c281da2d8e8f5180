"""A picture of every page for each kind of user, in both languages, light and dark, on a laptop and a telephone.

    python -m devtools.screenshots.every_page FOLDER [USER...]

They are to be looked at after a change and are not kept with the project: one file for each user, language, colours and
width, in which the pages lie side by side.
"""

import sys
from io import BytesIO
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from data_model.values import Language
from devtools.browser import start_browser
from devtools.screenshots.camera import SETTLED
from devtools.screenshots.demo import open_page, person, running_demo

USERS = ("lanh-dao", "lanh-dao-hn", "dau-moi-hn", "can-bo-hn", "quan-tri")
WINDOWS = {"laptop": (1366, 768), "telephone": (390, 844)}
SCHEMES = ("light", "dark")
IN_A_ROW = {"laptop": 2, "telephone": 6}
GAP = 8


def main(folder: Path, users: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as store, running_demo(Path(store)) as url, sync_playwright() as playwright:
        browser = start_browser(playwright)
        for user, language in product(users or USERS, Language):
            pictures = pictures_of(browser, url, user, language)
            for (window, scheme), pages in pictures.items():
                side_by_side(pages, IN_A_ROW[window]).save(folder / f"{user}-{language.value}-{scheme}-{window}.png")
        browser.close()


def pictures_of(browser: Browser, url: str, user: str, language: Language) -> dict[tuple[str, str], list[Image.Image]]:
    """By window and colour scheme, each page that the menu of this user offers."""
    page = person(browser, url, user)
    page.evaluate("address => location.assign(address)", f"/language/{language.value}")
    page.locator(f"html[lang={language.value}]").wait_for(state="attached")
    links = page.get_by_test_id("stSidebarNavLink")
    links.first.wait_for()
    taken: dict[tuple[str, str], list[Image.Image]] = {}
    for address in links.evaluate_all("all => all.map(one => one.href)"):
        open_page(page, address)
        for window, scheme in product(WINDOWS, SCHEMES):
            taken.setdefault((window, scheme), []).append(picture(page, WINDOWS[window], scheme))
    page.context.close()
    return taken


def picture(page: Page, window: tuple[int, int], scheme: str) -> Image.Image:
    page.set_viewport_size({"width": window[0], "height": window[1]})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.wait_for_function(SETTLED)
    return Image.open(BytesIO(page.screenshot())).convert("RGB")


def side_by_side(pictures: list[Image.Image], in_a_row: int) -> Image.Image:
    width, height = pictures[0].width + GAP, pictures[0].height + GAP
    sheet = Image.new("RGB", (in_a_row * width, -(-len(pictures) // in_a_row) * height), "grey")
    for place, taken in enumerate(pictures):
        sheet.paste(taken, (place % in_a_row * width, place // in_a_row * height))
    return sheet


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])

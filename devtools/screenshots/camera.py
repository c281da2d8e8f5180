"""A page at rest, and its picture."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image
from playwright.sync_api import Page

from data_model.settings import PROJECT_DIR

IMAGES = PROJECT_DIR / "docs" / "images"
LARGEST_IMAGE = 250_000
WIDE, NARROW = 1280, 390
MARGIN = 14
PHONES_BROWSER = (
    "Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"
)

_STILL = """() => {
  const all = name => [...document.querySelectorAll(`[data-testid="${name}"]`)];
  const moves = one => one.playState === 'running' && one.effect.getComputedTiming().endTime < Infinity;
  const size = () => {
    const [app] = all('stApp'), [main] = all('stMain'), [body] = all('stMainBlockContainer');
    if (!app || !main || !body || app.dataset.testScriptState !== 'notRunning') return null;
    if (document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]')) return null;
    if (!all('stPlotlyChart').every(one => one.querySelector('.main-svg'))) return null;
    if (!all('stDataFrame').every(one => one.querySelector('canvas') || !one.checkVisibility())) return null;
    if (document.getAnimations().some(moves)) return null;
    return [main.scrollHeight, main.clientHeight, innerWidth, body.offsetHeight].join();
  };
  const now = size();
  window.seen = now !== null && now === window.lastSize ? (window.seen || 0) + 1 : 0;
  window.lastSize = now;
  if (window.seen <= FRAMES) return false;
  window.seen = 0;
  return true;
}"""


def still(frames: int) -> str:
    """True on a page whose script has ended, whose charts and tables are drawn, and which has not moved so long.
    Once true it is counted anew: the next wait does not take this one's word for it."""
    return _STILL.replace("FRAMES", str(frames))


SETTLED = still(40)


def picture(page: Page, name: str, *, width: int = WIDE, height: int | None = None, below: str | None = None) -> None:
    """The page from its top: to the end of what it says, of the element `below`, or `height` pixels of it."""
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_function(SETTLED)
    content = page.get_by_test_id("stMainBlockContainer").bounding_box()
    assert content is not None, "a page has a body"
    page.set_viewport_size({"width": width, "height": int(content["height"]) + 100})
    page.wait_for_function(SETTLED)
    last = (
        page.locator(below or "[data-testid=stMainBlockContainer] > div > *").filter(visible=True).last.bounding_box()
    )
    assert last is not None, f"{name}: nothing to end the picture at"
    bottom = height or int(last["y"] + last["height"]) + MARGIN
    save(page, name, clip={"x": 0, "y": 0, "width": width, "height": bottom})
    page.set_viewport_size({"width": WIDE, "height": 900})


def printed(page: Page, name: str) -> None:
    """The first sheet of the page as a printer would have it."""
    page.wait_for_function(SETTLED)
    sheet = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))[0]
    keep(sheet.render(scale=1.2).to_pil(), IMAGES / f"{name}.png")


def save(page: Page, name: str, **options: Any) -> None:
    shot = page.screenshot(animations="disabled", **options)
    keep(Image.open(BytesIO(shot)).convert("RGB"), IMAGES / f"{name}.png")


def keep(image: Image.Image, path: Path) -> None:
    """In the 256 colours that suit it best: a third of the bytes, and no eye sees it."""
    image.quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.relative_to(PROJECT_DIR)}  {size // 1000} kB")
    if size > LARGEST_IMAGE:
        raise ValueError(f"{path.name} is {size} bytes; show less of the page")

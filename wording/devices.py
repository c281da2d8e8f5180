"""What a browser calls itself (`User-Agent`), in words by which its owner knows it again."""

import re

from wording.translation import _

BROWSERS = (
    ("Cốc Cốc", r"coc_coc_browser"),
    ("Edge", r"Edg(e|A|iOS)?/"),
    ("Opera", r"OPR/"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Zalo", r"Zalo "),
    ("Firefox", r"(Firefox|FxiOS)/"),
    ("Chrome", r"(Chrome|CriOS)/"),
    ("Safari", r"Safari/"),
)
"""In this order: most of them call themselves Chrome and Safari too."""
SYSTEMS = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("macOS", r"Macintosh"),
    ("ChromeOS", r"CrOS"),
    ("Linux", r"Linux"),
)


def device_words(browser: str) -> str:
    """“Chrome, Windows”; a sentence where nothing is recognised."""
    names = [_first(BROWSERS, browser), _first(SYSTEMS, browser)]
    return ", ".join(name for name in names if name) or _("Unknown device")


def _first(known: tuple[tuple[str, str], ...], browser: str) -> str:
    return next((name for name, sign in known if re.search(sign, browser)), "")

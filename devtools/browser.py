"""The browser that tests, pictures and benchmarks drive."""

import shutil

from playwright.sync_api import Browser, Playwright


def start_browser(playwright: Playwright) -> Browser:
    """Debian's headless Chromium, which takes a quarter less of the machine than the whole one; else an installed
    Chromium, else Playwright's own. It asks nothing of other hosts by itself."""
    return playwright.chromium.launch(
        executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"),
        args=["--no-sandbox", "--disable-background-networking", "--font-render-hinting=none"],
    )

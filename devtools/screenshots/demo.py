"""A demo of its own for the pictures, and people who are signed in to it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from playwright.sync_api import Browser, Page

from data_model.settings import PROJECT_DIR
from devtools.screenshots.camera import WIDE
from seed_data.fill_store import SAMPLE_PASSWORD

START_SECONDS = 90


@contextmanager
def running_demo(folder: Path) -> Iterator[str]:
    """The app with a new demo store in `folder`, on a free port of this machine; its address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = int(listener.getsockname()[1])
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=PROJECT_DIR,
            env=environment(folder),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        url = f"http://localhost:{port}"
        wait_until_it_answers(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)


def environment(folder: Path) -> dict[str, str]:
    """With its store in the folder."""
    known = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "TIENDO_DEMO")}
    return known | {"TIENDO_DATA": str(folder)}


def wait_until_it_answers(url: str, server: "subprocess.Popen[bytes]") -> None:
    give_up_at = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up_at and server.poll() is None:
        try:
            if httpx.get(f"{url}/healthz").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise RuntimeError("the app did not start")


def person(browser: Browser, url: str, name: str, *, user_agent: str | None = None) -> Page:
    """This account, signed in, on its first page."""
    page = new_page(browser, user_agent=user_agent)
    page.goto(f"{url}/sign-in")
    page.locator("#name").fill(name)
    page.locator("#password").fill(SAMPLE_PASSWORD)
    page.locator("button[type=submit]").click()
    page.locator("[data-testid=stMain] h1").wait_for()
    return page


def new_page(browser: Browser, *, user_agent: str | None = None) -> Page:
    return browser.new_context(
        viewport={"width": WIDE, "height": 900},
        locale="vi-VN",
        accept_downloads=True,
        color_scheme="light",
        user_agent=user_agent,
    ).new_page()


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("[data-testid=stMain] h1").wait_for()

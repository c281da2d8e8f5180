"""Stores, accounts, the running app and a browser, for the tests that need them."""

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from xdist.remote import Producer

from data_model.values import UTC, Language
from devtools.browser import start_browser
from seed_data.fill_store import prepare_store
from tests.builders.accounts import add_accounts
from tests.builders.server import Server, start_server
from tests.builders.store_fixtures import FILE, using
from tests.quick import is_left_out, mark_what_is_needed
from tests.two_processes import FilesTogether, browser_first
from wording.translation import use

pytest_plugins = ["tests.builders.store_fixtures", "tests.builders.mail_server", "tests.builders.identity_provider"]

MEMORY, ROOM_NEEDED = Path("/dev/shm"), 4 * 1024**3
if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM_NEEDED:
    # Thousands of small stores are made and thrown away: on a slow disk that takes as long as the tests themselves.
    os.environ["TMPDIR"] = str(MEMORY)
    tempfile.tempdir = None

expect.set_options(timeout=20_000)  # machines that run tests are slow now and then


def add_demo() -> None:
    """The five plans, sample reports and sample accounts, in the file of a store that is not configured."""
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("DATABASE_URL")
        prepare_store(at=datetime.now(UTC))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FilesTogether:
    return FilesTogether(config, log)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    return True if is_left_out(collection_path, config.option.markexpr) else None


@pytest.hookimpl(tryfirst=True)  # before pytest's own, which chooses by marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mark_what_is_needed(items)
    if "PYTEST_XDIST_WORKER" in os.environ:
        browser_first(items)


def pytest_collection_finish() -> None:
    """What is loaded now stays to the end: the collector need not look through it again and again."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(autouse=True)
def vietnamese() -> None:
    """As every thread of the product begins, whatever language the test before ended in."""
    use(Language.VI)


@pytest.fixture
def store(tmp_path: Path, empty_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty store of its own for one test: a real SQLite file with today's tables."""
    monkeypatch.setenv("DATABASE_URL", f"{FILE}{shutil.copy(empty_store, tmp_path / 'store.db')}")


@pytest.fixture(scope="session")
def store_with_accounts(tmp_path_factory: pytest.TempPathFactory, empty_store: Path) -> Path:
    """A SQLite file with `add_accounts`, to be copied: to hash a password takes its time."""
    path = Path(shutil.copy(empty_store, tmp_path_factory.mktemp("accounts") / "store.db"))
    with pytest.MonkeyPatch.context() as environment, using(f"{FILE}{path}", environment):
        add_accounts()
    return path


@pytest.fixture
def accounts(tmp_path: Path, store_with_accounts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store of its own for one test, with `add_accounts`."""
    monkeypatch.setenv("DATABASE_URL", f"{FILE}{shutil.copy(store_with_accounts, tmp_path / 'store.db')}")


@pytest.fixture
def serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Server]]:
    """`serve(prepare, NAME="value")` starts the app on a new store that `prepare()` has filled, for this test alone."""
    started: list[Server] = []

    def start(prepare: Callable[[], None] = add_accounts, **variables: str) -> Server:
        started.append(start_server(tmp_path / f"server-{len(started)}", prepare, variables))
        monkeypatch.setenv("DATABASE_URL", started[-1].database_url)
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="module")
def running_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One app for the tests of a module, with `add_accounts`."""
    server = start_server(tmp_path_factory.mktemp("server"), add_accounts)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One app for the tests of a module, with the plans, sample reports and sample accounts."""
    server = start_server(tmp_path_factory.mktemp("demo"), add_demo)
    yield server
    server.stop()


@pytest.fixture
def server(running_server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """`running_server`, with its store as that of the test too."""
    monkeypatch.setenv("DATABASE_URL", running_server.database_url)
    return running_server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = start_browser(playwright)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a browser profile of its own, in English, so that what is Vietnamese is our doing."""
    context = browser.new_context(locale="en-US", viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()

"""Stores, accounts, the running app and a browser, for the tests that need them."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from xdist.remote import Producer

from actions.people.accounts import add_sample_user
from actions.people.sign_in import sign_in
from data_model.settings import PROJECT_DIR
from data_model.store import open_transaction
from data_model.store.base.migrate import migrate
from data_model.tables import Agency
from data_model.values import UTC, AgencyKind, Language, Role
from seed_data.fill_store import prepare_store
from tests.builders.databases import FILE, using
from tests.quick import mark_what_is_needed
from tests.two_processes import FilesTogether, browser_first
from wording.translation import _, use

pytest_plugins = ["tests.builders.databases"]

PASSWORD = "mật khẩu để thử"
NAME = {Role.LEADER: "lan", Role.COORDINATOR: "cuong", Role.REPORTER: "binh", Role.ADMIN: "an"}
"""One account for each role, all with `PASSWORD`; see `add_accounts`."""
START_SECONDS = 120
expect.set_options(timeout=20_000)  # machines that run tests are slow now and then


def add_accounts() -> None:
    """Two agencies and an account for each role: the reporter is of the first agency, the coordinator of the second."""
    with open_transaction() as session:
        session.add(Agency(code="SO-A", name="Sở A", kind=AgencyKind.DEPARTMENT, province="Hà Nội"))
        session.add(Agency(code="SO-B", name="Sở B", kind=AgencyKind.DEPARTMENT, province="Hà Nội"))
        session.flush()
        for role, name in NAME.items():
            add_sample_user(
                session,
                name=name,
                display_name=f"Người thử {name}",
                role=role,
                agency="SO-B" if role is Role.COORDINATOR else "SO-A",
                password=PASSWORD,
                at=datetime.now(UTC),
            )


def in_vietnamese(message: str) -> str:
    """What a reader sees for a sentence of the source."""
    use(Language.VI)
    return _(message)


def add_demo() -> None:
    """The five plans, sample reports and sample accounts, in the file of a store that is not configured."""
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("DATABASE_URL")
        prepare_store(at=datetime.now(UTC))


def token_of(name: str) -> str:
    """The cookie of a new session of this account, in the store that `DATABASE_URL` names."""
    return sign_in(name=name, password=PASSWORD, address="test", at=datetime.now(UTC))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FilesTogether:
    return FilesTogether(config, log)


@pytest.hookimpl(tryfirst=True)  # before pytest's own, which chooses by marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mark_what_is_needed(items)
    if "PYTEST_XDIST_WORKER" in os.environ:
        browser_first(items)


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


@dataclass
class Server:
    """The real app on a port of its own, with its own store."""

    url: str
    database_url: str
    log: Path
    process: "subprocess.Popen[bytes]"

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


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


def start_server(
    folder: Path, prepare: Callable[[], None], variables: Mapping[str, str] = MappingProxyType({})
) -> Server:
    """The app on a new store in `folder` that `prepare()` has filled. Whoever starts it stops it."""
    folder.mkdir(parents=True, exist_ok=True)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DATABASE_URL", f"sqlite:///{folder / 'tiendo.db'}")
        environment.setenv("TIENDO_DATA", str(folder))
        migrate()
        prepare()
        return _start(folder, variables)


def _start(folder: Path, variables: Mapping[str, str]) -> Server:
    port = _free_port()
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)],
            cwd=PROJECT_DIR,
            env=os.environ | dict(variables),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = Server(f"http://localhost:{port}", os.environ["DATABASE_URL"], log, process)
    _wait_until_it_answers(server)
    return server


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_until_it_answers(server: Server) -> None:
    """Asks for nothing but /healthz, so that the first page asked for is the test's."""
    give_up_at = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up_at and server.process.poll() is None:
        try:
            if httpx.get(f"{server.url}/healthz").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    server.process.kill()
    raise RuntimeError(f"the server did not start:\n{server.log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """An installed Chromium, else Playwright's own."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-background-networking"],
        )
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a browser profile of its own, in English, so that what is Vietnamese is our doing."""
    context = browser.new_context(locale="en-US", viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def sign_in_by_form(
    page: Page, server: Server, who: Role | str, *, address: str = "/", password: str = PASSWORD
) -> Page:
    """Ask for an address as this role's account, or as this account; the sign-in page lies on the way."""
    page.goto(server.url + address)
    page.locator("#name").fill(NAME[who] if isinstance(who, Role) else who)
    page.locator("#password").fill(password)
    page.locator("button[type=submit]").click()
    page.get_by_test_id("stSidebar").wait_for(state="attached")  # on a phone it is folded away
    return page

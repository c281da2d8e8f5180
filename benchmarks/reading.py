"""How long a user waits for the overview, compared with a bare page with the same charts and tables as constants.

    python benchmarks/reading.py [--size S|M] [--runs 100] [--rounds 5] [--stores DIR]

Both pages are served in the same way, behind the gate and with our configuration; the bare one shows what the overview
showed on 30/11/2026, for every choice of the filter that is clicked here (`bare_page.py`): it stays as it is, so that
ratios of different days can be compared. Medians of:

- first run: the first of a server that has just started, the product's reading of the store in it
- rerun: by the websocket, as in `rerun.py`
- new minute: the first rerun after the clock has gone on by a minute, when "now" is another instant
- 10 sessions: reruns a second of ten sessions that ask without a pause
- first content, first chart, settled: in Chromium with an empty cache, from the address until the first element of the
  page, the first chart, and the last change of the page stand there
- filter click: from the click on another choice until the last change of the page

`ratio` is the product by the bare page; of reruns a second more is better. `--stores` as in `questions.py`.
"""

import argparse
import os
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

PROJECT_DIR = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT_DIR))

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright  # noqa: E402

from actions.people.sign_in import sign_in  # noqa: E402
from benchmarks.bare_page import read_bare_page, recorded_file, write_bare_page  # noqa: E402
from benchmarks.provinces import LEADER  # noqa: E402
from benchmarks.questions import store  # noqa: E402
from benchmarks.serving import PATIENCE, rerun, serving, session  # noqa: E402
from data_model.values import UTC  # noqa: E402
from devtools.browser import start_browser  # noqa: E402
from seed_data.fill_store import SAMPLE_PASSWORD  # noqa: E402

SESSIONS = 10
SECONDS_OF_SESSIONS = 8
QUIET_MS = 500
"""Without a change of the page for so long, it has settled."""
SIZES = ("S", "M")
CHART = ".js-plotly-plot:has(.main-svg), .bars, .report-map"
"""Drawn by plotly on the bare page, of HTML on the product's overview."""
CHARTS_OF_OVERVIEW = 2
WATCH = """
window.seen = {first: 0, chart: 0, last: 0, clicked: 0};
new MutationObserver(changes => {
  const main = document.querySelector('[data-testid="stMain"]');
  if (!main || !changes.some(change => main.contains(change.target))) return;
  seen.last = performance.now();
  seen.first ||= main.querySelector('[data-testid="stElementContainer"]') ? seen.last : 0;
  seen.chart ||= main.querySelector('CHART') ? seen.last : 0;
}).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
addEventListener('click', () => { seen.clicked = performance.now(); }, true);
""".replace("CHART", CHART)
PAGE_STATE = """() => ({...seen, now: performance.now(),
  idle: document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning',
  charts: document.querySelectorAll('[data-testid="stMain"] :is(CHART)').length})""".replace("CHART", CHART)


@dataclass(frozen=True)
class Target:
    """One of the two pages. `charts` is how many it has, `first` how long its first run took."""

    port: int
    cookie: str
    charts: int
    first: float = 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", choices=SIZES, default="S")
    parser.add_argument("--runs", type=int, default=100, help="reruns of one session")
    parser.add_argument("--rounds", type=int, default=5, help="cold loads, and filter clicks twice as many")
    parser.add_argument("--stores", type=Path, help="where made stores are kept")
    args = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        os.environ.update(TIENDO_DATA=name, TIENDO_DEMO="0", PYTHONPATH=str(PROJECT_DIR))
        with store(args.size, args.stores or folder):
            cookie = sign_in(name=LEADER, password=SAMPLE_PASSWORD, address="benchmark", at=datetime.now(UTC)).token
            print(f"{'':24}{'product':>10}{'bare':>10}{'ratio':>8}   {args.size}", flush=True)
            _compare(folder, args.size, cookie, args.runs, args.rounds)


def _compare(folder: Path, size: str, cookie: str, runs: int, rounds: int) -> None:
    config = PROJECT_DIR / ".streamlit" / "config.toml"
    filter_name, seen = read_bare_page(recorded_file(size))
    with serving(PROJECT_DIR / "dashboard.py", []) as port:
        product = _first_run(port, cookie, CHARTS_OF_OVERVIEW)
        with serving(write_bare_page(folder / "bare", size=size, config=config), []) as bare_port:
            bare = _first_run(bare_port, cookie, len(seen[""].charts))
            _print_table(product, bare, [selection for selection in seen if selection], filter_name, runs, rounds)


def _first_run(port: int, cookie: str, charts: int) -> Target:
    with session(port, cookie) as client:
        return Target(port, cookie, charts, rerun(client))


def _print_table(product: Target, bare: Target, choices: list[str], filter_name: str, runs: int, rounds: int) -> None:
    _print_row("first run, ms", product.first, bare.first)
    _print_row("rerun, ms", *(statistics.median(_reruns(measured, runs)) for measured in (product, bare)))
    _print_row("new minute, ms", *_reruns_in_a_new_minute(product, bare))
    _print_row(f"{SESSIONS} sessions, reruns/s", _reruns_a_second(product), _reruns_a_second(bare))
    with _browser() as browser:
        loads, bare_loads = _cold_loads(browser, product, rounds), _cold_loads(browser, bare, rounds)
        for name, words in {"first": "first content", "chart": "first chart", "last": "settled"}.items():
            _print_row(f"{words}, ms", _median_of(loads, name), _median_of(bare_loads, name))
        clicks = [_filter_clicks(browser, measured, filter_name, choices, rounds) for measured in (product, bare)]
        _print_row("filter click, ms", *(statistics.median(click) for click in clicks))


def _print_row(name: str, product: float, bare: float) -> None:
    print(f"{name:24}{product:10.1f}{bare:10.1f}{product / bare:8.2f}", flush=True)


def _reruns(target: Target, runs: int) -> list[float]:
    with session(target.port, target.cookie) as client:
        rerun(client)
        return [rerun(client) for _ in range(runs)]


def _reruns_in_a_new_minute(*targets: Target) -> list[float]:
    with ExitStack() as opened:
        clients = [opened.enter_context(session(target.port, target.cookie)) for target in targets]
        for client in clients:
            rerun(client)
        time.sleep(60 - time.time() % 60 + 0.2)
        return [rerun(client) for client in clients]


def _reruns_a_second(target: Target) -> float:
    """Of all sessions together, from when each has had its first run."""
    ready = threading.Barrier(SESSIONS)
    counts: list[int] = []

    def read() -> None:
        with session(target.port, target.cookie) as client:
            rerun(client)
            ready.wait(PATIENCE)
            stop_at, count = time.monotonic() + SECONDS_OF_SESSIONS, 0
            while time.monotonic() < stop_at:
                rerun(client)
                count += 1
        counts.append(count)

    readers = [threading.Thread(target=read) for _ in range(SESSIONS)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    if len(counts) < SESSIONS:
        raise RuntimeError("a session ended early")
    return sum(counts) / SECONDS_OF_SESSIONS


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = start_browser(playwright)
        yield started
        started.close()


@contextmanager
def _opened(browser: Browser, target: Target) -> Iterator[tuple[Page, dict[str, Any]]]:
    """The page in a browser with an empty cache, settled, with the times of its first content and chart."""
    context: BrowserContext = browser.new_context(viewport={"width": 1280, "height": 800})
    address = f"http://127.0.0.1:{target.port}"
    context.add_cookies([{"name": "tiendo", "value": target.cookie, "url": address}])
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(address)
    yield page, _settled(page, target.charts)
    context.close()


def _settled(page: Page, charts: int = 0, after: float = 0.0) -> dict[str, Any]:
    """Waits until nothing changes, the script is idle and all charts are drawn. Raises TimeoutError."""
    give_up_at = time.monotonic() + PATIENCE
    while time.monotonic() < give_up_at:
        state: dict[str, Any] = page.evaluate(PAGE_STATE)
        is_quiet = state["last"] > after and state["now"] - state["last"] > QUIET_MS
        if is_quiet and state["idle"] and state["charts"] >= charts:
            return state
        page.wait_for_timeout(50)
    raise TimeoutError(f"the page does not settle: {state}")


def _cold_loads(browser: Browser, target: Target, rounds: int) -> list[dict[str, Any]]:
    found = []
    for _ in range(rounds):
        with _opened(browser, target) as (_page, state):
            found.append(state)
    return found


def _median_of(loads: list[dict[str, Any]], name: str) -> float:
    return statistics.median(load[name] for load in loads)


def _filter_clicks(browser: Browser, target: Target, filter_name: str, choices: list[str], rounds: int) -> list[float]:
    """The two choices in turn; the first click on each warms up what is remembered and is not counted."""
    times = []
    with _opened(browser, target) as (page, _state):
        for number in range(2 + 2 * rounds):
            times.append(_click(page, filter_name, choices[number % 2]))
    return times[2:]


def _click(page: Page, filter_name: str, selection: str) -> float:
    """Milliseconds from the click on a choice of a select box until the page has settled."""
    box = page.locator(f".st-key-{filter_name} input")
    box.click()
    box.fill(selection)  # of many choices only the first are drawn
    option = page.get_by_role("option").filter(has_text=selection)
    option.first.wait_for()
    option.first.click()
    clicked: float = page.evaluate("() => seen.clicked")
    return _settled(page, after=clicked)["last"] - clicked


if __name__ == "__main__":
    main()

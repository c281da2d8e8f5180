"""How long a rerun takes: stock Streamlit compared with this app's server, on the same machine.

    python benchmarks/rerun.py [--runs 200]

A client opens the app's websocket as a browser does, asks for a rerun and stops the clock when the server says that
the script has finished; one session, one rerun after the other, the first 20 not counted. Rows of the table:

- stock: `streamlit run` as it comes (asyncio, a full garbage collection after each run), an empty page
- tuned: the same page with our configuration, uvloop and `gc.freeze`
- gated: the same, behind the gate, with the session looked up by gate and page
- overview: the running product on sample data, the first page of a leader
"""

import argparse
import os
import statistics
import sys
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

PROJECT_DIR = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT_DIR))

from actions.people.sign_in import sign_in  # noqa: E402
from benchmarks.serving import GATED, TUNED, our_flags, rerun, serving, session, write  # noqa: E402
from data_model.store.base.migrate import migrate  # noqa: E402
from data_model.values import UTC  # noqa: E402
from seed_data.fill_store import SAMPLE_ACCOUNTS, SAMPLE_PASSWORD, prepare_store  # noqa: E402

WARM_UP = 20
# Streamlit as pip installs it has none of these; None in sys.modules is "not installed".
AS_STOCK = "import sys; sys.modules.update(uvloop=None, httptools=None, orjson=None); "
EMPTY_PAGE = "import pandas, pyarrow\nimport plotly.graph_objects\nimport streamlit as st\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=200)
    runs = parser.parse_args().runs
    with TemporaryDirectory() as name:
        folder = Path(name)
        cookie = _prepare_demo(folder)
        ours = our_flags()
        stock_flags = ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
        print(f"{'':10}{'median ms':>10}{'p95 ms':>10}   {runs} reruns each")
        _measure("stock", write(folder / "stock" / "app.py", EMPTY_PAGE), stock_flags, AS_STOCK, "", runs)
        _measure("tuned", write(folder / "tuned" / "app.py", TUNED), ours, "", "", runs)
        _measure("gated", write(folder / "gated" / "app.py", GATED), ours, "", cookie, runs)
        _measure("overview", PROJECT_DIR / "dashboard.py", [], "", cookie, runs)


def _prepare_demo(folder: Path) -> str:
    """A demo store in the folder, for this process and the servers. Returns a leader's cookie."""
    os.environ.pop("DATABASE_URL", None)
    os.environ.update(TIENDO_DATA=str(folder), TIENDO_DEMO="1", PYTHONPATH=str(PROJECT_DIR))
    migrate()
    prepare_store(at=datetime.now(UTC))
    leader = SAMPLE_ACCOUNTS[0].name
    return sign_in(name=leader, password=SAMPLE_PASSWORD, address="benchmark", at=datetime.now(UTC)).token


def _measure(name: str, script: Path, flags: list[str], before: str, cookie: str, runs: int) -> None:
    with serving(script, flags, before) as port, session(port, cookie) as client:
        times = sorted([rerun(client) for _ in range(WARM_UP + runs)][WARM_UP:])
    print(f"{name:10}{statistics.median(times):10.1f}{times[int(len(times) * 0.95)]:10.1f}", flush=True)


if __name__ == "__main__":
    main()

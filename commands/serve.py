"""Serves the app: migrates the store, prints how to sign in, and starts Streamlit."""

import argparse
import os
import secrets
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from data_model import settings
from data_model.store import open_session
from data_model.store.base.engine import holds_samples
from data_model.store.base.migrate import migrate
from data_model.values import UTC
from seed_data.fill_store import SAMPLE_ACCOUNTS, SAMPLE_PASSWORD, prepare_store
from wording import labels
from wording.translation import _

HELP = "serve the app"
COOKIE_SECRET = "STREAMLIT_SERVER_COOKIE_SECRET"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=settings.port(), help="PORT, else 8501")
    parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"), help="HOST, else this machine alone")


def run(args: argparse.Namespace) -> int:
    """Prepares the store and serves until stopped. Returns Streamlit's exit code where the process is not replaced."""
    migrate()
    code = prepare_store(at=datetime.now(UTC))
    print(_("Address: {address}").format(address=f"http://{_shown_host(args.host)}:{args.port}"))
    if code is not None:
        print_first_admin_code(code)
    _print_sample_accounts()
    sys.stdout.flush()
    return _streamlit(args.host, args.port)


def print_first_admin_code(code: str) -> None:
    """Print the one-time code of the first administrator: the terminal is its only way out."""
    print(
        _("First administrator: open /activate, account name “admin”, one-time code {code} (24 hours).").format(
            code=code
        ),
        flush=True,
    )


def _print_sample_accounts() -> None:
    with open_session() as session:
        if not holds_samples(session):
            return
    print(_("Sample data. Sign in with the password {password} as:").format(password=SAMPLE_PASSWORD))
    for account in SAMPLE_ACCOUNTS:
        print(f"  {account.name:<14}{_(labels.ROLE[account.role])}: {account.display_name}")


def _shown_host(host: str) -> str:
    return "localhost" if host in ("127.0.0.1", "0.0.0.0", "::") else host


def _streamlit(host: str, port: int) -> int:
    command = [sys.executable, "-m", "streamlit", "run", str(settings.PROJECT_DIR / "dashboard.py")]
    command += ["--server.address", host, "--server.port", str(port)]
    environment = os.environ | {
        COOKIE_SECRET: os.environ.get(COOKIE_SECRET) or cookie_secret(),
        "FORWARDED_ALLOW_IPS": "",  # what a proxy says is read in web/requests.py, if there is one
    }
    os.chdir(settings.PROJECT_DIR)  # where .streamlit/config.toml is
    if os.name == "nt":  # there, exec leaves the terminal to another process
        return subprocess.call(command, env=environment)
    os.execve(sys.executable, command, environment)


def cookie_secret() -> str:
    """The key with which Streamlit signs its cookies; made once and stored in the data directory."""
    path: Path = settings.data_dir() / "cookie_secret"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        new_file = path.with_suffix(f".{os.getpid()}")
        new_file.touch(mode=0o600)
        new_file.write_text(secrets.token_hex(32), encoding="ascii")
        new_file.rename(path)  # whole at once: another process may be starting too
    settings.close_to_others(path)
    return path.read_text(encoding="ascii")

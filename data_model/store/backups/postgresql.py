"""PostgreSQL's own programs for a copy of a database while people write to it."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from sqlalchemy import URL, func, select
from sqlalchemy.engine import make_url

from data_model.rules.backups import BackupProblem, BackupRefused
from data_model.store.base.engine import engine_for
from data_model.store.base.tables import StoreContent, read_content

PACKAGED = Path("/usr/lib/postgresql")
"""Where Debian and Ubuntu put the programs of each version, of which only wrappers are on PATH."""


def copy_database(url: str, copy: Path) -> StoreContent:
    """Dumps one state of the database into `copy`; what is counted is that very state."""
    engine = engine_for(url).execution_options(isolation_level="REPEATABLE READ")
    with engine.connect() as connection:
        content = read_content(connection)
        if content.revision is None:
            raise BackupRefused(BackupProblem.NO_STORE)
        snapshot = connection.scalar(select(func.pg_export_snapshot()))
        copy.touch(mode=0o600)
        _run("pg_dump", url, "--format=custom", f"--snapshot={snapshot}", f"--file={copy}")
    return content


def content_of(url: str) -> StoreContent:
    with engine_for(url).connect() as connection:
        return read_content(connection)


def fill_database(url: str, copy: Path) -> None:
    """All of it or nothing, into a database without tables."""
    _run("pg_restore", url, "--single-transaction", "--exit-on-error", str(copy))


def _run(name: str, url: str, *options: str) -> None:
    address, secrets = _address(url)
    command = [_program(name, _server_version(url)), f"--dbname={address}", "--no-owner", "--no-privileges"]
    done = subprocess.run(
        [*command, "--no-password", *options], env=os.environ | secrets, capture_output=True, check=False, text=True
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or [name])[0]
        raise BackupRefused(BackupProblem.TOOL_FAILED, said)


def _address(url: str) -> tuple[str, dict[str, str]]:
    """What the command line may show, and the password for the environment: every account sees the one."""
    given = make_url(url)
    password = given.password or given.query.get("password")
    shown = URL.create(
        "postgresql",
        given.username,
        None,
        given.host,
        given.port,
        given.database,
        {name: value for name, value in given.query.items() if name != "password"},
    )
    return shown.render_as_string(), {"PGPASSWORD": str(password)} if password else {}


def _server_version(url: str) -> int:
    with engine_for(url).connect() as connection:
        return int(connection.scalar(select(func.current_setting("server_version_num"))) or 0) // 10_000


def _program(name: str, server: int) -> str:
    """The oldest one that is not older than the server: pg_dump refuses a newer server, and an older server does not
    understand all that a newer pg_restore sets. Raises BackupRefused."""
    on_path = shutil.which(name)
    found = [*([on_path] if on_path else []), *(str(path) for path in sorted(PACKAGED.glob(f"*/bin/{name}")))]
    fitting = [(version, path) for path in found if (version := _version(path)) >= server]
    if not fitting:
        raise BackupRefused(BackupProblem.NO_TOOL, f"{name} {server}")
    return min(fitting, key=lambda each: each[0])[1]


def _version(program: str) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, check=False, text=True).stdout
    number = re.search(r" (\d+)", said)
    return int(number[1]) if number else 0

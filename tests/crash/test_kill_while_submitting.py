"""Ten of the kills of `make kill`, and proof that its judge sees what is half stored or lost."""

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from data_model.settings import PROJECT_DIR
from tests.crash.kill_while_submitting import (
    PLACES,
    Life,
    ReportFile,
    half_stored,
    held,
    lost,
    make_file,
    sent_again,
    stores,
)

pytestmark = pytest.mark.slow  # starts processes and kills them

ROWS = 240


@pytest.mark.slow  # ten processes, killed
def test_a_killed_submission_is_stored_whole_or_not_at_all():
    command = [sys.executable, "tests/crash/kill_while_submitting.py", "--runs", "10", "--rows", str(ROWS)]

    done = subprocess.run(command, cwd=PROJECT_DIR, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^all +10 +\d+ +\d+ +\d+ +0 +0 +10$", done.stdout, re.MULTILINE), done.stdout
    assert all(f"\n{place}" in done.stdout for place in PLACES)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ReportFile, int]:
    """A SQLite store into which one file was submitted, the file, and the data version before."""
    folder = tmp_path_factory.mktemp("stored")
    with pytest.MonkeyPatch.context() as environment, stores("sqlite", folder) as new_store:
        environment.setenv("DATABASE_URL", "")
        url = new_store()
        file, empty = make_file(folder, 0, random.Random(1), ROWS), held(url)
        assert half_stored(empty, file, before=empty.version) == []
        assert sent_again(url, file, empty) == []
    return Path(url.removeprefix("sqlite:///")), file, empty.version


@pytest.fixture
def copied(stored, tmp_path, monkeypatch):
    """The address of a copy of that store, to be broken."""
    monkeypatch.setenv("DATABASE_URL", "")
    path = tmp_path / "store.db"
    path.write_bytes(stored[0].read_bytes())
    return f"sqlite:///{path}"


FIRST = "(SELECT min(id) FROM submission)"


@pytest.mark.parametrize(
    "harm, said",
    [
        (
            f"DELETE FROM report_line WHERE id = (SELECT max(id) FROM report_line WHERE submission_id = {FIRST})",
            "lines",
        ),
        ("UPDATE report_line SET percent = percent + 1 WHERE id = (SELECT min(id) FROM report_line)", "lines"),
        (f"DELETE FROM report_line WHERE submission_id = {FIRST}; DELETE FROM submission WHERE id = {FIRST}", "lines"),
        (f"DELETE FROM submission WHERE id = {FIRST}", "foreign key"),
        ("DELETE FROM sent_file", "as it was sent"),
        ("UPDATE submission SET sha256 = ''", "belong together"),
        ("DELETE FROM audit_entry", "audit"),
        ("UPDATE store_state SET version = {before}", "version was not raised"),
        ("DELETE FROM report_line; DELETE FROM submission", "a file without"),
        (
            "DELETE FROM report_line; DELETE FROM submission; DELETE FROM sent_file; DELETE FROM audit_entry",
            "for nothing",
        ),
    ],
)
def test_whatever_is_half_stored_is_seen(stored, copied, harm, said):
    _, file, before = stored
    with create_engine(copied).begin() as connection:
        for statement in harm.format(before=before).split(";"):
            connection.execute(text(statement))

    wrong = half_stored(held(copied), file, before=before)

    assert any(said in line for line in wrong), wrong


def test_a_receipt_for_what_is_not_there_is_a_loss(stored, copied):
    found = held(copied)
    numbers = ", ".join(f'"{number}"' for number in found.submissions)

    def printed(numbers: str) -> Life:
        return Life(output=f'{{"submission": {{"numbers": [{numbers}]}}}}\n'.encode())

    assert not lost(found, printed(numbers))
    assert lost(found, printed('"261122-AAAAA"'))
    assert not lost(found, Life(output=b'{"submission": {"numbers": ["261122-AAAAA"'))

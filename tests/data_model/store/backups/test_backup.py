"""A drill on each database: back up while somebody writes, restore elsewhere, compare every row; what is refused."""

import gzip
import io
import os
import tarfile
import zlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

import manage
from data_model.rules.backups import BackupProblem, BackupRefused
from data_model.store import open_session, open_transaction
from data_model.store.backups import postgresql
from data_model.store.backups.backup import back_up, restore
from data_model.store.base.engine import versions
from data_model.store.base.migrate import is_migrated
from data_model.tables import AuditEntry
from tests.builders.store_fixtures import using
from tests.builders.stores import CASE, contents
from tests.builders.whole_stores import AT, add_what_folders_leave_out, all_rows

pytestmark = pytest.mark.slow  # copies whole stores

SECRET, LETTERHEAD = b"ab" * 32, "TÊN CƠ QUAN = SỞ A\n".encode()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of a store in use: the key of its cookies, the office's letterhead and a template."""
    folder = tmp_path / "data"
    (folder / "van-ban" / "mau").mkdir(parents=True)
    (folder / "cookie_secret").write_bytes(SECRET)
    (folder / "van-ban" / "tieu-de.txt").write_bytes(LETTERHEAD)
    (folder / "van-ban" / "mau" / "báo cáo.docx").write_bytes(b"PK\x03\x04")
    monkeypatch.setenv("TIENDO_DATA", str(folder))
    return folder


@pytest.fixture
def programs(request: pytest.FixtureRequest, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """pg_dump and pg_restore of the test server's version on PATH."""
    if kind == "postgresql":
        found = request.getfixturevalue("postgres").programs
        monkeypatch.setenv("PATH", f"{found}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def full_store(worked_case: str, data: Path, programs: None) -> str:
    add_what_folders_leave_out()
    return worked_case


@pytest.fixture
def elsewhere(
    kind: str, new_url: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], str]:
    """Moves to another machine: an empty database and no data folder. Returns the address."""

    def move() -> str:
        monkeypatch.setenv("TIENDO_DATA", str(tmp_path / "other machine"))
        url = new_url(kind)
        monkeypatch.setenv("DATABASE_URL", url)
        return url

    return move


def test_every_table_and_file_comes_back_byte_for_byte(full_store, data, elsewhere, tmp_path):
    before = all_rows(full_store)
    made = back_up(tmp_path / "backups", at=AT)

    url = elsewhere()
    manifest = restore(made.archive)

    assert all_rows(url) == before
    assert contents(tmp_path / "other machine") == contents(data)
    assert manifest.rows == {name: len(rows) for name, rows in before.items()}
    assert all(before[name] for name in ("user_account", "audit_entry", "draft", "issued_report", "issued_file"))
    with using(url, pytest.MonkeyPatch()):
        assert is_migrated()
        with open_transaction() as session:  # ids go on after the restored ones
            session.add(AuditEntry(at=AT, user_name="binh", what="later"))
    assert len(all_rows(url)["audit_entry"]) == len(before["audit_entry"]) + 1


def test_a_backup_made_while_somebody_writes_holds_whole_transactions(full_store, elsewhere, tmp_path):
    quiet, version = all_rows(full_store), _version(full_store)
    stop, under_way, errors = Event(), Event(), []

    def write() -> None:
        try:
            while not stop.is_set():
                with open_transaction() as session:
                    session.add_all([AuditEntry(at=AT, user_name="writer", what=part) for part in ("first", "second")])
                under_way.set()
        except Exception as error:
            errors.append(error)

    writer = Thread(target=write)
    writer.start()
    assert under_way.wait(20)
    try:
        made = back_up(tmp_path / "backups", at=AT)
        before_stop = len(all_rows(full_store)["audit_entry"])
    finally:
        stop.set()
        writer.join(20)
    after = all_rows(full_store)

    url = elsewhere()
    restore(made.archive)
    found = all_rows(url)

    assert errors == []
    written = [row for row in found["audit_entry"] if "writer" in row]
    assert len(written) == 2 * (_version(url) - version)
    assert 0 < len(written) <= before_stop
    assert sorted("first" in row for row in written) == sorted([True, False] * (len(written) // 2))
    assert set(found["audit_entry"]) <= set(after["audit_entry"])
    same = quiet.keys() - {"audit_entry", "store_state"}
    assert {name: found[name] for name in same} == {name: quiet[name] for name in same}


def test_archives_are_for_their_owner_alone_and_named_by_their_instant(full_store, tmp_path):
    made = back_up(tmp_path / "backups", at=AT)

    assert [path.name for path in (tmp_path / "backups").iterdir()] == ["tien-do-20260701T020000.000000Z.tar.gz"]
    assert made.archive.stat().st_mode & 0o777 == 0o600


def test_restored_files_are_for_their_owner_alone(full_store, elsewhere, tmp_path):
    made = back_up(tmp_path / "backups", at=AT)
    url = elsewhere()
    restore(made.archive)

    files = [path for path in (tmp_path / "other machine").rglob("*") if path.is_file()]
    files += [Path(url.removeprefix("sqlite:///"))] if url.startswith("sqlite") else []
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_a_database_with_tables_is_left_alone(full_store, new_url, kind, monkeypatch, tmp_path):
    made = back_up(tmp_path / "backups", at=AT)
    other = new_url(kind, CASE)
    before = all_rows(other)
    monkeypatch.setenv("DATABASE_URL", other)
    monkeypatch.setenv("TIENDO_DATA", str(tmp_path / "other machine"))

    assert _refusal(made.archive) == (BackupProblem.NOT_EMPTY, "")
    assert all_rows(other) == before


@pytest.mark.parametrize("kind", ["sqlite"])
class TestOnOneDatabase:
    """What does not depend on the kind of the database."""

    def test_only_the_newest_stay_and_other_files_too(self, full_store, tmp_path):
        folder = tmp_path / "backups"
        folder.mkdir()
        (folder / "ghi-chú.txt").write_text("của người khác")
        (folder / "tien-do-0.2.0.tar.gz").write_bytes(b"the program")
        for day in range(4):
            made = back_up(folder, at=AT + timedelta(days=day), keep=2)

        assert sorted(path.name for path in folder.iterdir()) == [
            "ghi-chú.txt",
            "tien-do-0.2.0.tar.gz",
            "tien-do-20260703T020000.000000Z.tar.gz",
            "tien-do-20260704T020000.000000Z.tar.gz",
        ]
        assert [path.name for path in made.removed] == ["tien-do-20260702T020000.000000Z.tar.gz"]

    def test_a_file_that_is_there_is_left_alone(self, full_store, elsewhere, tmp_path):
        made = back_up(tmp_path / "backups", at=AT)
        url = elsewhere()
        there = tmp_path / "other machine" / "cookie_secret"
        there.parent.mkdir()
        there.write_bytes(b"another")

        assert _refusal(made.archive) == (BackupProblem.FILE_THERE, str(there))
        assert there.read_bytes() == b"another"
        assert not Path(url.removeprefix("sqlite:///")).exists()

    @pytest.mark.parametrize(
        ("change", "refusal"),
        [
            (lambda parts: parts | {"cookie_secret": b"x" * 64}, (BackupProblem.PART_DAMAGED, "cookie_secret")),
            (lambda parts: _without(parts, "database.sqlite"), (BackupProblem.PART_MISSING, "database.sqlite")),
            (lambda parts: parts | {"extra.txt": b"?"}, (BackupProblem.PART_UNKNOWN, "extra.txt")),
            (lambda parts: _without(parts, "manifest.json"), (BackupProblem.FOREIGN, "changed.tar.gz")),
            (lambda parts: parts | {"manifest.json": b"{}"}, (BackupProblem.FOREIGN, "changed.tar.gz")),
            (lambda parts: parts | {"../outside": b"?"}, (BackupProblem.UNREADABLE, "changed.tar.gz")),
            (
                lambda parts: _replaced(parts, b'"revision": "', b'"revision": "9'),
                (BackupProblem.NEWER_VERSION, "0.2.0"),
            ),
            (
                lambda parts: _replaced(parts, b'"database": "sqlite"', b'"database": "postgresql"'),
                (BackupProblem.OTHER_DATABASE, "postgresql"),
            ),
            (lambda parts: _replaced(parts, b'"draft": 1', b'"draft": 2'), (BackupProblem.ROWS_DIFFER, "draft")),
        ],
    )
    def test_a_changed_archive_is_refused_by_what_is_wrong(self, full_store, elsewhere, tmp_path, change, refusal):
        made = back_up(tmp_path / "backups", at=AT)
        changed = _packed(tmp_path / "changed.tar.gz", change(_parts(made.archive)))
        url = elsewhere()

        assert _refusal(changed) == refusal
        assert not Path(url.removeprefix("sqlite:///")).exists()
        assert contents(tmp_path / "other machine") == {}
        assert not (tmp_path / "outside").exists()

    @pytest.mark.parametrize("share", [0, 10, 50, 99])
    def test_an_archive_cut_short_is_refused(self, full_store, elsewhere, tmp_path, share):
        made = back_up(tmp_path / "backups", at=AT)
        whole = made.archive.read_bytes()
        made.archive.write_bytes(whole[: len(whole) * share // 100])
        url = elsewhere()

        problem, _ = _refusal(made.archive)
        assert problem in (BackupProblem.UNREADABLE, BackupProblem.FOREIGN)
        assert not Path(url.removeprefix("sqlite:///")).exists()

    def test_a_flipped_byte_is_refused_wherever_it_is(self, full_store, elsewhere, tmp_path):
        made = back_up(tmp_path / "backups", at=AT)
        whole = made.archive.read_bytes()
        url = elsewhere()
        for place in [*range(20, len(whole), len(whole) // 25), *range(len(whole) - 8, len(whole))]:
            flipped = whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :]
            if _reads_the_same(flipped, whole):
                continue
            made.archive.write_bytes(flipped)
            with pytest.raises(BackupRefused):
                restore(made.archive)
            assert not Path(url.removeprefix("sqlite:///")).exists()

    def test_without_a_store_there_is_nothing_to_back_up(self, kind, data, new_url, tmp_path, monkeypatch):
        url = new_url(kind)
        monkeypatch.setenv("DATABASE_URL", url)

        with pytest.raises(BackupRefused) as refused:
            back_up(tmp_path / "backups", at=AT)

        assert refused.value.problem is BackupProblem.NO_STORE
        assert not Path(url.removeprefix("sqlite:///")).exists()
        assert list((tmp_path / "backups").iterdir()) == []

    def test_the_command_line_backs_up_and_restores(self, full_store, elsewhere, tmp_path, capsys):
        before = all_rows(full_store)
        assert manage.main(["backup", str(tmp_path / "backups"), "--keep", "3"]) == 0
        (archive,) = (tmp_path / "backups").iterdir()
        assert capsys.readouterr().out.startswith(f"{archive}: {sum(map(len, before.values()))} dòng")

        url = elsewhere()
        assert manage.main(["restore", str(archive)]) == 0
        assert all_rows(url) == before
        assert capsys.readouterr().out.startswith("Đã khôi phục")

        assert manage.main(["restore", str(archive)]) == 1
        assert capsys.readouterr().err.startswith("Đã có cơ sở dữ liệu")


def test_the_password_is_not_on_the_command_line():
    shown, secrets = postgresql._address(
        "postgresql+psycopg://tiendo:b%C3%AD%20m%E1%BA%ADt@db:6432/tiendo?sslmode=require"
    )

    assert shown == "postgresql://tiendo@db:6432/tiendo?sslmode=require"
    assert secrets == {"PGPASSWORD": "bí mật"}


@pytest.mark.usefixtures("postgres")
def test_a_server_later_than_every_program_is_named(new_url, data, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", new_url("postgresql", CASE))
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(postgresql, "PACKAGED", tmp_path)

    with pytest.raises(BackupRefused) as refused:
        back_up(tmp_path / "backups", at=AT)

    assert refused.value.problem is BackupProblem.NO_TOOL
    assert refused.value.name.startswith("pg_dump ")


def _version(url: str) -> int:
    with open_session(url) as session:
        return versions(session).data


def _refusal(archive: Path) -> tuple[BackupProblem, str]:
    with pytest.raises(BackupRefused) as refused:
        restore(archive)
    return refused.value.problem, refused.value.name


def _parts(archive: Path) -> dict[str, bytes]:
    with tarfile.open(archive) as tar:
        return {member.name: tar.extractfile(member).read() for member in tar}


def _reads_the_same(flipped: bytes, whole: bytes) -> bool:
    """Whether no content hangs on the byte: the same match at another distance, bits that fill the last byte."""
    try:
        return gzip.decompress(flipped) == gzip.decompress(whole)
    except (OSError, EOFError, zlib.error):
        return False


def _without(parts: dict[str, bytes], name: str) -> dict[str, bytes]:
    return {other: data for other, data in parts.items() if other != name}


def _replaced(parts: dict[str, bytes], old: bytes, new: bytes) -> dict[str, bytes]:
    assert old in parts["manifest.json"]
    return parts | {"manifest.json": parts["manifest.json"].replace(old, new)}


def _packed(path: Path, parts: dict[str, bytes]) -> Path:
    with gzip.open(path, "wb") as file, tarfile.open(fileobj=file, mode="w") as tar:
        for name, data in parts.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return path

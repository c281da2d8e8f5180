"""How a store is opened."""

import stat

from data_model.store.base.engine import engine_for


def test_a_database_that_anybody_could_read_is_closed_to_all_but_its_owner(tmp_path):
    path = tmp_path / "tiendo.db"
    path.touch()
    path.chmod(0o664)

    with engine_for(f"sqlite:///{path}").connect() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x)")
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}

    assert set(modes.values()) == {0o600}
    assert "tiendo.db-wal" in modes

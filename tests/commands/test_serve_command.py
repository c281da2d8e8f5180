"""What `serve` prints and hands over. The server itself is tested in tests/web/."""

import argparse
import os
import stat
import sys

import pytest

from commands import serve
from data_model.settings import PROJECT_DIR


class HandedOver(Exception):
    pass


@pytest.fixture
def handed_over(monkeypatch, tmp_path):
    """Where `serve` becomes Streamlit, the test looks at what it would have become."""
    monkeypatch.setenv("TIENDO_DATA", str(tmp_path / "data"))
    monkeypatch.delenv(serve.COOKIE_SECRET, raising=False)
    became = {}

    def execve(program, command, environment):
        became.update(command=command, environment=environment)
        raise HandedOver

    monkeypatch.setattr(os, "execve", execve)
    monkeypatch.chdir(PROJECT_DIR)  # which `serve` does as well
    return became


def run(*words):
    parser = argparse.ArgumentParser()
    serve.add_arguments(parser)
    with pytest.raises(HandedOver):
        serve.run(parser.parse_args(words))


def test_an_empty_store_gets_an_administrator_whose_code_is_printed_once(store, handed_over, capsys):
    run("--port", "9000")
    first = capsys.readouterr().out
    run("--port", "9000")
    second = capsys.readouterr().out

    assert "Địa chỉ: http://localhost:9000" in first
    assert "mã dùng một lần " in first
    assert "mã dùng một lần" not in second
    assert "Số liệu mẫu" not in first


def test_streamlit_is_started_on_this_machine_alone_unless_told_otherwise(store, handed_over):
    run("--port", "9000")

    command = handed_over["command"]
    assert command[:4] == [sys.executable, "-m", "streamlit", "run"]
    assert command[command.index("--server.address") + 1] == "127.0.0.1"
    assert command[command.index("--server.port") + 1] == "9000"
    assert handed_over["environment"]["FORWARDED_ALLOW_IPS"] == ""


def test_the_cookie_secret_is_made_once_and_readable_by_its_owner_alone(store, handed_over, tmp_path):
    run()
    first = handed_over["environment"][serve.COOKIE_SECRET]
    (tmp_path / "data" / "cookie_secret").chmod(0o644)
    run()

    assert handed_over["environment"][serve.COOKIE_SECRET] == first
    assert len(first) == 64
    assert stat.S_IMODE((tmp_path / "data" / "cookie_secret").stat().st_mode) == 0o600

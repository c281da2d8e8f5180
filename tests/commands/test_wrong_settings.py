"""A setting that can't be used is one clear line on stderr, whatever command was asked for."""

import os
import subprocess
import sys

import pytest

from data_model.settings import PROJECT_DIR, SettingWrong, data_dir, database_url, port

pytestmark = pytest.mark.slow  # starts Python for each

WRONG = [
    {"PORT": "abc"},
    {"PORT": "99999"},
    {"DATABASE_URL": "mysql://u:bí-mật@h/d"},
    {"DATABASE_URL": "postgresql://u:bí-mật@host:abc/d"},
    {"DATABASE_URL": "tiendo.db"},
    {"TIENDO_DATA": __file__},
    {"TIENDO_DATA": f"{__file__}/data"},
    {"SMTP_HOST": "mail", "SMTP_SENDER": "nobody"},
    {"TIENDO_LETTER_DAYS": "ten"},
]


def manage(tmp_path, *words, **variables):
    environment = {"PATH": os.environ["PATH"], "TIENDO_DATA": str(tmp_path / "data"), "TIENDO_DEMO": "0"} | variables
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=PROJECT_DIR, env=environment, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("variables", WRONG, ids=str)
def test_a_wrong_setting_is_one_line_that_names_it(tmp_path, variables):
    ended = manage(tmp_path, "serve", **variables)

    [line] = ended.stderr.splitlines()
    name = list(variables)[-1]
    assert line.startswith(f"Không dùng được giá trị của biến {name}. Hãy đặt thành: ")
    assert "bí-mật" not in line
    assert ended.returncode == 2


def test_each_wrong_setting_has_its_line(tmp_path):
    ended = manage(tmp_path, "users", "list", PORT="x", DATABASE_URL="x", REMIND_DAYS_BEFORE="x")

    assert [line.split(".")[0].rpartition(" ")[2] for line in ended.stderr.splitlines()] == [
        "PORT",
        "DATABASE_URL",
        "REMIND_DAYS_BEFORE",
    ]


@pytest.mark.parametrize("url", ["postgresql://u:bí-mật@localhost:1/d", "sqlite:////proc/none/tiendo.db"])
def test_a_database_that_is_not_there_is_one_line(tmp_path, url):
    ended = manage(tmp_path, "users", "list", DATABASE_URL=url)

    [line] = ended.stderr.splitlines()
    assert line.startswith("Không mở được cơ sở dữ liệu của DATABASE_URL")
    assert "bí-mật" not in line
    assert ended.returncode == 1


def test_settings_are_read_anew_when_they_change(monkeypatch, tmp_path):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    for name in ("a", "b"):
        monkeypatch.setenv("TIENDO_DATA", str(tmp_path / name))
        assert (data_dir(), database_url()) == (tmp_path / name, f"sqlite:///{tmp_path / name / 'tiendo.db'}")
    monkeypatch.setenv("PORT", "0")
    with pytest.raises(SettingWrong):
        port()

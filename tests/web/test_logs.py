"""The log: one JSON object a line, whatever is logged; nothing that people wrote, and no secret."""

import json
import logging

import httpx
import pytest
from sqlalchemy.exc import IntegrityError

from data_model.store import open_side_transaction
from data_model.tables import Agency
from tests.builders.accounts import PASSWORD, token_of
from tests.builders.web_requests import HTML
from web.logs import json_lines

CANARY = "chim hoàng yến 7f3a"
FORGED = f'{CANARY}\r\n{{"event": "sign_in", "user": "admin"}}\u2028\x1b[2K'


def logged(message="a page failed", *values, error=None):
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("ui", logging.ERROR, __file__, 1, message, values, info)
    return json_lines().format(record)


def test_a_line_break_in_a_value_forges_no_line():
    [line] = logged("deferred file %s", FORGED).splitlines()

    entry = json.loads(line)
    assert (entry["event"], entry["level"], entry["logger"]) == (f"deferred file {FORGED}", "error", "ui")
    assert entry["timestamp"].endswith("Z")


def test_an_error_is_logged_by_kind_and_place_and_not_by_its_message():
    try:
        try:
            int(CANARY)
        except ValueError as error:
            raise RuntimeError(CANARY) from error
    except RuntimeError as error:
        line = logged(error=error)

    assert CANARY not in line
    kinds = [(entry["kind"], entry["frames"][0].split(":")[0]) for entry in json.loads(line)["error"]]
    assert kinds == [
        ("builtins.RuntimeError", "tests/web/test_logs.py"),
        ("builtins.ValueError", "tests/web/test_logs.py"),
    ]


def test_an_error_of_the_database_names_no_value_of_the_row(database):
    def add():
        with open_side_transaction() as session:
            session.add(Agency(code="A", name=CANARY, kind="department"))

    add()
    with pytest.raises(IntegrityError) as refused:
        add()

    assert CANARY not in str(refused.value)
    assert CANARY not in logged(error=refused.value)


@pytest.mark.slow  # starts the app
def test_what_the_server_logs_is_json_and_holds_nothing_of_anybody(server):
    token = token_of("binh")
    cookie = {"cookie": f"tiendo={token}"}
    form = httpx.get(f"{server.url}/sign-in")
    fields = {"form": form.cookies["tiendo_form"], "name": f"{CANARY}\n", "password": f"{CANARY}{PASSWORD}"}
    httpx.post(f"{server.url}/sign-in", data=fields, cookies=form.cookies)
    for address in (
        "/search?q=chim-7f3a",
        "/download/chim-7f3a/%0Achim-7f3a",
        "/media/%0A%0Dchim-7f3a",
        "/%0Achim-7f3a",
    ):
        httpx.get(server.url + address, headers=cookie | HTML)
        httpx.get(f"{server.url}/_stcore{address}", headers=cookie)

    lines = server.log.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("{")] == []
    assert [line for line in map(json.loads, lines) if line["level"] not in ("info", "warning")] == []
    for secret in (token, PASSWORD, CANARY, "7f3a"):
        assert secret not in server.log.read_text(encoding="utf-8")

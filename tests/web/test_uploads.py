"""Uploads are taken where a page offers one, so much per person and day, and not endlessly slowly."""

import asyncio
from collections.abc import Callable

import pytest
from anyio.from_thread import start_blocking_portal

from data_model.rules.people.hashing import hash_token
from data_model.store.base import upload_offers
from data_model.store.base.upload_offers import offer_upload
from tests.builders.accounts import token_of
from web import uploads
from web.uploads import _Body


@pytest.fixture(autouse=True)
def nothing_taken(monkeypatch):
    for counted in (upload_offers._offers, upload_offers._taken):
        counted.clear()


def in_a_loop(function: Callable, *arguments):
    """Outside this thread, which has a loop of its own where it has driven a browser."""
    with start_blocking_portal() as portal:
        return portal.call(function, *arguments)


def put(client, token, window="window-1", size=1):
    client.cookies.set("tiendo", token)
    return client.put(f"/_stcore/upload_file/{window}/file", content=b"x" * size).status_code


def test_a_file_is_taken_only_into_a_window_with_an_upload_box_of_the_same_session(client):
    mine, of_another = token_of("binh"), token_of("binh")

    assert put(client, mine) == 403
    offer_upload("window-1", hash_token(mine))
    assert put(client, mine) == 200
    assert put(client, of_another) == 403
    assert put(client, mine, window="window-2") == 403
    assert client.delete("/_stcore/upload_file/window-1/file").status_code == 200


def test_an_offer_ends_with_an_idle_session(client, monkeypatch):
    token = token_of("binh")
    monkeypatch.setattr(upload_offers, "OFFER_LASTS", -1)
    offer_upload("window-1", hash_token(token))

    assert put(client, token) == 403


@pytest.mark.parametrize("limit, most", [("MOST_FILES", 3), ("MOST_BYTES", 3000)])
def test_a_person_uploads_so_much_a_day_in_whichever_session(client, monkeypatch, limit, most):
    monkeypatch.setattr(upload_offers, limit, most)
    tokens = [token_of("binh"), token_of("binh"), token_of("lan")]
    for number, token in enumerate(tokens):
        offer_upload(f"window-{number}", hash_token(token))

    answers = [put(client, tokens[n % 2], f"window-{n % 2}", size=1000) for n in range(4)]

    assert answers == [200, 200, 200, 429]
    assert put(client, tokens[2], "window-2") == 200, "others are not held to it"


def test_a_body_that_hardly_comes_is_given_up(monkeypatch):
    monkeypatch.setattr(uploads, "SILENT_SECONDS", 0.05)

    async def silent():
        await asyncio.sleep(600)

    async def a_byte_now_and_then():
        await asyncio.sleep(0.01)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def read(receive):
        body = _Body(receive)
        return [(await body.receive())["type"] for _ in range(20)][-1]

    assert in_a_loop(read, silent) == "http.disconnect"
    assert in_a_loop(read, a_byte_now_and_then) == "http.disconnect"


def test_a_body_that_has_come_whole_may_be_answered_slowly(monkeypatch):
    monkeypatch.setattr(uploads, "SILENT_SECONDS", 0.05)
    messages = iter([{"type": "http.request", "body": b"x", "more_body": False}, {"type": "http.disconnect"}])

    async def receive():
        message = next(messages)
        if message["type"] == "http.disconnect":
            await asyncio.sleep(0.2)
        return message

    async def read():
        body = _Body(receive)
        return [(await body.receive())["type"], (await body.receive())["type"]]

    assert in_a_loop(read) == ["http.request", "http.disconnect"]

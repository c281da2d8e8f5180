"""Looks sessions up for the gate, and closes the websockets of those that have ended."""

import asyncio
import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.types import Send

from data_model.rules.people.accounts import SEEN_EVERY
from data_model.rules.people.hashing import hash_token
from data_model.store import open_session, open_side_transaction
from data_model.store.people import accounts
from data_model.values import UTC

WATCH_SECONDS = 3.0
POLICY_VIOLATION = 1008

log = logging.getLogger(__name__)


class Visits:
    """The open sockets of this process, and when each session was last seen.

    `seen_at` is written by `watch`, at most once a minute for each session, so no request waits for a writer.
    """

    def __init__(self) -> None:
        self._sockets: dict[object, tuple[str, Send]] = {}
        self._seen: dict[str, datetime] = {}

    async def find(self, token: str) -> accounts.Visit | None:
        """The session of a cookie's value, None if it has ended. Raises SQLAlchemyError if the store can't be reached."""
        if not token:
            return None
        at = datetime.now(UTC)
        visit = await run_in_threadpool(_find, hash_token(token), at)
        if visit is not None and at - visit.seen_at > SEEN_EVERY:
            self._seen[visit.token_hash] = at
        return visit

    @contextmanager
    def socket(self, token_hash: str, send: Send) -> Iterator[None]:
        """Registers a websocket while it is open."""
        key = object()
        self._sockets[key] = (token_hash, send)
        try:
            yield
        finally:
            del self._sockets[key]

    async def close_ended(self) -> None:
        """Closes every websocket whose session has ended: signed out, disabled, or too old."""
        sockets = list(self._sockets.values())
        if not sockets:
            return
        living = await run_in_threadpool(_living, {token_hash for token_hash, _ in sockets}, datetime.now(UTC))
        for token_hash, send in sockets:
            if token_hash not in living:
                await close(send)

    async def watch(self) -> None:
        """Writes `seen_at` and closes ended sessions as long as the server runs."""
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            try:
                await self._write_seen()
                await self.close_ended()
            except SQLAlchemyError:
                log.exception("sessions could not be looked up; trying again")

    async def _write_seen(self) -> None:
        seen, self._seen = self._seen, {}
        if seen:
            await run_in_threadpool(_mark_seen, seen)


async def close(send: Send) -> None:
    with suppress(OSError, RuntimeError):  # gone already
        await send({"type": "websocket.close", "code": POLICY_VIOLATION, "reason": "signed out"})


def _find(token_hash: str, at: datetime) -> accounts.Visit | None:
    with open_session() as session:
        return accounts.visit(session, token_hash=token_hash, at=at)


def _living(token_hashes: Collection[str], at: datetime) -> frozenset[str]:
    with open_session() as session:
        return accounts.living_sessions(session, token_hashes=token_hashes, at=at)


def _mark_seen(seen: dict[str, datetime]) -> None:
    with open_side_transaction() as session:
        for token_hash, at in seen.items():
            accounts.mark_seen(session, token_hash=token_hash, at=at)


VISITS = Visits()

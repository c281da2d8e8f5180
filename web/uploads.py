"""Lets an upload through to Streamlit only where a page offers one, within the person's quota, and not endlessly slowly."""

import asyncio
import re

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data_model.store.base.upload_offers import count_taken, is_offered, may_take
from data_model.store.people.accounts import Visit

UPLOAD = re.compile(r"/_stcore/upload_file/(?P<window>[^/]+)/[^/]+")
SILENT_SECONDS = 20.0
"""A client that has sent nothing for so long is gone, or wants to hold the connection."""
SLOWEST_BYTES_PER_SECOND = 2_000
"""After the first `SILENT_SECONDS`, on average: 20 MB would still have almost three hours."""


class Uploads:
    """Behind the gate, which has looked up the session."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        body = _Body(receive)
        upload = UPLOAD.fullmatch(scope["path"]) if scope["method"] == "PUT" else None
        visit: Visit | None = scope.get("state", {}).get("visit")
        if upload is None or visit is None:
            return await self.app(scope, body.receive, send)
        if not is_offered(upload["window"], visit.token_hash):
            return await PlainTextResponse("no page offers an upload", 403)(scope, receive, send)
        if not may_take(visit.user.name):
            return await PlainTextResponse("too many uploads today", 429)(scope, receive, send)
        try:
            await self.app(scope, body.receive, send)
        finally:
            count_taken(visit.user.name, body.size)


class _Body:
    """The body of a request: how much of it has come, and an end to one that hardly comes."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._began = asyncio.get_running_loop().time()
        self._whole = False
        self.size = 0

    async def receive(self) -> Message:
        if self._whole:  # what follows is the client going away, and may take as long as it likes
            return await self._receive()
        try:
            message = await asyncio.wait_for(self._receive(), SILENT_SECONDS)
        except TimeoutError:
            return {"type": "http.disconnect"}
        self.size += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        seconds = asyncio.get_running_loop().time() - self._began
        if not self._whole and seconds > SILENT_SECONDS and self.size < SLOWEST_BYTES_PER_SECOND * seconds:
            return {"type": "http.disconnect"}
        return message

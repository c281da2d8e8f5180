"""The middleware in front of everything: without a session there is only the sign-in page, a 401, or no websocket.

Pure ASGI, since Streamlit's work goes over a websocket, which Starlette's `BaseHTTPMiddleware` never sees. The
session is looked up again for each message of the browser: callbacks and fragments skip the top of the script.
"""

import re
from urllib.parse import quote, urlsplit

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from actions.audit import acting_from
from data_model.store.people.accounts import Visit
from web.database_down import database_down
from web.requests import address, cookie, header, session_cookie
from web.visits import POLICY_VIOLATION, VISITS, Visits, close

OUR_HEADERS = b"x-app-"
SESSION_HEADER = b"x-app-session"
"""Named in `.streamlit/config.toml` (`trustedUserHeaders`), which makes it `st.user["session"]`."""

ALIKE_FOR_ALL = re.compile(r"/(static|ui)/.*|/(favicon\.png|manifest\.json|healthz|readyz|metrics|_stcore/health)")
OPEN_TO_ALL = re.compile(
    r"/(sign-in|second-step|second-factor|activate|forgotten|auth/[a-z-]+)|/language/.*|/calendar/[\w-]+\.ics"
)
FILES_OF_STREAMLIT = "/media/"
"""It hands out a file to whoever knows its address; ours go by web/downloads.py, each to the session it was made for."""
NEVER_A_PAGE = ("/_stcore/", "/media/", "/component/")


class Gate:
    def __init__(self, app: ASGIApp, visits: Visits = VISITS) -> None:
        self.app = app
        self.visits = visits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        if _is_foreign(scope):
            return await _refuse(scope, receive, send)
        headers = [(name, value) for name, value in scope["headers"] if not name.lower().startswith(OUR_HEADERS)]
        scope = dict(scope, headers=headers)
        acting_from.set(address(scope))
        if scope["type"] == "http" and ALIKE_FOR_ALL.fullmatch(scope["path"]):
            return await self.app(scope, receive, send)
        token = cookie(scope, session_cookie(scope))
        try:
            visit = await self.visits.find(token)
        except SQLAlchemyError as error:
            return await _turn_away(scope, receive, send, error)
        scope["state"] = {**scope.get("state", {}), "visit": visit}
        if scope["type"] == "websocket":
            return await self._socket(scope, receive, send, token, visit)
        if visit is None and not OPEN_TO_ALL.fullmatch(scope["path"]):
            return await _ask_to_sign_in(scope, receive, send)
        if scope["path"].startswith(FILES_OF_STREAMLIT):
            return await Response(status_code=404)(scope, receive, send)
        await self.app(scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send, token: str, visit: Visit | None) -> None:
        if visit is None:
            return await _refuse(scope, receive, send)

        async def receive_if_signed_in() -> Message:
            message = await receive()
            if message["type"] != "websocket.receive" or await self.visits.find(token) is not None:
                return message
            await close(send)
            return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}

        scope["headers"].append((SESSION_HEADER, visit.token_hash.encode()))
        with self.visits.socket(visit.token_hash, send):
            await self.app(scope, receive_if_signed_in, send)


def _is_foreign(scope: Scope) -> bool:
    """Whether a websocket is opened from another site. Streamlit's own check would first ask an outside service for its
    address, and wait."""
    origin = header(scope, b"origin")
    return bool(origin) and urlsplit(origin).netloc != header(scope, b"host")


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": POLICY_VIOLATION})  # before "accept": HTTP 403
    else:
        await Response(status_code=403)(scope, receive, send)


async def _turn_away(scope: Scope, receive: Receive, send: Send, error: SQLAlchemyError) -> None:
    if scope["type"] == "websocket":
        return await _refuse(scope, receive, send)
    response = await database_down(Request(scope), error)
    await response(scope, receive, send)


async def _ask_to_sign_in(scope: Scope, receive: Receive, send: Send) -> None:
    response: Response = JSONResponse({"error": "not signed in"}, 401, headers={"cache-control": "no-store"})
    if _asks_for_a_page(scope):
        query = scope.get("query_string", b"").decode("latin-1")
        wanted = quote(scope["path"]) + (f"?{query}" if query else "")
        response = RedirectResponse("/sign-in" + (f"?next={quote(wanted, safe='')}" if wanted != "/" else ""), 303)
    await response(scope, receive, send)


def _asks_for_a_page(scope: Scope) -> bool:
    return (
        scope["method"] in ("GET", "HEAD")
        and "text/html" in header(scope, b"accept")
        and not scope["path"].startswith(NEVER_A_PAGE)
    )

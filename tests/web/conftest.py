"""The layers of `web/` around a stand-in for Streamlit, so that a request takes a millisecond."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from web.app import EXCEPTION_HANDLERS, MIDDLEWARE, ROUTES


async def show_headers(request: Request) -> Response:
    await request.body()  # as Streamlit does with a file
    return JSONResponse({name: value for name, value in request.headers.items() if name.startswith("x-app-")})


async def show_socket_headers(socket: WebSocket) -> None:
    """Says with each message which headers of ours it got."""
    await socket.accept()
    try:
        while True:
            await socket.receive_bytes()
            await socket.send_json(
                [[name, value] for name, value in socket.headers.items() if name.startswith("x-app-")]
            )
    except WebSocketDisconnect:
        return


STREAMLITS = [
    WebSocketRoute("/_stcore/stream", show_socket_headers),
    Route("/_stcore/{rest:path}", show_headers, methods=["GET", "PUT", "DELETE"]),
    Route("/media/{rest:path}", show_headers),
    Route("/static/{rest:path}", show_headers),
]


COOKIE_OF_STREAMLIT = Middleware(SessionMiddleware, secret_key="made up", session_cookie="_streamlit_session")
"""Streamlit's app has it around our routes."""


@pytest.fixture
def client(accounts: None) -> Iterator[TestClient]:
    """A browser without JavaScript, on a store with an account for each role."""
    app = Starlette(
        routes=[*STREAMLITS, *ROUTES],
        middleware=[*MIDDLEWARE, COOKIE_OF_STREAMLIT],
        exception_handlers=EXCEPTION_HANDLERS,
    )
    with TestClient(app, base_url="http://testserver", follow_redirects=False) as browsing:
        yield browsing

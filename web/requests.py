"""Reads from a request: TLS, client address, cookie, language, and the page to go to next."""

import os
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.types import Scope

from data_model.values import UTC, Language

LANGUAGE_COOKIE = "tiendo_language"
LARGEST_FORM = 16_384
SIGN_IN_PATHS = (
    "/sign-in",
    "/second-step",
    "/second-factor",
    "/activate",
    "/forgotten",
    "/password",
    "/sessions",
    "/auth/",
    "/language/",
)


def now() -> datetime:
    return datetime.now(UTC)


def header(scope: Scope, name: bytes) -> str:
    """The last value of a header (that of the nearest proxy), or an empty text."""
    values = [value for key, value in scope["headers"] if key == name]
    return values[-1].decode("latin-1") if values else ""


def is_secure(scope: Scope) -> bool:
    """Whether it came over TLS, here or to the proxy in front (`TIENDO_BEHIND_PROXY=1`)."""
    if _behind_proxy() and (forwarded := _last_hop(scope, b"x-forwarded-proto")):
        return forwarded in ("https", "wss")
    return scope.get("scheme") in ("https", "wss")


def address(scope: Scope) -> str:
    """The client's network address, from the proxy's header if there is a proxy in front."""
    if _behind_proxy() and (forwarded := _last_hop(scope, b"x-forwarded-for")):
        return forwarded
    client = scope.get("client")
    return client[0] if client else ""


def _behind_proxy() -> bool:
    return os.environ.get("TIENDO_BEHIND_PROXY") == "1"


def _last_hop(scope: Scope, name: bytes) -> str:
    """A client can send the header too; the proxy appends to it."""
    return header(scope, name).rpartition(",")[2].strip()


def session_cookie(scope: Scope) -> str:
    """Over TLS the prefix binds the cookie to this host and to TLS; a browser refuses it elsewhere."""
    return "__Host-tiendo" if is_secure(scope) else "tiendo"


def device_cookie(scope: Scope) -> str:
    """By it an account knows a device from which it has signed in before; nobody is let in by it alone."""
    return f"{session_cookie(scope)}-device"


def half_way_cookie(scope: Scope) -> str:
    """Whose password was right a moment ago, until the second factor is proven."""
    return f"{session_cookie(scope)}-half-way"


def cookie(scope: Scope, name: str) -> str:
    """Its value, or nothing; other programs on the same host may send cookies that no standard allows beside it."""
    return HTTPConnection(scope).cookies.get(name, "")


def reading_language(request: Request) -> Language:
    """The user's language, else the one of the sign-in page, else Vietnamese."""
    visit = getattr(request.state, "visit", None)
    if visit is not None:
        return visit.language
    return chosen_language(request.cookies.get(LANGUAGE_COOKIE, ""))


def chosen_language(code: str) -> Language:
    return Language(code) if code in set(Language) else Language.VI


def safe_next(wanted: str | None) -> str:
    """The address to go to after signing in: `wanted` only if it is of this app, else "/"."""
    if not wanted or not wanted.startswith("/") or wanted.startswith(("//", *SIGN_IN_PATHS)):
        return "/"
    if "\\" in wanted or not wanted.isprintable():  # browsers read "/\\evil" and "/<tab>/evil" as "//evil"
        return "/"
    return wanted


def is_from_another_site(request: Request) -> bool:
    return request.headers.get("sec-fetch-site") == "cross-site"


def is_from_our_pages(request: Request) -> bool:
    """Whether a page of this app leads here, and no link elsewhere. Over plain HTTP browsers say it by the referrer alone."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return urlsplit(request.headers.get("referer", "")).netloc == request.headers.get("host")


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a form. Raises HTTPException 413 for more than any of our forms has."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM:
            raise HTTPException(413)
    fields = parse_qs(body.decode("utf-8", errors="replace"), keep_blank_values=True)
    return {name: values[-1] for name, values in fields.items()}

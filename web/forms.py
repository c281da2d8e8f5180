"""What the pages without Streamlit share: their forms, who sends them, and the cookies of a new session."""

import secrets
from collections.abc import Callable
from functools import partial
from hmac import compare_digest
from typing import TypedDict, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from actions.people.sessions import NewSession, sign_out
from actions.people.tries import Origin, SignInRefused
from data_model.rules.people.accounts import DEVICE_KNOWN, HALF_WAY_LASTS, SESSION_LASTS, SignInProblem
from data_model.store import open_session
from data_model.store.base.engine import holds_samples
from web.html_pages import html_page
from web.requests import address, cookie, device_cookie, half_way_cookie, is_secure, now, session_cookie
from web.visits import VISITS
from wording.translation import mark

FORM_COOKIE = "tiendo_form"
FORM_TOO_OLD = mark("The page had been open too long. Please try again.")
PASSWORDS_DIFFER = mark("The two passwords are not the same. Type the new password twice.")

_hashing = CapacityLimiter(2)
"""A hash takes 19 MiB and one core: a rush of sign-ins queues up here and leaves the pages their share."""

_Result = TypeVar("_Result")


class FromWhere(TypedDict):
    """The arguments of actions that say where a request comes from."""

    address: str
    device: str
    browser: str


def from_where(request: Request) -> FromWhere:
    return FromWhere(
        address=address(request.scope),
        device=request.cookies.get(device_cookie(request.scope), ""),
        browser=request.headers.get("user-agent", ""),
    )


def origin(request: Request) -> Origin:
    return Origin(**from_where(request))


async def hashing(action: Callable[[], _Result]) -> _Result:
    """Runs what computes a password's hash."""
    return await to_thread.run_sync(action, limiter=_hashing)


def is_our_form(request: Request, form: dict[str, str]) -> bool:
    """CSRF check: the form contains the value of a cookie that another site can neither read nor set."""
    expected = request.cookies.get(FORM_COOKIE, "")
    return bool(expected) and compare_digest(form.get("form", "").encode(), expected.encode())


def status_of(refused: SignInRefused) -> int:
    return 429 if refused.problem is SignInProblem.TOO_MANY_TRIES else 401


async def form_page(request: Request, template: str, status: int = 200, **values: object) -> Response:
    """A page with a form. Of its `values`, `name`, `next`, `problem` and `notice` may be left out."""
    sampled = await to_thread.run_sync(_is_sampled)
    form = request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(16)
    usual: dict[str, object] = {"name": "", "next": "/", "problem": "", "notice": ""}
    response = html_page(template, status, path=request.url.path, form=form, sampled=sampled, **usual | values)
    response.set_cookie(FORM_COOKIE, form, path="/", httponly=True, samesite="strict", secure=is_secure(request.scope))
    return response


def _is_sampled() -> bool:
    """Whether the store has sample data; only then sample accounts and passwords are shown."""
    with open_session() as session:
        return holds_samples(session)


async def enter(request: Request, new: NewSession, response: Response) -> Response:
    """The response with the new session's cookies; ends the session of the old cookie."""
    await end_session(request)
    for name, value, lasts in (
        (session_cookie(request.scope), new.token, SESSION_LASTS),
        (device_cookie(request.scope), new.device, DEVICE_KNOWN),
    ):
        _set_cookie(request, response, name, value, int(lasts.total_seconds()))
    response.delete_cookie(FORM_COOKIE, path="/")
    drop_cookie(request, response, half_way_cookie(request.scope))
    return response


def go_half_way(request: Request, token: str, leads_to: str) -> Response:
    """To the page that asks for the second factor, with the cookie that says whose."""
    response = RedirectResponse(leads_to, 303)
    _set_cookie(request, response, half_way_cookie(request.scope), token, int(HALF_WAY_LASTS.total_seconds()))
    return response


def half_way_token(request: Request) -> str:
    return cookie(request.scope, half_way_cookie(request.scope))


async def end_session(request: Request) -> None:
    """Ends the session of the request's cookie, if any, and closes its websockets."""
    token = request.cookies.get(session_cookie(request.scope))
    if token:
        await to_thread.run_sync(partial(sign_out, token=token, at=now()))
    await VISITS.close_ended()


def drop_cookie(request: Request, response: Response, name: str) -> None:
    response.delete_cookie(name, path="/", secure=is_secure(request.scope), httponly=True)


def _set_cookie(request: Request, response: Response, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        name, value, max_age=seconds, path="/", httponly=True, samesite="lax", secure=is_secure(request.scope)
    )

"""The pages without Streamlit: sign in, set a password by a one-time code, sign out, change the language."""

import secrets
from datetime import datetime
from functools import partial
from hmac import compare_digest

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from actions.people.accounts import set_language
from actions.people.sign_in import NewSession, PasswordRefused, SignInRefused, activate_account, sign_in, sign_out
from data_model.rules.people.accounts import DEVICE_KNOWN, SESSION_LASTS, SignInProblem
from data_model.store import open_session, open_side_transaction
from data_model.store.base.engine import holds_samples
from data_model.values import UTC, Language
from seed_data.fill_store import SAMPLE_ACCOUNTS, SAMPLE_PASSWORD
from web.html_pages import html_page, worded
from web.requests import (
    LANGUAGE_COOKIE,
    address,
    device_cookie,
    is_from_another_site,
    is_from_our_pages,
    is_secure,
    read_form,
    safe_next,
    session_cookie,
)
from web.visits import VISITS
from wording import labels
from wording.people import code_problem, password_problem, sign_in_problem
from wording.translation import _, mark

FORM_COOKIE = "tiendo_form"
ONE_YEAR = 365 * 24 * 3600

PASSWORDS_DIFFER = mark("The two passwords are not the same. Type the new password twice.")
SESSION_ENDED = mark("Your session has ended. Sign in to go on; what you had typed on the page is put back.")
FORM_TOO_OLD = mark("The page had been open too long. Please try again.")

_hashing = CapacityLimiter(2)
"""A hash takes 19 MiB and one core: a rush of sign-ins queues up here and leaves the pages their share."""


async def sign_in_page(request: Request) -> Response:
    if request.state.visit is not None:
        return RedirectResponse(safe_next(request.query_params.get("next")), 303)
    ended = _(SESSION_ENDED) if "ended" in request.query_params else ""
    return await _page(request, "sign_in.html", next=safe_next(request.query_params.get("next")), notice=ended)


async def sign_in_with_password(request: Request) -> Response:
    form = await read_form(request)
    name, next_page = form.get("name", ""), safe_next(form.get("next"))
    if not _is_our_form(request, form):
        return await _page(request, "sign_in.html", 403, name=name, next=next_page, problem=_(FORM_TOO_OLD))
    checked = partial(
        sign_in,
        name=name,
        password=form.get("password", ""),
        address=address(request.scope),
        device=request.cookies.get(device_cookie(request.scope), ""),
        at=datetime.now(UTC),
    )
    try:
        new = await to_thread.run_sync(checked, limiter=_hashing)
    except SignInRefused as refused:
        problem = sign_in_problem(refused.problem)
        return await _page(request, "sign_in.html", _status(refused), name=name, next=next_page, problem=problem)
    return await _signed_in(request, new, next_page)


async def activate_page(request: Request) -> Response:
    return await _page(request, "activate.html", name=request.query_params.get("name", ""))


async def activate_with_code(request: Request) -> Response:
    form = await read_form(request)
    name = form.get("name", "")
    if not _is_our_form(request, form):
        return await _page(request, "activate.html", 403, name=name, problem=_(FORM_TOO_OLD))
    if form.get("password", "") != form.get("repeated", ""):
        return await _page(request, "activate.html", 422, name=name, problem=_(PASSWORDS_DIFFER))
    activated = partial(
        activate_account,
        name=name,
        code=form.get("code", ""),
        new_password=form.get("password", ""),
        at=datetime.now(UTC),
    )
    try:
        new = await to_thread.run_sync(activated, limiter=_hashing)
    except PasswordRefused as refused:
        problem = password_problem(refused.problem)
        return await _page(request, "activate.html", 422, name=name, problem=problem)
    except SignInRefused as refused:
        problem = code_problem(refused.problem)
        return await _page(request, "activate.html", _status(refused), name=name, problem=problem)
    return await _signed_in(request, new, "/")


async def sign_out_and_leave(request: Request) -> Response:
    """A GET, since `st.logout()` sends the browser here; another site cannot sign somebody out by a link."""
    if is_from_another_site(request):
        return RedirectResponse("/", 303)
    await _end_session(request)
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(session_cookie(request.scope), path="/", secure=is_secure(request.scope), httponly=True)
    return response


async def change_language(request: Request) -> Response:
    """A GET, so that the switch works without scripts; only from our own pages does it change anything."""
    chosen = request.path_params["code"]
    response = RedirectResponse(_back(request.query_params.get("next")), 303)
    if chosen not in set(Language) or not is_from_our_pages(request):
        return response
    if request.state.visit is not None:
        await to_thread.run_sync(partial(_store_language, request, Language(chosen)))
    response.set_cookie(
        LANGUAGE_COOKIE, chosen, max_age=ONE_YEAR, path="/", samesite="lax", secure=is_secure(request.scope)
    )
    return response


async def whose_session(request: Request) -> Response:
    """The account name of a signed-in user; the gate answers 401 to others."""
    return JSONResponse({"user": request.state.visit.user.name}, headers={"cache-control": "no-store"})


async def _end_session(request: Request) -> None:
    """Ends the session of the request's cookie, if any, and closes its websockets."""
    token = request.cookies.get(session_cookie(request.scope))
    if token:
        await to_thread.run_sync(partial(sign_out, token=token, at=datetime.now(UTC)))
    await VISITS.close_ended()


def _back(wanted: str | None) -> str:
    """Like `safe_next`, but allows the sign-in pages too, where the language can be changed."""
    return wanted if wanted in ("/sign-in", "/activate") else safe_next(wanted)


def _store_language(request: Request, chosen: Language) -> None:
    with open_side_transaction() as session:
        set_language(session, user=request.state.visit.user, language=chosen, at=datetime.now(UTC))


def _status(refused: SignInRefused) -> int:
    return 429 if refused.problem is SignInProblem.TOO_MANY_TRIES else 401


def _is_our_form(request: Request, form: dict[str, str]) -> bool:
    """CSRF check: the form contains the value of a cookie that another site can neither read nor set."""
    expected = request.cookies.get(FORM_COOKIE, "")
    return bool(expected) and compare_digest(form.get("form", "").encode(), expected.encode())


async def _signed_in(request: Request, new: NewSession, next_page: str) -> Response:
    """The answer with the new session's cookies; ends the session of the old cookie."""
    await _end_session(request)
    response = RedirectResponse(next_page, 303)
    for name, value, lasts in (
        (session_cookie(request.scope), new.token, SESSION_LASTS),
        (device_cookie(request.scope), new.device, DEVICE_KNOWN),
    ):
        response.set_cookie(
            name,
            value,
            max_age=int(lasts.total_seconds()),
            path="/",
            httponly=True,
            samesite="lax",
            secure=is_secure(request.scope),
        )
    response.delete_cookie(FORM_COOKIE, path="/")
    return response


async def _page(
    request: Request,
    template: str,
    status: int = 200,
    *,
    name: str = "",
    next: str = "/",
    problem: str = "",
    notice: str = "",
) -> Response:
    sampled = await to_thread.run_sync(_is_sampled)
    form = request.cookies.get(FORM_COOKIE) or secrets.token_urlsafe(16)
    response = html_page(
        template, status, path=request.url.path, form=form, name=name, next=next, problem=problem, notice=notice,
        sampled=sampled, samples=_sample_accounts() if sampled else [],
    )  # fmt: skip
    response.set_cookie(FORM_COOKIE, form, path="/", httponly=True, samesite="strict", secure=is_secure(request.scope))
    return response


def _is_sampled() -> bool:
    """Whether the store has sample data; only then sample accounts and passwords are shown."""
    with open_session() as session:
        return holds_samples(session)


def _sample_accounts() -> list[dict[str, str]]:
    return [
        {
            "name": account.name,
            "who": account.display_name,
            "role": _(labels.ROLE[account.role]),
            "password": SAMPLE_PASSWORD,
        }
        for account in SAMPLE_ACCOUNTS
    ]


SIGN_IN_ROUTES = [
    Route("/sign-in", worded(sign_in_page), methods=["GET"]),
    Route("/sign-in", worded(sign_in_with_password), methods=["POST"]),
    Route("/activate", worded(activate_page), methods=["GET"]),
    Route("/activate", worded(activate_with_code), methods=["POST"]),
    Route("/auth/logout", sign_out_and_leave, methods=["GET"]),
    Route("/language/{code}", change_language, methods=["GET"]),
    Route("/session", whose_session, methods=["GET"]),
]

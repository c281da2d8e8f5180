"""The pages without Streamlit on which somebody keeps their own account: password, sessions, second factor."""

from collections.abc import Awaitable, Callable
from functools import partial
from html import escape

import segno
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actions.people.passwords import PasswordRefused, change_password
from actions.people.second_factor import (
    Confirmed,
    SecondFactorRequired,
    begin_required_set_up,
    begin_set_up,
    confirm_set_up,
    half_way_name,
    remove_second_factor,
    renew_recovery_codes,
    second_factor_state,
    unconfirmed_secret,
)
from actions.people.sessions import sign_out_one, sign_out_others
from actions.people.sign_in import SignInRefused
from data_model.rules.people.accounts import SignInProblem
from data_model.rules.people.second_factor import setup_address
from data_model.store import open_session
from data_model.store.people.sessions import OpenSession, open_sessions
from web.forms import (
    FORM_TOO_OLD,
    PASSWORDS_DIFFER,
    enter,
    form_page,
    from_where,
    half_way_token,
    hashing,
    is_our_form,
    origin,
    status_of,
)
from web.html_pages import worded
from web.requests import now, read_form, safe_next
from web.visits import VISITS
from wording.devices import device_words
from wording.formats import instant
from wording.people import password_problem, present_password_problem, second_factor_problem
from wording.translation import _, mark

ENDED_ONE = mark("That session is signed out.")
ENDED_OTHERS = mark("All other sessions are signed out: {count}.")
FACTOR_REMOVED = mark("The second factor is taken away. All other devices are signed out.")
FACTOR_REQUIRED = mark("Your role has to have a second factor. To change to another phone, ask your administrator.")

Form = dict[str, str]


async def password_page(request: Request) -> Response:
    return await form_page(request, "password.html", name=request.state.visit.user.name)


async def change_own_password(request: Request) -> Response:
    """Signed out everywhere else, the owner goes on here in a new session."""
    form = await read_form(request)
    name = request.state.visit.user.name
    shown = partial(form_page, request, "password.html", name=name)
    if not is_our_form(request, form):
        return await shown(status=403, problem=_(FORM_TOO_OLD))
    if form.get("new", "") != form.get("repeated", ""):
        return await shown(status=422, problem=_(PASSWORDS_DIFFER))
    changed = partial(
        change_password,
        name=name,
        password=form.get("password", ""),
        new_password=form.get("new", ""),
        at=now(),
        **from_where(request),
    )
    try:
        new = await hashing(changed)
    except PasswordRefused as refused:
        return await shown(status=422, problem=password_problem(refused.problem))
    except SignInRefused as refused:
        return await shown(status=status_of(refused), problem=present_password_problem(refused.problem))
    return await enter(request, new, RedirectResponse("/", 303))


async def sessions_page(request: Request) -> Response:
    return await _sessions(request)


async def end_sessions(request: Request) -> Response:
    """Signs out the session that the button names, or all but this one."""
    form, visit = await read_form(request), request.state.visit
    if not is_our_form(request, form):
        return await _sessions(request, 403, problem=_(FORM_TOO_OLD))
    if "session" in form:
        one = partial(sign_out_one, user=visit.user, token_hash=form["session"], at=now())
        await to_thread.run_sync(one)
        notice = _(ENDED_ONE)
    else:
        others = partial(sign_out_others, user=visit.user, here=visit.token_hash, at=now())
        notice = _(ENDED_OTHERS).format(count=await to_thread.run_sync(others))
    await VISITS.close_ended()
    return await _sessions(request, notice=notice)


async def _sessions(request: Request, status: int = 200, **values: object) -> Response:
    visit = request.state.visit
    mine = [
        {
            "id": one.token_hash,
            "is_here": one.token_hash == visit.token_hash,
            "device": device_words(one.browser),
            "address": one.address,
            "since": instant(one.since),
            "seen": instant(one.seen_at),
        }
        for one in await to_thread.run_sync(partial(_own_sessions, visit.user.name))
    ]
    mine.sort(key=lambda one: not one["is_here"])
    return await form_page(request, "sessions.html", status, sessions=mine, **values)


def _own_sessions(name: str) -> list[OpenSession]:
    with open_session() as session:
        return open_sessions(session, user_name=name, at=now())


async def second_factor_page(request: Request) -> Response:
    """For who is signed in, the state; for who is half way in because the role requires a second factor, its set-up."""
    if request.state.visit is not None:
        return await _state(request)
    return await _required_set_up(request, safe_next(request.query_params.get("next")))


async def _required_set_up(request: Request, next_page: str) -> Response:
    token = half_way_token(request)
    try:
        secret = await to_thread.run_sync(partial(begin_required_set_up, token=token, at=now()))
    except SignInRefused:
        return RedirectResponse("/sign-in", 303)
    name = await to_thread.run_sync(partial(half_way_name, token=token, at=now())) or ""
    return await _set_up(request, name, secret, next=next_page)


async def change_second_factor(request: Request) -> Response:
    """The buttons of the page: `do` says which."""
    form = await read_form(request)
    visit = request.state.visit
    step = _STEPS.get(form.get("do", "")) if visit is not None or form.get("do") == "confirm" else None
    if step is None:
        return RedirectResponse("/sign-in" if visit is None else "/second-factor", 303)
    if not is_our_form(request, form):
        if visit is None:
            return await _required_set_up(request, safe_next(form.get("next")))
        return await _state(request, 403, problem=_(FORM_TOO_OLD))
    return await step(request, form)


async def _begin(request: Request, form: Form) -> Response:
    name = request.state.visit.user.name
    begun = partial(begin_set_up, name=name, password=form.get("password", ""), origin=origin(request), at=now())
    try:
        secret = await hashing(begun)
    except SignInRefused as refused:
        return await _state(request, status_of(refused), problem=present_password_problem(refused.problem))
    return await _set_up(request, name, secret)


async def _confirm(request: Request, form: Form) -> Response:
    visit, next_page = request.state.visit, safe_next(form.get("next"))
    name = visit.user.name if visit is not None else await _half_way_name(request)
    if name is None:
        return RedirectResponse("/sign-in", 303)
    confirmed = partial(confirm_set_up, name=name, code=form.get("code", ""), origin=origin(request), at=now())
    try:
        done: Confirmed = await to_thread.run_sync(confirmed)
    except SignInRefused as refused:
        secret = await to_thread.run_sync(unconfirmed_secret, name)
        if refused.problem is SignInProblem.TOO_LATE or secret is None:
            return RedirectResponse("/second-factor" if visit is not None else "/sign-in", 303)
        problem = second_factor_problem(refused.problem)
        return await _set_up(request, name, secret, status_of(refused), next=next_page, problem=problem)
    shown = await form_page(request, "recovery_codes.html", codes=done.recovery_codes, next=next_page)
    return await enter(request, done.session, shown)


async def _half_way_name(request: Request) -> str | None:
    return await to_thread.run_sync(partial(half_way_name, token=half_way_token(request), at=now()))


async def _renew(request: Request, form: Form) -> Response:
    name = request.state.visit.user.name
    renewed = partial(
        renew_recovery_codes, name=name, password=form.get("password", ""), origin=origin(request), at=now()
    )
    try:
        codes = await hashing(renewed)
    except SignInRefused as refused:
        return await _state(request, status_of(refused), problem=present_password_problem(refused.problem))
    return await form_page(request, "recovery_codes.html", codes=codes, next="/second-factor")


async def _remove(request: Request, form: Form) -> Response:
    name = request.state.visit.user.name
    removed = partial(
        remove_second_factor, name=name, password=form.get("password", ""), origin=origin(request), at=now()
    )
    try:
        new = await hashing(removed)
    except SecondFactorRequired:
        return await _state(request, 403, problem=_(FACTOR_REQUIRED))
    except SignInRefused as refused:
        return await _state(request, status_of(refused), problem=present_password_problem(refused.problem))
    return await enter(request, new, await _state(request, notice=_(FACTOR_REMOVED)))


_STEPS: dict[str, Callable[[Request, Form], Awaitable[Response]]] = {
    "begin": _begin,
    "confirm": _confirm,
    "renew": _renew,
    "remove": _remove,
}


async def _state(request: Request, status: int = 200, **values: object) -> Response:
    user = request.state.visit.user
    state = await to_thread.run_sync(second_factor_state, user)
    since = instant(state.since) if state.since is not None else ""
    return await form_page(request, "second_factor.html", status, name=user.name, state=state, since=since, **values)


async def _set_up(request: Request, name: str, secret: str, status: int = 200, **values: object) -> Response:
    picture = segno.make(setup_address(secret, name=name), error="m").svg_inline(
        scale=5, dark="#000", light="#fff", title=escape(_("QR code for the app")), omitsize=True
    )
    groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return await form_page(
        request,
        "second_factor_set_up.html",
        status,
        name=name,
        picture=picture,
        secret=groups,
        signed_in=request.state.visit is not None,
        **values,
    )


OWN_ACCOUNT_ROUTES = [
    Route("/password", worded(password_page), methods=["GET"]),
    Route("/password", worded(change_own_password), methods=["POST"]),
    Route("/sessions", worded(sessions_page), methods=["GET"]),
    Route("/sessions", worded(end_sessions), methods=["POST"]),
    Route("/second-factor", worded(second_factor_page), methods=["GET"]),
    Route("/second-factor", worded(change_second_factor), methods=["POST"]),
]

"""The pages without Streamlit by which one gets in: sign in, prove the second factor, set a password by a one-time code,
sign out, change the language."""

from functools import partial
from urllib.parse import quote

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from actions.people.accounts import set_language
from actions.people.passwords import PasswordRefused, activate_account
from actions.people.second_factor import half_way_name
from actions.people.sign_in import SecondFactorWanted, SignInRefused, prove_second_factor, sign_in
from data_model.rules.people.accounts import SignInProblem
from data_model.settings import linked_mail, oidc_settings
from data_model.store import open_session, open_side_transaction
from data_model.store.base.engine import holds_samples
from data_model.values import Language
from seed_data.fill_store import SAMPLE_ACCOUNTS, SAMPLE_PASSWORD
from web.forms import (
    FORM_TOO_OLD,
    PASSWORDS_DIFFER,
    drop_cookie,
    end_session,
    enter,
    form_page,
    from_where,
    go_half_way,
    half_way_token,
    hashing,
    is_our_form,
    status_of,
)
from web.html_pages import worded
from web.requests import (
    LANGUAGE_COOKIE,
    is_from_another_site,
    is_from_our_pages,
    is_secure,
    now,
    read_form,
    safe_next,
    session_cookie,
)
from wording import labels
from wording.people import code_problem, password_problem, second_factor_problem, sign_in_problem
from wording.translation import _, mark

ONE_YEAR = 365 * 24 * 3600

SESSION_ENDED = mark("Your session has ended. Sign in to go on; what you had typed on the page is put back.")


async def sign_in_page(request: Request) -> Response:
    if request.state.visit is not None:
        return RedirectResponse(safe_next(request.query_params.get("next")), 303)
    ended = _(SESSION_ENDED) if "ended" in request.query_params else ""
    return await _sign_in_page(request, next=safe_next(request.query_params.get("next")), notice=ended)


async def sign_in_with_password(request: Request) -> Response:
    form = await read_form(request)
    name, next_page = form.get("name", ""), safe_next(form.get("next"))
    if not is_our_form(request, form):
        return await _sign_in_page(request, 403, name=name, next=next_page, problem=_(FORM_TOO_OLD))
    checked = partial(
        sign_in,
        name=name,
        password=form.get("password", ""),
        code=form.get("code", ""),
        at=now(),
        **from_where(request),
    )
    try:
        new = await hashing(checked)
    except SecondFactorWanted as wanted:
        return _to_second_factor(request, wanted, next_page)
    except SignInRefused as refused:
        return await _sign_in_page(
            request,
            status_of(refused),
            name=name,
            next=next_page,
            problem=sign_in_problem(refused.problem),
            slowed=refused.problem is SignInProblem.TOO_MANY_TRIES,
        )
    return await enter(request, new, RedirectResponse(next_page, 303))


async def _sign_in_page(request: Request, status: int = 200, *, slowed: bool = False, **values: object) -> Response:
    """`slowed`: others have used up the tries, so the form takes the code of a second factor with the password."""
    samples = await to_thread.run_sync(_sample_accounts)
    provider = oidc_settings()
    return await form_page(
        request,
        "sign_in.html",
        status,
        slowed=slowed,
        samples=samples,
        by_mail=linked_mail() is not None,
        provider=provider.label if provider else "",
        **values,
    )


def _to_second_factor(request: Request, wanted: SecondFactorWanted, next_page: str) -> Response:
    page = "/second-step" if wanted.has_one else "/second-factor"
    return go_half_way(request, wanted.token, f"{page}?next={quote(next_page, safe='')}")


async def second_step_page(request: Request) -> Response:
    next_page = safe_next(request.query_params.get("next"))
    if await to_thread.run_sync(partial(half_way_name, token=half_way_token(request), at=now())) is None:
        return RedirectResponse("/sign-in", 303)
    return await form_page(request, "second_step.html", next=next_page)


async def prove_in_second_step(request: Request) -> Response:
    form = await read_form(request)
    next_page = safe_next(form.get("next"))
    if not is_our_form(request, form):
        return await form_page(request, "second_step.html", 403, next=next_page, problem=_(FORM_TOO_OLD))
    proven = partial(
        prove_second_factor, token=half_way_token(request), code=form.get("code", ""), at=now(), **from_where(request)
    )
    try:
        new = await to_thread.run_sync(proven)
    except SignInRefused as refused:
        problem = second_factor_problem(refused.problem)
        if refused.problem is SignInProblem.TOO_LATE:
            return await _sign_in_page(request, 401, next=next_page, problem=problem)
        return await form_page(request, "second_step.html", status_of(refused), next=next_page, problem=problem)
    return await enter(request, new, RedirectResponse(next_page, 303))


async def activate_page(request: Request) -> Response:
    """A link by mail brings the code along; only the form uses it up, so a mail program that looks at links does not."""
    asked = request.query_params
    return await form_page(request, "activate.html", name=asked.get("name", ""), code=asked.get("code", ""))


async def activate_with_code(request: Request) -> Response:
    form = await read_form(request)
    name, code = form.get("name", ""), form.get("code", "")
    shown = partial(form_page, request, "activate.html", name=name, code=code)
    if not is_our_form(request, form):
        return await shown(status=403, problem=_(FORM_TOO_OLD))
    if form.get("password", "") != form.get("repeated", ""):
        return await shown(status=422, problem=_(PASSWORDS_DIFFER))
    activated = partial(
        activate_account,
        name=name,
        code=code,
        new_password=form.get("password", ""),
        at=now(),
        **from_where(request),
    )
    try:
        new = await hashing(activated)
    except SecondFactorWanted as wanted:
        return _to_second_factor(request, wanted, "/")
    except PasswordRefused as refused:
        return await shown(status=422, problem=password_problem(refused.problem))
    except SignInRefused as refused:
        return await shown(status=status_of(refused), problem=code_problem(refused.problem))
    return await enter(request, new, RedirectResponse("/", 303))


async def sign_out_and_leave(request: Request) -> Response:
    """A GET, since `st.logout()` sends the browser here; another site cannot sign somebody out by a link."""
    if is_from_another_site(request):
        return RedirectResponse("/", 303)
    await end_session(request)
    response = RedirectResponse("/sign-in", 303)
    drop_cookie(request, response, session_cookie(request.scope))
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


WITH_LANGUAGE_SWITCH = (
    "/sign-in",
    "/activate",
    "/forgotten",
    "/password",
    "/sessions",
    "/second-factor",
    "/second-step",
    "/auth/link",
)


def _back(wanted: str | None) -> str:
    """Like `safe_next`, but allows the pages of this module and its neighbours too, where the language can be changed."""
    return wanted if wanted in WITH_LANGUAGE_SWITCH else safe_next(wanted)


def _store_language(request: Request, chosen: Language) -> None:
    with open_side_transaction() as session:
        set_language(session, user=request.state.visit.user, language=chosen, at=now())


def _sample_accounts() -> list[dict[str, str]]:
    """Names and passwords to choose from, where the store has sample data; else none."""
    with open_session() as session:
        if not holds_samples(session):
            return []
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
    Route("/second-step", worded(second_step_page), methods=["GET"]),
    Route("/second-step", worded(prove_in_second_step), methods=["POST"]),
    Route("/activate", worded(activate_page), methods=["GET"]),
    Route("/activate", worded(activate_with_code), methods=["POST"]),
    Route("/auth/logout", sign_out_and_leave, methods=["GET"]),
    Route("/language/{code}", change_language, methods=["GET"]),
    Route("/session", whose_session, methods=["GET"]),
]

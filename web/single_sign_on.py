"""The routes of single sign-on: to the identity provider, and back from it into a session of ours."""

import logging
from collections.abc import Mapping
from functools import partial
from urllib.parse import quote

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from actions.people.passwords import check_own_password
from actions.people.sign_in import SecondFactorWanted, SignInRefused
from actions.people.single_sign_on import (
    Identity,
    IdentityProblem,
    IdentityRefused,
    link_identity,
    linked_since,
    sign_in_by_identity,
)
from actions.people.tries import take_back_try
from data_model.settings import OidcSettings, oidc_settings, public_url_or_none
from data_model.store import open_session
from web.forms import (
    FORM_TOO_OLD,
    enter,
    form_page,
    from_where,
    go_half_way,
    hashing,
    is_our_form,
    origin,
    status_of,
)
from web.html_pages import html_page, worded
from web.oidc import ProviderRefused, ask_provider, identity_from_answer
from web.requests import is_from_another_site, is_secure, now, read_form, safe_next
from wording.formats import instant
from wording.people import present_password_problem
from wording.translation import _, mark

NEXT, LINK = "tiendo_next", "tiendo_link"
"""In the signed cookie, until the provider answers: where to go then, and which session asked to be linked."""

PROVIDER_REFUSED = mark(
    "The answer of {provider} could not be used, so nobody was signed in. Begin again from the sign-in page; if it happens "
    "again, tell your administrator."
)
IDENTITY_REFUSED: Mapping[IdentityProblem, str] = {
    IdentityProblem.UNKNOWN: mark(
        "There is no account here for you yet. Sign in with your account name and password and link the account to "
        "{provider} on the page “Single sign-on”, or ask your administrator for an account."
    ),
    IdentityProblem.DISABLED: mark("Your account is disabled. Ask your administrator."),
    IdentityProblem.NO_ROLE: mark("{provider} names no role of yours that counts here. Ask your administrator."),
    IdentityProblem.NO_AGENCY: mark("{provider} names no agency of yours that is known here. Ask your administrator."),
    IdentityProblem.OF_ANOTHER: mark(
        "This identity of {provider} opens another account already. Nothing was changed; ask your administrator."
    ),
}

log = logging.getLogger(__name__)


async def to_provider(request: Request) -> Response:
    """A link of the sign-in page; a link on another site begins nothing."""
    settings, next_page = _settings_or_404(), safe_next(request.query_params.get("next"))
    if is_from_another_site(request):
        return RedirectResponse("/sign-in", 303)
    request.session[NEXT] = next_page
    return await _ask(request, settings)


async def back_from_provider(request: Request) -> Response:
    settings = _settings_or_404()
    next_page, link = request.session.pop(NEXT, "/"), request.session.pop(LINK, "")
    try:
        identity = await identity_from_answer(request, settings)
    except ProviderRefused as refused:
        return _provider_refused(request, settings, refused)
    try:
        if link:
            return await _link(request, identity, link)
        entering = partial(sign_in_by_identity, identity, at=now(), **from_where(request))
        new = await to_thread.run_sync(entering)
    except SecondFactorWanted as wanted:
        page = "/second-step" if wanted.has_one else "/second-factor"
        return go_half_way(request, wanted.token, f"{page}?next={quote(safe_next(next_page), safe='')}")
    except IdentityRefused as refused:
        log.warning("an identity was refused: %s", refused.problem)
        return _refused(request, _(IDENTITY_REFUSED[refused.problem]).format(provider=settings.label))
    return await enter(request, new, RedirectResponse(safe_next(next_page), 303))


async def link_page(request: Request) -> Response:
    if request.state.visit is None:
        return RedirectResponse("/sign-in", 303)
    return await _link_page(request)


async def begin_link(request: Request) -> Response:
    """Wants the password once more: what is linked gets in from then on without it."""
    settings, form, visit = _settings_or_404(), await read_form(request), request.state.visit
    if visit is None:
        return RedirectResponse("/sign-in", 303)
    if not is_our_form(request, form):
        return await _link_page(request, 403, problem=_(FORM_TOO_OLD))
    checked = partial(
        check_own_password,
        name=visit.user.name,
        password=form.get("password", ""),
        origin=origin(request),
        at=now(),
    )
    try:
        this_try = await hashing(checked)
    except SignInRefused as refused:
        return await _link_page(request, status_of(refused), problem=present_password_problem(refused.problem))
    await to_thread.run_sync(take_back_try, this_try)
    request.session[LINK] = visit.token_hash
    # Not a redirect: no form may lead to another site (content security policy), but a link may.
    return await _link_page(request, link="/auth/ask", provider=settings.label)


async def ask_for_link(request: Request) -> Response:
    settings = _settings_or_404()
    if not request.session.get(LINK) or is_from_another_site(request):
        return RedirectResponse("/auth/link", 303)
    return await _ask(request, settings)


async def _link(request: Request, identity: Identity, link: str) -> Response:
    visit = request.state.visit
    if visit is None or visit.token_hash != link:  # signed out meanwhile, or as somebody else
        return RedirectResponse("/sign-in", 303)
    await to_thread.run_sync(partial(link_identity, identity, user=visit.user, at=now()))
    return RedirectResponse("/auth/link", 303)


async def _link_page(request: Request, status: int = 200, **values: object) -> Response:
    settings, user = _settings_or_404(), request.state.visit.user

    def since() -> str:
        with open_session() as session:
            found = linked_since(session, user=user, issuer=settings.issuer)
        return instant(found) if found is not None else ""

    usual = {"link": "", "provider": settings.label, "since": await to_thread.run_sync(since)}
    return await form_page(request, "single_sign_on.html", status, **{**usual, "name": user.name, **values})


async def _ask(request: Request, settings: OidcSettings) -> Response:
    base = public_url_or_none() or _own_address(request)
    try:
        return await ask_provider(request, settings, answer_to=f"{base}/auth/callback")
    except ProviderRefused as refused:
        return _provider_refused(request, settings, refused)


def _own_address(request: Request) -> str:
    return f"{'https' if is_secure(request.scope) else 'http'}://{request.headers.get('host', '')}"


def _provider_refused(request: Request, settings: OidcSettings, refused: ProviderRefused) -> Response:
    log.warning("single sign-on was refused: %s", refused.kind)
    return _refused(request, _(PROVIDER_REFUSED).format(provider=settings.label))


def _refused(request: Request, sentence: str) -> Response:
    return html_page("no_sign_in.html", 403, path="/sign-in", sampled=False, sentence=sentence)


def _settings_or_404() -> OidcSettings:
    settings = oidc_settings()
    if settings is None:
        raise HTTPException(404)
    return settings


SINGLE_SIGN_ON_ROUTES = [
    Route("/auth/oidc", worded(to_provider), methods=["GET"]),
    Route("/auth/callback", worded(back_from_provider), methods=["GET"]),
    Route("/auth/link", worded(link_page), methods=["GET"]),
    Route("/auth/link", worded(begin_link), methods=["POST"]),
    Route("/auth/ask", worded(ask_for_link), methods=["GET"]),
]

"""The identity provider of the settings: asks it who somebody is (OpenID Connect, authorization code with PKCE), by Authlib.

Authlib compares the state with the one in the browser's signed cookie, and of the ID token the signature, issuer,
audience, nonce and expiry.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.starlette_client import OAuth
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import Response

from actions.people.single_sign_on import Identity, Post
from data_model.settings import OidcSettings
from data_model.values import Role

TIMEOUT_SECONDS = 10.0
CLOCKS_APART = 60
"""So many seconds may the provider's clock differ from ours."""
MULTIPLE_FACTORS = "mfa"
"""Of RFC 8176: the provider says that it asked for more than one factor."""


class ProviderRefused(Exception):
    """The provider's answer is not what it has to be: state, signature, issuer, audience, nonce or expiry are wrong, the
    person declined, or the provider can't be reached. `kind` says what, for the log; nothing in it is secret."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


async def ask_provider(request: Request, settings: OidcSettings, *, answer_to: str) -> Response:
    """Sends the browser to the provider, which sends it back to `answer_to`. Raises ProviderRefused."""
    try:
        client = await _client(settings)
        response: Response = await client.authorize_redirect(request, answer_to)
    except (httpx2.HTTPError, AuthlibBaseError, RuntimeError, ValueError, KeyError) as error:
        raise ProviderRefused(type(error).__name__) from error
    return response


async def identity_from_answer(request: Request, settings: OidcSettings) -> Identity:
    """Who has come back from the provider. Raises ProviderRefused."""
    try:
        client = await _client(settings)
        token = await client.authorize_access_token(
            request,
            claims_options={
                "iss": {"essential": True, "values": [settings.issuer]},
                "sub": {"essential": True},
                "nonce": {"essential": True},
            },
            leeway=CLOCKS_APART,
        )
        if "userinfo" not in token:
            raise ProviderRefused("no_id_token")
        claims = dict(token["userinfo"])
        if _lacks_something(claims, settings) and client.server_metadata.get("userinfo_endpoint"):
            more = dict(await client.userinfo(token=token))
            if more.get("sub") != claims["sub"]:
                raise ProviderRefused("userinfo_of_another")
            claims = more | claims
    except (httpx2.HTTPError, AuthlibBaseError, JoseError, RuntimeError, ValueError, KeyError, TypeError) as error:
        raise ProviderRefused(getattr(error, "error", "") or type(error).__name__) from error
    return _identity(claims, settings)


async def _client(settings: OidcSettings) -> Any:
    client = _registered(settings)
    metadata = await client.load_server_metadata()
    if metadata.get("issuer") != settings.issuer:
        raise ProviderRefused("issuer_of_another")
    signed = [name for name in metadata.get("id_token_signing_alg_values_supported") or ["RS256"] if name != "none"]
    metadata["id_token_signing_alg_values_supported"] = signed
    return client


@lru_cache(maxsize=4)
def _registered(settings: OidcSettings) -> Any:
    """Kept, with the provider's metadata and keys, as long as the settings stay."""
    return OAuth().register(
        "provider",
        client_id=settings.client_id,
        client_secret=settings.client_secret or None,
        server_metadata_url=f"{settings.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": settings.scope,
            "code_challenge_method": "S256",
            "timeout": TIMEOUT_SECONDS,
            **({} if settings.client_secret else {"token_endpoint_auth_method": "none"}),
        },
    )


def _lacks_something(claims: Mapping[str, Any], settings: OidcSettings) -> bool:
    wanted = filter(None, ("name", settings.role_claim, settings.agency_claim, settings.province_claim))
    return any(claim_at(claims, name) is None for name in wanted)


def _identity(claims: Mapping[str, Any], settings: OidcSettings) -> Identity:
    post = None
    if settings.role_claim:
        post = Post(
            role=_role(claim_at(claims, settings.role_claim), settings.roles),
            agency=_text(claim_at(claims, settings.agency_claim)),
            province=_text(claim_at(claims, settings.province_claim)),
        )
    methods = claims.get("amr")
    return Identity(
        issuer=settings.issuer,
        subject=str(claims["sub"]),
        name=_text(claims.get("preferred_username")) or _text(claims.get("email")).partition("@")[0],
        display_name=_text(claims.get("name"))[:100],
        email=_text(claims.get("email")) if claims.get("email_verified") is not False else "",
        post=post,
        proven_twice=(isinstance(methods, list) and MULTIPLE_FACTORS in methods)
        or (bool(settings.strong_acr) and claims.get("acr") == settings.strong_acr),
    )


def claim_at(claims: Mapping[str, Any], name: str) -> Any:
    """A claim by its name, or by the way to it with dots (`realm_access.roles`); None if there is none."""
    if not name or name in claims:
        return claims.get(name)
    inner: Any = claims
    for part in name.split("."):
        inner = inner.get(part) if isinstance(inner, Mapping) else None
    return inner


def _role(claimed: Any, roles: tuple[tuple[str, Role], ...]) -> Role | None:
    """Of somebody with several, the one that stands first in the setting."""
    values = {str(value) for value in claimed} if isinstance(claimed, list) else {_text(claimed)}
    return next((role for value, role in roles if value in values), None)


def _text(claim: Any) -> str:
    """The first of a list, else nothing for what is no text."""
    first = claim[0] if isinstance(claim, list) and claim else claim
    return first.strip() if isinstance(first, str) else ""

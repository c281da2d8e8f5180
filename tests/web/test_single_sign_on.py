"""Single sign-on against a real identity provider that runs as a process of its own."""

import re
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.jwk import KeySet, RSAKey
from sqlmodel import select

from actions.people.accounts import disable_user
from data_model.rules.people.access import CurrentUser
from data_model.store import open_session, open_side_transaction
from data_model.store.people.accounts import account
from data_model.tables import AuditEntry
from data_model.values import UTC, Role
from tests.builders.accounts import PASSWORD, token_of
from tests.builders.identity_provider import altered

pytestmark = pytest.mark.slow  # starts a provider of identities

ROLES = "van-phong=coordinator,chuyen-vien=reporter,lanh-dao=leader"


@pytest.fixture
def sso(client, provider, monkeypatch):
    """The browser, with the provider set and its claims mapped to role and agency."""
    for name, value in {
        "OIDC_ISSUER": provider.url,
        "OIDC_CLIENT_ID": "tien-do",
        "OIDC_CLIENT_SECRET": "made up",
        "OIDC_LABEL": "Cổng SSO thử",
        "OIDC_ROLE_CLAIM": "groups",
        "OIDC_ROLES": ROLES,
        "OIDC_AGENCY_CLAIM": "org.code",
        "OIDC_PROVINCE_CLAIM": "province",
    }.items():
        monkeypatch.setenv(name, value)
    return client


def asked(client, next_page="/by-period"):
    """The address at the provider that the sign-in page leads to."""
    answer = client.get("/auth/oidc", params={"next": next_page})
    assert answer.status_code == 302
    return answer.headers["location"]


def sign_in(client, provider, subject):
    return client.get(provider.sign_in(asked(client), subject))


def who(client):
    answer = client.get("/session")
    return answer.json().get("user") if answer.status_code == 200 else None


def stored(name):
    with open_session() as session:
        return account(session, name)


def problem_in(answer):
    return re.search(r'role="alert"[^>]*>([^<]+)<', answer.text)[1]


def refused(client, answer):
    """Nobody is in, and the page says so."""
    assert who(client) is None
    assert answer.status_code == 403 and "Chưa đăng nhập được" in answer.text
    return problem_in(answer)


NOT_USABLE = "Không dùng được trả lời của Cổng SSO thử"


def test_the_button_is_there_only_when_a_provider_is_set(client, sso, monkeypatch):
    assert "Đăng nhập bằng Cổng SSO thử" in client.get("/sign-in?next=/by-period").text
    assert 'href="/auth/oidc?next=/by-period"' in client.get("/sign-in?next=/by-period").text

    monkeypatch.delenv("OIDC_ISSUER")

    assert "SSO" not in client.get("/sign-in").text
    assert client.get("/auth/oidc").status_code == 404


def test_what_is_asked_of_the_provider_is_bound_to_this_browser(sso):
    query = parse_qs(urlsplit(asked(sso)).query)

    assert query["redirect_uri"] == ["http://testserver/auth/callback"]
    assert query["code_challenge_method"] == ["S256"] and query["code_challenge"]
    assert query["state"] and query["nonce"] and "openid" in query["scope"][0].split()


@pytest.mark.parametrize(
    "claims, role, agency, province",
    [
        ({"groups": ["khac", "chuyen-vien"], "org": {"code": "SO-A"}}, Role.REPORTER, "SO-A", ""),
        ({"groups": "van-phong", "org": {"code": "Sở B"}}, Role.COORDINATOR, "SO-B", ""),
        ({"groups": ["chuyen-vien", "van-phong"], "org": {"code": "so-b"}}, Role.COORDINATOR, "SO-B", ""),
        ({"groups": ["lanh-dao"], "province": "Hà Nội"}, Role.LEADER, None, "Hà Nội"),
    ],
)
def test_claims_make_an_account_with_role_and_agency(sso, provider, claims, role, agency, province):
    provider.knows("s-1", name="Đỗ Văn Dũng", preferred_username="Dung.DV", email="dung@example.vn", **claims)

    answer = sign_in(sso, provider, "s-1")

    assert (answer.status_code, answer.headers["location"], who(sso)) == (303, "/by-period", "dung.dv")
    assert stored("dung.dv") == CurrentUser("dung.dv", "Đỗ Văn Dũng", role, agency, province)


def test_the_next_time_it_is_the_same_account_whatever_the_name_says(sso, provider):
    provider.knows("s-2", preferred_username="hoa", groups="lanh-dao")
    sign_in(sso, provider, "s-2")
    sso.cookies.clear()
    provider.knows("s-2", preferred_username="an", groups="lanh-dao")

    sign_in(sso, provider, "s-2")

    assert who(sso) == "hoa"


def test_a_name_that_somebody_here_has_opens_no_account_of_theirs(sso, provider):
    provider.knows("s-3", preferred_username="an", email="an@example.vn", groups="lanh-dao")

    sign_in(sso, provider, "s-3")

    assert who(sso) == "an-2"
    assert stored("an").role is Role.ADMIN and stored("an-2").role is Role.LEADER


def test_another_role_or_agency_at_the_provider_counts_here_and_ends_the_sessions_before(sso, provider):
    provider.knows("s-4", preferred_username="mai", groups="chuyen-vien", org={"code": "SO-A"})
    sign_in(sso, provider, "s-4")
    before = sso.cookies["tiendo"]
    sso.cookies.clear()
    provider.knows("s-4", preferred_username="mai", groups="van-phong", org={"code": "SO-B"})

    sign_in(sso, provider, "s-4")

    assert (stored("mai").role, stored("mai").agency) == (Role.COORDINATOR, "SO-B")
    assert sso.get("/session", headers={"cookie": f"tiendo={before}"}).status_code == 401
    with open_session() as session:
        [entry] = session.exec(select(AuditEntry).where(AuditEntry.what == "change_account")).all()
    assert (entry.user_name, entry.note) == ("oidc", "reporter, SO-A -> coordinator, SO-B")


@pytest.mark.parametrize(
    "claims, says",
    [
        ({}, "không nêu vai trò"),
        ({"groups": ["khac"]}, "không nêu vai trò"),
        ({"groups": "chuyen-vien"}, "không nêu cơ quan"),
        ({"groups": "chuyen-vien", "org": {"code": "SO-Z"}}, "không nêu cơ quan"),
    ],
)
def test_claims_that_make_nothing_here_let_nobody_in(sso, provider, claims, says):
    provider.knows("s-5", preferred_username="ngoai", **claims)

    assert says in refused(sso, sign_in(sso, provider, "s-5"))
    assert stored("ngoai") is None


def test_who_lost_the_role_at_the_provider_is_let_in_no_more(sso, provider):
    provider.knows("s-6", preferred_username="nga", groups="lanh-dao")
    sign_in(sso, provider, "s-6")
    sso.cookies.clear()
    provider.knows("s-6", preferred_username="nga", groups=[])

    assert "không nêu vai trò" in refused(sso, sign_in(sso, provider, "s-6"))


def test_a_disabled_account_stays_closed(sso, provider):
    provider.knows("s-7", preferred_username="tam", groups="lanh-dao")
    sign_in(sso, provider, "s-7")
    with open_side_transaction() as session:
        disable_user(session, user=CurrentUser("an", "", Role.ADMIN), name="tam", at=datetime.now(UTC))

    assert who(sso) is None
    assert "Tài khoản của bạn đã bị khóa" in refused(sso, sign_in(sso, provider, "s-7"))


def test_a_wrong_state_is_refused(sso, provider):
    back = provider.sign_in(asked(sso), "s-1")

    assert NOT_USABLE in refused(sso, sso.get(altered(back, state="made-up")))
    sso.cookies.clear()
    assert NOT_USABLE in refused(sso, sso.get(back)), "nor in another browser"


def test_an_answer_is_used_once(sso, provider):
    provider.knows("s-8", preferred_username="son", groups="lanh-dao")
    back = provider.sign_in(asked(sso), "s-8")
    sso.get(back)
    sso.cookies.delete("tiendo")

    assert NOT_USABLE in refused(sso, sso.get(back))


def test_a_wrong_nonce_is_refused(sso, provider):
    provider.knows("s-1", preferred_username="dung", groups="lanh-dao")
    back = provider.sign_in(altered(asked(sso), nonce="of-another-time"), "s-1")

    assert NOT_USABLE in refused(sso, sso.get(back))


def test_an_expired_id_token_is_refused(sso, late_provider, monkeypatch):
    monkeypatch.setenv("OIDC_ISSUER", late_provider.url)
    late_provider.knows("s-1", preferred_username="dung", groups="lanh-dao")

    assert NOT_USABLE in refused(sso, sign_in(sso, late_provider, "s-1"))


def test_an_id_token_of_another_issuer_is_refused(sso, provider, lying, monkeypatch):
    monkeypatch.setenv("OIDC_ISSUER", lying(in_its_name=False))
    provider.knows("s-1", preferred_username="dung", groups="lanh-dao")

    assert NOT_USABLE in refused(sso, sign_in(sso, provider, "s-1"))


def test_the_liar_that_does_not_lie_is_believed(sso, provider, lying, monkeypatch):
    monkeypatch.setenv("OIDC_ISSUER", lying())
    provider.knows("s-11", preferred_username="khanh", groups="lanh-dao")

    sign_in(sso, provider, "s-11")

    assert who(sso) == "khanh", "so the tests around this one refuse for the reason that they name"


def test_a_provider_that_calls_itself_otherwise_than_the_setting_is_not_asked(sso, provider, lying, monkeypatch):
    monkeypatch.setenv("OIDC_ISSUER", lying(issuer=provider.url))

    assert NOT_USABLE in refused(sso, sso.get("/auth/oidc"))


def test_a_signature_by_another_key_is_refused(sso, provider, lying, monkeypatch):
    real = httpx.get(provider.metadata["jwks_uri"]).json()["keys"][0]
    other = RSAKey.generate_key(2048, {key: real[key] for key in ("kid", "use", "alg") if key in real})
    monkeypatch.setenv("OIDC_ISSUER", lying(jwks=KeySet([other]).as_dict()))
    provider.knows("s-1", preferred_username="dung", groups="lanh-dao")

    assert NOT_USABLE in refused(sso, sign_in(sso, provider, "s-1"))


def test_who_declines_at_the_provider_reads_a_calm_page(sso, provider):
    answer = httpx.post(asked(sso), data={"action": "deny"})
    back = urlsplit(answer.headers["location"])

    assert NOT_USABLE in refused(sso, sso.get(f"{back.path}?{back.query}"))


def test_a_provider_that_is_away_is_said(sso, monkeypatch):
    monkeypatch.setenv("OIDC_ISSUER", "http://127.0.0.1:9")

    assert NOT_USABLE in refused(sso, sso.get("/auth/oidc"))


def test_a_link_on_another_site_begins_nothing(sso):
    answer = sso.get("/auth/oidc", headers={"sec-fetch-site": "cross-site"})

    assert answer.headers["location"] == "/sign-in"


def test_after_it_a_role_that_has_to_have_a_second_factor_proves_ours_too(sso, provider, monkeypatch):
    monkeypatch.setenv("TIENDO_SECOND_FACTOR_ROLES", "leader")
    provider.knows("s-9", preferred_username="vinh", groups="lanh-dao")

    answer = sign_in(sso, provider, "s-9")

    assert answer.headers["location"] == "/second-factor?next=%2Fby-period"
    assert who(sso) is None


@pytest.mark.parametrize(
    "claims, wanted", [({"amr": ["pwd", "mfa"]}, False), ({"acr": "loa3"}, False), ({"acr": "loa2"}, True), ({}, True)]
)
def test_unless_the_provider_says_that_it_has_asked_for_one_itself(sso, provider, monkeypatch, claims, wanted):
    monkeypatch.setenv("TIENDO_SECOND_FACTOR_ROLES", "leader")
    monkeypatch.setenv("OIDC_STRONG_ACR", "loa3")
    provider.knows("s-10", preferred_username="yen", groups="lanh-dao", **claims)

    sign_in(sso, provider, "s-10")

    assert who(sso) == (None if wanted else "yen")


@pytest.fixture
def without_claims(sso, monkeypatch):
    """As with a provider of citizens: it knows who somebody is and nothing of roles."""
    monkeypatch.delenv("OIDC_ROLE_CLAIM")
    return sso


def link(client, provider, subject, password=PASSWORD):
    form = re.search(r'name="form" value="([^"]+)"', client.get("/auth/link").text)[1]
    page = client.post("/auth/link", data={"form": form, "password": password})
    if page.status_code != 200:
        return page
    assert 'href="/auth/ask"' in page.text
    return client.get(provider.sign_in(client.get("/auth/ask").headers["location"], subject))


def test_without_claims_people_link_their_own_accounts_with_the_password(without_claims, provider):
    client = without_claims
    assert "Chưa có tài khoản" in refused(client, sign_in(client, provider, "012345678901"))
    client.cookies.set("tiendo", token_of("binh"))
    assert link(client, provider, "012345678901", password="sai").status_code == 401

    assert link(client, provider, "012345678901").headers["location"] == "/auth/link"

    assert "đã liên kết với Cổng SSO thử" in client.get("/auth/link").text
    client.cookies.clear()
    sign_in(client, provider, "012345678901")
    assert who(client) == "binh"
    assert stored("binh") == CurrentUser("binh", "Người thử binh", Role.REPORTER, "SO-A")


def test_one_identity_opens_one_account(without_claims, provider):
    client = without_claims
    client.cookies.set("tiendo", token_of("binh"))
    link(client, provider, "112345678901")
    client.cookies.clear()
    client.cookies.set("tiendo", token_of("lan"))

    answer = link(client, provider, "112345678901")

    assert (answer.status_code, "đã mở tài khoản khác" in problem_in(answer)) == (403, True)
    assert who(client) == "lan"


def test_a_link_that_another_session_began_links_nothing(without_claims, provider):
    client = without_claims
    client.cookies.set("tiendo", token_of("binh"))
    form = re.search(r'name="form" value="([^"]+)"', client.get("/auth/link").text)[1]
    client.post("/auth/link", data={"form": form, "password": PASSWORD})
    back = provider.sign_in(client.get("/auth/ask").headers["location"], "212345678901")
    client.cookies.delete("tiendo")
    client.cookies.set("tiendo", token_of("lan"))

    assert client.get(back).headers["location"] == "/sign-in"

    assert "đã liên kết với" not in client.get("/auth/link").text


def test_without_a_session_nobody_links(without_claims):
    assert without_claims.get("/auth/link").headers["location"] == "/sign-in"
    assert without_claims.post("/auth/link", data={}).headers["location"] == "/sign-in"
    assert without_claims.get("/auth/ask").headers["location"] == "/auth/link"

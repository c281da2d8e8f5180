"""An account for each role, and how it signs in."""

from datetime import datetime

from playwright.sync_api import Page

from actions.people.accounts import add_sample_user
from actions.people.sign_in import sign_in
from data_model.store import open_transaction
from data_model.tables import Agency
from data_model.values import UTC, AgencyKind, Language, Role
from tests.builders.server import Server
from wording.translation import _, use

PASSWORD = "mật khẩu để thử"


NAME = {Role.LEADER: "lan", Role.COORDINATOR: "cuong", Role.REPORTER: "binh", Role.ADMIN: "an"}
"""One account for each role, all with `PASSWORD`; see `add_accounts`."""


def add_accounts() -> None:
    """Two agencies and an account for each role: the reporter is of the first agency, the coordinator of the second."""
    with open_transaction() as session:
        session.add(Agency(code="SO-A", name="Sở A", kind=AgencyKind.DEPARTMENT, province="Hà Nội"))
        session.add(Agency(code="SO-B", name="Sở B", kind=AgencyKind.DEPARTMENT, province="Hà Nội"))
        session.flush()
        for role, name in NAME.items():
            add_sample_user(
                session,
                name=name,
                display_name=f"Người thử {name}",
                role=role,
                agency="SO-B" if role is Role.COORDINATOR else "SO-A",
                password=PASSWORD,
                at=datetime.now(UTC),
            )


def in_vietnamese(message: str) -> str:
    """What a reader sees for a sentence of the source."""
    use(Language.VI)
    return _(message)


def token_of(name: str) -> str:
    """The cookie of a new session of this account, in the store that `DATABASE_URL` names."""
    return sign_in(name=name, password=PASSWORD, address="test", at=datetime.now(UTC)).token


def sign_in_by_form(
    page: Page, server: Server, who: Role | str, *, address: str = "/", password: str = PASSWORD
) -> Page:
    """Ask for an address as this role's account, or as this account; the sign-in page lies on the way."""
    page.goto(server.url + address)
    page.locator("#name").fill(NAME[who] if isinstance(who, Role) else who)
    page.locator("#password").fill(password)
    page.locator("button[type=submit]").click()
    page.get_by_test_id("stSidebar").wait_for(state="attached")  # on a phone it is folded away
    return page

"""Adding accounts, new codes, disabling: what an administrator may do and what is refused."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from actions.people.accounts import (
    AccountRefused,
    NewAccount,
    add_user,
    change_account,
    disable_user,
    first_admin_code,
    renew_code,
    set_language,
)
from actions.people.passwords import activate_account
from data_model.rules.people.access import CurrentUser, NotAllowed
from data_model.rules.people.accounts import AccountProblem
from data_model.rules.people.hashing import hash_token
from data_model.store import open_session, open_side_transaction
from data_model.store.people.accounts import account, accounts, visit
from data_model.tables import AuditEntry, User
from data_model.values import Language, Role
from tests.builders.accounts import add_accounts, token_of

NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)
AN = CurrentUser("an", "Người thử an", Role.ADMIN)
BINH = CurrentUser("binh", "Người thử binh", Role.REPORTER, agency="SO-A")


@pytest.fixture
def accounts_of_each_role(database: str) -> None:
    """On SQLite and on PostgreSQL."""
    add_accounts()


def add(name="moi", display_name="Người mới", role=Role.REPORTER, agency="SO-B", by=AN, province=""):
    with open_side_transaction() as session:
        return add_user(
            session,
            user=by,
            account=NewAccount(name, display_name, role, agency, province),
            at=NOON,
        )


@pytest.mark.usefixtures("accounts_of_each_role")
class TestAnAdministrator:
    def test_adds_an_account_that_has_no_password_yet(self):
        add(name=" Moi ", role=Role.LEADER, agency=None, province="Hà Nội")

        with open_session() as session:
            [added] = [account for account in accounts(session) if account.name == "moi"]
        assert (added.role, added.province, added.has_password) == (Role.LEADER, "Hà Nội", False)
        assert added.code_expires_at == NOON + timedelta(hours=72)

    @pytest.mark.parametrize(
        "asked, problem",
        [
            ({"name": "a"}, AccountProblem.NAME_NOT_USABLE),
            ({"name": "bình"}, AccountProblem.NAME_NOT_USABLE),
            ({"name": "x y"}, AccountProblem.NAME_NOT_USABLE),
            ({"name": "a" * 51}, AccountProblem.NAME_NOT_USABLE),
            ({"name": "Binh"}, AccountProblem.NAME_TAKEN),
            ({"display_name": "  "}, AccountProblem.DISPLAY_NAME_MISSING),
            ({"agency": None}, AccountProblem.AGENCY_MISSING),
            ({"agency": "SO-X"}, AccountProblem.AGENCY_UNKNOWN),
            ({"role": Role.COORDINATOR, "agency": None}, AccountProblem.AGENCY_MISSING),
        ],
    )
    def test_is_told_what_is_wrong_with_a_new_account_and_nothing_is_stored(self, asked, problem):
        with pytest.raises(AccountRefused) as refused:
            add(**asked)

        assert refused.value.problem is problem
        with open_session() as session:
            assert len(accounts(session)) == 4

    def test_opens_a_disabled_account_by_a_new_code_and_not_by_the_old_password(self):
        with open_side_transaction() as session:
            disable_user(session, user=AN, name="binh", at=NOON)
            renew_code(session, user=AN, name="binh", at=NOON)

        with open_session() as session:
            binh = session.exec(select(User).where(User.name == "binh")).one()
        assert (binh.disabled_at, binh.password_hash) == (None, "")

    def test_cannot_lock_themselves_out(self):
        with pytest.raises(AccountRefused) as refused, open_side_transaction() as session:
            disable_user(session, user=AN, name="an", at=NOON)

        assert refused.value.problem is AccountProblem.OWN_ACCOUNT

    def test_leaves_a_trace_of_each_change(self):
        add()
        with open_side_transaction() as session:
            renew_code(session, user=AN, name="moi", at=NOON)
            disable_user(session, user=AN, name="moi", at=NOON)

        with open_session() as session:
            entries = session.exec(select(AuditEntry).where(AuditEntry.at == NOON).order_by(AuditEntry.id)).all()
        assert [(entry.user_name, entry.what, entry.subject) for entry in entries] == [
            ("an", "add_user", "moi"),
            ("an", "renew_code", "moi"),
            ("an", "disable_user", "moi"),
        ]


@pytest.mark.usefixtures("accounts_of_each_role")
@pytest.mark.parametrize("role", [Role.LEADER, Role.COORDINATOR, Role.REPORTER])
def test_nobody_else_manages_accounts(role):
    somebody = CurrentUser("x", "X", role, agency="SO-A")

    with pytest.raises(NotAllowed):
        add(by=somebody)
    for action in (renew_code, disable_user):
        with pytest.raises(NotAllowed), open_side_transaction() as session:
            action(session, user=somebody, name="binh", at=NOON)
    with pytest.raises(NotAllowed):
        change(agency="SO-B", by=somebody)


@pytest.mark.usefixtures("accounts_of_each_role")
def test_everybody_chooses_their_own_language():
    token = token_of("binh")
    with open_side_transaction() as session:
        set_language(session, user=BINH, language=Language.EN, at=NOON)

    with open_session() as session:
        found = visit(session, token_hash=hash_token(token), at=datetime.now(UTC))
    assert found.language is Language.EN


@pytest.mark.usefixtures("accounts_of_each_role")
def test_an_account_is_known_by_name_until_it_is_disabled():
    with open_session() as session:
        assert account(session, "binh") == BINH
        assert account(session, "nobody") is None
    with open_side_transaction() as session:
        disable_user(session, user=AN, name="binh", at=NOON)
    with open_session() as session:
        assert account(session, "binh") is None


@pytest.mark.usefixtures("database")
def test_an_empty_store_gets_one_administrator_with_a_code_for_a_day():
    with open_side_transaction() as session:
        code = first_admin_code(session, at=NOON)
        assert first_admin_code(session, at=NOON) is None

    token = activate_account(name="admin", code=code, new_password="con đường mới", at=NOON + timedelta(hours=23)).token

    with open_session() as session:
        found = visit(session, token_hash=hash_token(token), at=NOON + timedelta(hours=23))
    assert (found.user.name, found.user.role) == ("admin", Role.ADMIN)


def change(name="binh", by=AN, **asked):
    wanted = {"display_name": "Người thử binh", "role": Role.REPORTER, "agency": "SO-A", "province": "", **asked}
    with open_side_transaction() as session:
        change_account(session, user=by, name=name, at=NOON, **({"reason": "Theo QĐ 12/QĐ-SNV"} | wanted))


def is_in(token):
    with open_session() as session:
        return visit(session, token_hash=hash_token(token), at=datetime.now(UTC)) is not None


@pytest.mark.usefixtures("accounts_of_each_role")
class TestAChangedAccount:
    @pytest.mark.parametrize(
        "asked, now",
        [
            ({"agency": "SO-B"}, (Role.REPORTER, "SO-B", "")),
            ({"role": Role.COORDINATOR}, (Role.COORDINATOR, "SO-A", "")),
            ({"role": Role.LEADER, "province": "Hà Nội"}, (Role.LEADER, None, "Hà Nội")),
            ({"role": Role.ADMIN}, (Role.ADMIN, None, "")),
        ],
    )
    def test_has_its_new_post_and_is_signed_out_everywhere(self, asked, now):
        token = token_of("binh")

        change(**asked)

        with open_session() as session:
            changed = account(session, "binh")
        assert (changed.role, changed.agency, changed.province) == now
        assert not is_in(token)

    def test_with_another_name_alone_stays_signed_in(self):
        token = token_of("binh")

        change(display_name="Nguyễn Thị Bình, phó trưởng phòng")

        assert is_in(token)

    def test_stands_in_the_audit_with_before_after_and_why(self):
        change(agency="SO-B", role=Role.COORDINATOR)

        with open_session() as session:
            [entry] = session.exec(select(AuditEntry).where(AuditEntry.what == "change_account")).all()
        assert (entry.user_name, entry.subject) == ("an", "binh")
        assert entry.note == "reporter, SO-A -> coordinator, SO-B: Theo QĐ 12/QĐ-SNV"

    @pytest.mark.parametrize(
        "asked, problem",
        [
            ({"agency": "SO-B", "reason": " "}, AccountProblem.REASON_MISSING),
            ({}, AccountProblem.NOTHING_CHANGED),
            ({"display_name": " "}, AccountProblem.DISPLAY_NAME_MISSING),
            ({"agency": None}, AccountProblem.AGENCY_MISSING),
            ({"agency": "SO-Z"}, AccountProblem.AGENCY_UNKNOWN),
            ({"name": "nobody"}, AccountProblem.ACCOUNT_UNKNOWN),
            ({"name": "an", "role": Role.LEADER}, AccountProblem.OWN_ROLE),
        ],
    )
    def test_is_as_it_was_where_the_change_is_refused(self, asked, problem):
        token = token_of("binh")

        with pytest.raises(AccountRefused) as refused:
            change(**asked)

        assert refused.value.problem is problem
        with open_session() as session:
            assert account(session, "binh").agency == "SO-A"
        assert is_in(token)

    @pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
    def test_is_changed_by_an_administrator_alone(self, role):
        with pytest.raises(NotAllowed):
            change(agency="SO-B", by=CurrentUser("x", "X", role, agency="SO-A"))

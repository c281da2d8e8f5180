"""Signing in, passwords, one-time codes and the count of wrong tries, on a real store with a clock of the test's."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from actions.people.accounts import NewAccount, add_user, disable_user, renew_code
from actions.people.passwords import PasswordRefused, activate_account
from actions.people.sign_in import SignInRefused, sign_in, sign_out
from data_model.rules.people.access import CurrentUser
from data_model.rules.people.accounts import SignInProblem
from data_model.rules.people.hashing import hash_token
from data_model.store import open_session, open_side_transaction
from data_model.store.base.engine import versions
from data_model.store.people.accounts import mark_seen, visit
from data_model.tables import AuditEntry, FailedSignIn, SignedIn
from data_model.values import Role
from tests.builders.accounts import PASSWORD, add_accounts

pytestmark = pytest.mark.slow  # hashes many passwords, which is meant to be slow

NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)
AN = CurrentUser("an", "Người thử an", Role.ADMIN)
NEW_PASSWORD = "con đường mới"


@pytest.fixture(autouse=True)
def accounts(database: str) -> None:
    """On SQLite and on PostgreSQL."""
    add_accounts()


def begin(name="binh", password=PASSWORD, address="10.0.0.1", at=NOON, device=""):
    return sign_in(name=name, password=password, address=address, at=at, device=device)


def enter(**more):
    return begin(**more).token


def activate(code, name="binh", new_password=NEW_PASSWORD, at=NOON):
    return activate_account(name=name, code=code, new_password=new_password, at=at).token


def why_refused(action):
    with pytest.raises(SignInRefused) as refused:
        action()
    return refused.value.problem


def user_of(token, at=NOON):
    with open_session() as session:
        found = visit(session, token_hash=hash_token(token), at=at)
    return found.user if found else None


def new_code_for(name, at=NOON):
    with open_side_transaction() as session:
        return renew_code(session, user=AN, name=name, at=at)


def test_the_right_password_gives_a_session_of_that_user():
    somebody = user_of(enter())

    assert somebody == CurrentUser("binh", "Người thử binh", Role.REPORTER, agency="SO-A")


def test_the_store_keeps_neither_the_cookie_nor_the_password():
    token = enter()

    with open_session() as session:
        [row] = session.exec(select(SignedIn)).all()
    assert row.token_hash != token
    assert len(token) >= 43  # 256 bits


def test_each_sign_in_has_a_cookie_of_its_own():
    assert len({enter() for _ in range(3)}) == 3


@pytest.mark.parametrize(
    "name, password",
    [
        ("binh", "sai mật khẩu"),
        ("binh", ""),
        ("nobody", PASSWORD),
        ("", ""),
        ("binh'--", PASSWORD),
        ("binh", "x" * 5000),
    ],
)
def test_a_wrong_name_and_a_wrong_password_are_refused_alike(name, password):
    assert why_refused(lambda: enter(name=name, password=password)) is SignInProblem.WRONG


@pytest.mark.parametrize("name", ["Binh", " binh ", "BINH"])
def test_the_account_name_may_be_typed_in_capitals(name):
    assert user_of(enter(name=name)).name == "binh"


def test_a_vietnamese_password_is_the_same_in_both_unicode_forms():
    decomposed = unicodedata.normalize("NFD", PASSWORD)
    assert decomposed != PASSWORD

    assert user_of(enter(password=decomposed)).name == "binh"


def test_ten_wrong_tries_in_fifteen_minutes_use_up_those_of_strange_devices_wherever_they_come_from():
    for number in range(10):
        assert why_refused(lambda n=number: enter(password="sai", address=f"10.0.0.{n}")) is SignInProblem.WRONG

    assert why_refused(enter) is SignInProblem.TOO_MANY_TRIES
    assert why_refused(lambda: enter(at=NOON + timedelta(minutes=14, seconds=59))) is SignInProblem.TOO_MANY_TRIES
    assert user_of(enter(at=NOON + timedelta(minutes=15)), at=NOON + timedelta(minutes=15)).name == "binh"


def test_the_count_for_a_name_that_nobody_has_is_the_same():
    for _ in range(10):
        why_refused(lambda: enter(name="nobody", password="sai"))

    assert why_refused(lambda: enter(name="nobody", password="sai")) is SignInProblem.TOO_MANY_TRIES


def test_fifty_wrong_tries_from_an_office_leave_each_account_one_try_there():
    for number in range(50):
        why_refused(lambda n=number: enter(name=f"name{n}", password="sai"))

    assert user_of(enter()).name == "binh"
    assert why_refused(lambda: enter(name="lan", password="sai")) is SignInProblem.WRONG
    assert why_refused(lambda: enter(name="lan")) is SignInProblem.TOO_MANY_TRIES
    assert user_of(enter(name="lan", address="10.0.0.2")).name == "lan"


def test_a_thousand_wrong_tries_of_a_hundred_addresses_keep_nobody_out_of_a_known_device_and_check_ten_passwords():
    device = begin().device

    problems = [why_refused(lambda n=n: enter(password="sai", address=f"10.1.0.{n % 100}")) for n in range(1000)]

    assert problems.count(SignInProblem.WRONG) == 10
    assert user_of(enter(device=device)).name == "binh"
    assert user_of(activate(new_code_for("binh"))).name == "binh", "nor of a one-time code"


def test_a_known_device_has_ten_tries_of_its_own():
    device = begin().device
    for _ in range(10):
        assert why_refused(lambda: enter(password="sai", device=device)) is SignInProblem.WRONG

    assert why_refused(lambda: enter(device=device)) is SignInProblem.TOO_MANY_TRIES
    assert user_of(enter()).name == "binh", "and they are not held against others"


def test_the_device_of_one_account_is_a_strange_one_to_others():
    device = begin(name="lan").device
    for _ in range(10):
        why_refused(lambda: enter(password="sai"))

    assert why_refused(lambda: enter(device=device)) is SignInProblem.TOO_MANY_TRIES
    assert why_refused(lambda: enter(device="made up")) is SignInProblem.TOO_MANY_TRIES


def test_a_device_is_known_for_ninety_days_and_until_the_password_is_set_anew():
    device, later = begin().device, NOON + timedelta(days=90)
    for _ in range(10):
        why_refused(lambda: enter(password="sai", at=later))
    assert why_refused(lambda: enter(device=device, at=later)) is SignInProblem.TOO_MANY_TRIES

    device = begin(name="lan").device
    activate(new_code_for("lan"), name="lan")
    for _ in range(10):
        why_refused(lambda: enter(name="lan", password="sai"))
    assert why_refused(lambda: enter(name="lan", password=NEW_PASSWORD, device=device)) is SignInProblem.TOO_MANY_TRIES


@pytest.mark.parametrize("name", ["bi\0nh", "\0", "binh\0"])
def test_a_nul_in_the_name_is_a_wrong_name_and_counts_as_one(name):
    for _ in range(10):
        assert why_refused(lambda: enter(name=name)) is SignInProblem.WRONG
        assert why_refused(lambda: activate("ABCD", name=name)) is SignInProblem.WRONG

    assert why_refused(lambda: enter(name=name)) is SignInProblem.TOO_MANY_TRIES


def test_thirty_tries_at_once_are_counted_like_thirty_in_a_row():
    with ThreadPoolExecutor(8) as pool:
        problems = list(pool.map(lambda _: why_refused(lambda: enter(password="sai")), range(30)))

    assert problems.count(SignInProblem.WRONG) == 10
    assert problems.count(SignInProblem.TOO_MANY_TRIES) == 20


def test_a_right_password_is_not_counted_as_a_wrong_try():
    for _ in range(12):
        enter()

    with open_session() as session:
        assert session.exec(select(FailedSignIn)).all() == []


def test_signing_out_ends_this_session_and_no_other():
    here, elsewhere = enter(), enter()

    sign_out(token=here, at=NOON)

    assert user_of(here) is None
    assert user_of(elsewhere).name == "binh"


def test_a_session_ends_after_twelve_hours_however_busy_it_was():
    token = enter()
    for hour in range(1, 12):
        see(token, NOON + timedelta(hours=hour))

    assert user_of(token, at=NOON + timedelta(hours=11, minutes=59)) is not None
    assert user_of(token, at=NOON + timedelta(hours=12)) is None


def test_a_session_ends_after_two_idle_hours():
    token = enter()
    see(token, NOON + timedelta(hours=1))

    assert user_of(token, at=NOON + timedelta(hours=2, minutes=59)) is not None
    assert user_of(token, at=NOON + timedelta(hours=3)) is None


def see(token, at):
    with open_side_transaction() as session:
        mark_seen(session, token_hash=hash_token(token), at=at)


def test_a_one_time_code_sets_the_password_once():
    code = new_code_for("binh")

    token = activate(code)

    assert user_of(token).name == "binh"
    assert user_of(enter(password=NEW_PASSWORD)).name == "binh"
    assert why_refused(lambda: activate(code, new_password="thêm lần nữa")) is SignInProblem.WRONG
    assert why_refused(lambda: enter(password=PASSWORD)) is SignInProblem.WRONG


def test_of_two_who_use_a_code_at_once_one_gets_in():
    code = new_code_for("binh")

    def try_it(number):
        try:
            return activate(code, new_password=f"{NEW_PASSWORD} {number}")
        except SignInRefused:
            return None

    with ThreadPoolExecutor(4) as pool:
        tokens = [token for token in pool.map(try_it, range(4)) if token]

    assert len(tokens) == 1


def test_a_code_is_read_however_it_was_written_down():
    code = new_code_for("binh")

    assert user_of(activate(f" {code.lower().replace('-', ' ')} ")).name == "binh"


def test_a_code_for_a_forgotten_password_lives_thirty_minutes():
    code = new_code_for("binh")

    assert why_refused(lambda: activate(code, at=NOON + timedelta(minutes=30))) is SignInProblem.WRONG
    assert activate(code, at=NOON + timedelta(minutes=29))


def test_an_invitation_lives_three_days_renewed_or_not():
    with open_side_transaction() as session:
        first = add_user(session, user=AN, account=NewAccount("moi", "Người mới", Role.LEADER), at=NOON)
    renewed = new_code_for("moi")

    assert why_refused(lambda: activate(first, name="moi")) is SignInProblem.WRONG
    assert why_refused(lambda: activate(renewed, name="moi", at=NOON + timedelta(hours=72))) is SignInProblem.WRONG
    assert activate(renewed, name="moi", at=NOON + timedelta(hours=71))


def test_a_renewed_code_signs_the_account_out_everywhere():
    token = enter()

    new_code_for("binh")

    assert user_of(token) is None


def test_a_code_is_for_one_account():
    code = new_code_for("binh")

    assert why_refused(lambda: activate(code, name="lan")) is SignInProblem.WRONG


def test_a_new_password_ends_every_session_of_the_account():
    stolen = enter()

    activate(new_code_for("binh"))

    assert user_of(stolen) is None


def test_a_refused_password_does_not_use_up_the_code():
    code = new_code_for("binh")

    with pytest.raises(PasswordRefused):
        activate(code, new_password="12345678")

    assert user_of(activate(code)).name == "binh"


def test_a_disabled_account_is_out_at_once_and_does_not_get_in():
    token = enter()

    with open_side_transaction() as session:
        disable_user(session, user=AN, name="binh", at=NOON)

    assert user_of(token) is None
    assert why_refused(enter) is SignInProblem.WRONG


def test_a_new_account_gets_in_by_its_code_alone():
    with open_side_transaction() as session:
        code = add_user(session, user=AN, account=NewAccount("moi", "Người mới", Role.LEADER), at=NOON)

    assert why_refused(lambda: enter(name="moi", password="")) is SignInProblem.WRONG
    assert user_of(activate(code, name="moi")) == CurrentUser("moi", "Người mới", Role.LEADER)


def test_signing_in_and_out_raises_no_data_version():
    with open_session() as session:
        before = versions(session).data

    sign_out(token=enter(), at=NOON)

    with open_session() as session:
        assert versions(session).data == before


def test_signing_in_and_out_is_in_the_audit():
    sign_out(token=enter(), at=NOON)
    activate(new_code_for("binh"))

    with open_session() as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.at == NOON).order_by(AuditEntry.id)).all()
    assert [(entry.user_name, entry.what, entry.subject) for entry in entries] == [
        ("binh", "sign_in", "binh"),
        ("binh", "sign_out", "binh"),
        ("an", "renew_code", "binh"),
        ("binh", "activate_account", "binh"),
    ]

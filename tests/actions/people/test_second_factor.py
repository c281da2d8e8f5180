"""The second factor: set up, proven once with each code, counted, and reset, on a real store with a clock of the test's."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from actions.people.accounts import AccountRefused, renew_code
from actions.people.passwords import activate_account
from actions.people.second_factor import (
    SecondFactorRequired,
    begin_required_set_up,
    begin_set_up,
    confirm_set_up,
    half_way_name,
    remove_second_factor,
    renew_recovery_codes,
    reset_second_factor,
    second_factor_state,
)
from actions.people.sign_in import SecondFactorWanted, SignInRefused, prove_second_factor, sign_in
from actions.people.tries import Origin
from data_model.rules.people.access import CurrentUser, NotAllowed
from data_model.rules.people.accounts import AccountProblem, SignInProblem
from data_model.rules.people.hashing import hash_token
from data_model.rules.people.second_factor import code_of
from data_model.store import open_session, open_side_transaction
from data_model.store.people.accounts import visit
from data_model.tables import AuditEntry, RecoveryCode, SecondFactor
from data_model.values import Role
from tests.builders.accounts import PASSWORD, add_accounts

pytestmark = pytest.mark.slow  # hashes many passwords, which is meant to be slow

NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)
HERE, ELSEWHERE = Origin("10.0.0.1", "", "Firefox/150.0"), "10.0.0.2"
AN = CurrentUser("an", "Người thử an", Role.ADMIN)
BINH = CurrentUser("binh", "Người thử binh", Role.REPORTER, agency="SO-A")


@pytest.fixture(autouse=True)
def accounts(database: str) -> None:
    """On SQLite and on PostgreSQL."""
    add_accounts()


def set_up(name="binh", at=NOON):
    """The key and the recovery codes of a second factor in use."""
    secret = begin_set_up(name=name, password=PASSWORD, origin=HERE, at=at)
    return secret, confirm_set_up(name=name, code=code_of(secret, at=at), origin=HERE, at=at).recovery_codes


def half_way(name="binh", at=LATER, **more):
    """The token of a sign-in after the right password."""
    with pytest.raises(SecondFactorWanted) as wanted:
        sign_in(name=name, password=PASSWORD, address=ELSEWHERE, at=at, **more)
    return wanted.value.token


def prove(token, code, at=LATER, **more):
    return prove_second_factor(token=token, code=code, address=ELSEWHERE, at=at, **more).token


def why_refused(action):
    with pytest.raises(SignInRefused) as refused:
        action()
    return refused.value.problem


def user_of(token, at=LATER):
    with open_session() as session:
        found = visit(session, token_hash=hash_token(token), at=at)
    return found.user if found else None


def test_who_has_a_second_factor_gets_in_by_password_and_code_and_by_neither_alone():
    secret, _ = set_up()

    token = half_way()

    assert user_of(token) is None, "half way is not in"
    assert user_of(prove(token, code_of(secret, at=LATER))) == BINH
    assert why_refused(lambda: prove("", code_of(secret, at=LATER))) is SignInProblem.TOO_LATE


def test_a_code_is_used_once_however_many_ask_at_the_same_moment():
    secret, _ = set_up()
    tokens, code = [half_way() for _ in range(4)], code_of(secret, at=LATER)

    def try_it(token):
        try:
            return prove(token, code)
        except SignInRefused:
            return None

    with ThreadPoolExecutor(4) as pool:
        entered = [token for token in pool.map(try_it, tokens) if token]

    assert len(entered) == 1
    assert why_refused(lambda: prove(half_way(), code)) is SignInProblem.WRONG
    earlier = code_of(secret, at=LATER - timedelta(seconds=30))
    assert why_refused(lambda: prove(half_way(), earlier)) is SignInProblem.WRONG, "nor one from before it"
    after = LATER + timedelta(seconds=30)
    assert user_of(prove(half_way(), code_of(secret, at=after), at=after)) == BINH


def test_the_code_that_confirmed_the_set_up_is_used_up_too():
    secret, _ = set_up()

    assert why_refused(lambda: prove(half_way(at=NOON), code_of(secret, at=NOON), at=NOON)) is SignInProblem.WRONG


@pytest.mark.parametrize("seconds", [-30, 30])
def test_a_phone_may_be_half_a_minute_off(seconds):
    secret, _ = set_up()

    assert user_of(prove(half_way(), code_of(secret, at=LATER + timedelta(seconds=seconds)))) == BINH


@pytest.mark.parametrize("seconds", [-61, 61])
def test_and_no_more(seconds):
    secret, _ = set_up()

    off = code_of(secret, at=LATER + timedelta(seconds=seconds))
    assert why_refused(lambda: prove(half_way(), off)) is SignInProblem.WRONG


def test_half_way_ends_after_ten_minutes_and_is_used_once():
    secret, _ = set_up()
    token = half_way()

    too_late = LATER + timedelta(minutes=10)
    assert half_way_name(token=token, at=too_late) is None
    assert why_refused(lambda: prove(token, code_of(secret, at=too_late), at=too_late)) is SignInProblem.TOO_LATE
    prove(token, code_of(secret, at=LATER))
    assert half_way_name(token=token, at=LATER) is None


def test_ten_wrong_codes_are_enough_and_a_known_device_or_a_recovery_code_still_gets_in():
    secret, recovery_codes = set_up()
    device = prove_second_factor(token=half_way(), code=recovery_codes[0], address=ELSEWHERE, at=LATER).device
    tokens = [half_way() for _ in range(13)]
    for token in tokens[:10]:
        assert why_refused(lambda token=token: prove(token, "000000")) is SignInProblem.WRONG

    right = code_of(secret, at=LATER)
    assert why_refused(lambda: prove(tokens[10], right)) is SignInProblem.TOO_MANY_TRIES
    assert user_of(prove(tokens[11], recovery_codes[1].lower())) == BINH
    assert user_of(prove(tokens[12], right, device=device)) == BINH


def test_wrong_codes_are_counted_over_all_sign_ins_that_are_half_way():
    set_up()

    problems = [why_refused(lambda: prove(half_way(), "000000")) for _ in range(12)]

    assert problems == [SignInProblem.WRONG] * 10 + [SignInProblem.TOO_MANY_TRIES] * 2


def spend_the_passwords():
    for number in range(11):
        with pytest.raises(SignInRefused):
            sign_in(name="binh", password="sai", address=f"10.9.0.{number}", at=LATER)


def slowed(password=PASSWORD, code=""):
    return sign_in(name="binh", password=password, code=code, address=ELSEWHERE, at=LATER).token


def test_while_others_have_spent_the_tries_a_code_beside_the_password_lets_the_owner_in():
    secret, recovery_codes = set_up()
    spend_the_passwords()

    assert why_refused(slowed) is SignInProblem.TOO_MANY_TRIES
    assert user_of(slowed(code=code_of(secret, at=LATER))) == BINH
    assert user_of(slowed(code=recovery_codes[0])) == BINH


def test_while_the_account_is_slowed_down_no_answer_tells_a_right_password_from_a_wrong_one():
    secret, _ = set_up()
    spend_the_passwords()

    wrong_password = why_refused(lambda: slowed(password="sai", code=code_of(secret, at=LATER)))
    wrong_code = why_refused(lambda: slowed(code="000000"))

    assert wrong_password is wrong_code is SignInProblem.TOO_MANY_TRIES
    for _ in range(10):
        why_refused(lambda: slowed(code="000000"))
    assert why_refused(lambda: slowed(code=code_of(secret, at=LATER))) is SignInProblem.TOO_MANY_TRIES, "nor endlessly"


def test_without_a_second_factor_a_made_up_code_opens_no_way_around_the_count():
    spend_the_passwords()

    assert why_refused(lambda: slowed(code="123456")) is SignInProblem.TOO_MANY_TRIES


def test_a_recovery_code_counts_once_and_new_ones_replace_the_old():
    _, recovery_codes = set_up()
    assert len(set(recovery_codes)) == 10

    assert user_of(prove(half_way(), recovery_codes[0])) == BINH
    assert why_refused(lambda: prove(half_way(), recovery_codes[0])) is SignInProblem.WRONG
    assert second_factor_state(BINH).recovery_codes == 9

    renewed = renew_recovery_codes(name="binh", password=PASSWORD, origin=HERE, at=LATER)
    assert why_refused(lambda: prove(half_way(), recovery_codes[1])) is SignInProblem.WRONG
    assert user_of(prove(half_way(), renewed[1])) == BINH


def test_the_store_keeps_recovery_codes_as_hashes():
    _, recovery_codes = set_up()

    with open_session() as session:
        kept = set(session.exec(select(RecoveryCode.code_hash)))
    assert len(kept) == 10
    assert not kept & set(recovery_codes)


def test_setting_up_wants_the_password_and_one_right_code_and_changes_nothing_before():
    with pytest.raises(SignInRefused):
        begin_set_up(name="binh", password="sai", origin=HERE, at=NOON)
    secret = begin_set_up(name="binh", password=PASSWORD, origin=HERE, at=NOON)
    assert why_refused(lambda: confirm_set_up(name="binh", code="000000", origin=HERE, at=NOON)) is SignInProblem.WRONG

    assert user_of(sign_in(name="binh", password=PASSWORD, address=ELSEWHERE, at=NOON).token, at=NOON) == BINH

    confirm_set_up(name="binh", code=code_of(secret, at=NOON), origin=HERE, at=NOON)
    half_way()


def test_setting_up_and_taking_away_sign_out_everywhere_else():
    before = sign_in(name="binh", password=PASSWORD, address=ELSEWHERE, at=NOON).token
    secret, _ = set_up()
    assert user_of(before, at=NOON) is None

    between = prove(half_way(), code_of(secret, at=LATER))
    after = remove_second_factor(name="binh", password=PASSWORD, origin=HERE, at=LATER).token

    assert (user_of(between), user_of(after)) == (None, BINH)
    assert user_of(sign_in(name="binh", password=PASSWORD, address=ELSEWHERE, at=LATER).token) == BINH


def test_a_role_that_has_to_have_one_sets_it_up_before_it_gets_in_and_keeps_it(monkeypatch):
    monkeypatch.setenv("TIENDO_SECOND_FACTOR_ROLES", "admin, reporter")
    token = half_way(at=NOON)
    assert why_refused(lambda: prove(token, "000000", at=NOON)) is SignInProblem.WRONG

    secret = begin_required_set_up(token=token, at=NOON)
    done = confirm_set_up(name=half_way_name(token=token, at=NOON), code=code_of(secret, at=NOON), origin=HERE, at=NOON)

    assert user_of(done.session.token, at=NOON) == BINH
    with pytest.raises(SecondFactorRequired):
        remove_second_factor(name="binh", password=PASSWORD, origin=HERE, at=NOON)
    assert sign_in(name="lan", password=PASSWORD, address=ELSEWHERE, at=NOON), "other roles need none"


def test_a_key_that_somebody_saw_before_is_not_the_one_that_is_confirmed():
    seen = begin_set_up(name="binh", password=PASSWORD, origin=HERE, at=NOON)
    secret = begin_set_up(name="binh", password=PASSWORD, origin=HERE, at=NOON)

    assert seen != secret
    wrong = code_of(seen, at=NOON)
    assert why_refused(lambda: confirm_set_up(name="binh", code=wrong, origin=HERE, at=NOON)) is SignInProblem.WRONG


def test_a_new_password_by_a_one_time_code_does_not_stand_for_the_second_factor():
    secret, _ = set_up()
    with open_side_transaction() as session:
        code = renew_code(session, user=AN, name="binh", at=LATER)

    with pytest.raises(SecondFactorWanted) as wanted:
        activate_account(name="binh", code=code, new_password="con đường mới", at=LATER)

    assert user_of(prove(wanted.value.token, code_of(secret, at=LATER))) == BINH


def reset(name="binh", user=AN, reason="Mất điện thoại"):
    with open_side_transaction() as session:
        reset_second_factor(session, user=user, name=name, reason=reason, at=LATER)


def test_an_administrator_resets_it_with_a_reason_that_stands_in_the_audit():
    secret, _ = set_up()
    token = prove(half_way(), code_of(secret, at=LATER))

    reset()

    assert user_of(token) is None
    assert user_of(sign_in(name="binh", password=PASSWORD, address=ELSEWHERE, at=LATER).token) == BINH
    with open_session() as session:
        assert session.exec(select(SecondFactor)).all() == []
        [entry] = session.exec(select(AuditEntry).where(AuditEntry.what == "reset_second_factor")).all()
    assert (entry.user_name, entry.subject, entry.note) == ("an", "binh", "Mất điện thoại")


@pytest.mark.parametrize(
    "name, reason, problem",
    [
        ("binh", "  ", AccountProblem.REASON_MISSING),
        ("lan", "Mất điện thoại", AccountProblem.NO_SECOND_FACTOR),
        ("nobody", "Mất điện thoại", AccountProblem.ACCOUNT_UNKNOWN),
    ],
)
def test_a_reset_wants_a_reason_and_something_to_reset(name, reason, problem):
    set_up()

    with pytest.raises(AccountRefused) as refused:
        reset(name, reason=reason)

    assert refused.value.problem is problem


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_nobody_else_resets_it(role):
    set_up()

    with pytest.raises(NotAllowed):
        reset(user=CurrentUser("x", "X", role, agency="SO-A"))

"""Which passwords will do, and what is kept of them."""

import unicodedata

import pytest

from data_model.rules.people.accounts import PasswordProblem, password_problem
from data_model.rules.people.hashing import code_matches, hash_code, hash_password, new_code, password_matches


@pytest.mark.parametrize(
    "password, problem",
    [
        ("ngắn quá", None),
        ("bảy chữ", PasswordProblem.TOO_SHORT),
        ("x" * 128, None),
        ("x" * 129, PasswordProblem.TOO_LONG),
        ("Nguyen-Van-An", PasswordProblem.IS_THE_NAME),
        ("MatKhau123", PasswordProblem.COMMON),
        ("12345678", PasswordProblem.COMMON),
        ("Mật khẩu 123", PasswordProblem.COMMON),
        ("Anh Yêu Em 123", PasswordProblem.COMMON),
        ("qwertyuiop", PasswordProblem.COMMON),
        ("Sunshine1", PasswordProblem.COMMON),
        ("không cần chữ hoa", None),
    ],
)
def test_a_password_is_judged_by_length_and_by_what_is_tried_first(password, problem):
    assert password_problem(password, name="nguyen-van-an") is problem


def test_a_password_is_as_long_in_either_unicode_form():
    assert password_problem(unicodedata.normalize("NFD", "ấấấấấấấ"), name="binh") is PasswordProblem.TOO_SHORT


def test_a_hash_is_argon2id_and_another_one_each_time():
    first, second = hash_password("con đường mới"), hash_password("con đường mới")

    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert first != second
    assert password_matches("con đường mới", first)


@pytest.mark.parametrize("kept", ["", "not a hash"])
def test_nothing_matches_what_is_no_hash(kept):
    assert not password_matches("con đường mới", kept)


def test_nothing_matches_an_account_without_a_code():
    assert not code_matches("", "")
    assert not code_matches("ABCD-EFGH-JKLM-NPQR", "")


def test_codes_differ_and_avoid_letters_that_look_like_digits():
    codes = {new_code() for _ in range(200)}

    assert len(codes) == 200
    assert not set("".join(codes)) & set("IO01")
    assert all(code_matches(code.lower(), hash_code(code)) for code in codes)

"""Sentences about failed sign-ins, passwords and accounts."""

from collections.abc import Mapping

from data_model.rules.people.accounts import (
    PASSWORD_MAX,
    PASSWORD_MIN,
    TRY_WINDOW,
    AccountProblem,
    PasswordProblem,
    SignInProblem,
)
from wording.translation import _, mark

SIGN_IN_PROBLEM: Mapping[SignInProblem, str] = {
    SignInProblem.WRONG: mark("The account name or the password is not right. Check both and try again."),
    SignInProblem.TOO_MANY_TRIES: mark(
        "Too many wrong tries from other devices. Use a device on which you have signed in before, ask your administrator "
        "for a one-time code, or wait {minutes} minutes and try again."
    ),
}
CODE_PROBLEM: Mapping[SignInProblem, str] = {
    SignInProblem.WRONG: mark(
        "The account name or the one-time code is not right, or the code has been used or has expired. "
        "Ask your administrator for a new one."
    ),
    SignInProblem.TOO_MANY_TRIES: SIGN_IN_PROBLEM[SignInProblem.TOO_MANY_TRIES],
}
PASSWORD_PROBLEM: Mapping[PasswordProblem, str] = {
    PasswordProblem.TOO_SHORT: mark("Choose a password of at least {least} characters."),
    PasswordProblem.TOO_LONG: mark("Choose a password of at most {most} characters."),
    PasswordProblem.IS_THE_NAME: mark("Choose a password other than the account name."),
    PasswordProblem.COMMON: mark("This password is among the first that others would try. Choose another one."),
}
ACCOUNT_PROBLEM: Mapping[AccountProblem, str] = {
    AccountProblem.NAME_NOT_USABLE: mark(
        "Write the account name with 2 to 50 unaccented letters, digits, dots or hyphens, for example nguyen-van-an."
    ),
    AccountProblem.NAME_TAKEN: mark("This account name is taken. Choose another one."),
    AccountProblem.DISPLAY_NAME_MISSING: mark("Enter the full name of the person."),
    AccountProblem.AGENCY_MISSING: mark("Choose the agency: this role sees and does only what concerns an agency."),
    AccountProblem.AGENCY_UNKNOWN: mark("There is no agency with this code. Choose one from the list."),
    AccountProblem.ACCOUNT_UNKNOWN: mark("There is no account with this name."),
    AccountProblem.OWN_ACCOUNT: mark("You cannot disable your own account. Ask another administrator."),
    AccountProblem.EMAIL_NOT_USABLE: mark("This is no e-mail address. Write it like nguyenvanan@hanoi.gov.vn."),
}


def sign_in_problem(problem: SignInProblem) -> str:
    return _with_numbers(SIGN_IN_PROBLEM[problem])


def code_problem(problem: SignInProblem) -> str:
    return _with_numbers(CODE_PROBLEM[problem])


def password_problem(problem: PasswordProblem) -> str:
    return _with_numbers(PASSWORD_PROBLEM[problem])


def account_problem(problem: AccountProblem) -> str:
    return _(ACCOUNT_PROBLEM[problem])


def _with_numbers(message: str) -> str:
    minutes = int(TRY_WINDOW.total_seconds() // 60)
    return _(message).format(minutes=minutes, least=PASSWORD_MIN, most=PASSWORD_MAX)

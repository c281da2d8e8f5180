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
    SignInProblem.TOO_LATE: mark("This took too long, or was done in another window meanwhile. Sign in again."),
}
SECOND_FACTOR_PROBLEM: Mapping[SignInProblem, str] = {
    SignInProblem.WRONG: mark(
        "The code is not right, or it has been used. Enter the code that the app shows now; check that the phone sets its "
        "clock by itself."
    ),
    SignInProblem.TOO_MANY_TRIES: mark(
        "Too many wrong codes. Use a device on which you have signed in before, enter a recovery code, or wait {minutes} "
        "minutes and try again."
    ),
    SignInProblem.TOO_LATE: SIGN_IN_PROBLEM[SignInProblem.TOO_LATE],
}
CODE_PROBLEM: Mapping[SignInProblem, str] = {
    SignInProblem.WRONG: mark(
        "The account name or the one-time code is not right, or the code has been used or has expired. "
        "Ask your administrator for a new one."
    ),
    SignInProblem.TOO_MANY_TRIES: SIGN_IN_PROBLEM[SignInProblem.TOO_MANY_TRIES],
    SignInProblem.TOO_LATE: SIGN_IN_PROBLEM[SignInProblem.TOO_LATE],
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
    AccountProblem.AGENCY_AMBIGUOUS: mark("Several agencies have this name. Write the code of the one that is meant."),
    AccountProblem.PROVINCE_UNKNOWN: mark(
        "No plan of such a province is in the system. Leave the column empty for every province, or write one of them."
    ),
    AccountProblem.ROLE_UNKNOWN: mark(
        "Write one of the roles: Leadership, Consolidating office, Reporting officer, Administrator."
    ),
    AccountProblem.NAME_TWICE: mark("The file has this account name twice. Give each person one of their own."),
    AccountProblem.REASON_MISSING: mark("Say why: the reason stands in the audit."),
    AccountProblem.NO_SECOND_FACTOR: mark("This account has no second factor."),
    AccountProblem.NOTHING_CHANGED: mark("Nothing is different from what the account has already."),
    AccountProblem.OWN_ROLE: mark("You cannot take the administrator's role from yourself. Ask another administrator."),
}


def sign_in_problem(problem: SignInProblem) -> str:
    return _with_numbers(SIGN_IN_PROBLEM[problem])


def second_factor_problem(problem: SignInProblem) -> str:
    return _with_numbers(SECOND_FACTOR_PROBLEM[problem])


def code_problem(problem: SignInProblem) -> str:
    return _with_numbers(CODE_PROBLEM[problem])


def present_password_problem(problem: SignInProblem) -> str:
    if problem is SignInProblem.WRONG:
        return _("The present password is not right. Type it again.")
    return sign_in_problem(problem)


def password_problem(problem: PasswordProblem) -> str:
    return _with_numbers(PASSWORD_PROBLEM[problem])


def account_problem(problem: AccountProblem) -> str:
    return _(ACCOUNT_PROBLEM[problem])


def _with_numbers(message: str) -> str:
    minutes = int(TRY_WINDOW.total_seconds() // 60)
    return _(message).format(minutes=minutes, least=PASSWORD_MIN, most=PASSWORD_MAX)

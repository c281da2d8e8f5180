"""Rules of account names, passwords, sessions and sign-in attempts; the only place with these numbers."""

import re
import unicodedata
from datetime import timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from data_model.values import Role

SESSION_LASTS = timedelta(hours=12)
SESSION_IDLE = timedelta(hours=2)
SEEN_EVERY = timedelta(minutes=1)

TRY_WINDOW = timedelta(minutes=15)
TRIES_PER_NAME = 10
TRIES_PER_ADDRESS = 50
TRIES_PER_DEVICE = 10
"""Wrong tries within the window. A device from which the account has signed in before is counted by itself, so that nobody
can keep its owner out; and from an address with too many, each account still has one wrong try."""
DEVICE_KNOWN = timedelta(days=90)

HALF_WAY_LASTS = timedelta(minutes=10)
"""After the right password, until the second factor has to be proven."""

FIRST_CODE_LASTS = timedelta(hours=24)
INVITATION_LASTS = timedelta(hours=72)
RESET_LASTS = timedelta(minutes=30)
RESET_AGAIN_AFTER = timedelta(minutes=5)
"""A second letter to one account, should the first not come; sooner nobody fills a mailbox by asking."""

NEEDS_AGENCY = frozenset({Role.REPORTER, Role.COORDINATOR})
NEEDS_PROVINCE = frozenset({Role.LEADER})
"""Roles with an optional province; without one they see all provinces."""

PASSWORD_MIN = 8
PASSWORD_MAX = 128
NAME_PATTERN = re.compile(r"[a-z0-9][a-z0-9._-]{1,49}")
EMAIL_PATTERN = re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")
COMMON_PASSWORDS_FILE = Path(__file__).with_name("common_passwords.txt")


class TryKind(StrEnum):
    """What was tried and failed; each is counted by itself, so that who spends one keeps nobody from the others."""

    SIGN_IN = "sign_in"
    SECOND_FACTOR = "second_factor"
    RESET = "reset"
    """A link by mail that was asked for; not wrong, but not endlessly many from one address either."""


class PasswordProblem(StrEnum):
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    IS_THE_NAME = "is_the_name"
    COMMON = "common"


class SignInProblem(StrEnum):
    """Why a sign-in failed. An unknown name is `WRONG` too, so that nobody learns who has an account."""

    WRONG = "wrong"
    TOO_MANY_TRIES = "too_many_tries"
    TOO_LATE = "too_late"
    """One has to begin again: the step before was too long ago, or was taken in another window."""


class AccountProblem(StrEnum):
    """Why an account can't be created or changed as asked."""

    NAME_NOT_USABLE = "name_not_usable"
    NAME_TAKEN = "name_taken"
    DISPLAY_NAME_MISSING = "display_name_missing"
    AGENCY_MISSING = "agency_missing"
    AGENCY_UNKNOWN = "agency_unknown"
    ACCOUNT_UNKNOWN = "account_unknown"
    OWN_ACCOUNT = "own_account"
    EMAIL_NOT_USABLE = "email_not_usable"
    REASON_MISSING = "reason_missing"
    NO_SECOND_FACTOR = "no_second_factor"
    NOTHING_CHANGED = "nothing_changed"
    OWN_ROLE = "own_role"
    AGENCY_AMBIGUOUS = "agency_ambiguous"
    PROVINCE_UNKNOWN = "province_unknown"
    ROLE_UNKNOWN = "role_unknown"
    NAME_TWICE = "name_twice"


def folded_name(name: str) -> str:
    """An account name as it is stored: Unicode NFC, without spaces around it, in small letters."""
    return unicodedata.normalize("NFC", name).strip().lower()


def storable(text: str) -> str:
    """The text without NUL, which PostgreSQL refuses; no usable name becomes another name by it."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")


def may_be_name(name: str) -> bool:
    return NAME_PATTERN.fullmatch(name) is not None


def name_like(text: str) -> str:
    """The account name that comes nearest to a text; empty where none does."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d")).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9._-]+", "-", plain).strip("._-")[:50]
    return name if may_be_name(name) else ""


def may_be_email(text: str) -> bool:
    """True for an empty text too: no address."""
    return not text or (len(text) <= 254 and EMAIL_PATTERN.fullmatch(text) is not None)


def normal_password(password: str) -> str:
    """In Unicode NFC: keyboards type a Vietnamese letter as one code point or as several."""
    return unicodedata.normalize("NFC", password)


def password_problem(password: str, *, name: str) -> PasswordProblem | None:
    """No rule about kinds of characters (ASVS 5, 6.2.5): only length, not the name, and not a common password."""
    password = normal_password(password)
    if len(password) < PASSWORD_MIN:
        return PasswordProblem.TOO_SHORT
    if len(password) > PASSWORD_MAX:
        return PasswordProblem.TOO_LONG
    if folded_name(password) == folded_name(name):
        return PasswordProblem.IS_THE_NAME
    return PasswordProblem.COMMON if {password.lower(), _bare(password)} & _common_passwords() else None


def _bare(password: str) -> str:
    """Without marks and blanks: “Mật khẩu 123” is no harder to guess than matkhau123."""
    apart = unicodedata.normalize("NFD", password.lower().replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter) and not letter.isspace())


@cache
def _common_passwords() -> frozenset[str]:
    """Passwords of breaches that are long enough for us (list of the package zxcvbn, MIT), and Vietnamese ones."""
    return frozenset(COMMON_PASSWORDS_FILE.read_text(encoding="utf-8").split())

"""Argon2id for passwords, SHA-256 for cookies and one-time codes, which are random enough by themselves."""

import hashlib
import hmac
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from data_model.rules.people.accounts import PASSWORD_MAX, normal_password

# OWASP's first choice for Argon2id (19 MiB, 2 passes): some 20 ms, so that a morning's rush of sign-ins passes.
_HASHER = PasswordHasher(memory_cost=19_456, time_cost=2, parallelism=1)

CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""No I, O, 0, 1: a code is read from paper."""
CODE_GROUPS = 4


def hash_password(password: str) -> str:
    return _HASHER.hash(normal_password(password))


_DUMMY_HASH = hash_password(secrets.token_urlsafe(32))


def password_matches(password: str, password_hash: str) -> bool:
    """False for an empty hash, after the same work, so that the time taken does not tell who has an account."""
    checked = password_hash or _DUMMY_HASH
    try:
        return _HASHER.verify(checked, normal_password(password)[: PASSWORD_MAX + 1]) and bool(password_hash)
    except (VerifyMismatchError, InvalidHashError):
        return False


def needs_new_hash(password_hash: str) -> bool:
    return _HASHER.check_needs_rehash(password_hash)


def new_token() -> str:
    """The value of a session's cookie."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def new_code() -> str:
    """A one-time code of 80 random bits, in groups that can be read out: `ABCD-EFGH-JKLM-NPQR`."""
    groups = ("".join(secrets.choice(CODE_LETTERS) for _ in range(4)) for _ in range(CODE_GROUPS))
    return "-".join(groups)


def hash_code(code: str) -> str:
    return hash_token("".join(code.split()).replace("-", "").upper())


def code_matches(code: str, code_hash: str) -> bool:
    return bool(code_hash) and hmac.compare_digest(hash_code(code), code_hash)

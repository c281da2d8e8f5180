"""One-time codes of an app beside the password: RFC 6238, six digits, a new one each 30 seconds."""

import hmac
from datetime import datetime, timedelta

import pyotp

from data_model.rules.people.hashing import new_code

ISSUER = "Tiến Độ"
"""The name under which an app lists the codes."""
STEP = timedelta(seconds=30)
STEPS_AROUND = 1
"""A phone's clock may be so many steps off, before and after."""
RECOVERY_CODES = 10


def new_secret() -> str:
    """A key of 160 random bits, in base 32 as apps take it."""
    return pyotp.random_base32()


def setup_address(secret: str, *, name: str) -> str:
    """The `otpauth://` address that an app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)


def code_of(secret: str, *, at: datetime) -> str:
    """What the app shows at this moment."""
    return pyotp.TOTP(secret).at(at)


def matching_step(code: str, *, secret: str, at: datetime) -> int | None:
    """The time step whose code this is, of those around this moment, the latest first; None for a wrong code."""
    typed = "".join(code.split())
    now = int(at.timestamp() // STEP.total_seconds())
    for step in range(now + STEPS_AROUND, now - STEPS_AROUND - 1, -1):
        if hmac.compare_digest(pyotp.TOTP(secret).generate_otp(step).encode(), typed.encode()):
            return step
    return None


def new_recovery_codes() -> list[str]:
    """Each of 80 random bits, like the one-time codes of accounts: nobody guesses one."""
    return [new_code() for _ in range(RECOVERY_CODES)]

"""The second factors of accounts. What is used here is used once, however many replicas ask at the same moment."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, delete, func, select, update

from data_model.tables import RecoveryCode, SecondFactor


def second_factor(session: Session, *, user_id: int | None) -> SecondFactor | None:
    """The ORM row, confirmed or not, for actions to change."""
    return session.get(SecondFactor, user_id)


def confirmed_secret(session: Session, *, user_id: int | None) -> str | None:
    """The key of a second factor that is in use; None where there is none."""
    return session.exec(
        select(SecondFactor.secret).where(SecondFactor.user_id == user_id, col(SecondFactor.confirmed_at).is_not(None))
    ).first()


def use_step(session: Session, *, user_id: int | None, step: int) -> bool:
    """Notes that the code of this time step was used; False if it, or one of a later step, has been used before."""
    noted = session.exec(
        update(SecondFactor)
        .where(col(SecondFactor.user_id) == user_id, col(SecondFactor.last_step) < step)
        .values(last_step=step)
    )
    return bool(noted.rowcount)


def use_recovery_code(session: Session, *, user_id: int | None, code_hash: str, at: datetime) -> bool:
    """Uses it up; False if the account has no such code, or it was used before."""
    used = session.exec(
        update(RecoveryCode)
        .where(
            col(RecoveryCode.user_id) == user_id,
            col(RecoveryCode.code_hash) == code_hash,
            col(RecoveryCode.used_at).is_(None),
        )
        .values(used_at=at)
    )
    return bool(used.rowcount)


def count_recovery_codes(session: Session, *, user_id: int | None) -> int:
    """Those that are left."""
    counted = select(func.count()).select_from(RecoveryCode)
    return session.exec(counted.where(RecoveryCode.user_id == user_id, col(RecoveryCode.used_at).is_(None))).one()


def replace_recovery_codes(session: Session, *, user_id: int, code_hashes: Iterable[str]) -> None:
    session.exec(delete(RecoveryCode).where(col(RecoveryCode.user_id) == user_id))
    session.add_all(RecoveryCode(code_hash=code_hash, user_id=user_id) for code_hash in code_hashes)


def drop_second_factor(session: Session, *, user_id: int | None) -> None:
    """With its recovery codes."""
    session.exec(delete(RecoveryCode).where(col(RecoveryCode.user_id) == user_id))
    session.exec(delete(SecondFactor).where(col(SecondFactor.user_id) == user_id))


def accounts_with_second_factor(session: Session) -> frozenset[int]:
    """The ids of the accounts that have one in use."""
    return frozenset(session.exec(select(SecondFactor.user_id).where(col(SecondFactor.confirmed_at).is_not(None))))

"""Column types with the same values on SQLite and PostgreSQL."""

from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Dialect, Enum, Integer, String
from sqlalchemy.types import TypeDecorator

LIST_SEPARATOR = "; "


def one_of(values: type[StrEnum]) -> Enum:
    """A text column with the value of an enum member, checked by a CHECK constraint."""
    return Enum(
        values,
        name=f"is_{values.__name__.lower()}",
        native_enum=False,
        create_constraint=True,
        length=30,
        values_callable=lambda members: [member.value for member in members],
    )


class Tenths(TypeDecorator[Decimal]):
    """A number with one decimal, stored as a whole number of tenths, so that sums are exact in SQL too."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        tenths = Decimal(value) * 10
        if tenths != tenths.to_integral_value():
            raise ValueError(f"{value} has more than one decimal")
        return int(tenths)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value) / 10


class Hundredths(TypeDecorator[Decimal]):
    """An amount with two decimals, stored as a whole number of hundredths, so that sums are exact whatever the database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        hundredths = Decimal(value) * 100
        if hundredths != hundredths.to_integral_value():
            raise ValueError(f"{value} has more than two decimals")
        return int(hundredths)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value) / 100


class TextList(TypeDecorator[tuple[str, ...]]):
    """Several short texts in one cell, separated by "; "."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        return LIST_SEPARATOR.join(value or ())

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        return tuple(value.split(LIST_SEPARATOR)) if value else ()

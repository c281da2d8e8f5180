"""Select several columns; SQLModel's own `select` is typed for four at most."""

from typing import Any

from sqlalchemy import Select, select


def columns(*wanted: Any) -> Select[Any]:
    return select(*wanted)

"""manage.py as it is, telling into a pipe how far the transaction of a submission has come.

    python -m tests.crash.watched_manage PIPE submit FILE --user NAME

A byte when the transaction begins to write, one when it is about to commit, one when it has: listeners of SQLAlchemy,
so that not a line of the product is another one than in real use.
"""

import os
import runpy
import sys
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlmodel import Session

BEGUN, COMMITTING, COMMITTED = "B", "C", "A"


def tell_into(pipe: int) -> None:
    told: list[str] = []

    def tell(mark: str) -> None:
        if mark == BEGUN or told:  # migrations commit before
            told.append(mark)
            os.write(pipe, mark.encode())

    @event.listens_for(Engine, "before_cursor_execute")
    def statement(_connection: Connection, _cursor: Any, sql: str, *_others: Any) -> None:
        if sql.startswith("UPDATE store_state") and not told:
            tell(BEGUN)

    event.listen(Engine, "commit", lambda _connection: tell(COMMITTING))
    event.listen(Session, "after_commit", lambda _session: tell(COMMITTED))


if __name__ == "__main__":
    tell_into(int(sys.argv[1]))
    sys.argv = ["manage.py", *sys.argv[2:]]
    runpy.run_path("manage.py", run_name="__main__")

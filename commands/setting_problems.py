"""Says on stderr what is wrong with the settings, before anything else is done: one line each, no traceback, no password."""

import sys

from data_model.settings import wrong_settings
from wording.settings import setting_problem
from wording.translation import _

WRONG_USE = 2


def report_wrong_settings() -> int | None:
    """Exit status 2 if a variable can't be used, else None."""
    wrong = wrong_settings()
    for name in wrong:
        print(setting_problem(name), file=sys.stderr)
    return WRONG_USE if wrong else None


def report_no_database(error: Exception) -> int:
    """The error itself is not shown: it may hold the address with its password."""
    words = _(
        "The database of DATABASE_URL can't be opened ({kind}). Check the address, and that the server is running."
    )
    print(words.format(kind=type(error).__name__), file=sys.stderr)
    return 1

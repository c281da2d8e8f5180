"""The time that a page acts and looks at."""

from datetime import date, datetime

from data_model.values import TIME_ZONE


def now() -> datetime:
    return datetime.now(TIME_ZONE)


def today() -> date:
    return now().date()

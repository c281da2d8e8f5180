"""The current time and day in Asia/Ho_Chi_Minh, as pages use them."""

from datetime import date, datetime

from data_model.values import TIME_ZONE


def now() -> datetime:
    return datetime.now(TIME_ZONE)


def today() -> date:
    return now().date()

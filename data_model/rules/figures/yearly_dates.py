"""The due date of a yearly task in a year, as figures count it."""

from datetime import date

import numpy as np

from data_model.rules.figures.columns.day_numbers import day_number, day_of, in_year


def date_in_year(day: date | None, year: int) -> date | None:
    """The same day and month in the year; 29/2 is the last day of February (definitions §4)."""
    [moved] = in_year(np.array([day_number(day)], np.int32), np.array([year], np.int32))
    return day_of(int(moved))

import pytest

from charts.timeliness import arrivals_by_period
from data_model.rules.figures.timeliness import Arrival


def test_on_time_late_and_missing_add_up_to_a_hundred_percent_of_what_was_expected():
    figure = arrivals_by_period(
        [
            ("Quý I/2026", {Arrival.ON_TIME: 1, Arrival.LATE: 1, Arrival.MISSING: 1}),
            ("Quý II/2026", {Arrival.ON_TIME: 0, Arrival.LATE: 0, Arrival.MISSING: 4}),
            ("Quý III/2026", {Arrival.ON_TIME: 0, Arrival.LATE: 0, Arrival.MISSING: 0}),
        ]
    )

    columns = list(zip(*(bars.y for bars in figure.data), strict=True))
    assert [sum(column) for column in columns] == [pytest.approx(100), 100, 0]
    assert [bars.hovertext[0] for bars in figure.data] == ["1/3 (33,3 %)"] * 3
    assert [bars.text[2] for bars in figure.data] == ["", "", ""], "no bar where nothing was expected"

import pytest

from charts.timeliness import timeliness_by_period
from data_model.rules.figures.timeliness import ReportTimeliness


def came(on_time=0, extended=0, late=0, missing=0):
    return dict(zip(ReportTimeliness, (on_time, extended, late, missing), strict=True))


def test_on_time_extended_late_and_missing_add_up_to_a_hundred_percent_of_what_was_expected():
    figure = timeliness_by_period(
        [
            ("Quý I/2026", came(on_time=1, extended=1, late=1, missing=1)),
            ("Quý II/2026", came(missing=4)),
            ("Quý III/2026", came()),
        ]
    )

    columns = list(zip(*(bars.y for bars in figure.data), strict=True))
    assert [sum(column) for column in columns] == [pytest.approx(100), 100, 0]
    assert [bars.hovertext[0] for bars in figure.data] == ["1/4 (25,0 %)"] * 4
    assert [bars.text[2] for bars in figure.data] == ["", "", "", ""], "no bar where nothing was expected"

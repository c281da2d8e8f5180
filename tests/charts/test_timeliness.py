import pytest

from charts.timeliness import timeliness_by_period
from data_model.rules.figures.timeliness import ReportTimeliness


def test_on_time_late_and_missing_add_up_to_a_hundred_percent_of_what_was_expected():
    figure = timeliness_by_period(
        [
            ("Quý I/2026", {ReportTimeliness.ON_TIME: 1, ReportTimeliness.LATE: 1, ReportTimeliness.MISSING: 1}),
            ("Quý II/2026", {ReportTimeliness.ON_TIME: 0, ReportTimeliness.LATE: 0, ReportTimeliness.MISSING: 4}),
            ("Quý III/2026", {ReportTimeliness.ON_TIME: 0, ReportTimeliness.LATE: 0, ReportTimeliness.MISSING: 0}),
        ]
    )

    columns = list(zip(*(bars.y for bars in figure.data), strict=True))
    assert [sum(column) for column in columns] == [pytest.approx(100), 100, 0]
    assert [bars.hovertext[0] for bars in figure.data] == ["1/3 (33,3 %)"] * 3
    assert [bars.text[2] for bars in figure.data] == ["", "", ""], "no bar where nothing was expected"

from fractions import Fraction

from charts import colours
from charts.heatmap import rates_map
from data_model.rules.figures.measures import Ratio
from wording.rates import n_of_d_words

PERIODS = [("2026-Q1", "Quý I/2026"), ("2026-H1", "6 tháng đầu năm 2026")]
GROUPS = [("A", "Sở A"), ("B", "Sở B")]


def rate(n, d):
    return n_of_d_words(Ratio(Fraction(n), Fraction(d)))


def test_each_cell_says_its_rate_and_a_missing_one_is_a_dash_on_grey():
    figure = rates_map(GROUPS, PERIODS, [[rate(2, 3), rate(0, 1)], [None, rate(0, 0)]])

    first, second = figure.data
    assert list(first.text) == ["66,7", "—"]
    assert list(second.text) == ["0", "—"], "no report is 0, nothing expected is a dash"
    assert first.marker.color[1] == second.marker.color[1] == colours.NO_RATE
    assert second.marker.color[0] != colours.NO_RATE
    assert list(first.marker.pattern.shape) == ["", "/"]


def test_a_cell_knows_its_group_and_its_period():
    figure = rates_map(GROUPS, PERIODS, [[rate(1, 1)] * 2] * 2)

    assert [list(map(list, bars.customdata)) for bars in figure.data] == [
        [["A", "2026-Q1"], ["B", "2026-Q1"]],
        [["A", "2026-H1"], ["B", "2026-H1"]],
    ]


def test_a_higher_rate_is_never_lighter_and_its_words_are_readable():
    shades = [colours.on_scale(percent)[0] for percent in range(0, 101)]

    assert shades[0] == colours.SCALE[0] and shades[100] == colours.SCALE[-1]
    assert sorted(set(shades), key=luminance, reverse=True) == list(colours.SCALE)
    for percent in [None, *range(0, 101, 5)]:
        fill, words = map(luminance, colours.on_scale(percent))
        assert (max(fill, words) + 0.05) / (min(fill, words) + 0.05) >= 4.1, percent


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

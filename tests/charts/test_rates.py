"""Names from a load stay texts in a legend: Plotly would read them as markup and make links of them."""

import plotly.graph_objects as go
import pytest

from charts.median_comparison import rates_and_median
from charts.rates import rates_by_period
from wording.rates import NO_RATE

NAME = 'Sở <a href="https://evil.example">A</a> & B'


@pytest.mark.parametrize(
    "figure",
    [
        rates_by_period(["Quý II"], [(NAME, [NO_RATE])]),
        rates_and_median([("Chỉ tiêu", NO_RATE, None)], own_name=NAME, median_name=NAME),
    ],
    ids=["over periods", "beside the median"],
)
def test_a_name_in_a_legend_is_drawn_as_it_was_written(figure: go.Figure):
    names = {trace.name for trace in figure.data}

    assert names == {"Sở &lt;a href=&quot;https://evil.example&quot;&gt;A&lt;/a&gt; &amp; B"}

"""What stands beside a percentage: counts as n/N, of a progress how many tasks it is the mean of, of weights nothing."""

from datetime import date
from fractions import Fraction

import pytest

from data_model.rules.figures.measures import Figures, Measure
from data_model.rules.figures.sums import Sums
from data_model.values import Language
from wording.formats import as_in_documents, percent
from wording.rates import rate, rate_and_coverage
from wording.translation import use

DAY = date(2026, 6, 30)
EVEN = Sums(weight=3, weighted=200, in_progress=3, asked_weight=3, covered_weight=2, covered_weighted=150)
UNEVEN = Sums(weight=6, weighted=390, in_progress=5, uneven=1, asked_weight=6, covered_weight=4, covered_weighted=330)


@pytest.fixture(autouse=True)
def vietnamese():
    use(Language.VI)


@pytest.mark.parametrize(
    "sums, measure, words",
    [
        (Sums(done_due=2, overdue=1), Measure.DUE_COMPLETION, "66,7 % (2/3)"),
        (Sums(), Measure.DUE_COMPLETION, "—"),
        (EVEN, Measure.PROGRESS, "66,7 % (bình quân 3 nhiệm vụ)"),
        (EVEN, Measure.COVERAGE, "66,7 % (2/3)"),
        (EVEN, Measure.PROGRESS_REPORTED, "75,0 % (bình quân 2 nhiệm vụ)"),
        (UNEVEN, Measure.PROGRESS, "65,0 % (bình quân 5 nhiệm vụ)"),
        (UNEVEN, Measure.COVERAGE, "66,7 %"),
        (UNEVEN, Measure.PROGRESS_REPORTED, "82,5 %"),
        (Sums(), Measure.PROGRESS, "—"),
    ],
)
def test_a_rate_says_what_it_is_made_of(sums, measure, words):
    assert rate(Figures(sums, DAY), measure).words == words


def test_a_progress_that_stands_alone_says_how_much_of_it_was_reported():
    assert rate_and_coverage(Figures(UNEVEN, DAY), Measure.PROGRESS).words == (
        "65,0 % (bình quân 5 nhiệm vụ; có báo cáo 66,7 %)"
    )
    assert rate_and_coverage(Figures(UNEVEN, DAY), Measure.COVERAGE).words == "66,7 %"
    assert rate_and_coverage(Figures(Sums(), DAY), Measure.PROGRESS).words == "—"


def test_documents_write_percentages_in_their_own_way():
    use(Language.EN)
    with as_in_documents():
        found = [percent(value) for value in (Fraction(200, 3), 100, 0, Fraction(1, 20), None)]

    assert found == ["66,7%", "100%", "0%", "0,1%", "—"]
    assert percent(Fraction(200, 3)) == "66.7 %", "and nothing else does"

"""What charts show of a country: not more than can be read, and nobody under somebody else's name."""

from fractions import Fraction

from data_model.rules.figures.measures import Ratio
from data_model.rules.plans.facts import AgencyFact, Facts
from ui.figures.view_charts import MOST_MAPPED, _agency_names, _lowest_last
from wording.rates import n_of_d_words

AGENCIES = Facts(
    agencies={
        "H1": AgencyFact("H1", "Sở Y tế", province="Huế"),
        "L1": AgencyFact("L1", "Sở Y tế", province="Lào Cai"),
        "L2": AgencyFact("L2", "Sở Ngoại vụ", province="Lào Cai"),
    }
)


def test_agencies_of_one_name_are_told_apart_by_their_province():
    assert _agency_names(["H1", "L1", "L2"], AGENCIES) == ["Sở Y tế (Huế)", "Sở Y tế (Lào Cai)", "Sở Ngoại vụ"]
    assert _agency_names(["L1", "L2"], AGENCIES) == ["Sở Y tế", "Sở Ngoại vụ"]


def test_a_map_of_many_keeps_the_lowest_in_their_order():
    def cell(n):
        return n_of_d_words(Ratio(Fraction(n), Fraction(1_000)))

    cells = [[cell(900), cell(1_000 - place)] for place in range(MOST_MAPPED + 20)]
    cells[3] = [cell(0), None]

    assert _lowest_last(cells) == list(range(20, MOST_MAPPED + 20)), "the last period counts, “—” comes last"
    assert _lowest_last(cells[:5]) == [0, 1, 2, 3, 4]

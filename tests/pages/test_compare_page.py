"""Two agencies or directives side by side, over the worked case of docs/definitions.md §5."""

from types import MappingProxyType

import pytest
from streamlit.testing.v1 import AppTest

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import total
from data_model.rules.figures.measures import Measure
from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import EVERYTHING
from data_model.rules.people.hashing import hash_token
from data_model.settings import PROJECT_DIR
from data_model.store import open_session
from data_model.store.figures.facts import read_facts
from data_model.values import TaskState
from tests.builders.accounts import add_accounts, token_of
from tests.builders.stores import WORKED_CASE, load
from ui.base.clock import now, today
from wording.labels import MEASURE, TASK_STATE, label
from wording.rates import rate


@pytest.fixture
def page(database):
    load(WORKED_CASE)
    add_accounts()

    def opened(*, filters=MappingProxyType({}), **address):
        at = AppTest.from_file(str(PROJECT_DIR / "pages" / "compare.py"), default_timeout=30)
        at.user = {"session": hash_token(token_of("lan"))}
        for name, value in filters.items():
            at.session_state[name] = value
        for name, value in address.items():
            at.query_params[name] = value
        return at.run()

    return opened


def share(agency, measure):
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=today())
    return rate(total(facts, cutoff=AsOf(now()), selection=Selection(agency=agency)), measure).words


def test_two_agencies_stand_side_by_side_with_their_own_figures(page):
    at = page(by="agencies", agency_1="A", agency_2="B")

    assert not at.exception
    [figures, states, *_] = (table.value for table in at.dataframe)
    first, second = at.selectbox(key="agency_1").value, at.selectbox(key="agency_2").value
    assert (first, second) == ("A", "B")
    columns = list(figures)
    for measure in Measure:
        [row] = figures[figures[columns[0]] == label(MEASURE, measure)].to_dict("records")
        assert [row[columns[1]], row[columns[2]]] == [share("A", measure), share("B", measure)]
    assert list(states.iloc[:, 0]) == [label(TASK_STATE, state) for state in TaskState]
    assert len(at.get("plotly_chart")) == 1


def test_at_first_the_agency_of_the_filter_is_compared_with_another(page):
    at = page(filters={"agency": "C"}, by="agencies")

    assert at.selectbox(key="agency_1").value == "C"
    assert at.selectbox(key="agency_2").value in ("A", "B")
    assert len(at.selectbox(key="agency_1").options) == 3


def test_what_there_is_one_of_alone_is_not_offered(page):
    at = page(by="directives")

    assert not at.exception
    assert "directives" not in at.segmented_control(key="by").options
    assert at.segmented_control(key="by").value == "days"

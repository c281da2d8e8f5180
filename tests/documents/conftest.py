"""The worked case and the sample store, read once; requests for reports and letters on them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from data_model.rules.consolidated.quotations import Quotations
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import EVERYTHING
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import Period, local_day
from data_model.settings import PROJECT_DIR
from data_model.store import open_session
from data_model.store.consolidated.quotations import read_quotations
from data_model.store.figures.facts import read_facts
from documents.base.letterhead import NO_FRAMING, Framing
from documents.consolidated.report_data import ConsolidatedReportRequest
from seed_data.sample import write_sample_folder
from tests.builders.documents import SAMPLED_AT, store_at
from tests.builders.fresh_columns import MadeAnew
from tests.builders.stores import WORKED_CASE, load, local


def everything(at) -> tuple[Facts, Quotations]:
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=local_day(at))
        quotations = read_quotations(session, facts)
    return replace(
        facts, source=MadeAnew(local_day(at))
    ), quotations  # asked when the store is no longer the chosen one


@pytest.fixture(scope="session")
def worked_store(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("worked") / "store.db"
    with store_at(path):
        load(WORKED_CASE)
    return path


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory) -> Path:
    """The five plans with their sample reports, as the demo has them."""
    folder = tmp_path_factory.mktemp("sample")
    with store_at(folder / "store.db"):
        load(PROJECT_DIR / "seed_data")
        samples = folder / "csv"
        samples.mkdir()
        write_sample_folder(everything(SAMPLED_AT)[0], samples, at=SAMPLED_AT)
        load(samples)
    return folder / "store.db"


@pytest.fixture(scope="session")
def worked(worked_store) -> tuple[Facts, Quotations]:
    with store_at(worked_store):
        return everything(SAMPLED_AT)


@pytest.fixture(scope="session")
def sample(sample_store) -> tuple[Facts, Quotations]:
    with store_at(sample_store):
        return everything(SAMPLED_AT)


@pytest.fixture(scope="session")
def worked_request(worked) -> Callable[..., ConsolidatedReportRequest]:
    """`worked_request("2026-06-30 23:59")`: the plan of the worked case in its second quarter."""

    def ask(as_of="2026-06-30 23:59", *, framing: Framing = NO_FRAMING, period="2026-Q2", unreviewed=False):
        cutoff = AsOf(local(as_of), Period.from_code(period), unreviewed)
        return ConsolidatedReportRequest(*worked, Selection(plan="P1"), cutoff, framing)

    return ask


@pytest.fixture(scope="session")
def sample_request(sample) -> Callable[..., ConsolidatedReportRequest]:
    """`sample_request(plan="HN-45-2012")`: a plan or directive of the sample store in the third quarter."""

    def ask(*, framing: Framing = NO_FRAMING, period="2026-Q3", **selection):
        return ConsolidatedReportRequest(
            *sample, Selection(**selection), AsOf(SAMPLED_AT, Period.from_code(period)), framing
        )

    return ask

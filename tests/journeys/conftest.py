"""One app for the tests of a module, with the plan of `steps`; its store is that of the test too."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from sqlalchemy import delete

from data_model.store import open_transaction
from data_model.tables import Draft, ReportLine, Review, SentFile, Submission
from tests.builders.server import Server, start_server
from tests.journeys.steps import prepare


@pytest.fixture(scope="module")
def running_server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plan")
    started = start_server(tmp_path_factory.mktemp("server"), lambda: prepare(folder))
    yield started
    started.stop()


@pytest.fixture
def server(server: Server, browser: Browser) -> Iterator[Server]:
    """Whoever came to it in a test leaves with it: pages that stay open go on asking for their server."""
    before = browser.contexts
    yield server
    for context in browser.contexts:
        if context not in before:
            context.close()


@pytest.fixture
def nothing_sent(server):
    """The store as it was before anybody had sent anything."""
    with open_transaction() as session:
        for table in (Review, ReportLine, Submission, SentFile, Draft):
            session.execute(delete(table))

"""One small province to read files against: department A, department B, and their tasks in one plan."""

import pytest

from intake.base.checked_file import ReportContext
from tests.builders.report_context import make_context
from tests.intake.fuzz import tally


@pytest.fixture(scope="session")
def staff() -> ReportContext:
    """Staff of the department of foreign affairs, with the half-year report of 2026 chosen on screen."""
    return make_context()


@pytest.fixture(scope="session")
def bulk() -> ReportContext:
    return make_context(agency=None, period=None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """At the end of `make fuzz`: what was read, and the verdicts."""
    if tally.FUZZ > 1:
        terminalreporter.write_line("\n".join(tally.table()))

"""What the files are read back against: the small province of the intake tests, and its tasks as template rows."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from data_model.rules.plans.periods import Period
from data_model.values import AssignmentRole, Language, LineStatus, TaskType
from exports.reporting.report_template import TemplateRow
from intake.base.checked_file import ReportContext
from tests.builders.report_context import make_context
from wording import translation as catalogue


@pytest.fixture(scope="session")
def staff() -> ReportContext:
    return make_context(period="2026-H1")


@pytest.fixture
def english() -> Iterator[None]:
    """Sentences can be compared without the catalogue."""
    before = catalogue.language()
    catalogue.use(Language.EN)
    yield
    catalogue.use(before)


@pytest.fixture
def template_rows() -> list[TemplateRow]:
    return [
        TemplateRow(
            "NV-01",
            "Tổ chức đoàn đi thăm và làm việc",
            "II. NỘI DUNG > 1. Giao lưu",
            AssignmentRole.LEAD,
            TaskType.ONE_OFF,
            due_on=date(2026, 9, 30),
            last_percent=Decimal("40.5"),
            last_status=LineStatus.IN_PROGRESS,
            last_period=Period.from_code("2026-Q1"),
            last_result="- Đã làm việc với tỉnh bạn",
        ),
        TemplateRow("NV-03", "Tổ chức Ngày hữu nghị", "", AssignmentRole.COORDINATE, TaskType.YEARLY),
        TemplateRow("NV-04", "Tuyên truyền đối ngoại", "III", AssignmentRole.LEAD, TaskType.CONTINUING),
    ]

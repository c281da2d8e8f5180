"""Every finding has a sentence that can be filled in."""

import string

import pytest

from data_model.values import Language
from intake.base.checked_file import Finding, Severity
from intake.base.finding_codes import FindingCode
from wording import findings
from wording.translation import use

PERIOD = "2026-H1"
WRITTEN = {
    FindingCode.UNKNOWN_COLUMN: ("x", "tien_do"),
    FindingCode.PERIOD_NOT_OPEN: (PERIOD, ""),
    FindingCode.PERIOD_LATE: (PERIOD, ""),
    FindingCode.PERIOD_NOT_CHOSEN: ("Quý I", PERIOD),
    FindingCode.PERIOD_NOT_EXPECTED: ("Quý I", PERIOD),
    FindingCode.PERIOD_LOCKED: ("Quý I", PERIOD),
}


@pytest.fixture(autouse=True)
def in_english():
    use(Language.EN)
    yield
    use(Language.VI)


def test_every_code_has_a_sentence_under_its_severity():
    assert set(findings.BLOCKERS) | set(findings.ERRORS) | set(findings.WARNINGS) == set(FindingCode)


@pytest.mark.parametrize("code", FindingCode)
def test_a_sentence_leaves_no_gap_and_ends(code):
    value, expected = WRITTEN.get(code, ("{value}75", "1"))

    said = findings.sentence(Finding(Severity.ERROR, code, 7, "tien_do", value, expected))

    fields = [field for _, field, _, _ in string.Formatter().parse(said.replace("{value}", "")) if field]
    assert fields == []
    assert said[-1] in ".?"


def test_a_suggestion_is_added_where_there_is_one():
    near = Finding(Severity.ERROR, FindingCode.TASK_UNKNOWN, 7, "ma_nhiem_vu", "NV-1", "NV-01, NV-10")

    assert findings.sentence(near).endswith("Did you mean NV-01, NV-10?")
    assert "Did you mean" not in findings.sentence(Finding(Severity.ERROR, FindingCode.TASK_UNKNOWN, value="x"))


def test_what_was_there_is_shown_short():
    said = findings.sentence(
        Finding(Severity.ERROR, FindingCode.PERCENT_NOT_A_NUMBER, 7, "tien_do", "a\nb" + "x" * 300)
    )

    assert "\n" not in said
    assert len(said) < 200

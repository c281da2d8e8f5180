"""Every file of the corpus is read right or refused clearly: the exact verdict, row, column and code."""

import pytest

from intake.base.checked_file import ReportContext
from tests.builders.report_context import make_context
from tests.builders.report_files import problems, read
from tests.corpus.case import Case
from tests.corpus.make_corpus import every_case, write_corpus

pytestmark = pytest.mark.slow  # reads three hundred files

CASES = every_case()
WORLDS = {
    "staff": make_context(),
    "no period": make_context(period=None),
    "bulk": make_context(agency=None, period=None),
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_file_gets_its_verdict(case: Case):
    context: ReportContext = WORLDS[case.world]

    report = read(case.make(), context, f"bao-cao{case.extension}")

    assert problems(report) == list(case.findings)
    assert (report.verdict, len(report.rows)) == (case.verdict, case.rows)


def test_the_corpus_is_large_and_each_file_has_a_name_of_its_own():
    assert len(CASES) >= 150
    assert len({case.name for case in CASES}) == len(CASES)


def test_the_corpus_can_be_written_down_and_is_the_same_each_time(tmp_path):
    for folder in ("one", "other"):
        write_corpus(tmp_path / folder)

    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert len(files) == len(CASES) + 1
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes() for name in files)

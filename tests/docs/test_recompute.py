"""docs/recompute.py computes from the file alone, to the printed decimal, what `manage.py figures` prints."""

import json
from datetime import datetime
from fractions import Fraction

import pytest

import manage
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.explanation import explain_tasks
from data_model.rules.figures.measures import Measure
from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import Scope
from data_model.rules.plans.periods import Period
from data_model.store.base.migrate import migrate
from data_model.values import UTC, Language
from docs.recompute import one_decimal
from exports.figures import explanation as evidence
from seed_data.fill_store import prepare_store
from tests.builders.recomputed import read, recomputed
from tests.builders.stores import WORKED_CASE, load, local
from wording.translation import use

pytestmark = pytest.mark.slow  # starts a process for each answer

END_OF_JUNE, END_OF_21_JUNE = local("2026-06-30 23:59"), local("2026-06-21 23:59")
Q2 = Period.from_code("2026-Q2")


@pytest.fixture(autouse=True)
def _in_vietnamese():
    yield
    use(Language.VI)


def printed(row):
    """What the command prints for one group, written as the script writes."""
    answer = {}
    for measure in Measure:
        ratio = row[measure.value]
        n = ratio["n"] / 100 if measure in (Measure.PROGRESS, Measure.PROGRESS_REPORTED) else ratio["n"]
        percent = "—" if ratio["value"] is None else one_decimal_of(ratio["value"] * 100)
        answer[measure.value] = f"{percent};{one_decimal_of(n)}/{one_decimal_of(ratio['d'])}"
    return answer


def one_decimal_of(number):
    return one_decimal(Fraction(str(round(number, 9))))


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("agency", [None, "A", "B", "C"])
@pytest.mark.parametrize("as_of", [END_OF_JUNE, END_OF_21_JUNE])
def test_the_script_and_the_command_agree_on_the_worked_case(store, capsys, tmp_path, language, agency, as_of):
    load(WORKED_CASE)
    use(language)
    by, of = ("agency", ["--agency", agency]) if agency else ("plan", [])
    manage.main(["figures", "--by", by, "--period", "2026-Q2", "--as-of", f"{as_of:%Y-%m-%dT%H:%M}", "--json", *of])
    [one] = json.loads(capsys.readouterr().out)

    assert recomputed(AsOf(as_of, Q2), Selection(agency=agency), tmp_path) == printed(one)


def test_they_agree_on_every_plan_of_the_demo(capsys, tmp_path, monkeypatch):
    """Groups of leads, yearly and continuing tasks, tasks without a lead, plans without a report."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("TIENDO_DATA", str(tmp_path))
    at = datetime(2026, 11, 22, 12, tzinfo=UTC)
    migrate()
    prepare_store(at=at)
    manage.main(["figures", "--by", "plan", "--as-of", "2026-11-22T19:00", "--json"])
    plans = {row["key"]: row for row in json.loads(capsys.readouterr().out)}

    assert len(plans) == 5
    for plan, row in plans.items():
        expected = printed(row)
        found = recomputed(AsOf(at), Selection(plan=plan), tmp_path)
        assert found == {measure: expected[measure] for measure in found}, plan
        assert len(found) >= len(Measure) - 5


def test_who_accepted_and_when_stands_in_the_rows(store):
    load(WORKED_CASE)
    facts, accepted = read(at=END_OF_JUNE)
    rows = evidence.explanation_task_rows(
        explain_tasks(facts, cutoff=AsOf(END_OF_JUNE, Q2)), Measure.DUE_COMPLETION, facts, accepted
    )

    assert rows[0]["Người xác nhận"] == "dau-moi"
    of = {row["Mã nhiệm vụ"]: row for row in rows}
    assert of["T1"]["Xác nhận lúc"] == "21/06/2026 09:00"
    assert (of["T1"]["Có tính ở tử số"], of["T1"]["Có tính ở mẫu số"]) == ("1", "1")
    assert (of["T3"]["Có tính ở tử số"], of["T3"]["Có tính ở mẫu số"]) == ("0", "1"), "overdue"
    assert (of["T6"]["Có tính ở tử số"], of["T6"]["Có tính ở mẫu số"]) == ("—", "—"), "no due date: not in this figure"
    assert list(of)[:3] == ["T1", "T3", "T4"], "those that count come first"


def test_the_rows_of_another_agency_are_not_read(store):
    load(WORKED_CASE)
    _, everything = read(at=END_OF_JUNE)
    _, own = read(Scope(agency="C"), at=END_OF_JUNE)

    assert len(everything) > len(own) == 1

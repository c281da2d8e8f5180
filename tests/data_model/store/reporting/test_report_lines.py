"""All report lines, on both databases: those of the user's scope and selection, as stored."""

from datetime import date

import pytest
from sqlmodel import col, select, update

from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import EVERYTHING, CurrentUser, Scope
from data_model.rules.plans.periods import Period
from data_model.store import open_session, open_transaction
from data_model.store.reporting import report_lines as store
from data_model.tables import ReportLine, Submission, Task
from data_model.values import Role
from tests.builders.stores import load_files, local

TODAY = date(2026, 6, 30)


def read(scope=EVERYTHING, **wanted):
    """Each line with its submission and task, as one dict; and what was said of their number."""
    with open_session() as session:
        lines = store.report_lines(session, scope, today=TODAY, **wanted)
        submissions, tasks = lines.submissions.to_pylist(), lines.tasks.to_pylist()
        found = [
            line | tasks[line["task"]] | submissions[line["submission"]] | {"said": line["status"]}
            for block in lines.blocks
            for line in block.to_pylist()
        ]
    assert lines.count == len(found)
    return found


def keys(found):
    return [(line["agency"], line["period"], line["code"], line["tenths"]) for line in found]


@pytest.fixture
def two_provinces(worked_case, tmp_path):
    """Beside the worked case a plan of another province, which B consolidates, with one line of its own agency X."""
    load_files(
        tmp_path / "more",
        directives="code,number\nCT2,02-CT/TU",
        agencies="code,name,province\nX,Sở X,Cà Mau",
        plans="code,number,province,main_directive,issued_on\nP2,9/KH,Cà Mau,CT2,2026-01-01",
        regimes="plan,valid_from,kinds,window,agency_due_days,consolidator,basis\nP2,2026-01-01,quarter,nd09,3,B,x",
        tasks="code,plan,title,type\nX1,P2,Việc X,one_off",
        assignments="task,agency,role,mode\nX1,X,lead,assigned",
        submissions="number,agency,plan,period,submitted_at,submitted_by,status\n"
        "S-X,X,P2,2026-Q1,2026-03-16T08:00:00+07:00,xuan,submitted",
        report_lines="submission,task,agency,period,percent,result\nS-X,X1,X,2026-Q1,12.5,Đã bắt đầu",
    )


def test_every_line_of_every_submission_is_read_whatever_became_of_it(worked_case):
    found = read()

    assert keys(found) == [
        ("B", "2026-Q1", "T3", 600),
        ("A", "2026-Q2", "T1", 1000),
        ("A", "2026-Q2", "T2", 300),
        ("C", "2026-Q2", "T4", 1000),
        ("C", "2026-Q2", "T5", None),
        ("A", "2026-Q2", "T1", 1000),
        ("A", "2026-Q2", "T2", 300),
    ]
    first_try, of_continuing_task, second_try = found[1], found[4], found[5]
    assert (first_try["status"], first_try["accepted_at"], first_try["accepted_by"]) == ("returned", None, "")
    assert first_try["submitted_at"] == local("2026-06-16 09:00")
    assert of_continuing_task["said"] == "carried_out"
    assert (second_try["accepted_at"], second_try["accepted_by"]) == (local("2026-06-21 09:00"), "dau-moi")
    assert second_try["done_on"] == date(2026, 5, 20)


@pytest.mark.parametrize(
    ("user", "agencies"),
    [
        (CurrentUser("lan", "", Role.LEADER), {"A", "B", "C", "X"}),
        (CurrentUser("lan", "", Role.LEADER, province="Cà Mau"), {"X"}),
        (CurrentUser("cuong", "", Role.COORDINATOR, agency="B"), {"X"}),
        (CurrentUser("binh", "", Role.REPORTER, agency="B"), {"B"}),
        (CurrentUser("moi", "", Role.REPORTER, agency="A"), {"A"}),
        (CurrentUser("an", "", Role.ADMIN), {"A", "B", "C", "X"}),
    ],
    ids=lambda value: f"{value.role} {value.agency or value.province}" if isinstance(value, CurrentUser) else "",
)
def test_each_role_reads_the_lines_of_its_scope(two_provinces, user, agencies):
    assert {line["agency"] for line in read(user.scope)} == agencies


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"selection": Selection(plan="P2")}, 1),
        ({"selection": Selection(directive="CT2")}, 1),
        ({"selection": Selection(province="Cà Mau")}, 1),
        ({"selection": Selection(agency="C")}, 2),
        ({"selection": Selection(agency="C", plan="P2")}, 0),
        ({"period": Period.from_code("2026-Q1")}, 2),
        ({"period": Period.from_code("2026-Q3")}, 0),
    ],
)
def test_what_is_chosen_is_read_and_nothing_else(two_provinces, wanted, count):
    assert len(read(**wanted)) == count


def test_a_reporter_who_chooses_another_agency_reads_nothing(two_provinces):
    assert read(Scope(agency="B"), selection=Selection(agency="A")) == []


def test_many_small_blocks_are_the_same_lines(worked_case, monkeypatch):
    whole = read()
    monkeypatch.setattr(store, "_BLOCK", 2)
    with open_session() as session:
        blocks = list(store.report_lines(session, EVERYTHING, today=TODAY).blocks)

    assert len(blocks) > 2
    assert read() == whole


@pytest.mark.parametrize("text", ["", "a\x1fb", "dòng một\r\ndòng hai", "'\"\\; =1+1", "\x1f", "{1} %s %% :x"])
def test_texts_come_as_they_are_stored(worked_case, text):
    with open_transaction() as session:
        session.exec(update(ReportLine).values(result=text, evidence=text))
        session.exec(update(Task).where(col(Task.code) == "T1").values(title=text))

    found = read()

    assert {(line["result"], line["evidence"]) for line in found} == {(text, text)}
    assert {line["title"] for line in found if line["code"] == "T1"} == {text}


def test_a_store_without_a_line_gives_none(database):
    assert read() == []


def test_what_is_read_is_what_the_tables_hold(worked_case):
    query = (
        select(Submission.number, Task.code, ReportLine)
        .join(ReportLine, col(ReportLine.submission_id) == col(Submission.id))
        .join(Task, col(Task.id) == col(ReportLine.task_id))
    )
    with open_session() as session:
        stored = {
            (number, code): (line.percent, line.status, line.done_on, line.result)
            for number, code, line in session.exec(query)
        }

    assert {
        (line["number"], line["code"]): (
            None if line["tenths"] is None else line["tenths"] / 10,
            line["said"] or None,
            line["done_on"],
            line["result"],
        )
        for line in read()
    } == {key: (None if p is None else float(p), s, d, r) for key, (p, s, d, r) in stored.items()}

"""The store as a folder of CSV files: read and written exactly, all or nothing, every bad row named."""

import csv
import shutil
from pathlib import Path

import pytest
from sqlmodel import func, select, update

from actions.load_folder import dump
from actions.load_folder import load as load_by_action
from data_model.settings import PROJECT_DIR
from data_model.store import open_session, open_transaction
from data_model.store.base.engine import holds_samples, versions
from data_model.store.folder.load import FolderRefused
from data_model.tables import Agency, AuditEntry, Plan, ReportLine, Task
from tests.builders.hostile_texts import HOSTILE_TEXTS
from tests.builders.store_fixtures import using
from tests.builders.stores import TABLES, WORKED_CASE, contents, data_files, load, load_files, local, rows, write_folder

pytestmark = pytest.mark.slow  # loads and dumps a folder for each case

SEED = PROJECT_DIR / "seed_data"
REGIME = "plan,valid_from,kinds,window,agency_due_days"
SUBMISSION = "number,agency,plan,period,submitted_at,status"
CHANGE = "task,valid_from,field,value,reason,at\n"
ROUND = "plan,period,title,opens_on,due_on,at\n"
FOLDERS = pytest.mark.parametrize("folder", [SEED, WORKED_CASE], ids=["seed_data", "worked_case"])


def dumped(folder: Path) -> dict[str, bytes]:
    dump(folder)
    return data_files(folder)


def in_the_columns_of(folder: Path, dump: Path) -> dict[str, list[dict[str, str]]]:
    """The rows of a dump, of each file in the columns that the folder has; a new column need not be in old files."""
    found = {}
    for path in sorted(folder.glob("*.csv")):
        headers = path.read_text(encoding="utf-8").splitlines()[0].split(",")
        found[path.name] = [{header: row[header] for header in headers} for row in rows(dump / path.name)]
    return found


def texts(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in data_files(folder).items() if name.endswith(".txt")}


def refused(folder: Path, **files: str) -> list[tuple[str, str, int | None, str | None, str]]:
    """What is wrong with a folder of these files, as (file, problem, row, column, value)."""
    with pytest.raises(FolderRefused) as refusal:
        load(write_folder(folder, files))
    return [
        (problem.file_name, problem.code, problem.row, problem.column, problem.value)
        for problem in refusal.value.problems
    ]


@FOLDERS
def test_a_dump_says_what_the_loaded_folder_said(database, folder, tmp_path):
    load(folder)
    dump(tmp_path / "dump")

    assert in_the_columns_of(folder, tmp_path / "dump") == {path.name: rows(path) for path in folder.glob("*.csv")}
    assert texts(tmp_path / "dump") == texts(folder)


@FOLDERS
@pytest.mark.usefixtures("postgres")
def test_a_store_moves_from_sqlite_to_postgresql_and_back(folder, tmp_path, new_url, monkeypatch):
    seen = []
    came_from = folder
    for number, kind in enumerate(("sqlite", "postgresql", "sqlite")):
        with using(new_url(kind, TABLES), monkeypatch):
            load(came_from)
            came_from = tmp_path / f"dump-{number}"
            seen.append(dumped(came_from))

    assert seen[0] == seen[1] == seen[2]
    assert in_the_columns_of(folder, came_from) == {path.name: rows(path) for path in folder.glob("*.csv")}


def test_a_second_load_changes_nothing(database, tmp_path):
    load(WORKED_CASE)
    first = dumped(tmp_path / "first")
    load(WORKED_CASE)

    assert dumped(tmp_path / "second") == first


def test_a_load_says_how_many_rows_it_took_and_is_recorded(database):
    counts = load_by_action(WORKED_CASE, user_name="an", at=local("2026-07-01 09:00"))

    assert (counts["tasks.csv"], counts["report_lines.csv"]) == (6, 7)
    with open_session() as session:
        [entry] = session.exec(select(AuditEntry)).all()
    assert (entry.user_name, entry.what, entry.subject) == ("an", "load_folder", "worked_case")
    assert "tasks.csv: 6" in entry.note


def test_a_file_with_some_columns_corrects_only_those(worked_case, tmp_path):
    load_files(tmp_path / "in", agencies="code,name\nA,Sở A mới")

    found = {row["code"]: row for row in rows(dump_file(tmp_path, "agencies.csv"))}
    assert (found["A"]["name"], found["A"]["province"]) == ("Sở A mới", "Tỉnh mẫu")
    assert found["B"]["name"] == "Sở B"


def test_an_empty_cell_of_a_column_that_is_there_empties_the_value(worked_case, tmp_path):
    load_files(tmp_path / "in", agencies="code,name,province\nA,Sở A,")

    assert rows(dump_file(tmp_path, "agencies.csv"))[0]["province"] == ""


def dump_file(folder: Path, name: str) -> Path:
    dump(folder / "out")
    return folder / "out" / name


def test_nothing_is_removed_by_a_load(worked_case, tmp_path):
    load_files(tmp_path / "in", tasks="code,plan,title,type\nT7,P1,Nhiệm vụ 7,one_off")

    assert [row["code"] for row in rows(dump_file(tmp_path, "tasks.csv"))] == ["T1", "T2", "T3", "T4", "T5", "T6", "T7"]


@pytest.mark.parametrize(
    "file, text, problem",
    [
        ("tasks", "code,plan,title,type\nT9,P9,Tên,one_off", ("unknown_code", 2, "plan", "P9")),
        ("tasks", "code,plan,title,type\nT9,P1,Tên,sometimes", ("not_in_list", 2, "type", "sometimes")),
        ("tasks", "code,plan,title,type\nT9,P1,,one_off", ("required", 2, "title", "")),
        ("tasks", "code,plan,type\nT9,P1,one_off", ("missing_column", 1, "title", "")),
        ("tasks", "code,plan,title,type,due\nT9,P1,Tên,one_off,", ("unknown_column", 1, "due", "")),
        ("tasks", "code,plan,title,type,due_on\nT9,P1,Tên,one_off,30/2/2026", ("not_a_day", 2, "due_on", "30/2/2026")),
        ("tasks", "code,plan,title,type,weight\nT9,P1,Tên,one_off,1.25", ("not_a_number", 2, "weight", "1.25")),
        ("tasks", "code,plan,title,type,weight\nT9,P1,Tên,one_off,-1", ("not_a_number", 2, "weight", "-1")),
        ("tasks", "code,plan,title,type,quote_start\nT9,P1,Tên,one_off,x", ("not_a_whole_number", 2, "quote_start", "x")),
        ("tasks", "code,plan,title,type\nT9,P1,Tên,one_off\nT9,P1,Khác,one_off", ("same_key_twice", 3, "code", "")),
        ("tasks", "code,plan,title,type\nT9,P1,Tên", ("wrong_cell_count", 2, None, "")),
        ("tasks", "code,plan,title,type\nT9,P1,Tên,one_off,thừa", ("wrong_cell_count", 2, None, "")),
        ("report_lines", "submission,task,percent\nS1,T6,175", ("percent_out_of_range", 2, "percent", "175")),
        ("report_lines", "submission,task,percent\nS1,T6,nửa", ("not_a_number", 2, "percent", "nửa")),
        ("report_lines", "submission,task,agency\nS1,T6,C", ("not_as_submission", 2, "agency", "C")),
        ("report_lines", "submission,task,period\nS1,T6,2026-Q2", ("not_as_submission", 2, "period", "2026-Q2")),
        ("submissions", "number,agency,plan,period,submitted_at,status\nS9,A,P1,2026-Q5,2026-06-16,submitted", ("not_a_period", 2, "period", "2026-Q5")),
        ("submissions", "number,agency,plan,period,submitted_at,status\nS9,A,P1,2026-Q2,hôm qua,submitted", ("not_an_instant", 2, "submitted_at", "hôm qua")),
        ("regimes", "plan,valid_from,kinds,window,agency_due_days\nP1,2026-01-01,quý,nd09,3", ("not_in_list", 2, "kinds", "quý")),
        ("plans", "code,text_file\nP1,plans/1.txt", ("no_text_file", 2, "text_file", "plans/1.txt")),
        ("plans", "code,text_file\nP1,../tasks.csv", ("no_text_file", 2, "text_file", "../tasks.csv")),
        ("tasks", "code,plan,title,type,weight\nT9,P1,Tên,one_off,0", ("weight_not_above_zero", 2, "weight", "0")),
        ("tasks", "code,plan,title,type,quote_start,quote_end\nT9,P1,Tên,one_off,5,3", ("quote_span_wrong", 2, "quote_end", "3")),
        ("tasks", 'code,plan,title,type\nT8,P1,"Tên\ndài",one_off\nT9,P1,Tên,khác', ("not_in_list", 3, "type", "khác")),
        ("tasks", 'code,plan,title,type\nT9,P1,"Tên,one_off', ("not_csv", None, None, "")),
        ("assignments", "task,agency,role,valid_from,valid_to\nT1,B,lead,2026-05-01,2026-04-30", ("ends_before_it_begins", 2, "valid_to", "2026-04-30")),
        ("reviews", "submission,decision,at\nS1,returned,2026-06-30", ("required", 2, "reason", "")),
        ("reviews", "submission,decision,at\nS1,submitted,2026-06-30", ("required", 2, "reason", "")),
        ("regimes", "plan,valid_from,kinds,window,agency_due_days\nP1,2026-01-01,own,nd09,3", ("not_in_list", 2, "kinds", "own")),
        ("regimes", REGIME + ",office_due_day\nP1,2026-01-01,quarter,nd09,3,32", ("not_a_day_of_a_month", 2, "office_due_day", "32")),
        ("regimes", REGIME + ",office_due_day\nP1,2026-01-01,quarter,nd09,3,0", ("not_a_day_of_a_month", 2, "office_due_day", "0")),
        ("regimes", REGIME + ",first_period\nP1,2026-01-01,quarter,nd09,3,R20260901-20260915", ("not_a_period", 2, "first_period", "R20260901-20260915")),
        ("regimes", REGIME + ",to_working_day\nP1,2026-01-01,quarter,nd09,3,có", ("not_in_list", 2, "to_working_day", "có")),
        ("regimes", REGIME + ",paper_time\nP1,2026-01-01,quarter,nd09,3,sent", ("not_in_list", 2, "paper_time", "sent")),
        ("submissions", SUBMISSION + ",paper_number\nS1,B,P1,2026-Q1,2026-03-16,accepted,12/BC-SXD", ("required", 2, "entered_at", "")),
        ("submissions", SUBMISSION + "\nS9,B,P1,R20260915-20260901,2026-03-16,accepted", ("not_a_period", 2, "period", "R20260915-20260901")),
        ("task_changes", CHANGE + "T1,2026-06-20,due_on,30/2/2026,Đề nghị,2026-06-20", ("not_a_day", 2, "value", "30/2/2026")),
        ("task_changes", CHANGE + "T1,2026-06-20,weight,1.25,Đề nghị,2026-06-20", ("not_a_number", 2, "value", "1.25")),
        ("task_changes", CHANGE + "T1,2026-06-20,weight,0,Đề nghị,2026-06-20", ("weight_not_above_zero", 2, "value", "0")),
        ("task_changes", CHANGE + "T1,2026-06-20,type,sometimes,Đề nghị,2026-06-20", ("not_in_list", 2, "value", "sometimes")),
        ("task_changes", CHANGE + "T1,2026-06-20,title,,Đề nghị,2026-06-20", ("required", 2, "value", "")),
        ("task_changes", CHANGE + "T1,2026-06-20,stopped,dừng,Đề nghị,2026-06-20", ("not_in_list", 2, "value", "dừng")),
        ("task_changes", CHANGE + "T1,2026-06-20,lead,A,Đề nghị,2026-06-20", ("not_in_list", 2, "field", "lead")),
        ("task_changes", CHANGE + "T1,2026-06-20,stopped,yes,,2026-06-20", ("required", 2, "reason", "")),
        ("task_changes", CHANGE + "T9,2026-06-20,stopped,yes,Đề nghị,2026-06-20", ("unknown_code", 2, "task", "T9")),
        ("task_changes", "task,valid_from,field,reason,at\nT1,2026-06-20,due_on,Đề nghị,2026-06-20", ("missing_column", 1, "value", "")),
        ("rounds", ROUND + "P1,2026-Q2,,,,2026-06-01", ("required", 2, "due_on", "")),
        ("rounds", ROUND + "P1,2026-Q2,,2026-06-20,2026-06-10,2026-06-01", ("ends_before_it_begins", 2, "due_on", "2026-06-10")),
        ("rounds", ROUND + "P1,R20260901-20260915,,,,2026-06-01", ("required", 2, "title", "")),
        ("rounds", ROUND + "P1,R20260931-20261001,Chuyên đề,,,2026-06-01", ("not_a_period", 2, "period", "R20260931-20261001")),
        ("plans", "code,replaces\nP1,P1", ("replaces_itself", 2, "replaces", "P1")),
        ("groups", "group,member\nA,A", ("is_a_group", 2, "member", "A")),
        ("regimes", "plan,valid_from,kinds,window,agency_due_days\nP1,2026-01-01,quarter,nd09,99999999", ("too_many_days", 2, "agency_due_days", "99999999")),
        ("plans", "code,directives\nP1,04-CT-TW; 05-CT-TW", ("unknown_code", 2, "directives", "05-CT-TW")),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_and_nothing_is_stored(worked_case, tmp_path, file, text, problem):
    before = dumped(tmp_path / "before")

    assert refused(tmp_path / "in", **{file: text}) == [(f"{file}.csv", *problem)]
    assert dumped(tmp_path / "after") == before


def test_every_bad_row_of_every_file_is_named_at_once(worked_case, tmp_path):
    found = refused(
        tmp_path / "in",
        agencies="code,name,valid_from\nD,Sở D,1/1/2026\nE,,mai",
        tasks="code,plan,title,type\nT7,P1,Tên,one_off\nT8,P8,Tên,khác",
        report_lines="submission,task,percent\nS9,T1,40",
    )

    assert found == [
        ("agencies.csv", "required", 3, "name", ""),
        ("agencies.csv", "not_a_day", 3, "valid_from", "mai"),
        ("tasks.csv", "unknown_code", 3, "plan", "P8"),
        ("tasks.csv", "not_in_list", 3, "type", "khác"),
        ("report_lines.csv", "unknown_code", 2, "submission", "S9"),
    ]
    with open_session() as session:
        assert session.exec(select(func.count()).select_from(Agency)).one() == 3
        assert versions(session).data == 1


def test_a_bad_row_does_not_make_the_rows_that_refer_to_it_look_bad(worked_case, tmp_path):
    found = refused(
        tmp_path / "in",
        directives="code,issued_on\nD9,hôm qua",
        plans="code,main_directive\nP9,D9",
        tasks="code,plan,title,type\nT9,P9,Tên,one_off",
    )

    assert found == [("directives.csv", "not_a_day", 2, "issued_on", "hôm qua")]


def test_a_sent_file_that_is_not_the_one_of_its_hash_is_refused(worked_case, tmp_path):
    columns = "number,agency,plan,period,submitted_at,status,sha256"
    folder = write_folder(
        tmp_path / "in", {"submissions": f"{columns}\nS9,A,P1,2026-Q2,2026-06-16,submitted,{'0' * 64}"}
    )
    (folder / "files").mkdir()
    (folder / "files" / ("0" * 64)).write_bytes(b"another file")

    with pytest.raises(FolderRefused) as refusal:
        load(folder)

    assert [problem.code for problem in refusal.value.problems] == ["file_not_as_hash"]


def test_a_file_that_is_not_utf8_is_named(worked_case, tmp_path):
    folder = write_folder(tmp_path / "in", {})
    (folder / "agencies.csv").write_bytes("code,name\nD,Sở".encode("utf-16"))

    with pytest.raises(FolderRefused) as refusal:
        load(folder)
    assert [(problem.file_name, problem.code) for problem in refusal.value.problems] == [("agencies.csv", "not_utf8")]


def test_a_folder_without_any_file_is_refused(database, tmp_path):
    assert [problem for _, problem, *_ in refused(tmp_path / "in")] == ["no_files"]


def test_a_quote_has_to_stand_where_its_span_says(database, tmp_path):
    folder = write_folder(
        tmp_path / "in",
        {
            "plans": "code,text_file\nP1,p1.txt",
            "tasks": """
                code,plan,title,type,quote,quote_start,quote_end
                T1,P1,Đúng,one_off,Sở Nội vụ,4,13
                T2,P1,Lệch,one_off,Sở Nội vụ,5,14
            """,
        },
    )
    (folder / "p1.txt").write_text("Gia Sở Nội vụ báo cáo.", encoding="utf-8")

    with pytest.raises(FolderRefused) as refusal:
        load(folder)
    [problem] = refusal.value.problems
    assert (problem.row, problem.code, problem.expected) == (3, "quote_not_there", "ở Nội vụ ")


def test_what_a_spreadsheet_saves_is_read(database, tmp_path):
    folder = write_folder(tmp_path / "in", {})
    text = "code;name;valid_from\r\nD;Sở D, mới;1/3/2026\r\n;;\r\n"
    (folder / "agencies.csv").write_bytes(text.encode("utf-8-sig"))
    load(folder)

    [found] = rows(dump_file(tmp_path, "agencies.csv"))
    assert (found["code"], found["name"], found["valid_from"]) == ("D", "Sở D, mới", "2026-03-01")


@pytest.mark.parametrize("text", ["Dòng một\nDòng hai", 'Có "ngoặc", phẩy; chấm phẩy', "Ở cuối có thẻ\tvà =1+1"])
def test_texts_come_back_as_they_were(worked_case, tmp_path, text):
    folder = tmp_path / "in"
    shutil.copytree(WORKED_CASE, folder)
    with (folder / "report_lines.csv").open("a", encoding="utf-8", newline="") as csv_file:
        quoted = text.replace('"', '""')
        csv_file.write(f'S1,T6,B,2026-Q1,5.5,,,"{quoted}",,,\n')
    load(folder)

    assert rows(dump_file(tmp_path, "report_lines.csv"))[-1]["result"] == text


FORMULAS = [text for text in HOSTILE_TEXTS if text == text.strip() and "\x00" not in text]
"""As texts are stored: without blanks around them."""


@pytest.mark.parametrize("text", [*FORMULAS, "'-1", "''=1", "- gạch đầu dòng"])
def test_no_cell_of_a_dump_is_a_formula_and_each_comes_back_as_it_was(
    worked_case, tmp_path, new_url, monkeypatch, text
):
    with open_transaction() as session:
        session.exec(update(ReportLine).values(result=text, evidence=text))
        session.exec(update(Task).where(Task.code == "T1").values(code=f"={text}"[:40]))
    dump(tmp_path / "first")

    cells = [cell for path in (tmp_path / "first").glob("*.csv") for row in csv_cells(path) for cell in row]
    assert [cell for cell in cells if cell.lstrip().startswith(tuple("=+-@＝"))] == []
    with using(new_url("sqlite", TABLES), monkeypatch):
        load(tmp_path / "first")
        with open_session() as session:
            assert set(session.exec(select(ReportLine.result, ReportLine.evidence))) == {(text, text)}
        assert dumped(tmp_path / "second") == data_files(tmp_path / "first")


def csv_cells(path):
    with path.open(encoding="utf-8", newline="") as csv_file:
        return list(csv.reader(csv_file))


def test_a_plan_that_replaces_another_is_linked_when_that_is_in_the_store(worked_case, tmp_path):
    load_files(tmp_path / "in", plans="code,title,replaces\nP2,Mới,P1\nP3,Khác,427/KH-UBND ngày 21-3-2012")

    with open_session() as session:
        linked, cited = session.exec(select(Plan).where(Plan.code != "P1").order_by(Plan.code)).all()
        assert linked.replaces_id is not None
        assert (cited.replaces_id, cited.replaces_text) == (None, "427/KH-UBND ngày 21-3-2012")
    assert [row["replaces"] for row in rows(dump_file(tmp_path, "plans.csv"))] == [
        "",
        "P1",
        "427/KH-UBND ngày 21-3-2012",
    ]


@pytest.mark.parametrize("number, marked", [("MAU-1", True), ("S9", False)])
def test_a_store_that_takes_in_sample_reports_says_so(worked_case, tmp_path, number, marked):
    load_files(
        tmp_path / "in",
        submissions=f"number,agency,plan,period,submitted_at,status\n{number},A,P1,2026-Q2,2026-06-16,submitted",
    )

    with open_session() as session:
        assert holds_samples(session) is marked


def test_a_dump_holds_no_account_and_no_password(accounts, tmp_path):
    dump(tmp_path / "out")

    assert b"binh" not in b"".join(contents(tmp_path / "out").values())


def test_weights_and_percentages_keep_their_decimal(worked_case, tmp_path):
    load_files(
        tmp_path / "in",
        tasks='code,plan,title,type,weight\nT1,P1,Tên,one_off,"1,5"',
        report_lines="submission,task,percent\nS4,T1,33.3",
    )

    with open_session() as session:
        assert str(session.exec(select(Task.weight).where(Task.code == "T1")).one()) == "1.5"
    assert rows(dump_file(tmp_path, "report_lines.csv"))[5]["percent"] == "33.3"

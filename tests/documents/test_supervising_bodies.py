"""Who watches over a task stands in its register and in the folder of files, and is in no figure."""

from actions.load_folder import dump
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.grouping import groups, total
from data_model.rules.figures.register import register
from data_model.rules.people.access import EVERYTHING
from data_model.rules.plans.periods import local_day
from data_model.store import open_session
from data_model.store.consolidated.register_texts import register_texts
from data_model.store.figures.facts import read_facts
from data_model.values import GroupBy
from documents.register.files import register_rows
from tests.builders.stores import contents, load_files, local
from wording.register import register_line

AT = local("2026-06-30 23:59")
FOLDER = {
    "plans": "code,number,province,issued_on\nP1,1/KH-UBND,Hà Nội,2025-12-20",
    "agencies": "code,name,kind\nA,Sở A,department\nV,Văn phòng UBND tỉnh,people_committee_office",
    "regimes": """plan,valid_from,kinds,window,agency_due_days,basis,first_period
                  P1,2025-12-15,quarter,nd09,3,giả định,2026-Q1""",
    "tasks": "code,plan,title,type,supervising\nT1,P1,Một,one_off,Văn phòng UBND tỉnh; Thanh tra tỉnh",
    "assignments": "task,agency,role\nT1,A,lead",
}


def test_supervising_bodies_are_shown_and_owe_nothing(tmp_path, database):
    load_files(tmp_path / "folder", **FOLDER)
    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=local_day(AT))
        tasks = register(facts, cutoff=AsOf(AT))
        [line] = [register_line(task, register_texts(session, tasks), facts, {}) for task in tasks]

    assert line.supervising == "Văn phòng UBND tỉnh; Thanh tra tỉnh"
    [row] = register_rows([line])
    assert (row["Chủ trì"], row["Phối hợp"], row["Theo dõi, đôn đốc"]) == ("Sở A", "", line.supervising)
    assert [group.key for group in groups(facts, by=GroupBy.AGENCY, cutoff=AsOf(AT))] == ["A"]
    assert total(facts, cutoff=AsOf(AT)).sums.expected == 1
    dump(tmp_path / "out")
    assert "Văn phòng UBND tỉnh; Thanh tra tỉnh" in contents(tmp_path / "out")["tasks.csv"].decode()

"""A plan is replaced when the first plan that replaces it is issued, and the facts say by which."""

from datetime import date

from data_model.rules.people.access import EVERYTHING
from data_model.store import open_session
from data_model.store.figures.facts import read_facts
from tests.builders.stores import load_files
from wording.groups import replacing_plan


def test_the_plan_that_replaces_another_is_named(worked_case, tmp_path):
    load_files(
        tmp_path / "in",
        plans="""
            code,number,province,title,issued_on,replaces
            P3,9/KH-UBND,Tỉnh mẫu,Sau nữa,2027-02-01,P1
            P2,5/KH-UBND,Tỉnh mẫu,Mới,2027-01-05,P1
        """,
    )

    with open_session() as session:
        facts = read_facts(session, EVERYTHING, today=date(2027, 3, 1))

    old, new = facts.plans["P1"], facts.plans["P2"]
    assert (old.replaced_on, old.replaced_by) == (date(2027, 1, 5), "P2")
    assert replacing_plan(old, facts) == "5/KH-UBND · Tỉnh mẫu"
    assert (new.replaced_on, new.replaced_by, replacing_plan(new, facts)) == (None, None, "")

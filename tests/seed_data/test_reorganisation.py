"""`seed_data/reorganisation_2025/`: the successions of 2025 that are known, each with its basis, for the bodies of the five plans."""

import json

import pytest
from sqlmodel import select

from data_model.settings import PROJECT_DIR
from data_model.store import open_session, open_transaction
from data_model.store.folder.load import load_folder
from data_model.tables import Succession
from manage import main

pytestmark = [pytest.mark.usefixtures("store"), pytest.mark.slow]  # loads the five plans

FOLDER = PROJECT_DIR / "seed_data" / "reorganisation_2025"


@pytest.fixture(autouse=True)
def loaded(store):
    with open_transaction() as session:
        load_folder(session, PROJECT_DIR / "seed_data")
        load_folder(session, FOLDER)


def test_each_succession_has_its_day_and_basis():
    with open_session() as session:
        stored = session.exec(select(Succession)).all()

    assert len(stored) == 20
    assert all(succession.basis for succession in stored)
    assert {f"{succession.on_day}" for succession in stored} == {"2025-03-01", "2025-07-01"}


def test_by_todays_organisation_others_lead_and_no_task_is_lost(capsys):
    def figures(*more):
        assert main(["figures", "--as-of", "2026-09-30", "--json", *more]) == 0
        return json.loads(capsys.readouterr().out)

    of_today = ("--organisation", "2026-09-30")
    agencies = {group["key"] for group in figures("--by", "agency", *of_today)}

    assert {"QNG-STC", "HN-VPUBND"} <= agencies
    assert not agencies & {"KT-SKHDT", "KT-STC", "HN-SNGV", "HN-SKHDT"}
    states = [group["states"] for group in figures("--by", "plan", *of_today)]
    assert states == [group["states"] for group in figures("--by", "plan")]
    assert sum(sum(of_plan.values()) for of_plan in states) == 170

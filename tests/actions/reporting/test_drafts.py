"""A draft is saved over what its writer has read, and over nothing else."""

import pytest

from actions.reporting.drafts import discard_draft, save_draft
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.periods import Period
from data_model.store import open_session
from data_model.store.reporting.drafts import DraftChanged, DraftKey, draft
from data_model.values import Role
from tests.builders.stores import local

USER = CurrentUser("binh", "Cán bộ", Role.REPORTER, agency="A")
KEY = DraftKey("A", "P1", Period.from_code("2026-Q2"))


def keep(percent: str, *, version: int, at: str = "2026-06-20 09:00") -> int:
    return save_draft(user=USER, key=KEY, cells={"T1": {"tien_do": percent}}, version=version, at=local(at))


def percent() -> str:
    with open_session() as session:
        return draft(session, KEY).cells["T1"]["tien_do"]


def test_who_has_read_the_last_version_saves_over_it(worked_case):
    first = keep("10", version=0)

    second = keep("20", version=first)

    assert second != first
    assert percent() == "20"


def test_who_has_read_an_older_version_does_not(worked_case):
    first = keep("10", version=0)
    keep("20", version=first)

    with pytest.raises(DraftChanged):
        keep("30", version=first)

    assert percent() == "20"


def test_who_still_has_a_draft_that_was_thrown_away_does_not_write_into_the_next(worked_case):
    thrown_away = keep("10", version=0)
    discard_draft(user=USER, key=KEY)
    keep("20", version=0, at="2026-06-20 09:01")

    with pytest.raises(DraftChanged):
        keep("30", version=thrown_away)

    assert percent() == "20"

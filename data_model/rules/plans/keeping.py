"""Why a plan, a task, an agency or a regime could not be kept as asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class KeepProblem(StrEnum):
    CHANGED_MEANWHILE = "changed_meanwhile"
    EXISTS_ALREADY = "exists_already"
    RESTS_ON_IT = "rests_on_it"
    PERIOD_WAS_SENT = "period_was_sent"
    DUE_DAY_PASSED = "due_day_passed"
    OTHER_YEAR = "other_year"
    NOTHING_CHANGED = "nothing_changed"
    HAS_REPORTS = "has_reports"
    MAKES_A_CIRCLE = "makes_a_circle"
    NO_SUCCESSOR = "no_successor"
    SAME_AGENCY = "same_agency"


@dataclass(frozen=True)
class Resting:
    """How many rows of which table rest on something."""

    table: str
    count: int


class KeepRefused(ValueError):
    """Nothing was stored. `name` names the row that is meant, `resting` what rests on it, `now` what stands there now."""

    def __init__(
        self,
        problem: KeepProblem,
        *,
        name: str = "",
        resting: tuple[Resting, ...] = (),
        now: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(f"{problem}: {name}")
        self.problem = problem
        self.name = name
        self.resting = resting
        self.now = now


@dataclass(frozen=True)
class RowChange:
    """One row of a sheet (`store/folder/sheets.py`) that is added, corrected or taken back.

    `read` are the cells as they were read (None adds the row), `row` as they shall be (None takes it back). A header that
    `row` leaves out stays as it is. For a dated change of a task `stands` is the value that it replaces, as it was read.
    """

    sheet: str
    read: Mapping[str, str] | None = None
    row: Mapping[str, str] | None = None
    stands: str | None = None

"""Finds the agency and the task of a row. Similar codes are only suggested, never used."""

from functools import cache, cached_property

from intake.base.cells import Reading, cell_problem, read_word
from intake.base.checked_file import ReportableTask, ReportContext
from intake.base.finding_codes import FindingCode
from intake.base.matching import code_key, matching_key, plain_key
from intake.base.opened_file import Cell
from intake.repair.look_alikes import first_look_alike, in_latin

_MOST_SUGGESTIONS = 3
_LEAST_LIKENESS = 65
_MOST_SUGGESTED_FROM = 20_000
_MOST_SEARCHES = 200
_LONGEST_NAME = 300


class Targets:
    """Finds tasks and agencies for the rows of one file, with caches."""

    def __init__(self, context: ReportContext) -> None:
        self._context = context
        self._searches_left = _MOST_SEARCHES

    @cached_property
    def _task_of_key(self) -> dict[str, ReportableTask]:
        return {code_key(task.code): task for task in self._context.tasks.values()}

    @cached_property
    def _taken_keys(self) -> frozenset[str]:
        return frozenset(map(code_key, self._context.taken_codes))

    @cached_property
    def _agency_of_plain_key(self) -> dict[str, str | None]:
        """Code by name without marks; None where two agencies share it."""
        code_of: dict[str, str | None] = {}
        for key, code in self._context.agencies.items():
            plain = plain_key(key)
            code_of[plain] = code if code_of.get(plain, code) == code else None
        return code_of

    def agency(self, cell: Cell) -> Reading[str]:
        """The user's own agency, which the file may repeat; without one, the agency that the row names."""
        if problem := cell_problem(cell):
            return Reading(problem=problem)
        name = read_word(cell, decimal_sign=".") if cell != "" else ""
        own = self._context.agency
        if not name:
            return Reading(own) if own is not None else Reading(problem=FindingCode.AGENCY_MISSING)
        code = self._agency_named(name)
        if own is not None:
            is_own = code == own or matching_key(name) == matching_key(own)
            return Reading(own) if is_own else Reading(problem=FindingCode.AGENCY_NOT_OWN, expected=own)
        return Reading(code) if code else self._unknown_agency(name)

    def _agency_named(self, name: str) -> str | None:
        if len(name) > _LONGEST_NAME:
            return None
        exact = self._context.agencies.get(matching_key(name))
        return exact or self._agency_of_plain_key.get(plain_key(name))

    def _unknown_agency(self, name: str) -> Reading[str]:
        keys = self._alike(matching_key(name[:_LONGEST_NAME]), tuple(self._context.agencies))
        codes = dict.fromkeys(self._context.agencies[key] for key in keys)
        return Reading(problem=FindingCode.AGENCY_UNKNOWN, expected=", ".join(codes))

    def knows(self, code: str) -> bool:
        """Whether some task has this code, whoever reports on it."""
        return code_key(code[:_LONGEST_NAME]) in self._task_of_key

    def task(self, cell: Cell, agency: str | None) -> Reading[ReportableTask]:
        """The task with this code, if the agency may report on it.

        Staff of an agency get the same answer for another agency's task as for an unknown one, so they learn nothing.
        """
        if problem := cell_problem(cell):
            return Reading(problem=problem)
        code = read_word(cell, decimal_sign=".")
        if not code:
            return Reading(problem=FindingCode.TASK_MISSING)
        task = self._task_of_code(code)
        if task is not None and (agency is None or agency in task.agencies):
            return Reading(task)
        if task is not None and self._context.agency is None:
            return Reading(problem=FindingCode.TASK_OF_OTHER_AGENCY, expected=agency or "")
        return self._unknown_task(code[:_LONGEST_NAME], agency)

    def coded(self, cell: Cell) -> Reading[str]:
        """The code of the task that a cell names, whoever may report on it."""
        task = None if cell_problem(cell) else self._task_of_code(read_word(cell, decimal_sign="."))
        return Reading(problem=FindingCode.TASK_UNKNOWN) if task is None else Reading(task.code)

    def _task_of_code(self, code: str) -> ReportableTask | None:
        return self._context.tasks.get(code) or self._task_of_key.get(code_key(code))

    def _unknown_task(self, code: str, agency: str | None) -> Reading[ReportableTask]:
        codes = self._codes_of(agency) if agency is not None else ()
        stranger = first_look_alike(code)
        if stranger:
            meant = self._task_of_key.get(code_key(in_latin(code)))
            suggested = meant.code if meant is not None and meant.code in codes else ""
            return Reading(problem=FindingCode.LOOK_ALIKE_LETTER, expected=suggested)
        near = [] if code_key(code) in self._taken_keys else self._alike(code, codes)
        return Reading(problem=FindingCode.TASK_UNKNOWN, expected=", ".join(near))

    @cache  # noqa: B019 - lives as long as the reading of one file
    def _codes_of(self, agency: str) -> tuple[str, ...]:
        return tuple(task.code for task in self._context.tasks.values() if agency in task.agencies)

    def _alike(self, text: str, choices: tuple[str, ...]) -> list[str]:
        """The nearest few; the number of searches per file is limited."""
        if not self._searches_left or len(choices) > _MOST_SUGGESTED_FROM:
            return []
        self._searches_left -= 1
        from rapidfuzz import fuzz, process  # only a file with a mistake pays for loading it

        matches = process.extract(
            text, choices, scorer=fuzz.ratio, processor=plain_key, limit=_MOST_SUGGESTIONS, score_cutoff=_LEAST_LIKENESS
        )
        return [match[0] for match in matches]

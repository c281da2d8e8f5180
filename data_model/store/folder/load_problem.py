"""What is wrong with a folder that is loaded."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LoadProblem:
    """One problem in the folder. `row` counts as in a spreadsheet: the header is 1."""

    file_name: str
    code: str
    row: int | None = None
    column: str | None = None
    value: str = ""
    expected: str = ""


class FolderRefused(Exception):
    """Nothing of the folder was stored; `problems` names every bad row."""

    def __init__(self, problems: list[LoadProblem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems

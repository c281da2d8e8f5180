"""What one file of the corpus is, and what reading it must give."""

from collections.abc import Callable
from dataclasses import dataclass

from intake.base.checked_file import Verdict
from intake.base.finding_codes import FindingCode

Expected = tuple[int | None, str | None, FindingCode]


@dataclass(frozen=True)
class Case:
    """One file: its name says what is awkward about it; `rows` is how many of its rows can be stored."""

    name: str
    make: Callable[[], bytes]
    verdict: Verdict
    findings: tuple[Expected, ...]
    rows: int
    extension: str = ".csv"
    world: str = "staff"

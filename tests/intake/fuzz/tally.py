"""How many made-up files were read of each kind, and what came of them; printed at the end of `make fuzz`."""

import os
from collections import Counter, defaultdict

from intake.base.checked_file import Verdict

FUZZ = int(os.environ.get("FUZZ", "1"))
"""How many times as many files as in an ordinary run, which takes the same ones each time."""

READ: defaultdict[str, Counter[Verdict]] = defaultdict(Counter)
"""Verdicts by the kind of file."""

NOTES: list[str] = []
"""What else is to be said at the end, a line each."""


def count(kind: str, verdict: Verdict) -> None:
    READ[kind][verdict] += 1


def table() -> list[str]:
    """A line for each kind, and one for all of them."""
    lines = [f"{'files read':44}{'all':>8}" + "".join(f"{verdict:>10}" for verdict in Verdict)]
    total: Counter[Verdict] = Counter()
    for kind, verdicts in READ.items():
        lines.append(_line(kind, verdicts))
        total += verdicts
    return [*lines, _line("all", total), *NOTES]


def _line(kind: str, verdicts: Counter[Verdict]) -> str:
    return f"{kind:44}{verdicts.total():8}" + "".join(f"{verdicts[verdict]:10}" for verdict in Verdict)

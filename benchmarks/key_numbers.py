"""How long the key numbers of a store take: read once after each change, then all indicators of a selection, beside DuckDB's
sums of the last period alone. Ours hold the running total, last year's and who reported too. Called by `questions.py`."""

from datetime import datetime
from decimal import Decimal
from functools import partial

from benchmarks.duckdb_questions import DuckStore
from benchmarks.timed import median_ms
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.selection import Selection
from data_model.rules.indicators.figures import IndicatorFigure, IndicatorFigures, IndicatorSource
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import local_day
from data_model.store import open_session
from data_model.store.indicators.values import read_numbers


def print_key_numbers(
    facts: Facts, duck: DuckStore, now: datetime, selections: dict[str, Selection], rounds: int
) -> None:
    """A line for reading, and one for each selection (by name). Raises ValueError where DuckDB's sums are others."""
    cutoff = AsOf(now)
    source = source_at(facts, cutoff)
    print(
        f"{'key numbers':18}{'read':12}{median_ms(partial(source_at, facts, cutoff), rounds):9.1f}   {len(source.lines)} values"
    )
    for name, selection in selections.items():
        check_key_numbers(all_figures(source, cutoff, selection), duck, cutoff, selection)
        ours = median_ms(partial(all_figures, source, cutoff, selection), rounds)
        theirs = median_ms(partial(duck.key_numbers, cutoff, selection), rounds)
        print(f"{'key numbers':18}{name:12}{ours:9.1f}{theirs:9.1f}{ours / theirs:8.2f}", flush=True)


def source_at(facts: Facts, cutoff: AsOf) -> IndicatorSource:
    with open_session() as session:
        numbers = read_numbers(session, facts, today=local_day(cutoff.as_of))
    return IndicatorSource.at(facts, numbers, cutoff)


def all_figures(source: IndicatorSource, cutoff: AsOf, selection: Selection) -> list[IndicatorFigure]:
    return IndicatorFigures(source, cutoff, selection).all()


def check_key_numbers(found: list[IndicatorFigure], duck: DuckStore, cutoff: AsOf, selection: Selection) -> None:
    ours: dict[tuple[str, str], Decimal] = {
        (figure.key.name, figure.key.unit): figure.in_period for figure in found if figure.in_period is not None
    }
    if ours != (theirs := duck.key_numbers(cutoff, selection)):
        raise ValueError(f"key numbers: {ours} are not DuckDB's {theirs}")

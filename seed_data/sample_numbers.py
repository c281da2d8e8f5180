"""Sample indicators, targets and values for the demo, drawn from names like the other samples."""

from collections.abc import Iterator
from random import Random

from data_model.rules.indicators.adding_up import window_of
from data_model.rules.plans.facts import PlanFact
from data_model.rules.plans.periods import Period
from data_model.store.indicators.catalogue import starting_set
from data_model.values import AddsUp

_A_YEAR = {
    "DOAN-RA": 4,
    "DOAN-RA-LN": 28,
    "DOAN-VAO": 6,
    "DOAN-VAO-LN": 60,
    "HOAT-DONG": 12,
    "HOAT-DONG-LN": 1_500,
    "TIN-BAI": 90,
    "VIEN-TRO": 3,
    "CAM-KET-VND": 2_400_000_000,
    "GIAI-NGAN-VND": 1_500_000_000,
    "GIAI-NGAN-USD": 45_000,
    "HOI-VIEN": 320,
    "TAP-HUAN": 4,
    "TAP-HUAN-LN": 240,
}
"""What an agency that counts an indicator comes to in a year, more or less; of the others the demo counts nothing."""
_TARGETED = ("DOAN-VAO", "HOAT-DONG", "TIN-BAI", "CAM-KET-VND", "HOI-VIEN", "TAP-HUAN")
_AGENCIES_MEANT = 6


def indicators_of(plan: str, *, years: list[int]) -> Iterator[tuple[str, dict[str, object]]]:
    """(file, row): the indicators of a plan and its targets of these years."""
    for place, offered in enumerate(starting_set(), start=1):
        if offered.code not in _A_YEAR:
            continue
        code = f"{plan}-{offered.code}"
        yield (
            "indicators.csv",
            {
                "code": code,
                "plan": plan,
                "position": place,
                "name": offered.name,
                "unit": offered.unit,
                "adds_up": offered.adds_up,
                "decimals": offered.decimals,
            },
        )
        for year in years if offered.code in _TARGETED else ():
            target = {
                "indicator": code,
                "year": year,
                "target": _A_YEAR[offered.code] * _AGENCIES_MEANT,
                "by": "dau-moi-mau",
                "at": f"{year}-01-05T09:00:00+07:00",
            }
            yield "indicator_targets.csv", target


def sample_numbers(plan: PlanFact, agency: str, period: Period, submission: str) -> Iterator[dict[str, object]]:
    """The values in one submission: an agency counts about half of the indicators, each at a pace of its own."""
    first, last = window_of(plan, period)
    part_of_year = (last - first).days / 365
    for offered in starting_set():
        habits = Random(f"counts {plan.code} {agency} {offered.code}")
        if offered.code not in _A_YEAR or habits.random() < 0.5:
            continue
        pace = _A_YEAR[offered.code] * (0.5 + habits.random())
        chance = Random(f"number {plan.code} {agency} {offered.code} {period.code}")
        share = 1.0 if offered.adds_up is AddsUp.LAST else part_of_year
        value = round(pace * share * (0.9 + 0.2 * chance.random()))
        if value > 10_000_000:
            value -= value % 1_000_000
        yield {"submission": submission, "indicator": f"{plan.code}-{offered.code}", "value": value}

"""The notes above a table in a file: sample data, the days of the figures, filters."""

from datetime import date, datetime

from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.selection import Selection, selected_plans
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import Period, local_day
from wording import formats
from wording.groups import selection_names
from wording.periods import period_name
from wording.reference_day import reference_day_words, reference_days
from wording.translation import _


def notes(*, cutoff: AsOf, selection: Selection, facts: Facts, sampled: bool) -> list[str]:
    """One sentence per line; the day is the reference day of the figures (definitions §4)."""
    days = reference_days(selected_plans(facts, selection).values(), cutoff)
    lines = _notes(f"{reference_day_words(days, cutoff)}.", selection, cutoff.period, facts, sampled=sampled)
    return [*lines, organisation_sentence(cutoff.organisation)] if cutoff.organisation else lines


def organisation_sentence(day: date) -> str:
    """By which organisation agencies are shown."""
    return _(
        "Agencies are shown by the organisation of {day}, with what those that they go on with led and sent."
    ).format(day=formats.day(day))


def notes_of_lines(
    *, as_of: datetime, selection: Selection, period: Period | None, facts: Facts, sampled: bool
) -> list[str]:
    """The notes above all report lines, which have a column with the status of their submission."""
    every = _("Every line that was sent, also of reports that wait, were returned or withdrawn: see “{column}”.")
    day = _("As known on {day}.").format(day=formats.day(local_day(as_of)))
    lines = _notes(day, selection, period, facts, sampled=sampled)
    return [*lines, every.format(column=_("Report status"))]


def _notes(day: str, selection: Selection, period: Period | None, facts: Facts, *, sampled: bool) -> list[str]:
    chosen = [*selection_names(selection, facts).values()]
    chosen += [period_name(period)] if period else []
    lines = [_("SAMPLE DATA")] if sampled else []
    return [*lines, day] + ([_("Filters: {filters}.").format(filters="; ".join(chosen))] if chosen else [])

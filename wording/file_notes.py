"""The notes above a table in a file: sample data, day of the cutoff, filters."""

from datetime import datetime

from data_model.rules.figures.selection import Selection
from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import Period
from wording import formats
from wording.groups import selection_names
from wording.periods import period_name
from wording.translation import _


def notes(*, as_of: datetime, selection: Selection, period: Period | None, facts: Facts, sampled: bool) -> list[str]:
    """One sentence per line."""
    chosen = [*selection_names(selection, facts).values()]
    chosen += [period_name(period)] if period else []
    lines = [_("SAMPLE DATA")] if sampled else []
    lines.append(_("As known on {day}.").format(day=formats.day(as_of.date())))
    return lines + ([_("Filters: {filters}.").format(filters="; ".join(chosen))] if chosen else [])


def notes_of_lines(
    *, as_of: datetime, selection: Selection, period: Period | None, facts: Facts, sampled: bool
) -> list[str]:
    """The notes above all report lines, which have a column with the status of their submission."""
    every = _("Every line that was sent, also of reports that wait, were returned or withdrawn: see “{column}”.")
    lines = notes(as_of=as_of, selection=selection, period=period, facts=facts, sampled=sampled)
    return [*lines, every.format(column=_("Report status"))]

"""Under which agency each lead and each reporter is shown: its own, or the body that goes on with it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from data_model.rules.figures.columns.day_numbers import Places
from data_model.rules.figures.columns.task_columns import Catalogue
from data_model.rules.plans.organisations import Organisation


@dataclass(frozen=True)
class Bodies:
    """Places of agencies: `of_lead` by lead, `of_reporter` by reporter.

    Where several leads of a task are of one body (`shared`), they are one row of it, by the rule for several leads.
    """

    of_lead: Places
    of_reporter: Places
    shared: bool = False


def as_reported(catalogue: Catalogue) -> Bodies:
    """Each under its own name."""
    return Bodies(catalogue.leads.agency, catalogue.reporters.agency)


def of_organisation(catalogue: Catalogue, organisation: Organisation) -> Bodies:
    """Each under the body that goes on with it."""
    leads, reporters, tasks, plans = catalogue.leads, catalogue.reporters, catalogue.tasks, catalogue.plans.codes

    def of_lead(lead: int, agency: str) -> str:
        task = leads.task[lead]
        return organisation.of_task(tasks.codes[task], agency, plans[tasks.plan[task]])

    return Bodies(
        _mapped(catalogue, organisation, leads.agency, of_lead),
        _mapped(
            catalogue,
            organisation,
            reporters.agency,
            lambda reporter, agency: organisation.of_reports(plans[reporters.plan[reporter]], agency),
        ),
        shared=True,
    )


def _mapped(
    catalogue: Catalogue, organisation: Organisation, agencies: Places, body: Callable[[int, str], str]
) -> Places:
    """Asks only for the agencies of which something became."""
    changed = np.zeros(len(catalogue.agencies), np.bool_)
    changed[[catalogue.agency_place[code] for code in organisation.changed if code in catalogue.agency_place]] = True
    mapped = agencies.copy()
    for place in np.flatnonzero(changed[agencies]).tolist():
        own = catalogue.agencies[agencies[place]]
        mapped[place] = catalogue.agency_place.get(body(place, own), agencies[place])
    return mapped

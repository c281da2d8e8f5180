"""Sentences about refused changes of a round, and its regime in words."""

from collections.abc import Mapping

from data_model.rules.plans.facts import Facts
from data_model.rules.plans.periods import local_day
from data_model.rules.plans.regime_facts import RegimeFact
from data_model.rules.round.rounds import RoundProblem, RoundRefused
from wording import formats
from wording.groups import agency_name
from wording.labels import PERIOD_KIND, WINDOW_RULE, label
from wording.translation import _, mark

ROUND_PROBLEM: Mapping[RoundProblem, str] = {
    RoundProblem.REASON_MISSING: mark("Write the reason, then try again."),
    RoundProblem.NOBODY_CHOSEN: mark("Choose at least one agency in the table."),
    RoundProblem.NOT_EXPECTED: mark("{agency} has no report to send for this period."),
    RoundProblem.DUE_IN_THE_PAST: mark("The new due date is over already. Choose today or a later day."),
    RoundProblem.DUE_NOT_LATER: mark("{agency}: the new due date is not later than the original one."),
    RoundProblem.DUE_TOO_FAR: mark("The new due date is more than a year away. Check the year."),
    RoundProblem.WAIVED: mark("The report of {agency} has been waived. Lift the waiver first."),
    RoundProblem.NOT_WAIVED: mark("The report of {agency} is not waived."),
    RoundProblem.ALREADY_CONFIRMED: mark("This reporting regime needs no confirmation, or has been confirmed."),
    RoundProblem.NOT_DUE_YET: mark(
        "The round is not over yet: agencies may send up to the due day. Lock it from the day after on."
    ),
    RoundProblem.LOCKED_ALREADY: mark("The round is locked already."),
    RoundProblem.NOT_LOCKED: mark("The round is not locked. Reports are still taken."),
    RoundProblem.OPEN_UNTIL_THE_PAST: mark(
        "The day up to which reports are taken is over. Choose today or a later day."
    ),
}
OWN_REPORT = mark(
    "Nobody reviews the report of the own agency: leadership decides on the report of the consolidating office."
)

LATER_VERSION_WAITS = mark(
    "Nothing was changed: the agency has sent a later version, {number}, which waits for review. Decide on that one first."
)


def round_problem(refused: RoundRefused, facts: Facts) -> str:
    """The sentence, with the name of the agency."""
    agency = agency_name(refused.agency, facts) if refused.agency in facts.agencies else refused.agency
    return _(ROUND_PROBLEM[refused.problem]).format(agency=agency)


def regime_words(regime: RegimeFact) -> str:
    """Kinds, windows and days of a regime, in one line."""
    calendar = regime.calendar
    kinds = [label(PERIOD_KIND, kind) for kind in PERIOD_KIND if kind in calendar.kinds]
    return _("{kinds}; windows: {window}; agencies send within {due} days, locked after {lock} days more").format(
        kinds=", ".join(kinds).capitalize(),
        window=label(WINDOW_RULE, calendar.window),
        due=calendar.agency_due_days,
        lock=calendar.lock_after_days,
    )


def basis_words(regime: RegimeFact) -> str:
    """The basis of the regime, and who confirmed it when."""
    basis = regime.basis or _("not stated")
    if regime.confirmed_at is None:
        return basis
    return _("{basis}, confirmed on {day}").format(basis=basis, day=formats.day(local_day(regime.confirmed_at)))

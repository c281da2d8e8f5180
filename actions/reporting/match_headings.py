"""Matches headings of an agency's own table to the columns of a report, once for all its later files."""

from collections.abc import Mapping
from datetime import datetime

from actions import audit
from data_model.rules.people.access import CurrentUser, NotAllowed, check_may
from data_model.store import open_side_transaction
from data_model.store.reporting.heading_matches import MatchedHeading, delete_heading_matches, write_heading_matches
from data_model.values import Action
from intake.base.headings import LONGEST_HEADER, Column, header_key


class NotAMatch(ValueError):
    """Two headings for one column, or a heading that is empty or too long."""


def match_headings(*, user: CurrentUser, agency: str, headings: Mapping[Column, str], at: datetime) -> None:
    """Remembers for the agency which heading means which column. Raises NotAllowed, NotAMatch; then nothing changed."""
    _check(user, agency)
    matches = {header_key(text): MatchedHeading(text.strip(), column.value) for column, text in headings.items()}
    if len(matches) < len(headings) or "" in matches or any(len(text) > LONGEST_HEADER for text in headings.values()):
        raise NotAMatch
    with open_side_transaction() as session:
        write_heading_matches(session, agency, matches, at=at, by=user.name)
        note = "; ".join(f"{match.heading} = {match.meant}" for match in matches.values())
        audit.record(session, user_name=user.name, what="match_headings", subject=agency, note=note, at=at)


def forget_headings(*, user: CurrentUser, agency: str, at: datetime) -> None:
    """Forgets all of the agency's matches: its files are read by the known headings again. Raises NotAllowed."""
    _check(user, agency)
    with open_side_transaction() as session:
        delete_heading_matches(session, agency)
        audit.record(session, user_name=user.name, what="forget_headings", subject=agency, at=at)


def _check(user: CurrentUser, agency: str) -> None:
    check_may(user, Action.SUBMIT_REPORT)
    if agency != user.agency:
        raise NotAllowed(f"{user.name} may not report for {agency}")

"""Reads and writes which columns an agency means by the headings of its own tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col

from data_model.store.base.typed_select import columns
from data_model.tables import Agency, HeadingMatch


@dataclass(frozen=True, slots=True)
class MatchedHeading:
    """A heading as it stood in the file, and the canonical header of the column that it means."""

    heading: str
    meant: str


def heading_matches(session: Session, agency: str) -> dict[str, MatchedHeading]:
    """By the key of the heading."""
    query = (
        columns(HeadingMatch)
        .join(Agency, col(Agency.id) == col(HeadingMatch.agency_id))
        .where(col(Agency.code) == agency)
        .order_by(col(HeadingMatch.id))
    )
    return {row.key: MatchedHeading(row.heading, row.meant) for row in session.scalars(query)}


def write_heading_matches(
    session: Session, agency: str, matches: Mapping[str, MatchedHeading], *, at: datetime, by: str
) -> None:
    """Adds the matches; one that was there for the same heading or column is replaced."""
    agency_id = _id_of(session, agency)
    meant = [match.meant for match in matches.values()]
    of_agency = col(HeadingMatch.agency_id) == agency_id
    replaced = col(HeadingMatch.key).in_(list(matches)) | col(HeadingMatch.meant).in_(meant)
    session.execute(delete(HeadingMatch).where(of_agency, replaced))
    for key, match in matches.items():
        session.add(
            HeadingMatch(
                agency_id=agency_id, key=key, heading=match.heading, meant=match.meant, matched_at=at, matched_by=by
            )
        )


def delete_heading_matches(session: Session, agency: str) -> None:
    session.execute(delete(HeadingMatch).where(col(HeadingMatch.agency_id) == _id_of(session, agency)))


def _id_of(session: Session, agency: str) -> int:
    return session.scalars(columns(Agency.id).where(col(Agency.code) == agency)).one()

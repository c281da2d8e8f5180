"""Reads names and aliases of agencies."""

from sqlmodel import Session, col

from data_model.store.base.typed_select import columns
from data_model.tables import Agency
from data_model.values import AgencyKind


def agency_spellings(session: Session) -> dict[str, tuple[str, ...]]:
    """By code of each agency that is no group: its code, name and aliases."""
    query = columns(Agency.code, Agency.name, Agency.aliases).where(col(Agency.kind) != AgencyKind.GROUP)
    return {code: (code, name, *aliases) for code, name, aliases in session.execute(query)}

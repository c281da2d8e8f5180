"""The signed copies that stand beside issued reports."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlmodel import Session, col

from data_model.store.base.compression import compress, decompress
from data_model.store.base.typed_select import columns
from data_model.store.consolidated.issued_reports import IssuedRow
from data_model.tables import SignedFile


@dataclass(frozen=True, slots=True)
class SignedFileRow:
    """A signed copy without its content."""

    id: int
    name: str
    sha256: str
    added_by: str
    added_at: datetime


def signed_files(session: Session, row: IssuedRow) -> list[SignedFileRow]:
    """The newest first. Does not check the scope: `row` was read in it."""
    query = columns(SignedFile.id, SignedFile.name, SignedFile.sha256, SignedFile.added_by, SignedFile.added_at).where(
        col(SignedFile.report_id) == row.id
    )
    return [SignedFileRow(*file) for file in session.execute(query.order_by(col(SignedFile.id).desc()))]


def signed_content(session: Session, file: SignedFileRow) -> bytes:
    return decompress(session.scalars(columns(SignedFile.content).where(col(SignedFile.id) == file.id)).one())


def add_signed(session: Session, row: IssuedRow, *, name: str, content: bytes, by: str, at: datetime) -> None:
    digest = sha256(content).hexdigest()
    session.add(
        SignedFile(report_id=row.id, name=name, sha256=digest, content=compress(content), added_by=by, added_at=at)
    )

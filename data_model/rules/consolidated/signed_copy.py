"""What may stand beside an issued report as its signed copy."""

from collections.abc import Collection
from enum import StrEnum
from hashlib import sha256

LARGEST_COPY = 30_000_000
"""Bytes; a scan of fifty pages is smaller."""


class SignedCopyProblem(StrEnum):
    NOT_A_PDF = "not_a_pdf"
    TOO_LARGE = "too_large"
    KEPT_ALREADY = "kept_already"


class SignedCopyRefused(ValueError):
    """Nothing was stored."""

    def __init__(self, problem: SignedCopyProblem) -> None:
        super().__init__(problem)
        self.problem = problem


def check_signed_copy(content: bytes, *, kept: Collection[str]) -> None:
    """`kept`: the hashes of the copies that stand there already. Raises SignedCopyRefused."""
    if not content.startswith(b"%PDF-"):
        raise SignedCopyRefused(SignedCopyProblem.NOT_A_PDF)
    if len(content) > LARGEST_COPY:
        raise SignedCopyRefused(SignedCopyProblem.TOO_LARGE)
    if sha256(content).hexdigest() in kept:
        raise SignedCopyRefused(SignedCopyProblem.KEPT_ALREADY)

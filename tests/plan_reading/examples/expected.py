"""What a draft of an example is to hold: stated beside each example."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Duty:
    """`begins` is how the quote begins; what is left out is not looked at."""

    begins: str
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] | None = None
    due: str | None = None
    mode: str = "assigned"
    recurrence: str | None = None
    product: str | None = None
    supervising: tuple[str, ...] = ()


@dataclass(frozen=True)
class Example:
    """A plan that was written for a test: its file, and what its draft holds."""

    name: str
    file: Callable[[], bytes]
    duties: tuple[Duty, ...]
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    signer: str | None = None
    title: str | None = None
    main_directive: str | None = None
    replaces: str | None = None
    reporting: str | None = None
    flags: tuple[str, ...] = ()


def text(words: str) -> Callable[[], bytes]:
    return lambda: words.strip("\n").encode("utf-8")

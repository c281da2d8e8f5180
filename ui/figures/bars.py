"""Bars of counts as HTML: one a row, each part of it a link to what it counts, and a legend of links."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from charts.colours import ink
from ui.figures.addresses import link
from wording import formats


@dataclass(frozen=True)
class Part:
    """A number in its colour; `hatched` tells it from others where colours do not."""

    name: str
    count: int
    colour: str
    hatched: bool
    address: str


def bar_row(name: str, address: str | None, parts: Iterable[Part]) -> str:
    """The name, a link where there is an address, and the parts that are not 0 side by side."""
    named = escape(name) if address is None else link(escape(name), address)
    drawn = "".join(
        link(
            formats.number(part.count),
            part.address,
            looks="hatched" if part.hatched else "",
            style=_style(part),
            said=f"{name} · {part.name}: {formats.number(part.count)}",
        )
        for part in parts
        if part.count
    )
    return f'<div class="row"><span>{named}</span><div class="bar">{drawn}</div></div>'


def still_row(name: str, parts: Iterable[Part]) -> str:
    """The same without links, where the whole row opens something and may hold no other control."""
    drawn = "".join(
        f'<span class="{"hatched" if part.hatched else ""}" style="{_style(part)}" '
        f'title="{escape(part.name)}">{formats.number(part.count)}</span>'
        for part in parts
        if part.count
    )
    return f'<div class="row"><span>{escape(name)}</span><div class="bar">{drawn}</div></div>'


def _style(part: Part) -> str:
    return f"flex-grow:{part.count};background-color:{part.colour};color:{ink(part.colour)}"


def legend(parts: Iterable[Part]) -> str:
    """The parts that are not 0, with their colours and numbers."""
    entries = "".join(
        link(
            f'<i class="{"hatched" if part.hatched else ""}" style="background-color:{part.colour}"></i>'
            f"{escape(part.name)} <b>{formats.number(part.count)}</b>",
            part.address,
        )
        for part in parts
        if part.count
    )
    return f'<div class="legend">{entries}</div>'

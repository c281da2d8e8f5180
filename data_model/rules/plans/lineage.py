"""From which directives a plan comes: directives carry out directives (Chỉ thị → Hướng dẫn, Kế hoạch of the Party committee →
plan, definitions §1)."""

from collections.abc import Collection, Iterable, Mapping, Sequence

Links = Mapping[str, Collection[str]]
"""By directive those that it carries out."""


def levels(cited: Sequence[str], links: Links) -> list[list[str]]:
    """The directives that a plan cites and those that they carry out, from the top down: each stands below all that it
    carries out. In one level those cited come first, in the order of the plan, then others by code."""
    every = list(cited)
    for code in every:
        every += [above for above in sorted(links.get(code, ())) if above not in every]
    depth = {code: _depth(code, links, frozenset()) for code in every}
    return [[code for code in every if depth[code] == level] for level in range(max(depth.values(), default=-1) + 1)]


def _depth(code: str, links: Links, below: frozenset[str]) -> int:
    above = [found for found in links.get(code, ()) if found not in below | {code}]
    return 1 + max((_depth(found, links, below | {code}) for found in above), default=-1)


def in_a_circle(links: Iterable[tuple[str, str]]) -> list[str]:
    """The directives that carry out themselves, by way of others; in order of their codes."""
    above: dict[str, set[str]] = {}
    for directive, carries_out in links:
        above.setdefault(directive, set()).add(carries_out)
    return sorted(code for code in above if code in _reached(code, above))


def _reached(start: str, above: Links) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = set(above.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return found

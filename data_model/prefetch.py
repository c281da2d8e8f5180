"""Computes the next item in a thread while the current one is used."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
_END = object()


def prefetch(items: Iterable[Item]) -> Iterator[Item]:
    """The same items, each computed in another thread while the one before is used.

    Faster only where both sides release the GIL for long, as pyarrow and database drivers do.
    """
    iterator = iter(items)
    with ThreadPoolExecutor(max_workers=1) as worker:
        next_item = worker.submit(next, iterator, _END)
        while (item := next_item.result()) is not _END:
            next_item = worker.submit(next, iterator, _END)
            yield item  # type: ignore[misc]

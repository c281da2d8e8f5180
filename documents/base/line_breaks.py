"""Line breaks in documents."""

from collections.abc import Mapping
from typing import Any


def unbroken(value: Any) -> Any:
    """The same texts with no line break between a number and its percent sign."""
    if isinstance(value, str):
        return value.replace(" %", "\N{NO-BREAK SPACE}%")
    if isinstance(value, Mapping):
        return {name: unbroken(item) for name, item in value.items()}
    return [unbroken(item) for item in value] if isinstance(value, list) else value


def together(text: str) -> str:
    """The text on one line."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")

"""The user's language: `_` for the texts of pages, and the links to the other languages."""

from data_model.values import Language
from wording.labels import LANGUAGE
from wording.translation import _, language

__all__ = ["_", "other_languages"]


def other_languages() -> dict[str, str]:
    """The address of each other language, by its name. The whole page is loaded again, since its frame is translated too."""
    return {LANGUAGE[other]: f"/language/{other}" for other in Language if other is not language()}

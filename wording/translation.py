"""Translation by gettext: English in the source, Vietnamese in `locale/vi.po` (complete, the default).

The catalogue is compiled in memory at first use, so there is no binary file to keep up to date.
"""

import gettext
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from data_model.values import Language

LOCALE_DIR = Path(__file__).parent / "locale"

_language: ContextVar[Language] = ContextVar("language", default=Language.VI)


def use(language: Language) -> None:
    """Sets the language of everything that follows in this thread or async task."""
    _language.set(language)


def language() -> Language:
    return _language.get()


@contextmanager
def worded_in(language: Language) -> Iterator[None]:
    """Uses `language` inside, whatever the user's language; official documents are Vietnamese."""
    before = _language.set(language)
    try:
        yield
    finally:
        _language.reset(before)


def _(message: str) -> str:
    """The sentence in the language of the run."""
    return _translations(_language.get()).gettext(message)


def mark(message: str) -> str:
    """Marks a sentence for the catalogue; `_` translates it later, where it is shown."""
    return message


@cache
def _translations(chosen: Language) -> gettext.NullTranslations:
    if chosen is Language.EN:
        return gettext.NullTranslations()
    with (LOCALE_DIR / f"{chosen}.po").open("rb") as po_file:
        catalogue = read_po(po_file, locale=chosen)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)

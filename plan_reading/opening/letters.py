"""Letters that are none: old fonts are converted, text that was decoded wrongly is refused."""

from dataclasses import replace

from intake.repair.damage import is_twice_encoded
from intake.repair.legacy_encodings import Legacy, legacy_of, seems_legacy, to_unicode
from intake.repair.syllables import share_of_syllables
from plan_reading.base.refusals import Refusal, UnreadablePlan
from plan_reading.base.source import Grid, Line, SourceDocument

_LEAST_SHARE = 0.5
_LEAST_WORDS = 20
_LEAST_LETTERS = 200


def check_letters(document: SourceDocument) -> SourceDocument:
    """The document in Unicode letters. Raises UnreadablePlan where the text layer is no Vietnamese."""
    texts = [line.text for line in _lines(document)]
    marked = [text for text in texts if not text.isascii()]
    if is_twice_encoded(marked):
        raise UnreadablePlan(Refusal.ENCODING)
    if seems_legacy(marked):
        legacy = legacy_of("\n".join(marked))
        if legacy is None:
            raise UnreadablePlan(Refusal.ENCODING)
        return _converted(document, legacy)
    refuse_garbled("\n".join(texts))
    return document


def refuse_garbled(text: str) -> None:
    """Raises UnreadablePlan where an OCR or a font without a table has left letters that make no words."""
    share = share_of_syllables(text)
    letters = sum(char.isalpha() for char in text)
    if letters < _LEAST_LETTERS:
        return
    if share.words < _LEAST_WORDS and letters > 20 * share.words + _LEAST_LETTERS:
        raise UnreadablePlan(Refusal.GARBLED)
    if share.words >= _LEAST_WORDS and share.rate < _LEAST_SHARE:
        raise UnreadablePlan(Refusal.GARBLED)


def _lines(document: SourceDocument) -> list[Line]:
    lines: list[Line] = []
    for block in document.blocks:
        if isinstance(block, Line):
            lines.append(block)
        else:
            lines += [line for row in block.rows for cell in row for line in cell.lines]
    return lines


def _converted(document: SourceDocument, legacy: Legacy) -> SourceDocument:
    def line(given: Line) -> Line:
        return replace(given, text=to_unicode(given.text, legacy))

    def block(given: Line | Grid) -> Line | Grid:
        if isinstance(given, Line):
            return line(given)
        rows = (tuple(replace(cell, lines=tuple(map(line, cell.lines))) for cell in row) for row in given.rows)
        return Grid(tuple(rows))

    return SourceDocument(tuple(map(block, document.blocks)))

"""Sentences about documents and the office's own templates; the words in documents are in `wording/official_phrases.py`."""

from collections.abc import Sequence

from wording.translation import _, mark

_TEMPLATE = {
    "unreadable": mark("The template is not a Word file (.docx) that can be read. Save it again in Word as .docx."),
    "unknown": mark("The template uses tags that do not exist: {names}. Correct them; docs/van-ban.md lists the tags."),
    "missing": mark("The template lacks tags that the document needs: {names}. Put them back, or start from the template supplied."),
    "wrong": mark("A tag in the template is not complete or not understood ({detail}). Check that each {{%p for … %}} and {{%p if … %}} has its end."),
}  # fmt: skip


def template_sentence(kind: str, *, names: Sequence[str], detail: str) -> str:
    """Why a template was refused, and what to do."""
    listed = ", ".join(f"{{{{ {name} }}}}" for name in names)
    return _(_TEMPLATE[kind]).format(names=listed, detail=detail)


def letterhead_sentence(file: str, entry: str) -> str:
    """Why a letterhead file was refused; `entry` is empty for the whole file."""
    if not entry:
        return _('“{file}” can\'t be read. Write each entry as: name = "text".').format(file=file)
    return _("“{file}”: the entry “{entry}” is unknown or of the wrong form.").format(file=file, entry=entry)

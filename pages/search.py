"""Search for tasks, agencies and documents by words of their names and texts."""

import streamlit as st

from data_model.values import Action
from ui.base.access import require
from ui.base.address import take_parsed, write_to_address
from ui.base.language import _
from ui.base.plain_text import marked
from ui.search import Entry, search
from wording.search import SearchQuery, excerpt

user = require(Action.VIEW_TASK)

WORDS = "q"
SHOWN = 30


def main() -> None:
    st.title(_("Search"))
    take_parsed(WORDS, str)
    typed = st.text_input(
        _("Words to look for"),
        key=WORDS,
        max_chars=200,
        placeholder=_("Words of a task, an agency or a document, with or without marks"),
    )
    write_to_address(WORDS)
    sought = SearchQuery.from_text(typed)
    if not sought.pieces:
        st.info(_("Type one or more words, for example: doi ngoai, so ngoai vu, 45/KH-UBND."))
        return
    index = search(user, sought)
    if not (index.tasks or index.agencies or index.documents):
        st.info(_("Nothing of yours to see has all of these words. Take a word off, or write it shorter."))
        return
    _group(_("Tasks"), index.tasks, sought)
    _group(_("Agencies"), index.agencies, sought)
    _group(_("Documents"), index.documents, sought)


def _group(name: str, entries: tuple[Entry, ...], sought: SearchQuery) -> None:
    if not entries:
        return
    st.subheader(_("{group} ({count})").format(group=name, count=len(entries)))
    for number, entry in enumerate(entries[:SHOWN]):
        with st.container(gap=None, key=f"found_{entry.parameter}_{number}"):
            label = marked(entry.name, sought.spans(entry.name))
            st.page_link(entry.page, label=label, query_params={entry.parameter: entry.code}, width="stretch")
            _details(entry, sought)
    if len(entries) > SHOWN:
        st.caption(_("The first {count} are shown. Add a word to find fewer.").format(count=SHOWN))


def _details(entry: Entry, sought: SearchQuery) -> None:
    """The line about it, and the part of a longer text with the match."""
    lines = [marked(entry.about, sought.spans(entry.about))] if entry.about else []
    in_text = sought.spans(entry.text)
    if in_text:
        part = excerpt(entry.text, in_text[0])
        lines.append(marked(part, sought.spans(part)))
    if lines:
        st.caption("  \n".join(lines))


main()

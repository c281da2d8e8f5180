"""The form in which the office writes its own parts of a consolidated report, and puts sections into groups of content."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st

from actions.consolidated import save_report_texts
from data_model.rules.consolidated.content_groups import Section
from data_model.rules.consolidated.report_texts import LONGEST_TEXT, OfficeTexts, Part, TextTooLong
from data_model.rules.figures.as_of import AsOf
from data_model.rules.figures.selection import Selection
from data_model.rules.people.access import CurrentUser
from data_model.rules.plans.periods import local_day
from data_model.store import open_session
from data_model.store.base.engine import Versions, versions
from data_model.store.consolidated.report_texts import ReportTextsKey, SavedTexts, TextsChanged, saved_texts
from data_model.values import ContentGroup, ReportPart
from documents.base.office_folder import OfficeTemplate
from documents.consolidated.report_data import ConsolidatedReportContent
from documents.consolidated.suggestions import suggested_texts, unwritten_parts
from documents.issuing.issue import draft_request
from ui.base.clock import now
from ui.base.flash import flash
from ui.base.language import _
from ui.base.plain_text import plain
from wording import formats
from wording.labels import CONTENT_GROUP, REPORT_PART, label

_STATE = "report_texts"
_HEIGHT = 110


@dataclass
class _Editing:
    """The form of one report in this session: what it started with, and which version a save would replace."""

    key: ReportTextsKey
    start: SavedTexts
    version: int
    other: SavedTexts | None = None
    """What somebody else saved meanwhile."""

    @property
    def boxes(self) -> str:
        """Names the boxes of the form: other ones for another report, and for another text to begin with."""
        about = self.key.selection.plan or self.key.selection.directive
        return f"{about}_{self.key.period.code}_{self.start.version}"


@dataclass(frozen=True)
class _Suggestions:
    """What stands where the office writes nothing, and the sections of the plans with how many tasks are in each."""

    texts: Mapping[Part, str]
    sections: Mapping[Section, int]


def edit_texts(user: CurrentUser, selection: Selection, cutoff: AsOf, template: OfficeTemplate) -> list[ReportPart]:
    """Draws the form and saves it on demand; returns the parts that would be dotted in the report."""
    assert cutoff.period is not None and user.agency is not None, "an office writes about a period"
    key = ReportTextsKey(user.agency, selection, cutoff.period)
    with open_session() as session:
        store, saved = versions(session), saved_texts(session, key)
    day = local_day(cutoff.as_of)
    suggestions = _suggested(
        store, day, cutoff.unreviewed, cutoff.organisation, saved.version, user, key, cutoff, template
    )
    editing = _editing(key, saved)
    st.header(_("The office's own text"))
    st.caption(
        _("What stands in the boxes is drafted from the figures. A box left as it is, or blank, follows the figures.")
    )
    if editing.other is not None:
        _show_other(editing, editing.other)
    with st.form(f"report_texts_{editing.boxes}", border=False):
        typed = _boxes(editing, suggestions)
        groups = _section_choices(editing, suggestions)
        if st.form_submit_button(_("Save the text"), key="report_texts_save"):
            _save(user, editing, OfficeTexts(typed, groups))
    return unwritten_parts(saved.texts, suggestions.texts)


@st.cache_resource(max_entries=16, show_spinner=False)
def _suggested(
    store: Versions,
    day: date,
    unreviewed: bool,
    organisation: date | None,
    texts_version: int,
    user: CurrentUser,
    key: ReportTextsKey,
    _cutoff: AsOf,
    _template: OfficeTemplate,
) -> _Suggestions:
    """Cached by data version, day and saved texts: the cutoff of today is another one at each run."""
    request = draft_request(key.selection, _cutoff, _template, user=user, at=now())
    content = ConsolidatedReportContent(request)
    sections = Counter((task.task.plan, task.task.section) for task in content.tasks)
    return _Suggestions(suggested_texts(content), sections)


def _editing(key: ReportTextsKey, saved: SavedTexts) -> _Editing:
    """The form of this session; it begins anew for another report."""
    held: _Editing | None = st.session_state.get(_STATE)
    return held if held is not None and held.key == key else _begin(key, saved)


def _begin(key: ReportTextsKey, saved: SavedTexts) -> _Editing:
    editing = _Editing(key, saved, saved.version)
    st.session_state[_STATE] = editing
    return editing


def _boxes(editing: _Editing, suggestions: _Suggestions) -> dict[Part, str]:
    """A box for each part; those typed otherwise than drafted. What was saved for a part that has no box stays."""
    typed = dict(editing.start.texts.texts)
    for part in ReportPart:
        _box(part, label(REPORT_PART, part), editing, suggestions, typed)
    with st.expander(_("II.3. Results by content")):
        for group in ContentGroup:
            if group in suggestions.texts:
                _box(group, label(CONTENT_GROUP, group), editing, suggestions, typed)
    return typed


def _box(part: Part, words: str, editing: _Editing, suggestions: _Suggestions, typed: dict[Part, str]) -> None:
    suggested = suggestions.texts[part]
    text = st.text_area(
        words,
        editing.start.texts.texts.get(part, suggested),
        height=_HEIGHT,
        max_chars=LONGEST_TEXT,
        key=f"report_text_{editing.boxes}_{part}",
    )
    if text.strip() and text.strip() != suggested.strip():
        typed[part] = text
    else:
        typed.pop(part, None)


def _section_choices(editing: _Editing, suggestions: _Suggestions) -> dict[Section, ContentGroup]:
    chosen = dict(editing.start.texts.content_groups)
    with st.expander(_("Sections of the plan and their groups of content")):
        for place, (section, count) in enumerate(suggestions.sections.items()):
            heading = section[1].rsplit(" > ", 1)[-1] or _("Without a heading")
            group = st.selectbox(
                plain(_("{heading} ({count} tasks)").format(heading=heading, count=count)),
                [None, *ContentGroup],
                index=[None, *ContentGroup].index(chosen.get(section)),
                format_func=_group_words,
                key=f"report_section_{editing.boxes}_{place}",
            )
            if group is None:
                chosen.pop(section, None)
            else:
                chosen[section] = group
    return chosen


def _group_words(group: ContentGroup | None) -> str:
    return _("By the words of heading and task") if group is None else label(CONTENT_GROUP, group)


def _save(user: CurrentUser, editing: _Editing, texts: OfficeTexts) -> None:
    """Who comes second is told, and keeps what was typed; saving again replaces the other's text."""
    try:
        version = save_report_texts(user=user, key=editing.key, texts=texts, version=editing.version, at=now())
    except TextsChanged as changed:
        editing.version, editing.other = changed.now.version, changed.now
        st.rerun()
    except TextTooLong as refused:
        words = REPORT_PART if isinstance(refused.part, ReportPart) else CONTENT_GROUP
        too_long = _("“{part}” is too long: write at most {count} characters.")
        st.error(plain(too_long.format(part=label(words, refused.part), count=formats.number(LONGEST_TEXT))))
        return
    _begin(editing.key, SavedTexts(texts, version, user.name, now()))
    flash(_("The text is saved with the draft."))
    st.rerun()


def _show_other(editing: _Editing, other: SavedTexts) -> None:
    words = _(
        "{name} saved this text at {at}, after you had opened it; nothing of yours is saved yet. What you typed is still in "
        "the boxes. Compare it with the saved text below, then save again to replace that."
    )
    st.warning(plain(words.format(name=other.saved_by, at=formats.instant(other.saved_at))))
    with st.expander(_("The saved text")):
        for part, text in other.texts.texts.items():
            st.markdown(f"**{plain(label(REPORT_PART if isinstance(part, ReportPart) else CONTENT_GROUP, part))}**")
            st.text(text)
    if st.button(_("Take the saved text"), key="report_texts_take"):
        _begin(editing.key, other)
        st.rerun()

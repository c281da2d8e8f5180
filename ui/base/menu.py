"""The pages in the order of the menu, and which of them a user sees there.

The menu protects nothing: each page calls `require` itself. One flat list, since Streamlit's sections fail the
accessibility check (`list`, `listitem`). No icons: an emoji is drawn only where a font has it.
"""

from copy import copy
from dataclasses import dataclass
from functools import cache

import streamlit as st

from data_model.rules.people.access import CurrentUser, may
from data_model.settings import PROJECT_DIR
from data_model.values import Action, Language, Role
from wording.translation import _, language, mark


@dataclass(frozen=True)
class MenuItem:
    """`address` is ASCII; the first page of a role answers at `/`, and leads there from its address."""

    file: str
    title: str
    address: str
    action: Action
    filtered: bool = False
    """Whether `page_frame.py` draws the filter bar above it, so that filters stay when the page changes."""


OVERVIEW = MenuItem("pages/overview.py", mark("Overview"), "overview", Action.VIEW_OVERVIEW, filtered=True)
MY_REPORTS = MenuItem("pages/my_reports.py", mark("My reports"), "my-reports", Action.VIEW_SUBMISSIONS)
SEARCH = MenuItem("pages/search.py", mark("Search"), "search", Action.VIEW_TASK)
EXPLANATION = MenuItem("pages/why.py", mark("Why this figure?"), "why", Action.VIEW_FIGURES, filtered=True)
MENU = (
    OVERVIEW,
    MY_REPORTS,
    MenuItem("pages/upload_report.py", mark("Upload a report"), "upload-report", Action.SUBMIT_REPORT),
    MenuItem("pages/fill_in_report.py", mark("Fill in on screen"), "fill-in-report", Action.SUBMIT_REPORT),
    MenuItem("pages/reporting_round.py", mark("Reporting round"), "round", Action.MANAGE_ROUND),
    MenuItem("pages/review_submissions.py", mark("Review"), "review", Action.REVIEW_SUBMISSION),
    MenuItem("pages/instructions.py", mark("Instructions"), "instructions", Action.VIEW_INSTRUCTIONS),
    MenuItem(
        "pages/difficulties.py", mark("Difficulties and proposals"), "difficulties", Action.VIEW_FIGURES, filtered=True
    ),
    MenuItem("pages/consolidated_reports.py", mark("Consolidated reports"), "consolidated-reports", Action.VIEW_ISSUED),
    MenuItem("pages/one_report.py", mark("Messages about reports"), "one-report", Action.VIEW_REPORT),
    MenuItem("pages/by_agency.py", mark("By agency"), "by-agency", Action.VIEW_FIGURES, filtered=True),
    MenuItem(
        "pages/by_directive.py", mark("By directive and plan"), "by-directive", Action.VIEW_FIGURES, filtered=True
    ),
    MenuItem("pages/by_period.py", mark("By period"), "by-period", Action.VIEW_FIGURES, filtered=True),
    MenuItem("pages/key_numbers.py", mark("Key numbers"), "key-numbers", Action.VIEW_FIGURES, filtered=True),
    MenuItem("pages/compare.py", mark("Compare"), "compare", Action.VIEW_FIGURES, filtered=True),
    EXPLANATION,
    MenuItem("pages/task.py", mark("Tasks"), "task", Action.VIEW_TASK, filtered=True),
    SEARCH,
    MenuItem("pages/saved_views.py", mark("Saved filters"), "saved-filters", Action.VIEW_FIGURES),
    MenuItem(
        "pages/review_office_reports.py",
        mark("Reports of the offices"),
        "review-office-reports",
        Action.REVIEW_OFFICE_REPORT,
    ),
    MenuItem("pages/users.py", mark("Accounts"), "users", Action.MANAGE_USERS),
)
FIRST_PAGE = {
    Role.LEADER: OVERVIEW,
    Role.COORDINATOR: OVERVIEW,
    Role.REPORTER: MY_REPORTS,
    Role.ADMIN: OVERVIEW,
}


def pages_for(user: CurrentUser) -> dict[MenuItem, st.Page]:
    """The pages of this user's menu, in the language of the run."""
    first = FIRST_PAGE[user.role]
    return {item: page_of(item, is_first=item is first) for item in MENU if may(user, item.action)}


def first_by_its_address(user: CurrentUser) -> st.Page:
    """The user's first page once more, hidden, at the address that it has for other roles: who types that one or follows a
    link to it is led to `/`, where the page answers."""
    item = FIRST_PAGE[user.role]
    file = PROJECT_DIR / item.file
    return st.Page(file, title=_(item.title), url_path=item.address, visibility="hidden")


def page_of(item: MenuItem, *, is_first: bool = False) -> st.Page:
    """A new page object for each run, because Streamlit marks the shown one in it."""
    return copy(_page(item, is_first, language()))


@cache
def _page(item: MenuItem, is_first: bool, _worded_in: Language) -> st.Page:
    """Cached, because Streamlit looks each file up on disk."""
    # The default page answers at `/`, and Streamlit wants another path of its own for it, which it never shows.
    address = f"first-{item.address}" if is_first else item.address
    return st.Page(PROJECT_DIR / item.file, title=_(item.title), url_path=address, default=is_first)

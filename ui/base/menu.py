"""The pages in the order of the menu, their groups, and which of them a user sees there.

The menu protects nothing: each page calls `require` itself. A page without a group is reached from another one alone.
"""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache

import streamlit as st

from data_model.rules.people.access import CurrentUser, may
from data_model.settings import PROJECT_DIR
from data_model.values import Action, Language, Role
from wording.translation import _, language, mark


class MenuGroup(Enum):
    """A heading of the menu."""

    MONITOR = mark("Monitor")
    HANDLE = mark("Handle")
    REPORT = mark("Report")
    MANAGE = mark("Manage")


MONITOR, HANDLE, REPORT, MANAGE = MenuGroup


@dataclass(frozen=True)
class MenuItem:
    """`address` is ASCII; the first page of a role answers at `/`, and leads there from its address."""

    file: str
    title: str
    address: str
    action: Action
    group: MenuGroup | None = None
    icon: str = ""
    """The name of a pictogram of Material Symbols, whose font Streamlit brings along."""
    filtered: bool = False
    """Whether `page_frame.py` draws the filter bar above it, so that filters stay when the page changes."""


OVERVIEW = MenuItem(
    "pages/overview.py", mark("Overview"), "overview", Action.VIEW_OVERVIEW, MONITOR, "speed", filtered=True
)
MY_REPORTS = MenuItem(
    "pages/my_reports.py", mark("My reports"), "my-reports", Action.VIEW_SUBMISSIONS, HANDLE, "inventory_2"
)
ROUND = MenuItem("pages/reporting_round.py", mark("Reporting round"), "round", Action.MANAGE_ROUND, HANDLE, "campaign")
REVIEW = MenuItem("pages/review_submissions.py", mark("Review"), "review", Action.REVIEW_SUBMISSION, HANDLE, "task_alt")
REVIEW_OF_OFFICES = MenuItem(
    "pages/review_office_reports.py",
    mark("Reports of the offices"),
    "review-office-reports",
    Action.REVIEW_OFFICE_REPORT,
    HANDLE,
    "task_alt",
)
PAPER_REPORT = MenuItem(
    "pages/paper_report.py", mark("Enter a report from paper"), "paper-report", Action.ENTER_REPORT, HANDLE, "post_add"
)
INSTRUCTIONS = MenuItem(
    "pages/instructions.py",
    mark("Instructions"),
    "instructions",
    Action.VIEW_INSTRUCTIONS,
    HANDLE,
    "assignment_turned_in",
)
NOTICES = MenuItem("pages/notices.py", mark("Notices"), "notices", Action.VIEW_NOTICES, HANDLE, "notifications")
REGISTER = MenuItem(
    "pages/register.py", mark("Register of tasks"), "register", Action.VIEW_TASK, MONITOR, "list_alt", filtered=True
)
ONE_REPORT = MenuItem("pages/one_report.py", mark("Messages about reports"), "one-report", Action.VIEW_REPORT)
SEARCH = MenuItem("pages/search.py", mark("Search"), "search", Action.VIEW_TASK)
EXPLANATION = MenuItem("pages/why.py", mark("Why this figure?"), "why", Action.VIEW_FIGURES, filtered=True)
TASK = MenuItem("pages/task.py", mark("Tasks"), "task", Action.VIEW_TASK, filtered=True)
SAVED_VIEWS = MenuItem("pages/saved_views.py", mark("Saved filters"), "saved-filters", Action.VIEW_FIGURES)
BY_AGENCY = MenuItem(
    "pages/by_agency.py", mark("By agency"), "by-agency", Action.VIEW_FIGURES, MONITOR, "apartment", filtered=True
)
KEY_NUMBERS = MenuItem(
    "pages/key_numbers.py",
    mark("Key numbers"),
    "key-numbers",
    Action.VIEW_FIGURES,
    MONITOR,
    "monitoring",
    filtered=True,
)
BY_DIRECTIVE = MenuItem(
    "pages/by_directive.py",
    mark("By directive and plan"),
    "by-directive",
    Action.VIEW_FIGURES,
    MONITOR,
    "account_tree",
    filtered=True,
)
BY_PERIOD = MenuItem(
    "pages/by_period.py", mark("By period"), "by-period", Action.VIEW_FIGURES, MONITOR, "calendar_month", filtered=True
)
USERS = MenuItem("pages/users.py", mark("Accounts"), "users", Action.MANAGE_USERS, MANAGE, "manage_accounts")
AUDIT = MenuItem("pages/audit_log.py", mark("Audit log"), "audit-log", Action.VIEW_AUDIT, MANAGE, "history")
SETUP = MenuItem("pages/setup.py", mark("Setting up"), "setup", Action.MANAGE_PLANS, MANAGE, "checklist")
PLANS = MenuItem("pages/plans.py", mark("Plans"), "plans", Action.MANAGE_PLANS, MANAGE, "assignment")
PLAN_DOCUMENT = MenuItem(
    "pages/plan_document.py", mark("Read a plan document"), "plan-document", Action.MANAGE_PLANS, MANAGE, "upload_file"
)
AGENCIES = MenuItem(
    "pages/agencies.py", mark("Agencies and groups"), "agencies", Action.MANAGE_PLANS, MANAGE, "corporate_fare"
)
REGIMES = MenuItem(
    "pages/regimes.py", mark("Reporting regimes"), "regimes", Action.MANAGE_PLANS, MANAGE, "event_repeat"
)
HOLIDAYS = MenuItem(
    "pages/holidays.py", mark("Holidays and working days"), "holidays", Action.MANAGE_PLANS, MANAGE, "event_busy"
)
NEW_YEAR = MenuItem(
    "pages/new_year.py", mark("Prepare a new year"), "new-year", Action.MANAGE_ROUND, MANAGE, "calendar_add_on"
)
SUCCESSIONS = MenuItem("pages/successions.py", mark("Successions"), "successions", Action.MANAGE_PLANS, MANAGE, "merge")
MENU = (
    OVERVIEW,
    REGISTER,
    BY_AGENCY,
    BY_DIRECTIVE,
    BY_PERIOD,
    KEY_NUMBERS,
    MenuItem(
        "pages/compare.py", mark("Compare"), "compare", Action.VIEW_FIGURES, MONITOR, "compare_arrows", filtered=True
    ),
    MY_REPORTS,
    MenuItem(
        "pages/upload_report.py", mark("Upload a report"), "upload-report", Action.SUBMIT_REPORT, HANDLE, "upload_file"
    ),
    MenuItem(
        "pages/fill_in_report.py",
        mark("Fill in on screen"),
        "fill-in-report",
        Action.SUBMIT_REPORT,
        HANDLE,
        "edit_note",
    ),
    REVIEW,
    ROUND,
    PAPER_REPORT,
    REVIEW_OF_OFFICES,
    MenuItem(
        "pages/difficulties.py",
        mark("Difficulties and proposals"),
        "difficulties",
        Action.VIEW_FIGURES,
        HANDLE,
        "report_problem",
        filtered=True,
    ),
    MenuItem(
        "pages/contradictions.py",
        mark("Reports that disagree"),
        "contradictions",
        Action.VIEW_OVERVIEW,
        HANDLE,
        "difference",
        filtered=True,
    ),
    INSTRUCTIONS,
    NOTICES,
    MenuItem(
        "pages/consolidated_reports.py",
        mark("Consolidated reports"),
        "consolidated-reports",
        Action.VIEW_ISSUED,
        REPORT,
        "description",
    ),
    PLANS,
    PLAN_DOCUMENT,
    AGENCIES,
    REGIMES,
    HOLIDAYS,
    NEW_YEAR,
    SUCCESSIONS,
    USERS,
    AUDIT,
    SETUP,
    TASK,
    EXPLANATION,
    ONE_REPORT,
    SEARCH,
    SAVED_VIEWS,
)
FIRST_PAGE = {
    Role.LEADER: OVERVIEW,
    Role.COORDINATOR: OVERVIEW,
    Role.REPORTER: MY_REPORTS,
    Role.ADMIN: OVERVIEW,
}
GROUPS = {
    Role.LEADER: (MONITOR, HANDLE, REPORT, MANAGE),
    Role.COORDINATOR: (HANDLE, MONITOR, REPORT, MANAGE),
    Role.REPORTER: (HANDLE, MONITOR, REPORT, MANAGE),
    Role.ADMIN: (MANAGE, MONITOR, HANDLE, REPORT),
}
"""The groups in the order of the menu: first what is the role's own work."""


def pages_for(user: CurrentUser) -> dict[MenuItem, st.Page]:
    """The pages that this user may open, in the language of the run; those of no group are not in the menu."""
    first = FIRST_PAGE[user.role]
    return {item: page_of(item, is_first=item is first) for item in MENU if may(user, item.action)}


def menu_of(user: CurrentUser, offered: Mapping[MenuItem, st.Page], typed: st.Page) -> dict[str, list[st.Page]]:
    """The pages by the heading of their group, in the order of the user's role; hidden ones stand anywhere."""
    groups = {
        _(group.value): [page for item, page in offered.items() if item.group is group] for group in GROUPS[user.role]
    }
    shown = {heading: pages for heading, pages in groups.items() if pages}
    hidden = [page for item, page in offered.items() if item.group is None]
    next(iter(shown.values())).extend([*hidden, typed])
    return shown


@lru_cache(maxsize=128)
def menu_style(role: Role, counts: tuple[tuple[MenuItem, int], ...]) -> str:
    """The style sheet that draws the pictogram before each link of the menu, and behind it the number of what waits there.

    Not as the icon and title of the page: Streamlit would fetch the icon for the browser's tab from another host, and write
    the number there too.
    """
    rules = [f'{_link(item, role)}::before {{ content: "{item.icon}" / ""; }}' for item in MENU if item.group]
    rules += [f'{_link(item, role)}::after {{ content: "{count}"; }}' for item, count in counts]
    return f"<style>{''.join(rules)}</style>"


def _link(item: MenuItem, role: Role) -> str:
    address = "" if item is FIRST_PAGE[role] else item.address
    return f'[data-testid="stSidebarNavLink"][href$="/{address}"]'


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
    return st.Page(
        PROJECT_DIR / item.file,
        title=_(item.title),
        # The default page answers at `/`, and Streamlit wants another path of its own for it, which it never shows.
        url_path=f"first-{item.address}" if is_first else item.address,
        default=is_first,
        visibility="hidden" if item.group is None else "visible",
    )

"""How much waits for a user behind the pages of the menu."""

from datetime import date
from functools import lru_cache

from data_model.rules.people.access import CurrentUser, is_office, may
from data_model.store import open_session
from data_model.store.base.engine import Versions
from data_model.store.round.contacts import unread_counts
from data_model.values import Action
from ui.base.menu import INSTRUCTIONS, MY_REPORTS, NOTICES, REVIEW, REVIEW_OF_OFFICES, ROUND, MenuItem
from ui.figures.view import View
from ui.notices import count_new
from ui.reporting.due_reports import due_reports_of_view
from ui.review.marks import waiting_for


def waiting_counts(user: CurrentUser, view: View) -> dict[MenuItem, int]:
    """By page: the reports that this user has to review or to send, the messages and notices not yet read, the instructions not done; only what is
    not 0.

    `view` is all that the user may see.
    """
    counts: dict[MenuItem, int] = {}
    for item in (REVIEW, REVIEW_OF_OFFICES):
        if may(user, item.action):
            counts[item] = _to_review(user, view.version, view.today)
    if may(user, Action.VIEW_SUBMISSIONS):
        counts[MY_REPORTS] = _to_send(view)
    if may(user, Action.VIEW_REPORT):
        item = ROUND if is_office(user) else MY_REPORTS
        counts[item] = counts.get(item, 0) + _unread(user, view)
    if may(user, INSTRUCTIONS.action):
        counts[INSTRUCTIONS] = sum(found.done_at is None for found in view.facts.instructions)
    if may(user, NOTICES.action):
        counts[NOTICES] = count_new(user, view)
    return {item: count for item, count in counts.items() if count}


@lru_cache(maxsize=128)
def _to_review(user: CurrentUser, _version: Versions, _today: date) -> int:
    return len(waiting_for(user)[0])


@lru_cache(maxsize=128)
def _to_send(view: View) -> int:
    return len(due_reports_of_view(view))


def _unread(user: CurrentUser, view: View) -> int:
    """Asked in each run: a message raises no version of the store."""
    with open_session() as session:
        unread = unread_counts(session, user_name=user.name, for_office=is_office(user))
    own, plans = user.scope.own_agencies, view.facts.plans
    return sum(count for (of, plan, _period), count in unread.items() if plan in plans and (own is None or of in own))

"""The page “forgotten password”: it answers alike whether there is such an account or not, and in the same time."""

import logging

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.people.code_letters import reset_letters
from data_model.rules.people.accounts import RESET_LASTS
from data_model.settings import LinkedMail, linked_mail
from mail.code_letters import send_code_letters
from web.forms import FORM_TOO_OLD, form_page, is_our_form
from web.html_pages import worded
from web.requests import address, now, read_form
from wording.translation import _, mark

SENT = mark(
    "If there is such an account and it has an e-mail address, a link is on its way there. It works once, for {minutes} "
    "minutes. If nothing comes, look into the spam folder, or ask your administrator for a one-time code."
)

log = logging.getLogger(__name__)


async def forgotten_page(request: Request) -> Response:
    _mail_or_404()
    return await form_page(request, "forgotten.html")


async def send_reset(request: Request) -> Response:
    """The account is looked up only after the answer is on its way."""
    mail, form = _mail_or_404(), await read_form(request)
    asked = form.get("name", "")
    if not is_our_form(request, form):
        return await form_page(request, "forgotten.html", 403, name=asked, problem=_(FORM_TOO_OLD))
    minutes = int(RESET_LASTS.total_seconds() // 60)
    answer = await form_page(request, "forgotten.html", notice=_(SENT).format(minutes=minutes))
    answer.background = BackgroundTask(_send, mail, asked, address(request.scope))
    return answer


def _send(mail: LinkedMail, asked: str, from_address: str) -> None:
    letters = reset_letters(asked=asked, address=from_address, at=now())
    sent = send_code_letters(mail, letters)
    if len(sent) < len(letters):
        log.warning("letters for a new password not taken by the mail server: %d", len(letters) - len(sent))


def _mail_or_404() -> LinkedMail:
    mail = linked_mail()
    if mail is None:
        raise HTTPException(404)
    return mail


FORGOTTEN_ROUTES = [
    Route("/forgotten", worded(forgotten_page), methods=["GET"]),
    Route("/forgotten", worded(send_reset), methods=["POST"]),
]

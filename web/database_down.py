"""The answer while the database can't be reached; nobody is let in."""

import logging

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from web.requests import LANGUAGE_COOKIE, chosen_language
from wording.translation import _, use

log = logging.getLogger(__name__)


async def database_down(request: Request, error: Exception) -> Response:
    """For `exception_handlers`, and for the gate: one sentence, status 503, the reason in the log."""
    log.error("the store cannot be reached", exc_info=error)
    use(chosen_language(request.cookies.get(LANGUAGE_COOKIE, "")))
    sentence = _("The data cannot be reached at the moment. Nothing was changed. Try again in a few minutes.")
    return PlainTextResponse(sentence, 503, headers={"cache-control": "no-store", "retry-after": "30"})

"""The calendar of an account, for a calendar program: without a session, by the secret in its address."""

from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from actions.people.calendar_address import due_days
from data_model.values import UTC
from web.calendar_file import calendar_file
from wording.translation import worded_in

ADDRESS = "/calendar"


async def calendar(request: Request) -> Response:
    """The due days in the account's scope and language as they are now; 404 for a secret that nobody has."""
    made = await run_in_threadpool(_made, request.path_params["secret"])
    if made is None:
        return Response(status_code=404, headers={"cache-control": "no-store"})
    return Response(made, media_type="text/calendar; charset=utf-8", headers={"cache-control": "private, no-store"})


def _made(secret: str) -> bytes | None:
    at = datetime.now(UTC)
    due = due_days(secret, at=at)
    if due is None:
        return None
    with worded_in(due.language):
        return calendar_file(due, at=at)


CALENDAR_ROUTES = [Route(ADDRESS + "/{secret}.ics", calendar, methods=["GET"])]

"""Serves the files of `data_model.store.base.download_files`, only to the session that they were offered to."""

import asyncio
import logging
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from actions.audit import record_alone
from data_model.store.base.download_files import ADDRESS, FileNotMade, OfferedFile, offered_file, sweep
from data_model.values import UTC
from web.html_pages import html_page, worded
from wording.translation import _

_SWEEP_SECONDS = 600

log = logging.getLogger(__name__)


async def download(request: Request) -> Response:
    """The file, made now; the gate has checked the session. A page with a sentence where there is none."""
    file = offered_file(request.state.visit.token_hash, request.path_params["token"])
    if file is None:
        return _no_file(
            404, _("This file is no longer offered. Reload the page that you came from and download it again.")
        )
    try:
        made = await run_in_threadpool(file.make)
    except FileNotMade as reason:
        return _no_file(409, str(reason))
    except SQLAlchemyError:
        raise
    except Exception:
        log.exception("a file for download could not be made")
        return _no_file(
            500, _("The file could not be made. Nothing was changed. Try again, or tell the administrator.")
        )
    user = request.state.visit.user
    await run_in_threadpool(record_alone, user=user, what="download", subject=file.name, at=datetime.now(UTC))
    return _answer(file, made)


def _answer(file: OfferedFile, made: bytes | Path) -> Response:
    headers = {
        "cache-control": "no-store",
        "content-disposition": f"attachment; filename*=utf-8''{quote(file.name, safe='')}",
    }
    if isinstance(made, bytes):
        return Response(made, media_type=file.media_type, headers=headers)
    if not made.exists():
        return _no_file(404, _("The file was kept for an hour and is removed. Make it again."))
    return FileResponse(made, media_type=file.media_type, headers=headers)


def _no_file(status: int, sentence: str) -> Response:
    return html_page("no_file.html", status, path="/", sentence=sentence, sampled=False)


async def sweep_periodically() -> None:
    """Removes old files as long as the server runs."""
    while True:
        await run_in_threadpool(sweep)
        await asyncio.sleep(_SWEEP_SECONDS)


DOWNLOAD_ROUTES = [Route(ADDRESS + "/{token}/{name}", worded(download), methods=["GET"])]

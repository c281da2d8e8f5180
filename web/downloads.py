"""Serves the files of `data_model.store.base.download_files`, only to the session that they were made for."""

import asyncio

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from data_model.store.base.download_files import ADDRESS, finished_file, sweep

_SWEEP_SECONDS = 600


async def download(request: Request) -> Response:
    """404 if this session has no such file; the gate has checked the session."""
    path = finished_file(request.state.visit.token_hash, request.path_params["name"])
    if path is None:
        raise HTTPException(404)
    return FileResponse(path, filename=path.name, headers={"cache-control": "no-store"})


async def sweep_periodically() -> None:
    """Removes old files as long as the server runs."""
    while True:
        await run_in_threadpool(sweep)
        await asyncio.sleep(_SWEEP_SECONDS)


DOWNLOAD_ROUTES = [Route(ADDRESS + "/{name}", download)]

"""Hands out the files of `data_model.store.base.download_files` from the disk, to the session that they were made for."""

import asyncio

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from data_model.store.base.download_files import ADDRESS, made_file, sweep

_SWEEP_SECONDS = 600


async def take_away(request: Request) -> Response:
    """404 where there is no such file of this session; the gate lets nobody in without one."""
    path = made_file(request.state.visit.token_hash, request.path_params["name"])
    if path is None:
        raise HTTPException(404)
    return FileResponse(path, filename=path.name, headers={"cache-control": "no-store"})


async def sweep_now_and_then() -> None:
    """Runs as long as the server does."""
    while True:
        await run_in_threadpool(sweep)
        await asyncio.sleep(_SWEEP_SECONDS)


TAKE_AWAY_ROUTES = [Route(ADDRESS + "/{name}", take_away)]

"""The routes and middlewares (outermost first) that `dashboard.py` passes to `st.App`."""

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from data_model.store.base.migrate import is_migrated
from web.calendars import CALENDAR_ROUTES
from web.database_down import database_down
from web.downloads import DOWNLOAD_ROUTES
from web.forgotten import FORGOTTEN_ROUTES
from web.gate import Gate
from web.headers import SecurityHeaders
from web.index_page import ASSET_ROUTES, PAGE_ROUTES
from web.metrics import Measured, metrics
from web.own_account import OWN_ACCOUNT_ROUTES
from web.sign_in import SIGN_IN_ROUTES
from web.single_sign_on import SINGLE_SIGN_ON_ROUTES
from web.uploads import Uploads


async def healthz(request: Request) -> Response:
    """Says only that the server is alive, since anybody may ask."""
    return JSONResponse({"ok": True})


async def readyz(request: Request) -> Response:
    """Whether the store can be reached and has today's tables, for a balancer in front; 503 if not."""
    try:
        ready = await run_in_threadpool(is_migrated)
    except SQLAlchemyError:
        ready = False
    return JSONResponse({"ready": ready}, 200 if ready else 503, headers={"cache-control": "no-store"})


ROUTES = [
    Route("/healthz", healthz),
    Route("/readyz", readyz),
    Route("/metrics", metrics),
    *SIGN_IN_ROUTES,
    *FORGOTTEN_ROUTES,
    *SINGLE_SIGN_ON_ROUTES,
    *OWN_ACCOUNT_ROUTES,
    *CALENDAR_ROUTES,
    *ASSET_ROUTES,
    *DOWNLOAD_ROUTES,
    *PAGE_ROUTES,
]
EXCEPTION_HANDLERS = {SQLAlchemyError: database_down}
MIDDLEWARE = [Middleware(Measured), Middleware(SecurityHeaders), Middleware(Gate), Middleware(Uploads)]

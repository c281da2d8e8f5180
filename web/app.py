"""The routes and middlewares (outermost first) that `dashboard.py` passes to `st.App`."""

from sqlalchemy.exc import SQLAlchemyError
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from web.database_down import database_down
from web.downloads import DOWNLOAD_ROUTES
from web.gate import Gate
from web.headers import SecurityHeaders
from web.index_page import ASSET_ROUTES, PAGE_ROUTES
from web.sign_in import SIGN_IN_ROUTES
from web.uploads import Uploads


async def healthz(request: Request) -> Response:
    """Says only that the server is alive, since anybody may ask."""
    return JSONResponse({"ok": True})


ROUTES = [Route("/healthz", healthz), *SIGN_IN_ROUTES, *ASSET_ROUTES, *DOWNLOAD_ROUTES, *PAGE_ROUTES]
EXCEPTION_HANDLERS = {SQLAlchemyError: database_down}
MIDDLEWARE = [Middleware(SecurityHeaders), Middleware(Gate), Middleware(Uploads)]

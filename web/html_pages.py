"""Pages that are written without Streamlit: their templates, and the language that they are in."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from data_model.rules.people.accounts import PASSWORD_MAX, PASSWORD_MIN
from data_model.settings import oidc_settings
from web.index_page import PRODUCT
from web.requests import reading_language
from wording.translation import _, language, use

Endpoint = Callable[[Request], Awaitable[Response]]

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
)
_templates.globals.update(
    has_provider=lambda: oidc_settings() is not None,
    _=_,
    product=PRODUCT,
    password_min=PASSWORD_MIN,
    password_max=PASSWORD_MAX,
)


def worded(endpoint: Endpoint) -> Endpoint:
    """The endpoint, run in the user's language."""

    async def in_language(request: Request) -> Response:
        use(reading_language(request))
        return await endpoint(request)

    return in_language


def html_page(template: str, status: int = 200, **values: object) -> HTMLResponse:
    """`path` among the values is where the switch of language leads back to."""
    return HTMLResponse(_templates.get_template(template).render(language=language(), **values), status)

"""The HTML frame: Streamlit's index.html with our title, the user's language and a few small scripts."""

import base64
import hashlib
import html
import json
import re
from functools import cache
from pathlib import Path

from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from streamlit import file_util

from data_model.values import Language
from web.requests import reading_language
from wording.translation import _, worded_in

PRODUCT = "Tiến Độ"
ASSETS = Path(__file__).parent / "assets"
STREAMLIT_STATIC = Path(file_util.get_static_dir())
STREAMLIT_INDEX = (STREAMLIT_STATIC / "index.html").read_text(encoding="utf-8")
SOURCE_SANS = next((STREAMLIT_STATIC / "static" / "media").glob("SourceSansVF-Upright*.woff2"))

OUR_STYLES = "".join(
    f'<link rel="stylesheet" href="/ui/{name}">'
    for name in ("app.css", "overview.css", "register.css", "report_map.css")
)
OUR_SCRIPTS = "".join(
    f'<script src="/ui/{name}"></script>' for name in ("session.js", "page.js", "register.js", "ways.js")
)

INLINE_SCRIPT_HASHES = [
    f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
    for script in re.findall(r"<script>(.*?)</script>", STREAMLIT_INDEX, flags=re.DOTALL)
]


class PageAddress(Convertor[str]):
    """A path segment that may be a page: none of Streamlit's own folders, and no file."""

    regex = r"(?!_stcore|static|media|component|app|ui|auth)[^/.]+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("page", PageAddress())


@cache
def index_html(language: Language) -> str:
    """The page in one language. Raises ValueError if Streamlit's own page has changed."""
    words = '<script src="/ui/streamlit_vi.js"></script>' if language is Language.VI else ""
    with worded_in(language):
        by_hand = html.escape(_("This browser lets no page copy. Copy the address here:"))
        keys = html.escape(json.dumps(_keys(), ensure_ascii=False))
    words += f'<meta name="copy-by-hand" content="{by_hand}"><meta name="keys" content="{keys}">'
    page = _replaced(STREAMLIT_INDEX, '<html lang="en">', f'<html lang="{language}">')
    page = _replaced(page, 'href="./favicon.png"', 'href="/ui/icon.svg"')
    page = _replaced(page, "<title>Streamlit</title>", f"<title>{PRODUCT}</title>")
    return _replaced(page, "<head>", f"<head>{OUR_STYLES}{OUR_SCRIPTS}{words}")


def _keys() -> dict[str, object]:
    """What the keyboard does, for the overlay that “?” opens (web/assets/ways.js)."""
    return {
        "title": _("Keys"),
        "close": _("Close"),
        "keys": [
            ("/", _("Search for a task, agency or document")),
            ("?", _("These keys")),
            ("Tab, Enter", _("From link to link, and open it")),
            ("↑ ↓", _("From line to line in the register of tasks, in lists and in tables")),
            ("Alt + ↑ ↓", _("Previous and next task or report")),
            ("Alt + ←", _("Back to the page before")),
            ("Esc", _("Close a list, a box or this overlay")),
        ],
    }


def _replaced(page: str, old: str, new: str) -> str:
    if old not in page:
        raise ValueError(f"Streamlit's index.html has no {old}; look at web/index_page.py after an upgrade")
    return page.replace(old, new, 1)


async def index(request: Request) -> Response:
    return HTMLResponse(index_html(reading_language(request)))


async def stray(request: Request) -> Response:
    """404 for deeper addresses, which Streamlit would show as an empty page; also for its `…/_stcore/health`."""
    if "text/html" in request.headers.get("accept", ""):
        return RedirectResponse("/", 303)
    raise HTTPException(404)


def _asset(name: str, media_type: str) -> Route:
    async def send(request: Request) -> Response:
        return FileResponse(ASSETS / name, media_type=media_type, headers={"cache-control": "no-cache"})

    return Route(f"/ui/{name}", send)


@cache
def _vietnamese_script() -> str:
    words = json.loads((ASSETS / "streamlit_vi.json").read_text(encoding="utf-8"))
    script = (ASSETS / "streamlit_words.js").read_text(encoding="utf-8")
    return script.replace("__WORDS__", json.dumps(words, ensure_ascii=False))


async def vietnamese_script(request: Request) -> Response:
    return Response(_vietnamese_script(), media_type="text/javascript", headers={"cache-control": "no-cache"})


async def source_sans(request: Request) -> Response:
    return FileResponse(SOURCE_SANS, media_type="font/woff2", headers={"cache-control": "public, max-age=86400"})


ASSET_ROUTES = [
    _asset("session.js", "text/javascript"),
    _asset("page.js", "text/javascript"),
    _asset("register.js", "text/javascript"),
    _asset("ways.js", "text/javascript"),
    _asset("app.css", "text/css"),
    _asset("overview.css", "text/css"),
    _asset("register.css", "text/css"),
    _asset("report_map.css", "text/css"),
    _asset("icon.svg", "image/svg+xml"),
    _asset("sign_in.css", "text/css"),
    _asset("sign_in.js", "text/javascript"),
    Route("/ui/streamlit_vi.js", vietnamese_script),
    Route("/ui/source_sans.woff2", source_sans),
]
PAGE_ROUTES = [
    Route("/", index),
    Route("/{page:page}", index),
    Route("/{page:page}/{rest:path}", stray),
]

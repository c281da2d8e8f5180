"""Fills a Word template; the same template and tags give the same bytes."""

import io
import re
import zipfile
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any
from xml.sax.saxutils import escape

from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Cm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, Template
from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import LxmlError

LARGEST_TEMPLATE = 5_000_000
_LARGEST_PART = 40_000_000
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every zip entry."""
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class TemplateProblem(ValueError):
    """Why a template can't be used. `unreadable`: no Word file; `missing`, `unknown`: tags, named in `names`;
    `wrong`: a tag that is not closed or not understood, in the words of the reader of templates (`detail`)."""

    def __init__(self, kind: str, *, names: Collection[str] = (), detail: str = "") -> None:
        super().__init__(kind, sorted(names), detail)
        self.kind = kind
        self.names = sorted(names)
        self.detail = detail


class Picture:
    """A picture in a document: PNG bytes, and its width in centimetres."""

    def __init__(self, content: bytes, *, width: float) -> None:
        self.content = content
        self.width = width

    def __bool__(self) -> bool:
        return bool(self.content)


class _Environment(ImmutableSandboxedEnvironment):
    """A sandbox, since templates come from users; caches the parsed template, since one is filled in for many letters."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self._read = lru_cache(maxsize=64)(super().from_string)

    def from_string(self, source: Any, *rest: Any, **named: Any) -> Template:
        return self._read(source, *rest, **named)


_ENVIRONMENT = _Environment()


@cache
def check_template(content: bytes, known: frozenset[str], needed: frozenset[str]) -> None:
    """Raises TemplateProblem unless it is a Word file with only known tags and all needed ones."""
    used = _reading(content, lambda template: template.get_undeclared_template_variables(_ENVIRONMENT))
    if unknown := used - known:
        raise TemplateProblem("unknown", names=unknown)
    if missing := needed - used:
        raise TemplateProblem("missing", names=missing)


def filled(content: bytes, tags: Mapping[str, Any], *, title: str, at: datetime) -> bytes:
    """The template with its tags filled in. Raises TemplateProblem."""

    def fill(template: DocxTemplate) -> bytes:
        template.render(_with_images(template, _clean(tags)), jinja_env=_ENVIRONMENT, autoescape=True)
        written = io.BytesIO()
        template.save(written)
        return written.getvalue()

    return settled(_reading(content, fill), title=title, at=at)


def _reading(content: bytes, read: Any) -> Any:
    """The result of `read`; any error of a file that users edit becomes a TemplateProblem."""
    _check_zip(content)
    try:
        template = DocxTemplate(io.BytesIO(content))
        template.init_docx()
    except (LxmlError, PackageNotFoundError, KeyError, ValueError) as wrong:
        raise TemplateProblem("unreadable", detail=str(wrong)) from None
    try:
        return read(template)
    except (TemplateError, LxmlError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as wrong:
        raise TemplateProblem("wrong", detail=str(wrong)) from None


def _check_zip(content: bytes) -> None:
    """Refuses what is no Word file, is too large, or has XML entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            sizes = [entry.file_size for entry in package.infolist()]
            document = package.read("word/document.xml") if sum(sizes) < _LARGEST_PART else b""
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError):
        raise TemplateProblem("unreadable") from None
    if len(content) > LARGEST_TEMPLATE or not document or b"<!DOCTYPE" in document:
        raise TemplateProblem("unreadable")


def _clean(value: Any) -> Any:
    """The same without characters that XML can't hold."""
    if isinstance(value, str):
        return _NOT_IN_XML.sub("", value)
    if isinstance(value, Mapping):
        return {name: _clean(item) for name, item in value.items()}
    return [_clean(item) for item in value] if isinstance(value, list) else value


def _with_images(template: DocxTemplate, tags: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: InlineImage(template, io.BytesIO(value.content), width=Cm(value.width))
        if isinstance(value, Picture) and value
        else value
        for name, value in tags.items()
    }


def settled(content: bytes, *, title: str, at: datetime) -> bytes:
    """The file with fixed times and properties, so that equal documents have equal bytes."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as package,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for name in sorted(package.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = package.read(name)
            if name == "docProps/core.xml":
                part = _core_properties(title, at)
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 0
            out.writestr(entry, part)
    return written.getvalue()


def _core_properties(title: str, at: datetime) -> bytes:
    """Only title and time: an author's name in the template must not look like a signature."""
    stamp = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(_NOT_IN_XML.sub('', title))}</dc:title>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
        "</cp:coreProperties>"
    ).encode()

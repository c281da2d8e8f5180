"""Numbers for a monitoring system (Prometheus), handed out to who knows `TIENDO_METRICS_TOKEN`.

They are those of this process; a monitoring system asks each replica. No address, name or text is among them.
"""

import secrets
from collections.abc import Iterator
from datetime import datetime
from time import perf_counter

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    GCCollector,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data_model.settings import metrics_token
from data_model.store import open_session
from data_model.store.people.load_of_store import load_of_store
from data_model.values import UTC

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
GCCollector(registry=REGISTRY)
_REQUESTS = Counter("tiendo_http_requests", "Answered HTTP requests.", ["method", "status"], registry=REGISTRY)
_SECONDS = Histogram("tiendo_http_request_seconds", "Time until the end of the answer.", registry=REGISTRY)
_KNOWN_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"})


class _StoreCollector(Collector):
    """Asked of the database at each scrape; `tiendo_store_up` is 0 where it can't be reached."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        up = GaugeMetricFamily("tiendo_store_up", "Whether the database answers.")
        try:
            with open_session() as session:
                load = load_of_store(session, at=datetime.now(UTC))
        except SQLAlchemyError:
            up.add_metric([], 0)
            yield up
            return
        up.add_metric([], 1)
        yield up
        yield GaugeMetricFamily("tiendo_sessions", "Sessions that have not ended.", load.sessions)
        yield GaugeMetricFamily("tiendo_submissions_waiting", "Reports that wait for review.", load.waiting)
        yield GaugeMetricFamily("tiendo_data_version", "Changes of the data so far.", load.data_version)
        yield GaugeMetricFamily("tiendo_audit_entries", "Entries of the audit log.", load.audit_entries)


REGISTRY.register(_StoreCollector())


class Measured:
    """Counts and times HTTP requests; the outermost middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        status, began = 500, perf_counter()

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_and_note)
        finally:
            method = scope["method"] if scope["method"] in _KNOWN_METHODS else "other"
            _REQUESTS.labels(method, str(status)).inc()
            _SECONDS.observe(perf_counter() - began)


async def metrics(request: Request) -> Response:
    """404 where no token is set, 401 without the right one."""
    wanted = metrics_token()
    if not wanted:
        return Response(status_code=404)
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if not secrets.compare_digest(given.encode(), wanted.encode()):
        return Response(status_code=401, headers={"www-authenticate": "Bearer"})
    written = await run_in_threadpool(generate_latest, REGISTRY)
    return Response(written, headers={"content-type": CONTENT_TYPE_LATEST, "cache-control": "no-store"})

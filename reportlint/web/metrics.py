"""Numbers for monitoring, in Prometheus's text format. Nothing in them comes from a document."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

MEDIA_TYPE = CONTENT_TYPE_LATEST
#: Set by those who run several server processes: a folder in which these add up what each has counted.
_SHARED = "PROMETHEUS_MULTIPROC_DIR"
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """The counters of one application."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        held: dict[str, Any] = {"registry": self._registry}
        self.requests = Counter("reportlint_requests", "Requests answered.", ["path", "method", "status"], **held)
        self.seconds = Histogram("reportlint_request_seconds", "How long requests took.", ["path"], buckets=_SECONDS, **held)
        self.documents = Counter("reportlint_documents", "Documents read, by action and verdict.", ["action", "verdict"], **held)
        self.replaced = Counter("reportlint_workers_replaced", "Workers ended and replaced, by the reason.", ["reason"], **held)
        summed: dict[str, Any] = {**held, "multiprocess_mode": "livesum"}
        self.workers = Gauge("reportlint_workers", "Workers that are warm or at work.", **summed)
        self.idle = Gauge("reportlint_workers_idle", "Workers that have nothing to do.", **summed)
        self.waiting = Gauge("reportlint_jobs_waiting", "Jobs that wait for a worker.", **summed)
        self.under_way = Gauge("reportlint_requests_under_way", "Requests that are being received or answered.", **summed)

    def text(self, look: Callable[[], tuple[int, int, int]]) -> bytes:
        """All of them. look: how many workers there are, how many are idle, and how many jobs wait, now."""
        workers, idle, waiting = look()
        self.workers.set(workers)
        self.idle.set(idle)
        self.waiting.set(waiting)
        registry = self._registry
        if os.environ.get(_SHARED):
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)

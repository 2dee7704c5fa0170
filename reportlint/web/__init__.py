"""The server: pages for authors and an API for pipelines, as an ASGI application.

    reportlint serve
    uvicorn --factory reportlint.web:application --workers 2 --timeout-graceful-shutdown 40
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from reportlint.web.settings import Settings


def application(settings: Settings | None = None) -> Starlette:
    """The application; its settings are those of the configuration and the environment, unless they are given.

    Raises ReportlintError for settings or rules that do not load.
    """
    # Imported here: the package itself costs nothing to import.
    from starlette.applications import Starlette
    from starlette.middleware import Middleware

    from reportlint import rulesets
    from reportlint.web import actions, api, pages, problems
    from reportlint.web import settings as settings_of
    from reportlint.web.guard import Guard
    from reportlint.web.metrics import Metrics
    from reportlint.web.service import Service
    from reportlint.web.workers import Pool

    logging.getLogger("uvicorn.access").addFilter(_without_query)
    held_to = settings if settings is not None else settings_of.load()
    loaded = {name: rulesets.load(folder) for name, folder in actions.offered(held_to).items()}
    counted = Metrics()
    service = Service(held_to, Pool(held_to, lambda reason: counted.replaced.labels(reason).inc()), loaded, counted)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await service.pool.start()
        yield
        await service.pool.close()

    routes = [*api.routes(service), *pages.routes(service)]
    # The guard alone answers for exceptions, those of the router apart.
    return Starlette(routes=routes, lifespan=lifespan, middleware=[Middleware(Guard, service)], exception_handlers=problems.HANDLERS)


def _without_query(record: logging.LogRecord) -> bool:
    """True, once the names of documents, which stand in the query, are out of a line of the access log."""
    if isinstance(record.args, tuple):
        record.args = tuple(a.partition("?")[0] if isinstance(a, str) else a for a in record.args)
    return True

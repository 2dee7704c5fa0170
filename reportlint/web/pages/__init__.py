"""The pages for people: what stands at `/` and beneath it, the API apart. Every page works without script."""

from __future__ import annotations

from starlette.routing import BaseRoute

from reportlint.web.pages import check, download, look, reference
from reportlint.web.service import Service


def routes(service: Service) -> list[BaseRoute]:
    """The routes of every page, and of what pages bring along."""
    return [*look.routes(), *check.routes(service), *download.routes(service), *reference.routes(service)]

"""The pages for people: what stands at `/` and beneath it, the API apart."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from reportlint.web.service import Service


def routes(service: Service) -> list[BaseRoute]:
    """The routes of every page. Their style sheet and script are in the folder `static` beside this, served at /static."""

    async def front(request: Request) -> Response:
        return PlainTextResponse("reportlint\n")

    return [Route("/", front)]

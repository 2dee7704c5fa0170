"""The interface for programs."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from reportlint.web import bodies
from reportlint.web.jobs import Job
from reportlint.web.service import Service


def routes(service: Service) -> list[BaseRoute]:
    """The routes of every operation."""

    async def check(request: Request) -> Response:
        got = await bodies.received(request, service.settings)
        waivers, baseline = got.files.get("waivers"), got.files.get("baseline")
        answer = await service.pool.run(Job("check", got.documents, form="json", waivers=waivers, baseline=baseline))
        return Response(answer.body, headers={"Reportlint-Verdict": answer.facts["verdict"]}, media_type="application/json")

    async def healthy(request: Request) -> Response:
        return Response('{"status": "ok"}', media_type="application/json")

    return [Route("/api/check", check, methods=["POST"]), Route("/healthz", healthy)]

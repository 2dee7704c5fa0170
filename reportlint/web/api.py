"""The interface for programs: every operation at its address, health, numbers, and the descriptions of it all."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from reportlint.web import bodies, metrics, negotiation, openapi, parameters
from reportlint.web.bodies import Received
from reportlint.web.operations import OPERATIONS, Call, Operation
from reportlint.web.problems import Problem
from reportlint.web.service import Service

Endpoint = Callable[[Request], Awaitable[Response]]


def routes(service: Service) -> list[BaseRoute]:
    """The routes of every operation, and of what describes and watches them."""
    made: list[BaseRoute] = [Route(o.path, _endpoint(o, service), methods=[o.method]) for o in OPERATIONS]
    for path, describe in openapi.DESCRIPTIONS.items():
        made.append(Route(path, _fixed(json.dumps(describe(service.rulesets)).encode(), "application/json")))
    return [*made, Route("/healthz", _fixed(b'{"status": "ok"}\n', "application/json")), Route("/metrics", _numbers(service))]


def _endpoint(operation: Operation, service: Service) -> Endpoint:
    allowed = openapi.declared(operation, service.rulesets)

    async def respond(request: Request) -> Response:
        given = {name: request.query_params.getlist(name) for name in request.query_params}
        given |= {name: [str(value)] for name, value in request.path_params.items()}
        # What makes no sense is refused before the documents are received.
        choices = parameters.read(allowed, given)
        accept = request.headers.getlist("accept")
        form = negotiation.form(operation.answers, accept, choices.get("format"))
        received = Received(())
        if operation.documents:
            received = await bodies.received(request, service.settings)
            choices = parameters.read(allowed, _merged(given, received.fields))
            form = negotiation.form(operation.answers, accept, choices.get("format"))
            if "name" in choices and len(received.documents) == 1:
                received = replace(received, documents=((bodies.clean(choices["name"]), received.documents[0][1]),))
            if operation.documents == 1 and len(received.documents) > 1:
                raise Problem(400, f"These are {len(received.documents)} documents. Send one at a time.")
        return await operation.respond(Call(service, choices, form, operation.answers[form][0], received))

    return respond


def _merged(given: Mapping[str, Sequence[str]], fields: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """What the address and the fields of a form say, together."""
    return {name: [*given.get(name, ()), *fields.get(name, ())] for name in (*given, *fields)}


def _fixed(body: bytes, media_type: str) -> Endpoint:
    async def respond(request: Request) -> Response:
        return Response(body, media_type=media_type)

    return respond


def _numbers(service: Service) -> Endpoint:
    def look() -> tuple[int, int, int]:
        return len(service.pool.processes), service.pool.idle, service.pool.waiting

    async def respond(request: Request) -> Response:
        return Response(service.metrics.text(look), media_type=metrics.MEDIA_TYPE)

    return respond

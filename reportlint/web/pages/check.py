"""The form, and the result of what it brings."""

from __future__ import annotations

import asyncio
import json
from base64 import b64encode
from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from reportlint.web import bodies, problems
from reportlint.web.bodies import Received
from reportlint.web.jobs import Answer, Job
from reportlint.web.pages import choices, look
from reportlint.web.pages.choices import Choices
from reportlint.web.problems import Problem
from reportlint.web.service import Service

#: What the script of the page accepts: a line for each step, the last with the result.
LINES = "application/x-ndjson"
_HEADINGS = {"check": "Check reports before they go to committee", "agenda": "Check an agenda pack"}
_AT = {"check": "/", "agenda": "/agenda"}


def routes(service: Service) -> list[BaseRoute]:
    """The routes of the forms and of what they are sent to. Who comes back to a result by its address finds the form."""
    return [
        Route("/", _Form(service, "check").shown),
        Route("/check", _Form(service, "check", gone=True).shown),
        Route("/check", _Form(service, "check").sent, methods=["POST"]),
        Route("/agenda", _Form(service, "agenda").shown),
        Route("/agenda/result", _Form(service, "agenda", gone=True).shown),
        Route("/agenda", _Form(service, "agenda").sent, methods=["POST"]),
    ]


class _Form:
    """One of the forms. action: what is done with the documents. gone: whether it stands in for a result that is no longer there."""

    def __init__(self, service: Service, action: str, gone: bool = False) -> None:
        self._service, self._action, self._gone = service, action, gone

    async def shown(self, request: Request) -> Response:
        given = {name: request.query_params.getlist(name) for name in request.query_params}
        try:
            chosen = choices.made(self._service, given)
        except Problem:  # an address from another day; the form offers what there is now
            chosen = choices.made(self._service, {})
        return self._page(chosen)

    async def sent(self, request: Request) -> Response:
        received = await bodies.received(request, self._service.settings, needed=False)
        chosen = choices.made(self._service, received.fields)
        if not received.documents:
            return self._page(chosen, "Choose at least one file to check.")
        job = Job(self._action, received.documents, chosen.asked(), "page")
        if LINES in request.headers.get("accept", ""):
            return StreamingResponse(self._lines(job, received, chosen), media_type=LINES)
        return Response(self._result(await self._service.run(job), received, chosen), media_type="text/html")

    def _page(self, chosen: Choices, problem: str = "") -> Response:
        facts = choices.facts(self._service, chosen)
        return look.page(
            "form", 400 if problem else 200, **facts, here=_AT[self._action], heading=_HEADINGS[self._action], problem=problem,
            agenda=self._action == "agenda", gone=self._gone,
        )  # fmt: skip

    def _result(self, answer: Answer, received: Received, chosen: Choices, script: bool = False) -> str:
        """The page of a result. script: whether a script keeps the documents for what is downloaded later; else the page holds them."""
        kept = [] if script else [(name, b64encode(data).decode()) for name, data in received.documents]
        room = self._service.settings.body_megabytes * 1024 * 1024
        fits = sum(len(data) + len(name) + 300 for name, data in kept) < room
        again = f"{_AT[self._action]}?{chosen.query()}"
        return look.text("result", parts=json.loads(answer.body), kept=kept, downloadable=fits, choices=chosen, again=again,
                         agenda=self._action == "agenda")  # fmt: skip

    async def _lines(self, job: Job, received: Received, chosen: Choices) -> AsyncIterator[bytes]:
        """A line when each document's turn comes, and one with the page, or with what went wrong."""
        turns: asyncio.Queue[int | None] = asyncio.Queue()
        work = asyncio.create_task(self._service.run(job, turns.put_nowait))
        work.add_done_callback(lambda _: turns.put_nowait(None))
        try:
            while (at := await turns.get()) is not None:
                yield _line({"turn": at + 1, "of": len(job.documents), "name": job.documents[at][0]})
            page = self._result(work.result(), received, chosen, script=True)
            address = f"{'/check' if self._action == 'check' else '/agenda/result'}?{chosen.query()}"
            yield _line({"page": page, "address": address})
        except Exception as fault:
            yield _line({"problem": problems.of(fault).detail})
        finally:
            work.cancel()


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value).encode() + b"\n"

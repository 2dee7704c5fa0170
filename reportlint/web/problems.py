"""What a request is told that cannot be served: problem details (RFC 9457), in plain words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from reportlint.errors import ReportlintError
from reportlint.web.jobs import Busy, JobFailed

MEDIA_TYPE = "application/problem+json"

#: What each kind of problem is called in short.
_TITLES = {
    400: "The request makes no sense",
    401: "A token is needed",
    403: "This is not allowed",
    404: "There is nothing here",
    405: "This cannot be done here",
    406: "The answer cannot be had in this form",
    408: "The request took too long to arrive",
    411: "The request does not say how long it is",
    413: "The request is too large",
    415: "This kind of request is not understood",
    421: "The server does not go by this name",
    422: "The document cannot be used",
    429: "Too much at once",
    500: "The server has a fault",
    503: "The server cannot do this now",
}
#: What is said of what the router does not know.
OFTEN = {
    404: "There is no such page, nor anything that a program could ask here.",
    405: "This address knows other methods; 'Allow' names them.",
}
#: How failures of jobs show.
_STATUS = {"usage": 400, "unreadable": 422, "too-long": 422, "too-big": 422, "died": 422}


class Problem(Exception):
    """A request that cannot be served, with the sentence that says why."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, dict(headers or {})


def of(fault: Exception) -> Problem:
    """How an exception shows to whoever asked; of a fault of the program they are told no more than that it is one."""
    if isinstance(fault, Problem):
        return fault
    if isinstance(fault, Busy):
        return Problem(429, str(fault), {"Retry-After": str(fault.seconds)})
    if isinstance(fault, JobFailed) and fault.kind in _STATUS:
        return Problem(_STATUS[fault.kind], str(fault))
    if isinstance(fault, HTTPException):
        return Problem(fault.status_code, OFTEN.get(fault.status_code, fault.detail), fault.headers)
    if isinstance(fault, ReportlintError):
        return Problem(400, str(fault))
    return Problem(500, "The server came upon a fault of its own. The document may be quite sound; please report it.")


def response(problem: Problem, scope: Scope) -> Response:
    """The problem as it is sent: as a page to somebody who asked for a page."""
    if _reads_pages(scope):
        # Imported here: it needs the problems itself.
        from reportlint.web.pages import trouble

        return trouble.page(problem)
    title = _TITLES.get(problem.status) or HTTPStatus(problem.status).phrase
    body = {"type": "about:blank", "title": title, "status": problem.status, "detail": problem.detail}
    return Response(json.dumps(body, ensure_ascii=False).encode(), problem.status, problem.headers, MEDIA_TYPE)


def _reads_pages(scope: Scope) -> bool:
    programs = scope["path"].startswith("/api/") or scope["path"] in ("/healthz", "/metrics")
    return not programs and "text/html" in Headers(scope=scope).get("accept", "")


async def _problem(request: Request, fault: Exception) -> Response:
    return response(of(fault), request.scope)


#: What Starlette does about exceptions.
HANDLERS: dict[Any, Any] = dict.fromkeys((Problem, Busy, JobFailed, ReportlintError, HTTPException), _problem)

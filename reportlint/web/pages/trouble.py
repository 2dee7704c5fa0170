"""What people are told when something cannot be done."""

from __future__ import annotations

from starlette.responses import Response

from reportlint.web import problems
from reportlint.web.pages import look
from reportlint.web.problems import Problem

_TITLES = {
    400: "There is a problem",
    401: "You need a token",
    403: "This is not allowed",
    404: "Page not found",
    405: "There is nothing to see here",
    408: "That took too long to arrive",
    413: "That is too much at once",
    422: "The document cannot be used",
    429: "The server is busy",
    500: "Something went wrong",
}
#: Instead of what programs are told.
_DETAILS = {
    404: "There is no page at this address. If you typed it, look whether it is right; the links above lead to all there is.",
    405: "This address takes documents from the form and shows nothing by itself.",
}


def page(problem: Problem) -> Response:
    """A page that says what is wrong and what to do."""
    known = problem.detail == problems.OFTEN.get(problem.status)
    detail = _DETAILS.get(problem.status, problem.detail) if known else problem.detail
    title = _TITLES.get(problem.status, "This cannot be done")
    made = look.page("problem", problem.status, title=title, detail=detail, later=problem.headers.get("Retry-After", ""))
    made.headers.update(problem.headers)
    return made

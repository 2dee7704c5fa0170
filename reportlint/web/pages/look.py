"""How every page is made: its template, its style sheets, its script."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

import reportlint
from reportlint.outputs import html
from reportlint.web.problems import Problem

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
#: What pages share with the report as one file, so that both look and work alike.
_SHARED = {"report.css": "style.css", "report.js": "script.js"}
_OWN = ("page.css", "page.js", "icon.svg")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("reportlint.web.pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def text(template: str, /, **facts: Any) -> str:
    """A page made from the template of this name. `here`: its own address, where it is one of those that all pages name."""
    said = {"version": reportlint.__version__, "here": "", **facts}
    # What cannot be said in UTF-8 can only come from a hostile document.
    return _environment().get_template(f"{template}.html").render(said).encode("utf-8", "replace").decode("utf-8")


def page(template: str, status: int = 200, /, **facts: Any) -> Response:
    """The answer that holds a page."""
    return HTMLResponse(text(template, **facts), status)


def routes() -> list[BaseRoute]:
    """The routes of style sheets, scripts and pictures."""
    return [Route("/static/{name}", _static)]


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in (*_SHARED, *_OWN):
        raise Problem(404, "There is no such file.")
    body, mark = _asset(name)
    headers = {"Cache-Control": "no-cache", "ETag": mark}
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=_TYPES[name.rpartition(".")[2]])


@cache
def _asset(name: str) -> tuple[bytes, str]:
    """A file that pages bring along, and the mark by which a browser knows whether it has it."""
    own = html.asset(_SHARED[name]).encode() if name in _SHARED else (files(__package__) / "static" / name).read_bytes()
    return own, f'"{hashlib.sha256(own).hexdigest()[:20]}"'

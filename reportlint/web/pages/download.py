"""What people take with them: each is made anew from the document, which the page that asks for it sends back."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from reportlint.outputs import html
from reportlint.web import bodies, naming
from reportlint.web.bodies import Received
from reportlint.web.jobs import Job
from reportlint.web.operations import WRITTEN
from reportlint.web.pages import choices
from reportlint.web.problems import Problem
from reportlint.web.service import Service

_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class _Kind:
    """action, form: what a worker is asked for. word: what the file's name says became of the document.

    media_type, ending: of the file; "" where it is of the same format as the document, and made from one at a time.
    """

    action: str
    form: str
    word: str
    media_type: str = ""
    ending: str = ""


_KINDS: Mapping[str, _Kind] = {
    "annotated": _Kind("annotate", "document", "annotated"),
    "fixed": _Kind("fix", "document", "fixed"),
    "html": _Kind("check", "html", "checked", html.MEDIA_TYPE, ".html"),
    "json": _Kind("check", "json", "checked", _JSON, ".json"),
    "agenda": _Kind("agenda", "json", "agenda-checked", _JSON, ".json"),
}


def routes(service: Service) -> list[BaseRoute]:
    """The route of all that can be downloaded."""

    async def respond(request: Request) -> Response:
        kind = _KINDS.get(request.path_params["kind"])
        if kind is None:
            raise Problem(404, "There is no such download.")
        room = service.settings.body_megabytes * 1024 * 1024
        received = await bodies.received(request, service.settings, needed=False, longest=room)
        documents = _wanted(_documents(received), request.query_params.get("document", ""), kind)
        asked = choices.made(service, received.fields).asked()
        if kind.action == "agenda":
            asked = {"stage": asked["stage"]}
        answer = await service.run(Job(kind.action, documents, asked, kind.form))
        several = len(documents) > 1
        headers = naming.attachment(naming.renamed("reports" if several else documents[0][0], kind.word, kind.ending))
        return Response(answer.body, 200, headers, kind.media_type or WRITTEN[answer.facts["format"]])

    return [Route("/download/{kind}", respond, methods=["POST"])]


def _documents(received: Received) -> tuple[tuple[str, bytes], ...]:
    """The documents that a form holds: as files, or in fields that the page of the result filled in."""
    names, fields = received.fields.get("name", ()), received.fields.get("document", ())
    if len(names) != len(fields):
        raise Problem(400, "The form is not whole. Check the document again.")
    try:
        held = [(bodies.clean(name), b64decode(data, validate=True)) for name, data in zip(names, fields, strict=True)]
    except (binascii.Error, ValueError):
        raise Problem(400, "The form is damaged. Check the document again.") from None
    return (*received.documents, *held)


def _wanted(documents: tuple[tuple[str, bytes], ...], place: str, kind: _Kind) -> tuple[tuple[str, bytes], ...]:
    """The one document that the address names, or all."""
    if place:
        if not place.isdecimal() or not 1 <= int(place[:6]) <= len(documents):
            raise Problem(400, "That document is no longer there. Check it again.")
        documents = documents[int(place) - 1 : int(place)]
    if not documents:
        raise Problem(400, "There is no document to make this from. Check it again.")
    if not kind.media_type and len(documents) > 1:
        raise Problem(400, "This is made from one document at a time.")
    return documents

"""Requests with documents, received into memory and no further, and no more of them than is allowed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, field

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from reportlint.web.problems import Problem
from reportlint.web.settings import Settings

#: How long a client may pause while it sends, in seconds.
_PAUSE = 15
#: How long the value of a field of a form may be, and how many fields there may be.
_LONGEST, _FIELDS = 64 * 1024, 64
_FILES = ("waivers", "baseline")
#: A form that browsers and `curl --data-binary` send, and that holds no document.
_PLAIN_FORM = "application/x-www-form-urlencoded"
#: The name of a bare document that has none, as the command line knows standard input.
_NAMELESS = "-"
#: What the name of a bare document ends in that has none, by its content type: text formats are told apart by their names alone.
_SUFFIXES = {"text/markdown": ".md", "text/plain": ".txt", "text/html": ".html"}
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]+")


@dataclass(frozen=True, slots=True)
class Received:
    """A request's documents, and the fields that came with them, each with all its values. files: waivers and baseline, as bytes."""

    documents: tuple[tuple[str, bytes], ...]
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


async def received(request: Request, settings: Settings, needed: bool = True, longest: int = _LONGEST) -> Received:
    """What a request brings: a multipart form with documents, or one document as its body.

    The name of a bare document is the parameter `name`. needed: whether there must be a document. longest: how long the value
    of a field may be. Raises Problem for what is too much, too slow or makes no sense.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        made = await _form(request, settings, longest)
        if needed and not made.documents:
            raise Problem(400, "The request holds no document.")
        return made
    if kind == _PLAIN_FORM or kind.startswith("multipart/") or kind == "application/json":
        raise Problem(415, "Send the document as multipart/form-data, or bare with the content type application/octet-stream.")
    data = b"".join([chunk async for chunk in _limited(request, settings)])
    if not data:
        raise Problem(400, "The request holds no document.")
    name = request.query_params.get("name", "")
    return Received(((clean(name) if name else f"document{_SUFFIXES[kind]}" if kind in _SUFFIXES else _NAMELESS, data),))


async def _form(request: Request, settings: Settings, longest: int) -> Received:
    stream = _limited(request, settings)
    parser = MultiPartParser(
        request.headers, stream, max_files=settings.files + len(_FILES), max_fields=_FIELDS, max_part_size=longest
    )
    # Files that are larger than this would be put on disk.
    parser.spool_max_size = settings.body_megabytes * 1024 * 1024 + 1
    try:
        form = await parser.parse()
    except MultiPartException as problem:
        many = "Too many" in problem.message
        raise Problem(413 if many else 400, f"The form cannot be read: {problem.message}") from None
    except (KeyError, ValueError, UnicodeError):
        raise Problem(400, "The form cannot be read: its parts are not what its heading says.") from None
    documents: list[tuple[str, bytes]] = []
    fields: dict[str, list[str]] = {}
    files: dict[str, bytes] = {}
    for name, value in form.multi_items():
        if not isinstance(value, UploadFile):
            fields.setdefault(name, []).append(value)
        elif value.filename or value.size:  # a browser sends an empty part for a file that nobody chose
            data = value.file.read()
            if name in _FILES:
                files[name] = data
            else:
                documents.append((clean(value.filename or ""), data))
    await form.close()
    if len(documents) > settings.files:
        raise Problem(413, f"These are {len(documents)} documents; no more than {settings.files} may come at once.")
    return Received(tuple(documents), fields, files)


async def _limited(request: Request, settings: Settings) -> AsyncGenerator[bytes, None]:
    """The body as it arrives. Raises Problem as soon as it is too long, or too slow."""
    most, loop = settings.body_megabytes * 1024 * 1024, asyncio.get_running_loop()
    length = request.headers.get("content-length", "")
    too_large = Problem(413, f"No more than {settings.body_megabytes} MB may be sent at once.", {"Connection": "close"})
    if length.isdecimal() and int(length) > most:
        raise too_large
    size, end, chunks = 0, loop.time() + settings.receive_seconds, request.stream()
    while True:
        try:
            async with asyncio.timeout_at(min(end, loop.time() + _PAUSE)):
                chunk = await anext(chunks, None)
        except TimeoutError:
            raise Problem(408, "The request did not arrive in time.", {"Connection": "close"}) from None
        if chunk is None:
            return
        size += len(chunk)
        if size > most:
            raise too_large
        if chunk:
            yield chunk


def clean(name: str) -> str:
    """A name that is safe to show and leads nowhere: no drive, no way up, no character that cannot be seen."""
    pieces = _UNSEEN.sub("", name).replace("\\", "/").split("/")
    kept = [p.strip() for p in pieces if p.strip() not in ("", ".", "..") and not re.fullmatch(r"[A-Za-z]:", p.strip())]
    return "/".join(kept)[-255:].lstrip("/") or _NAMELESS

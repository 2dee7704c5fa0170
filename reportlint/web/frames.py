"""What server and worker say to each other: a header in JSON and any number of byte strings, each with its length before it.

JSON rather than pickles: a worker that a hostile document has taken over must not be able to run anything in the server.
"""

from __future__ import annotations

import json
from asyncio import StreamReader
from collections.abc import Iterator, Sequence
from struct import Struct
from typing import Any, BinaryIO

_LENGTH = Struct(">Q")
#: No answer is longer; more can only be a worker gone astray.
MOST = 1 << 31

Frame = tuple[dict[str, Any], list[bytes]]


def packed(header: dict[str, Any], blobs: Sequence[bytes] = ()) -> Iterator[bytes]:
    """The pieces of a frame, to be written one after the other."""
    head = json.dumps({**header, "blobs": [len(b) for b in blobs]}).encode()
    yield _LENGTH.pack(len(head)) + head
    yield from blobs


def read(stream: BinaryIO) -> Frame | None:
    """The next frame; None at the end of the stream."""
    start = stream.read(_LENGTH.size)
    if len(start) < _LENGTH.size:
        return None
    header = json.loads(stream.read(*_LENGTH.unpack(start)))
    return header, [stream.read(size) for size in header["blobs"]]


async def receive(stream: StreamReader) -> Frame:
    """The next frame. Raises EOFError (an IncompleteReadError) at the end of the stream, ValueError for what is no frame."""
    (size,) = _LENGTH.unpack(await stream.readexactly(_LENGTH.size))
    if size > MOST:
        raise ValueError("too long")
    header = json.loads(await stream.readexactly(size))
    if not isinstance(header, dict) or not all(isinstance(n, int) and 0 <= n <= MOST for n in header.get("blobs", [""])):
        raise ValueError("no header")
    return header, [await stream.readexactly(n) for n in header["blobs"]]

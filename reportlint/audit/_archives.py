"""Zip archives of documents: what is in them, and each member's bytes within limits. Nothing is written to disk."""

from __future__ import annotations

import os
import struct
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any, NamedTuple

from reportlint import limits
from reportlint.audit._opening import opened
from reportlint.errors import UnreadableDocument
from reportlint.limits import MIB

SUFFIX = ".zip"

#: A list of members longer than this is more than memory should hold: some half a million.
_DIRECTORY = 64 * MIB
_ENCRYPTED = 0x1
_TAIL = 66_000  # the end record and the longest comment after it


class Unopened(Exception):
    """An archive that cannot be taken apart, and why, in a sentence."""


class Member(NamedTuple):
    """place: where it stands in the archive, from 0. size: inflated, as the archive says. problem: why it cannot be read, "" if it can."""

    place: int
    name: str
    size: int
    crc: int
    problem: str


def members(location: str, stamp: str) -> Iterator[Member]:
    """What is in an archive, in its order. Raises Unopened."""
    for index, info in enumerate(_opened(location, stamp).infos):
        if not info.is_dir():
            problem = "This document is in an archive with a password." if info.flag_bits & _ENCRYPTED else ""
            yield Member(index, info.filename.replace("\\", "/").lstrip("/"), info.file_size, info.CRC, problem)


def read(location: str, stamp: str, index: int) -> bytes:
    """The bytes of one member. Raises Unopened for the archive, UnreadableDocument for the member."""
    from reportlint.formats.archive import BAD_BYTES, damaged  # brings the XML library, which the list of commands needs not

    archive = _opened(location, stamp)
    if index >= len(archive.infos):
        raise UnreadableDocument("missing", "It is no longer in the archive.")
    info = archive.infos[index]
    try:
        with archive.file.open(info) as stream:
            return _inflated(stream, info.compress_size)
    except UnreadableDocument:
        raise
    except BAD_BYTES as problem:
        raise damaged() from problem


def _inflated(stream: IO[bytes], packed: int) -> bytes:
    """All that there is to read, within the limits; its size is counted, for what an archive says of it may be a lie."""
    most, size, chunks = limits.current(), 0, []
    while chunk := stream.read(MIB):
        chunks.append(chunk)
        size += len(chunk)
        if size > most.ratio_from and size > most.ratio * max(packed, 1):
            raise limits.beyond("ratio")
        if size > most.file:
            raise limits.beyond("file")
    return b"".join(chunks)


@dataclass(frozen=True, slots=True)
class _Open:
    location: str
    stamp: str
    stream: IO[bytes]
    file: zipfile.ZipFile
    infos: list[zipfile.ZipInfo]


_last = threading.local()


def _opened(location: str, stamp: str) -> _Open:
    """The archive, kept open until another is asked for: the members of one stand together."""
    from reportlint.formats.archive import BAD_BYTES  # brings the XML library, which the list of commands needs not

    kept: _Open | None = getattr(_last, "archive", None)
    if kept is not None and stamp and (kept.location, kept.stamp) == (location, stamp):
        return kept
    _close()
    try:
        stream = opened(location)
    except OSError as problem:
        raise Unopened(f"The archive could not be opened: {problem.strerror or problem}.") from None
    try:
        _weigh(stream)
        file = zipfile.ZipFile(stream)
        _last.archive = _Open(location, stamp, stream, file, file.infolist())
    except (*BAD_BYTES, Unopened) as problem:
        stream.close()
        raise problem if isinstance(problem, Unopened) else Unopened("This archive is damaged, and cannot be taken apart.") from problem
    made: _Open = _last.archive
    return made


@contextmanager
def let_go() -> Iterator[None]:
    """At the end nothing is open any more."""
    try:
        yield
    finally:
        _close()


def _close() -> None:
    kept: _Open | None = getattr(_last, "archive", None)
    if kept is not None:
        kept.file.close()
        kept.stream.close()
        _last.archive = None


def _weigh(stream: IO[Any]) -> None:
    """Raise Unopened if the list of members is beyond all measure: it is read whole."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise Unopened("This is not a zip archive, or it was cut short.")
    directory = struct.unpack_from("<L", tail, at + 12)[0]
    if directory == 0xFFFFFFFF:  # the true size stands in another record
        wide = tail.rfind(b"PK\x06\x06", 0, at)
        directory = struct.unpack_from("<Q", tail, wide + 40)[0] if wide >= 0 and len(tail) >= wide + 48 else _DIRECTORY + 1
    if directory > _DIRECTORY:
        raise Unopened("This archive holds more documents than are read at once. Divide it.")
    stream.seek(0)

"""From what a caller calls a document to its name, its bytes and what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from reportlint import formats, office, sources
from reportlint.errors import UnreadableDocument
from reportlint.model import Document
from reportlint.office import Converted

#: A file: a path, or a name and the bytes themselves.
File = str | Path | tuple[str, bytes]
#: A document to check: a file, or what a conversion made of one.
Source = File | Converted


def listed(documents: Source | Iterable[Source]) -> Iterator[Source]:
    """One document or many as many."""
    if isinstance(documents, str | Path | tuple | Converted):
        yield documents
    else:
        yield from documents


def name_of(source: Source) -> str:
    """What a document is called."""
    if isinstance(source, Converted):
        return source.name
    return source[0] if isinstance(source, tuple) else str(source)


def data_of(source: Source) -> tuple[bytes, UnreadableDocument | None]:
    """A document's own bytes, or why they could not be had."""
    if isinstance(source, Converted):
        return source.data, None
    if isinstance(source, tuple):
        return source[1], None
    try:
        return sources.read(source), None
    except UnreadableDocument as problem:
        return b"", problem


def held(source: Source, data: bytes) -> Document:
    """What a document holds; one that was converted, what came of that. Raises UnreadableDocument."""
    if isinstance(source, Converted):
        return formats.read(office.word_file(source), "converted.docx")
    return formats.read(data, name_of(source))


def read(source: Source) -> tuple[str, bytes, Document]:
    """A document's name, its bytes and what they hold. Raises UnreadableDocument."""
    data, problem = data_of(source)
    if problem is not None:
        raise problem
    return name_of(source), data, held(source, data)

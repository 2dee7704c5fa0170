"""Plain text: lines, lists and tab-separated tables as in Markdown, and every sign means itself."""

from __future__ import annotations

from reportlint.formats._blocks import Blocks
from reportlint.formats._build import Builder
from reportlint.formats._bytes import decode, kind
from reportlint.formats._sites import Sites
from reportlint.model import Document

SUFFIXES = (".txt", ".text")


def sniff(data: bytes) -> bool:
    """Whether the content is plain text."""
    return kind(data) == "text"


def read(data: bytes) -> Document:
    """The document."""
    return locate(decode(data))[1]


def locate(source: str) -> tuple[Builder, Document, list[Sites]]:
    """The document in this source, and the builder whose anchors point into it; nothing is left out of it first."""
    builder = Builder()
    Blocks(source, builder, markup=False).read()
    return builder, builder.document("text", {}, frozenset()), []

"""Plain text: lines, lists and tab-separated tables as in Markdown, and every sign means itself."""

from __future__ import annotations

from reportlint.formats._blocks import Blocks
from reportlint.formats._build import Builder
from reportlint.formats._bytes import decode, kind
from reportlint.model import Document

SUFFIXES = (".txt", ".text")


def sniff(data: bytes) -> bool:
    """Whether the content is plain text."""
    return kind(data) == "text"


def read(data: bytes) -> Document:
    """The document."""
    builder = Builder()
    Blocks(decode(data), builder, markup=False).read()
    return builder.document("text", {}, frozenset())

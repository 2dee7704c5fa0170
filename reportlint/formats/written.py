"""Where in a Markdown or text file every character of its Document stands, for what writes into it.

The reader that makes the Document also makes these anchors, so that the two agree by construction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reportlint.formats import _bytes, markdown, text
from reportlint.formats._sites import Stretch, back, without
from reportlint.model import Document

_LEFT_OUT = re.compile("\r(?=\n)|[\ufdd0\ufdd1]")
_ENDS = str.maketrans("\r\f\v", "\n\n\n")


@dataclass(frozen=True, slots=True)
class Written:
    """A file's text as it is written, and what it holds.

    anchors: the stretches of each of the Document's paragraphs; one without words has an empty stretch at its place.
    verbatim: the paragraphs that are lines of code, in which signs mean nothing.
    """

    text: str
    encoding: str
    mark: bytes
    document: Document
    anchors: tuple[tuple[Stretch, ...], ...]
    verbatim: frozenset[int]

    def encode(self, text: str) -> bytes:
        """This text as the file's bytes. Raises UnicodeEncodeError for what the file's encoding does not have."""
        return self.mark + text.encode(self.encoding, "surrogateescape")

    def holding(self, text: str) -> Written:
        """What the file would be with this text."""
        read, anchors, verbatim = _located(text, self.document.format)
        return replace(self, text=text, document=read, anchors=anchors, verbatim=verbatim)


def read(data: bytes, format: str) -> Written:
    """The file. format: "markdown" or "text". Raises UnreadableDocument for text that could not be written back as it was."""
    source, encoding, mark = _bytes.written(data)
    return Written(source, encoding, mark, *_located(source, format))


def _located(source: str, format: str) -> tuple[Document, tuple[tuple[Stretch, ...], ...], frozenset[int]]:
    plain, ends = without(source, (m.span() for m in _LEFT_OUT.finditer(source)))
    builder, document, steps = (markdown if format == "markdown" else text).locate(plain.translate(_ENDS))
    anchors = []
    for stretches in builder.anchors():
        held = list(stretches)
        for step in (*steps, ends):
            held = back(held, step)
        anchors.append(tuple(held))
    return document, tuple(anchors), frozenset(builder.verbatim)

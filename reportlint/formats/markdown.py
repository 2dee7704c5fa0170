"""Markdown, read as councils' reports are written in it, and the notation in which rules give their examples.

The notation is Markdown with CriticMarkup (`{++in++}`, `{--out--}`, `{==highlighted==}{>>author: comment<<}`) and
attributes (`[words]{.hidden}`, `[words]{.blue}`, `[words]{style="Guidance"}`, `[Choose an item.]{.unfilled}`, and at the
end of a line `{style="Heading 2"}`, `{.page-break}`), so that a snippet can show whatever a Word file can hold.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping
from typing import get_args

from reportlint.formats._blocks import Blocks
from reportlint.formats._build import Builder
from reportlint.formats._bytes import decode, kind
from reportlint.formats._scanned import CLOSE, OPEN
from reportlint.formats._sites import Sites, without
from reportlint.model import Document, Fact, Span

SUFFIXES = (".md", ".markdown")

_RECORDS = frozenset({"images", "links"})
_ALL = frozenset(get_args(Fact))
_ENDS = re.compile(r"(?:\\.)|(?P<open>\[\[)|(?P<close>\]\])", re.DOTALL)
_QUOTED = re.compile(r"^ {0,3}>[ \t]?", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]*(```+|~~~+)")
_PAIR = re.compile(r"([A-Za-z][\w-]*):(?:[ \t]+(.*)|)$")
#: Where front matter and documents name a property differently.
_PROPERTIES = {
    "lang": "language",
    "date": "created",
}


def sniff(data: bytes) -> bool:
    """Whether the content is plain text."""
    return kind(data) == "text"


def read(data: bytes, notation: bool = False) -> Document:
    """The document; as `notation` it is taken to tell everything that a Word file could."""
    builder, properties, _ = _build(decode(data))
    return builder.document("markdown", properties, _ALL if notation else _RECORDS)


def read_marked(source: str) -> tuple[Document, tuple[Span, ...]]:
    """The document in the notation, and the spans between its `[[` and `]]`, which are no part of the text.

    `[[]]` is an empty span; a mark that reaches over several paragraphs is a span in each; marks stand in the order in
    which they open. A `[[` or `]]` without its counterpart marks nothing.
    """
    depth = 0

    def end(match: re.Match[str]) -> str:
        nonlocal depth
        if match["open"]:
            depth += 1
            return OPEN
        if match["close"] and depth:
            depth -= 1
            return CLOSE
        return match[0]

    builder, properties, _ = _build(_ENDS.sub(end, source.replace("\r\n", "\n")))
    return builder.document("markdown", properties, _ALL), builder.marks()


def locate(source: str) -> tuple[Builder, Document, list[Sites]]:
    """The document in this source, and how the source came to be what the builder's anchors point into, the last step first."""
    builder, properties, steps = _build(source)
    return builder, builder.document("markdown", properties, _RECORDS), steps


def _build(source: str) -> tuple[Builder, Mapping[str, str], list[Sites]]:
    properties, body = _front_matter(source)
    words, commented = without(body, _comments(body))
    words, quoted = without(words, (m.span() for m in _QUOTED.finditer(words)))
    builder = Builder()
    Blocks(words, builder, markup=True).read()
    return builder, properties, [quoted, commented, ((0, len(source) - len(body)),)]


def _front_matter(source: str) -> tuple[dict[str, str], str]:
    """The properties in the block between two `---` lines at the top, and the rest."""
    lines = source.split("\n")
    if lines[0].rstrip() != "---":
        return {}, source
    properties: dict[str, str] = {}
    for at, line in enumerate(lines[1:], 1):
        if line.rstrip() in ("---", "..."):
            return properties, "\n".join(lines[at + 1 :])
        pair = _PAIR.match(line.rstrip())
        if pair and pair[2]:
            properties[_PROPERTIES.get(pair[1].lower(), pair[1].lower())] = pair[2].strip().strip("\"'")
        elif not pair and line.strip() and not line.startswith((" ", "\t", "-", "#")):
            break  # a rule at the top, and then text
    return {}, source


def _comments(source: str) -> Iterator[tuple[int, int]]:
    """Where HTML comments stand, line by line, except within fenced code."""
    if "<!--" not in source:
        return
    fence, inside = "", False
    last = source.rfind("-->")
    offset = 0
    for line in source.split("\n"):
        found = _FENCE.match(line)
        if found and not inside and (not fence or line.strip().startswith(fence)):
            fence = "" if fence else found[1]
        if not fence or inside:
            inside = yield from _in_line(line, offset, inside, last)
        offset += len(line) + 1


def _in_line(line: str, offset: int, inside: bool, last: int) -> Generator[tuple[int, int], None, bool]:
    """Where comments stand in a line, and whether one is still open at its end. last: where the file's last comment closes."""
    at = 0
    while True:
        start = at if inside else line.find("<!--", at)
        end = line.find("-->", start) if start >= 0 else -1
        if start < 0 or (end < 0 and not inside and offset + len(line) + 1 > last):
            return False
        if end < 0:
            yield offset + start, offset + len(line)
            return True
        yield offset + start, offset + end + 3
        at, inside = end + 3, False

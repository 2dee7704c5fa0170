"""An edited part written so that all that was not edited stays as it was spelled, to the byte."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import escape

from lxml import etree

from reportlint.formats.docx.names import Element

_TEXT = {"\r": "&#13;"}
_VALUE = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_XML = "http://www.w3.org/XML/1998/namespace"


@dataclass(slots=True)
class Place:
    """Where a node stands in the bytes: `start` to `end`; what it holds from `inside` to `close`, both -1 for `<a/>`."""

    start: int
    inside: int = -1
    close: int = -1
    end: int = -1


def respelled(data: bytes, nodes: Sequence[Element], root: Element) -> bytes | None:
    """The tree as bytes, in the words of `data` wherever it still agrees with them; None if that cannot be told.

    nodes: all nodes that `data` held, in document order, as the tree has them now. data: in UTF-8.
    """
    try:
        places, old = _places(data), list(etree.fromstring(data).iter())
        speller = _Speller(data, {n: (p, o) for n, p, o in zip(nodes, places, old, strict=True)})
        written = b"".join([data[: places[0].start], *speller.node(root), data[places[0].end :]])
        return written if canonical(etree.fromstring(written)) == canonical(root) else None
    except (expat.ExpatError, etree.LxmlError, LookupError, ValueError, StopIteration):
        return None


def canonical(root: Element) -> bytes:
    """The tree however it is spelled."""
    return etree.tostring(root, method="c14n")


def _places(data: bytes) -> list[Place]:
    """Where every element, comment and processing instruction within the root stands, in document order."""
    found: list[Place] = []
    open_: list[Place] = []
    parser = expat.ParserCreate()

    def begin(name: str, attributes: object) -> None:
        at = parser.CurrentByteIndex
        place = Place(at, _tag_end(data, at))
        found.append(place)
        open_.append(place)

    def finish(name: str) -> None:
        place, at = open_.pop(), parser.CurrentByteIndex
        if data[place.inside - 2 : place.inside] == b"/>":
            place.end, place.inside = place.inside, -1
        else:
            place.close, place.end = at, data.index(b">", at) + 1

    def aside(closing: bytes) -> None:
        if open_:
            at = parser.CurrentByteIndex
            found.append(Place(at, end=data.index(closing, at + 4 if closing == b"-->" else at) + len(closing)))

    parser.StartElementHandler, parser.EndElementHandler = begin, finish
    parser.CommentHandler = lambda words: aside(b"-->")
    parser.ProcessingInstructionHandler = lambda target, words: aside(b"?>")
    parser.Parse(data, True)
    return found


def _tag_end(data: bytes, at: int) -> int:
    """Where the tag that begins here ends; a ">" within quotes is part of a value."""
    quote = 0
    while True:
        byte = data[at]
        if quote:
            quote = 0 if byte == quote else quote
        elif byte in b"\"'":
            quote = byte
        elif byte == 62:
            return at + 1
        at += 1


class _Speller:
    """Spells one tree. known: for the nodes that were there, where they stood and what they were."""

    def __init__(self, data: bytes, known: dict[Element, tuple[Place, Element]]) -> None:
        self.data, self.known = data, known
        self.old = {old: place for place, old in known.values()}

    def node(self, node: Element) -> list[bytes]:
        """The pieces that a node is spelled with, without what follows it."""
        place, old = self.known.get(node, (None, None))
        if not isinstance(node.tag, str):
            return [self.data[place.start : place.end] if place else etree.tostring(node, with_tail=False)]
        kept = place is not None and old is not None and _tag(old) == _tag(node)
        content = [self._text(node, place, old)]
        for child in node:
            content += self.node(child)
            content.append(self._tail(child))
        pieces = [piece for piece in content if piece]
        if not kept or place is None:
            start, end = _spelled(node)
            return [start + b">", *pieces, end] if pieces else [start + b"/>"]
        if place.inside < 0:
            whole = self.data[place.start : place.end]
            return [whole[: whole.rindex(b"/")] + b">", *pieces, _spelled(node)[1]] if pieces else [whole]
        if not pieces and place.close > place.inside:
            return [self.data[place.start : place.inside - 1] + b"/>"]
        return [self.data[place.start : place.inside], *pieces, self.data[place.close : place.end]]

    def _text(self, node: Element, place: Place | None, old: Element | None) -> bytes:
        if place is None or old is None or (old.text or "") != (node.text or ""):
            return _escaped(node.text)
        if place.inside < 0:
            return b""
        first = old[0] if len(old) else None
        return self.data[place.inside : place.close if first is None else self.old[first].start]

    def _tail(self, node: Element) -> bytes:
        place, old = self.known.get(node, (None, None))
        if place is None or old is None or (old.tail or "") != (node.tail or ""):
            return _escaped(node.tail)
        following, parent = old.getnext(), old.getparent()
        if parent is None:
            return b""
        return self.data[place.end : self.old[following].start if following is not None else self.old[parent].close]


def _tag(node: Element) -> tuple[object, ...]:
    return node.tag, node.items(), node.nsmap


def _spelled(node: Element) -> tuple[bytes, bytes]:
    """The start of an element's tag, and its closing tag."""
    parent = node.getparent()
    known = {} if parent is None else parent.nsmap
    name = etree.QName(node).localname
    name = f"{node.prefix}:{name}" if node.prefix else name
    words = [name]
    words += [f'xmlns{f":{p}" if p else ""}="{escape(u, _VALUE)}"' for p, u in node.nsmap.items() if known.get(p) != u]
    words += [f'{_named(node, str(key))}="{escape(str(value), _VALUE)}"' for key, value in node.items()]
    return f"<{' '.join(words)}".encode(), f"</{name}>".encode()


def _named(node: Element, key: str) -> str:
    """An attribute's name with the prefix that its namespace has here."""
    space, _, name = key.removeprefix("{").rpartition("}")
    if not space:
        return name
    prefix = "xml" if space == _XML else next(p for p, u in node.nsmap.items() if p and u == space)
    return f"{prefix}:{name}"


def _escaped(text: str | None) -> bytes:
    return escape(text or "", _TEXT).encode()

"""Element and attribute names of OpenDocument."""

from __future__ import annotations

from functools import cache

from lxml import etree

Element = etree._Element

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMESPACES = {
    "office": _OASIS + "office:1.0",
    "style": _OASIS + "style:1.0",
    "text": _OASIS + "text:1.0",
    "table": _OASIS + "table:1.0",
    "draw": _OASIS + "drawing:1.0",
    "fo": _OASIS + "xsl-fo-compatible:1.0",
    "svg": _OASIS + "svg-compatible:1.0",
    "meta": _OASIS + "meta:1.0",
    "manifest": _OASIS + "manifest:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}


@cache
def n(name: str) -> str:
    """The full name of `prefix:local`."""
    prefix, local = name.split(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def get(element: Element, name: str, default: str = "") -> str:
    """The attribute `prefix:local`."""
    return element.get(n(name)) or default


def integer(text: str, default: int, low: int = 0, high: int = 1_000_000) -> int:
    """The number that an attribute holds, within bounds; the default if it holds none."""
    digits = text.strip()
    return min(max(int(digits), low), high) if digits.isascii() and digits.isdigit() and len(digits) < 8 else default


def inner_text(element: Element | None) -> str:
    """All text within an element."""
    return "" if element is None else "".join(str(t) for t in element.itertext()).strip()

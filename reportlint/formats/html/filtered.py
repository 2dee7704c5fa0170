"""What Word leaves of lists in pages that it saves "filtered": the sign as text, and after it a space in letters of seven points."""

from __future__ import annotations

import re

from lxml import etree

Element = etree._Element

BULLET = "•"
_SPACE = re.compile(r"\s*font:\s*7(?:\.0)?pt\b")
_NUMBER = re.compile(r"\(?(?:\d{1,4}(?:\.\d{1,4})*|[A-Za-z]{1,5})[.)]?$")
_TAGS = frozenset(["p", "li", "h1", "h2", "h3", "h4", "h5", "h6"])
_LONGEST = 16


def sign(element: Element) -> str:
    """The number or bullet that stands before a paragraph's text, taken out of it; "" if there is none."""
    if element.tag not in _TAGS:
        return ""
    space = next((x for x in element.iterdescendants("span") if _SPACE.match(x.get("style", ""))), None)
    if space is None or _words(space).strip():
        return ""
    before: list[Element] = []
    words, inner = "", space
    while inner is not element:
        outer = inner.getparent()
        if outer is None:
            return ""
        siblings = list(inner.itersiblings(preceding=True))[::-1]
        words = (outer.text or "") + "".join(_words(x) + (x.tail or "") for x in siblings) + words
        before += siblings
        inner = outer
    words = words.replace("\u00a0", " ").strip()
    if not words or len(words) > _LONGEST:
        return ""
    _clear(element, space, before)
    return words if _NUMBER.match(words) and words != "o" else BULLET


def _words(element: Element) -> str:
    return "".join(str(t) for t in element.itertext())


def _clear(element: Element, space: Element, before: list[Element]) -> None:
    """Take the sign and the space after it out of the page."""
    for x in [y for sibling in before for y in sibling.iter()] + list(space.iter()):
        x.text = ""
        if x is not space:
            x.tail = ""
    for outer in space.iterancestors():
        outer.text = ""
        if outer is element:
            return

"""Lists, notes and comments as Google Docs writes them: levels are lists of their own, whose numbers a style sheet prints."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from lxml import etree

Element = etree._Element
#: A list and one of its levels, from 0.
Level = tuple[str, int]

BULLET = "•"
_RULE = re.compile(r"\.lst-kix_([\w-]{1,60}?)-(\d)\s{0,9}>\s{0,9}li:before\s{0,9}\{\s{0,9}content:([^}]{0,400})\}")
_CLASS = re.compile(r"(?:^|\s)lst-kix_([\w-]{1,60})-(\d)(?:\s|$)")
_PIECE = re.compile(r'"((?:[^"\\]|\\.)*)"|counter\(lst-ctn-kix_[\w-]+-(\d),\s*([a-z-]+)\)')
_COMMENT = re.compile(r"cmnt\d+$")
_NOTE = re.compile(r"ftnt\d+$")


@dataclass
class Lists:
    """printed: what the style sheet says stands before an item; counts: the number of each level's last item."""

    printed: dict[Level, str] = field(default_factory=dict)
    counts: dict[Level, int] = field(default_factory=dict)

    def add(self, source: str) -> None:
        """Take in a style sheet."""
        self.printed.update({(m[1], int(m[2])): m[3] for m in _RULE.finditer(source)})

    def of(self, names: str) -> Level | None:
        """The list and level that an element with this class attribute is, None if the style sheet prints no numbers for it."""
        match = _CLASS.search(names)
        level = (match[1], int(match[2])) if match else None
        return level if level in self.printed else None

    def number(self, level: Level, count: int, kinds: Mapping[str, Callable[[int], str]]) -> str:
        """What is printed before the item, which is number `count` of its level."""
        self.counts[level] = count
        pieces = _PIECE.findall(self.printed[level])
        if not any(place for _, place, _ in pieces):
            return BULLET if any(words.strip() for words, _, _ in pieces) else ""
        counted = (kinds.get(kind, str)(self.counts.get((level[0], int(place)), 1)) if place else words for words, place, kind in pieces)
        return "".join(counted).strip()


def is_note(element: Element) -> bool:
    """Whether a division is a footnote."""
    anchor = element.find("p/a")
    return anchor is not None and _NOTE.match(anchor.get("id", "")) is not None


def comments(root: Element) -> dict[str, str]:
    """The comments by the anchor that they are called from; they are taken out of the page."""
    found: dict[str, str] = {}
    for anchor in [a for a in root.iter("a") if _COMMENT.match(a.get("id", ""))]:
        block = next((x for x in anchor.iterancestors("div")), None)
        if block is None or block.getparent() is None:
            continue
        sign = "".join(str(t) for t in anchor.itertext())
        words = " ".join("".join(str(t) for t in block.itertext()).split())
        found[anchor.get("id", "")] = words.removeprefix(sign).strip()
        block.clear()
    return found


def address(target: str) -> str:
    """Where a link leads: the address within one that goes by Google's own."""
    if not target.startswith("https://www.google.com/url?"):
        return target
    return parse_qs(urlsplit(target).query).get("q", [target])[0]

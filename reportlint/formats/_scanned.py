"""What a scan of a block's source yields: its text, the facts that stand in it, and where in the source each character stood."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportlint.formats._sites import Stretch
from reportlint.model import Comment, Control, Hidden, Image, Link, Mark, Revision

#: Unicode noncharacters that stand for the opening and closing of a mark in a marked source.
OPEN, CLOSE = "\ufdd0", "\ufdd1"


@dataclass(frozen=True, slots=True)
class Edge:
    """An end of a mark in a marked source."""

    opens: bool


Fact = Mark | Link | Image | Comment | Revision | Hidden | Control | Edge


@dataclass(frozen=True, slots=True)
class Found:
    """A fact, and the characters of the text that it is about (its own span is still to be set)."""

    start: int
    end: int
    fact: Fact


@dataclass(frozen=True, slots=True)
class Scanned:
    """breaks: for each line after the first, where it begins in the text and where in the source."""

    text: str
    found: tuple[Found, ...]
    breaks: tuple[tuple[int, int], ...]
    stretches: tuple[Stretch, ...] = ()


def raw(source: str) -> Scanned:
    """The source as it stands, only the marks' ends taken out."""
    pieces, found, length = [], [], 0
    for piece in re.split(f"([{OPEN}{CLOSE}])", source):
        if piece in (OPEN, CLOSE):
            found.append(Found(length, length, Edge(piece == OPEN)))
        else:
            pieces.append(piece)
            length += len(piece)
    text = "".join(pieces)
    return Scanned(text, tuple(found), (), (Stretch(0, length, 0, length),) if text else ())

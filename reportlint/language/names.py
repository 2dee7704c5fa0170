"""Names of people as reports give them: "Nicola Curley, Director of …", "Councillor Cusworth", "Dr J. A. Brown – Head of …"."""

from __future__ import annotations

import re
from functools import lru_cache

from reportlint.language.fold import fold, searchable

_SEPARATOR = re.compile(r"(?<!\s)\s+-\s+|(?<!\s)\s*[,;:(|\t\n]\s*|\)|(?<!\s)\s+-|-\s+")
_NAME_WORD = re.compile(r"[A-Z][\w'.-]*|(?:de|da|di|la|le|van|von|der|den|el|al|bin|ap|ab|of)\b")


@lru_cache(maxsize=2048)
def people(text: str, courtesy: tuple[str, ...], posts: tuple[str, ...]) -> tuple[str, ...]:
    """The people named in a text: runs of one to four capitalised words that hold no word of a post.

    courtesy: titles that may stand before a name ("Councillor", "Dr"); a single word is a name only after one of them.
    posts: words that mark a post ("Director"). Both folded or not.
    """
    plain, _ = searchable(text)
    names = (_name(piece, frozenset(map(fold, courtesy)), frozenset(map(fold, posts))) for piece in _SEPARATOR.split(plain))
    return tuple(n for n in names if n)


def _name(piece: str, courtesy: frozenset[str], posts: frozenset[str]) -> str:
    if "@" in piece or any(c.isdigit() for c in piece):
        return ""
    words = piece.strip(" .").split()
    titled = False
    while words and fold(words[0]) in courtesy:
        words, titled = words[1:], True
    if not (1 if titled else 2) <= len(words) <= 5:
        return ""
    if not all(_NAME_WORD.fullmatch(w) for w in words) or any(fold(w) in posts for w in words):
        return ""
    return " ".join(words)


def same(one: str, other: str) -> bool:
    """Whether two names may be one person: the surname is the same and no first name contradicts.

    Initials stand for names, middle names and suffixes after a comma may be left out, "Councillor Cusworth" is any Cusworth.
    """
    a, b = fold(one).split(), fold(other).split()
    if not a or not b or a[-1] != b[-1]:
        return False
    if len(a) == 1 or len(b) == 1:
        return True
    return a[0] == b[0] or (1 in (len(a[0]), len(b[0])) and a[0][0] == b[0][0])

"""Text folded for comparison: what an eye takes for the same is the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Characters that a reader does not see; they may stand anywhere in a word that was pasted or hyphenated.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
#: Letters of other alphabets that look like Latin ones, and those.
LOOKALIKES = {
    ord(other): latin
    for others, latins in (
        ("АВЕЅІЈКМНОРСТУХаеѕіјорсухԁһӏԛԝ", "ABESIJKMHOPCTYXaesijopcyxdhlqw"),
        ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονѵ", "ABEZHIKMNOPTYXovv"),
        ("ⅠⅤⅩⅬⅭⅮⅯⅰⅴⅹⅼⅽⅾⅿ", "IVXLCDMivxlcdm"),
    )
    for other, latin in zip(others, latins, strict=True)
}
_UNSEEN_ANY = re.compile("[" + "".join(map(chr, _UNSEEN)) + "]")
_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\u2008\u200a", " "),
        **dict.fromkeys("\u2018\u2019\u201b\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201f\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    }
)
_OPTIONAL_S = re.compile(r"\(([a-z]{1,3})\)")
_NOT_WORD = re.compile(r"[^\w£%]+")


def plain(text: str) -> str:
    """The text with typographic quotes, dashes and spaces made plain, character for character."""
    return text.replace("`", "'") if text.isascii() else text.translate(_SAME_LENGTH)


@lru_cache(maxsize=4096)
def searchable(text: str) -> tuple[str, list[int] | None]:
    """The plain text without unseen characters, and where each of its characters stood (None: where it stands)."""
    if text.isascii():
        return text.replace("`", "'"), None
    if not _UNSEEN_ANY.search(text):
        return plain(text), None
    kept = [i for i, c in enumerate(text) if ord(c) not in _UNSEEN]
    return plain("".join(text[i] for i in kept)), [*kept, len(text)]


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The words of a title, name or answer and nothing else: case, punctuation, spaces and typography do not count.

    `CO₂` is `co2`, `&` is `and`, `Ward(s)` is `wards`, and a Cyrillic or Greek letter is the Latin one that it looks like.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(_UNSEEN).translate(LOOKALIKES))
    text = text.casefold().replace("&", " and ")
    text = _OPTIONAL_S.sub(r"\1", plain(text)).replace("'", "")
    return _NOT_WORD.sub(" ", text).strip()


def words(text: str) -> int:
    """How many words, as Word counts them: runs of characters between blanks that hold a letter or digit."""
    seen = text if text.isascii() else text.translate(_UNSEEN)
    return sum(word.isalnum() or any(map(str.isalnum, word)) for word in seen.split())

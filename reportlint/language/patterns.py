"""Phrases and patterns found in text, with their places in the text as written.

Patterns are matched by RE2, whose time grows with the length of the text and no faster, whatever the pattern. Letters are
compared without their accents, so that `\\w` and `\\b`, which RE2 knows for A to Z alone, hold for José and Siân too.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Protocol

import re2

from reportlint.language.fold import searchable

#: Quotation marks as texts have them when they are searched.
_QUOTES = str.maketrans("‘’“”", "''\"\"")
_BLANK = re.compile(r"\s+")
_FOREIGN = re.compile(r"[^\0-\x7f]")
#: Letters that Unicode does not take apart.
_WHOLE = dict(zip("ßæÆøØœŒłŁđĐðþı", "saAoOoOlLdDdti", strict=True))


class Match(Protocol):
    def start(self) -> int: ...
    def end(self) -> int: ...
    def span(self) -> tuple[int, int]: ...
    def group(self, number: int = 0, /) -> str: ...
    def groups(self) -> tuple[str | None, ...]: ...


class Pattern(Protocol):
    """What a compiled pattern can do."""

    def search(self, text: str, /) -> Match | None: ...
    def fullmatch(self, text: str, /) -> Match | None: ...
    def finditer(self, text: str | bytes, /) -> Iterator[Match]: ...
    def sub(self, instead: str, text: str, /) -> str: ...


def _options() -> re2.Options:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 32 << 20
    return options


_OPTIONS = _options()


@lru_cache(maxsize=2048)
def pattern(source: str) -> Pattern:
    """The compiled pattern; capitals and small letters are alike unless it begins with `(?-i)`.

    Raises ValueError if RE2 does not understand it.
    """
    return _compiled(sensible(source))


def _compiled(source: str) -> Pattern:
    try:
        made: Pattern = re2.compile(source, _OPTIONS)
        return made
    except re2.error as error:
        said = error.args[0] if error.args else ""
        raise ValueError(said.decode() if isinstance(said, bytes) else str(said)) from None


def sensible(source: str) -> str:
    """The pattern as RE2 is given it: without accents and with plain quotation marks, and saying itself whether capitals count."""
    source = source.translate(_QUOTES)
    body = source.removeprefix("(?-i)")
    return unaccented(body if body != source else f"(?i:{body})")


@lru_cache(maxsize=4096)
def unaccented(text: str) -> str:
    """The text with the accents taken from its letters, character for character."""
    if text.isascii():
        return text
    return _FOREIGN.sub(_base, text)


def _base(match: re.Match[str]) -> str:
    letter = match[0]
    if not letter.isalnum():
        return letter
    first = unicodedata.normalize("NFD", letter)[0]
    return first if first.isascii() else _WHOLE.get(letter, letter)


@lru_cache(maxsize=512)
def _any(sources: tuple[str, ...]) -> Pattern | None:
    """One pattern for several, None if they cannot be put together."""
    try:
        return _compiled("|".join(f"(?:{sensible(s)})" for s in sources))
    except ValueError:
        return None


@lru_cache(maxsize=2048)
def phrase(words: str) -> re.Pattern[str]:
    """The pattern of a literal phrase: whole words, any blanks between them."""
    body = r"\s+".join(re.escape(w) for w in _BLANK.split(words.strip()))
    before = r"\b" if words.strip()[:1].isalnum() else ""
    after = r"\b" if words.strip()[-1:].isalnum() else ""
    return re.compile(before + body + after, re.IGNORECASE)


@lru_cache(maxsize=256)
def phrases(several: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for many phrases, to be searched in one pass. Where two begin alike, the longer is found."""
    longest_first = sorted(several, key=len, reverse=True)
    return re.compile("|".join(phrase(p).pattern for p in longest_first) or r"\b\B", re.IGNORECASE)


def found(compiled: Pattern | re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Where a pattern stands in a text: start and end in the text as written, empty matches left out."""
    plain, places = searchable(text)
    for match in compiled.finditer(plain if isinstance(compiled, re.Pattern) else unaccented(plain)):
        start, end = match.span()
        if end > start:
            yield (start, end) if places is None else (places[start], places[end - 1] + 1)


def all_found(sources: Sequence[str], text: str) -> Iterator[tuple[int, int]]:
    """Where each of the patterns stands in a text, one pattern after the other."""
    if any_found(tuple(sources), text):
        for source in sources:
            yield from found(pattern(source), text)


def any_found(sources: tuple[str, ...], text: str) -> bool:
    """Whether any of the patterns stands in the text."""
    if not sources:
        return False
    plain = unaccented(searchable(text)[0])
    together = _any(sources)
    return bool(together.search(plain)) if together is not None else any(pattern(s).search(plain) for s in sources)


def wholly(sources: tuple[str, ...], text: str) -> bool:
    """Whether one of the patterns is all that the text says; blanks and closing punctuation aside."""
    plain, _ = searchable(text)
    said = unaccented(plain).strip().rstrip(".;,!").strip()
    if not said or not sources:
        return False
    together = _any(sources)
    return bool(together.fullmatch(said)) if together is not None else any(pattern(s).fullmatch(said) for s in sources)


#: Between texts that are searched as one: the end and the beginning of a line, and something that is no blank.
_APART = "\n\0\n"
#: What depends on where the whole text begins or ends, whichever lines are in it.
_BOUND = re.compile(r"\\[AzZ]|\(\?[a-zA-Z]*-[a-zA-Z]*m")


@lru_cache(maxsize=2048)
def _by_line(source: str) -> Pattern | None:
    """The pattern for a text that is one line of many, None if it cannot be had."""
    return None if _BOUND.search(source) else _compiled(f"(?m){sensible(source)}")


def among(sources: Iterable[str], texts: Sequence[str]) -> Collection[int]:
    """Which of these texts, by their index, any of the patterns may match: surely those that one does, and few others.

    All texts are searched as one, which takes far less time than a search in each.
    """
    whole = _APART.join(unaccented(searchable(t)[0]) for t in texts).encode("utf-8", "surrogatepass")
    starts: list[int] = []
    found: set[int] = set()
    for source in sources:
        by_line = _by_line(source)
        if by_line is None:
            return range(len(texts))
        for match in by_line.finditer(whole):
            if not starts:
                sizes = (len(unaccented(searchable(t)[0]).encode("utf-8", "surrogatepass")) + len(_APART) for t in texts)
                starts = [0, *accumulate(sizes)]
            start, end = match.span()
            found.update(range(bisect_right(starts, start) - 1, bisect_right(starts, end)))
    return found

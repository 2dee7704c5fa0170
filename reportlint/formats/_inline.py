"""Inline Markdown: one pass over a block's source that yields its text and the facts that stand in it.

The scanner collects pieces of text and points at places by the index of a piece, so that a marker can still turn out
to be plain text, or a passage be taken out, without moving anything. Every step is linear in the source.
"""

from __future__ import annotations

import html
import re
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from reportlint.formats import _attributes
from reportlint.formats._scanned import OPEN, Edge, Fact, Found, Scanned
from reportlint.formats._sites import Stretch
from reportlint.model import Comment, Control, Hidden, Image, Link, Mark, Revision, Span

_NOWHERE = Span(0, 0, 0)
_DEPTH = 32  # brackets nested deeper than this are plain text
_TAGS = "abbr|a|big|b|center|cite|code|del|div|em|font|ins|i|kbd|mark|p|q|small|span|strong|strike|sub|sup|s|u|wbr"
# Where a token may begin: each alternative starts with a literal, so that `re` leaps from one to the next.
_STOP = re.compile(r"\\|\n|\*|_|`|\[|\]|!\[|\{[-+=>~]|\+\+\}|==\}|<[A-Za-z0-9/]|&[#A-Za-z]|https?://|\ufdd0|\ufdd1")
_TOKEN = re.compile(
    r"(?P<newline>\\?\n)"
    r"|(?P<escapes>(?:\\[!-/:-@\[-`{-~])++)"
    r"|(?P<delimiters>\*++|_++)"
    r"|(?P<code>`++)"
    r"|(?P<footnote>\[\^[^\]\[\s]{1,64}\])"
    r"|(?P<open>\[++|!\[)"
    r"|(?P<close>\])"
    r"|(?P<critic>\{(?:\+\+|--|==|>>|~~)|\+\+\}|==\})"
    r"|(?P<autolink><(?:(?:https?|ftp)://[^<>\s]{1,2000}+|(?:mailto:)?[^<>\s@]{1,64}+@[^<>\s@]{1,255}+)>)"
    r"|(?P<line><br\s{0,9}/?>)"
    rf"|(?P<tag></?(?:{_TAGS})(?:\s[^<>\n]{{0,300}}+)?>)"
    r"|(?P<url>\bhttps?://[^\s<>\[\]{}*`\\|\ufdd0\ufdd1]++)"
    r"|(?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|(?P<edge>[\ufdd0\ufdd1])",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"\([ \t]*+(?:<(?P<angled>[^<>\n]*+)>|(?P<bare>[^\s()]*+(?:\([^\s()]*+\)[^\s()]*+)*+))"
    r"(?:[ \t]++\"(?P<title>[^\"\n]*+)\")?+[ \t]*+\)"
)
_CLOSERS = re.compile(r"\]++")
_ESCAPED = re.compile(r"\\(.)")
_AUTHOR = re.compile(r"\s*([^:\n]{1,80}):\s+(.*)", re.DOTALL)
_TRAILING = ".,;:!?'\"_"
_PAIRS = {"++}": "{++", "==}": "{=="}
_ENDS = {"{--": "--}", "{>>": "<<}", "{~~": "~~}"}


@dataclass(slots=True)
class _Run:
    """A run of `*` or `_` that may open or close emphasis."""

    index: int
    char: str
    left: int
    opens: bool
    closes: bool


class Scanner:
    def __init__(self, source: str, footnotes: frozenset[str] = frozenset()) -> None:
        self.source = source
        self.footnotes = footnotes
        self.pieces: list[str] = []
        self.sites: list[tuple[int, int]] = []  # where in the source each piece stands, and how much of it
        self.found: list[Found] = []
        self.breaks: list[tuple[int, int]] = []
        self.runs: list[_Run] = []
        self.brackets: deque[tuple[int, bool]] = deque(maxlen=_DEPTH)
        self.opened: dict[str, int] = {}
        self.missing: set[str] = set()
        self.anchor: tuple[int, int] | None = None

    def scan(self) -> Scanned:
        """The text and its facts."""
        at = start = 0
        while stop := _STOP.search(self.source, at):
            match = _TOKEN.match(self.source, stop.start())
            if not match:
                at = stop.end()
                continue
            self.put(self.source[start : match.start()], start)
            handler: Callable[[re.Match[str]], int] = getattr(self, f"_{match.lastgroup}")
            start = at = handler(match)
        self.put(self.source[start:], start)
        self._emphasise(self.runs)
        offsets = [0, *accumulate(map(len, self.pieces))]
        found = (Found(offsets[f.start], offsets[f.end], f.fact) for f in self.found)
        held = zip(self.pieces, offsets, self.sites, strict=False)
        stretches = tuple(Stretch(at, at + len(piece), *site) for piece, at, site in held if piece)
        return Scanned("".join(self.pieces), tuple(found), tuple((offsets[i], at) for i, at in self.breaks), stretches)

    def put(self, piece: str, at: int, width: int | None = None) -> None:
        """Add a piece of text, which stands `at` this place in the source; `width`: where it is written in another length."""
        if piece:
            self.pieces.append(piece)
            self.sites.append((at, len(piece) if width is None else width))

    def note(self, start: int, fact: Fact) -> None:
        """Record a fact that holds from the piece `start` to here."""
        self.found.append(Found(start, len(self.pieces), fact))

    def take(self, start: int) -> str:
        """The text of the pieces from `start` on, taken out of the text."""
        runs: list[_Run] = []
        while self.runs and self.runs[-1].index >= start:
            runs.append(self.runs.pop())
        self._emphasise(runs[::-1])
        words = "".join(self.pieces[start:])
        self.pieces[start:] = [""] * (len(self.pieces) - start)
        while self.found and self.found[-1].start >= start and not isinstance(self.found[-1].fact, Edge):
            self.found.pop()
        return words

    # One method a token; each returns where in the source to go on.

    def _newline(self, match: re.Match[str]) -> int:
        self.put("\n", match.start(), len(match[0]))
        self.breaks.append((len(self.pieces), match.end()))
        return match.end()

    def _escapes(self, match: re.Match[str]) -> int:
        for at in range(match.start(), match.end(), 2):
            self.put(self.source[at + 1], at, 2)
        return match.end()

    def _delimiters(self, match: re.Match[str]) -> int:
        before = self.source[match.start() - 1 : match.start()] or " "
        after = self.source[match.end() : match.end() + 1] or " "
        opens, closes = not after.isspace(), not before.isspace()
        if match[0][0] == "_":
            opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
        self.runs.append(_Run(len(self.pieces), match[0][0], len(match[0]), opens, closes))
        self.put(match[0], match.start())
        return match.end()

    def _code(self, match: re.Match[str]) -> int:
        end = self._find(match[0], match.end()) if len(match[0]) <= 3 else -1
        if end < 0:
            self.put(match[0], match.start())
            return match.end()
        self.put(self.source[match.end() : end].replace("\n", " "), match.end())
        return end + len(match[0])

    def _footnote(self, match: re.Match[str]) -> int:
        if match[0][2:-1] in self.footnotes:
            return match.end()
        return self._open(match)

    def _open(self, match: re.Match[str]) -> int:
        if match[0][0] == "!":
            self.brackets.append((len(self.pieces), True))
            self.put("![", match.start())
            return match.end()
        width = match[0].count("[")  # a footnote's bracket comes here too, alone
        plain = max(width - _DEPTH, 0)
        self.put("[" * plain, match.start())
        for k in range(plain, width):
            self.brackets.append((len(self.pieces), False))
            self.put("[", match.start() + k)
        return match.start() + width

    def _close(self, match: re.Match[str]) -> int:
        if not self.brackets:
            run = _CLOSERS.match(self.source, match.start()) or match
            self.put(run[0], run.start())
            return run.end()
        start, image = self.brackets.pop()
        if target := _TARGET.match(self.source, match.end()):
            address = html.unescape(target["bare"] if target["angled"] is None else target["angled"])
            self.pieces[start] = ""
            if image:
                return self._image(start, address, target)
            while self.found and self.found[-1].start >= start and isinstance(self.found[-1].fact, Link):
                self.found.pop()  # an address written out within a link is that link
            self.note(start, Link(_NOWHERE, _ESCAPED.sub(r"\1", address)))
            return target.end()
        if not image and (attributes := _attributes.match(self.source, match.end())):
            self.pieces[start] = ""
            self._attributed(start, attributes)
            return attributes.end
        self.put("]", match.start())
        return match.end()

    def _image(self, start: int, address: str, target: re.Match[str]) -> int:
        attributes = _attributes.match(self.source, target.end())
        decorative = bool(attributes and "decorative" in attributes.classes)
        name = address.rpartition("/")[2]
        self.note(start, Image(_NOWHERE, self.take(start), target["title"] or "", decorative, name))
        return attributes.end if attributes else target.end()

    def _attributed(self, start: int, attributes: _attributes.Attributes) -> None:
        if "hidden" in attributes.classes:
            self.note(start, Hidden(_NOWHERE, self.take(start), attributes.values.get("how", "hidden")))
        if control := attributes.control():
            placeholder = self.take(start) if control.unfilled else ""
            self.note(start, Control((), control.alias, control.tag, control.unfilled, placeholder, control.choices))
        for kind, value in attributes.looks():
            self.note(start, Mark(kind, 0, 0, value))

    def _critic(self, match: re.Match[str]) -> int:
        token = match[0]
        if token in _PAIRS:
            return self._paired(token, match)
        if token not in _ENDS:
            self.opened[token] = len(self.pieces)
            self.put(token, match.start())
            return match.end()
        end = self._find(_ENDS[token], match.end())
        if end < 0:
            self.put(token, match.start())
            return match.end()
        self._whole(token, self.source[match.end() : end], match.end())
        return end + 3

    def _paired(self, token: str, match: re.Match[str]) -> int:
        start = self.opened.pop(_PAIRS[token], None)
        if start is None:
            self.put(token, match.start())
            return match.end()
        self.pieces[start] = ""
        if token == "++}":
            self._inserted(start)
        else:
            self.note(start, Mark("highlight", 0, 0, "yellow"))
        self.anchor = (start, len(self.pieces))
        return match.end()

    def _inserted(self, start: int) -> None:
        self.note(start, Revision("insertion", _NOWHERE, "", ""))
        self.note(start, Mark("inserted", 0, 0))

    def _whole(self, token: str, words: str, at: int) -> None:
        here = len(self.pieces)
        if token == "{>>":
            author = _AUTHOR.fullmatch(words)
            start = self.anchor[0] if self.anchor and self.anchor[1] == here else here
            self.note(start, Comment(_NOWHERE, author[1] if author else "", (author[2] if author else words).strip()))
            return
        old, _, new = words.partition("~>") if token == "{~~" else (words, "", "")
        self.note(here, Revision("deletion", _NOWHERE, "", old))
        if new:
            self.put(new, at + len(old) + len("~>"))
            self._inserted(here)

    def _autolink(self, match: re.Match[str]) -> int:
        words = match[0][1:-1]
        mail = "@" in words and "://" not in words and not words.lower().startswith("mailto:")
        return self._address(words, f"mailto:{words}" if mail else words, match.start() + 1, match.end())

    def _url(self, match: re.Match[str]) -> int:
        words = match[0].rstrip(_TRAILING)
        surplus = words.count(")") - words.count("(")  # brackets around the address, not in it
        if surplus > 0:
            kept = words.rstrip(")")
            words = words[: max(len(kept), len(words) - surplus)].rstrip(_TRAILING)
        return self._address(words, html.unescape(words), match.start(), match.start() + len(words))

    def _address(self, words: str, target: str, at: int, end: int) -> int:
        start = len(self.pieces)
        self.put(words, at)
        self.note(start, Link(_NOWHERE, target))
        return end

    def _line(self, match: re.Match[str]) -> int:
        self.put("\n", match.start(), len(match[0]))
        return match.end()

    def _tag(self, match: re.Match[str]) -> int:
        return match.end()

    def _entity(self, match: re.Match[str]) -> int:
        self.put(html.unescape(match[0]), match.start(), len(match[0]))
        return match.end()

    def _edge(self, match: re.Match[str]) -> int:
        self.note(len(self.pieces), Edge(match[0] == OPEN))
        return match.end()

    def _find(self, words: str, at: int) -> int:
        """Where `words` come next; what was once not found is not looked for again."""
        if words in self.missing:
            return -1
        end = self.source.find(words, at)
        if end < 0:
            self.missing.add(words)
        return end

    def _emphasise(self, runs: Sequence[_Run]) -> None:
        """Pair the runs of `*` and `_`, each closer with the nearest opener of its kind."""
        waiting: dict[str, list[_Run]] = {"*": [], "_": []}
        for run in runs:
            openers = waiting[run.char]
            while run.closes and run.left and openers:
                width = 2 if run.left >= 2 and openers[-1].left >= 2 else 1
                self.found.append(Found(openers[-1].index, run.index + 1, Mark("bold" if width == 2 else "italic", 0, 0)))
                run.left -= width
                openers[-1].left -= width
                if not openers[-1].left:
                    openers.pop()
            if run.opens and run.left:
                openers.append(run)
        for run in runs:
            self.pieces[run.index] = run.char * run.left

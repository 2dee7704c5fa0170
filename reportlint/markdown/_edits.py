"""One round of edits in one text file: each is made in the source, and stands only if what is read then is what was meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportlint.amending import sections
from reportlint.amending.rounds import NO_NUMBERS, WORDS, Outcome, Wanted, apart, renumbered
from reportlint.findings import DocumentResult, Edit
from reportlint.formats._sites import Stretch
from reportlint.formats.written import Written
from reportlint.markdown._sections import Newcomers
from reportlint.model import Span

BY_LIST = "the list makes this number itself"
NOT_WRITTEN = "it cannot be written here without changing something else"
NOT_IN_TEXT = "only a Word file has that"
_SIGNS = re.compile(r"([\\`*_{}\[\]<>|#~])")

#: Ranges of the source and what is to stand there instead.
Patch = list[tuple[int, int, str]]


@dataclass
class Edits:
    """Makes the edits of one check in the file that was checked. read: the file as it stood; now: as it stands."""

    read: Written
    result: DocumentResult

    def __post_init__(self) -> None:
        self.now = self.read.text
        self.words = [p.text for p in self.read.document.paragraphs]

    def data(self) -> bytes:
        return self.read.encode(self.now)

    def before(self, edit: Edit) -> str:
        """The words that an edit is about, as they stood."""
        return self.read.document.text(edit.span)

    def make(self, wanted: Iterable[Wanted]) -> Iterator[Outcome]:
        """Make these edits: first those of words, from the end backwards, so that nothing shifts before its turn."""
        every = list(wanted)
        taken: list[Span] = []
        for finding, edit in apart(every):
            if any(edit.span.overlaps(other) for other in taken):
                yield finding, edit, None
                continue
            changed = edit.span.paragraph in {other.paragraph for other in taken}
            taken.append(edit.span)
            why = self._words(edit)
            # Where another edit has changed the same paragraph, what fails now may well succeed in the next round.
            yield finding, edit, None if why and changed else why
        yield from ((f, e, NOT_IN_TEXT) for f, e in every if e.kind not in (*WORDS, "insert-after"))
        yield from self._sections([x for x in every if x[1].kind == "insert-after"], bool(taken))

    def _words(self, edit: Edit) -> str:
        text = self.words[edit.span.paragraph - 1]
        if edit.kind == "number":
            return self._number(edit, text)
        if edit.kind == "delete":
            return self._delete(edit.span, text)
        return self._replace(edit.span.paragraph, edit.span.start, edit.span.end, edit.text)

    def _number(self, edit: Edit, text: str) -> str:
        ordinal = edit.span.paragraph
        if self.read.document.paragraph(ordinal).number:
            return BY_LIST
        start, end, new = renumbered(text, edit)
        if new:
            return self._replace(ordinal, start, end, new)
        report = self.result.report
        if report is None or not any(s.number for s in report.sections):
            return NO_NUMBERS
        return self._replace(ordinal, start, start, f"{edit.text} ")

    def _delete(self, span: Span, text: str) -> str:
        start, end = span.start, span.end
        if not (text[:start] + text[end:]).strip():
            return self._remove(span.paragraph)
        if text[end : end + 1] == " " and (start == 0 or text[start - 1 : start].isspace()):
            end += 1
        elif start and text[start - 1 : start] == " ":
            start -= 1
        return self._replace(span.paragraph, start, end, "")

    def _replace(self, ordinal: int, start: int, end: int, new: str) -> str:
        """Put these words in place of those characters; "" if that could be done."""
        text = self.words[ordinal - 1]
        intended = (text[:start] + new + text[end:]).strip()
        held = self.read.anchors[ordinal - 1]
        for words in dict.fromkeys((new, _SIGNS.sub(r"\\\1", new))):
            first = _letters(held, start, end, words)
            last = [(low, high, other[2]) for (low, high, _), other in zip(first, reversed(first), strict=True)]
            for patch in (_whole(held, start, end, words), first, last):
                if self._patched(patch, ordinal, [intended]):
                    return ""
        return NOT_WRITTEN

    def _remove(self, ordinal: int) -> str:
        """Take out a paragraph with its lines, or the words alone where something else stands on these."""
        held, text = self.read.anchors[ordinal - 1], self.read.text
        start = text.rfind("\n", 0, held[0].source) + 1
        end = text.find("\n", held[-1].source + held[-1].width)
        end = len(text) if end < 0 else end + 1
        follows = re.compile(r"[ \t]*\r?\n").match(text, end)
        if follows and (not start or re.search(r"\n[ \t]*\r?\n\Z", text[:start])):
            end = follows.end()  # one of the two blank lines that it stood between
        words = _letters(held, 0, len(self.words[ordinal - 1]), "")
        if self._patched([(start, end, "")], ordinal, []) or self._patched(words, ordinal, [""]) or self._patched(words, ordinal, []):
            return ""
        return NOT_WRITTEN

    def _patched(self, patch: Patch, ordinal: int, intended: list[str]) -> bool:
        """Change the source so, if the paragraph is then read as intended, and all others as they were."""
        wanted = [*self.words[: ordinal - 1], *intended, *self.words[ordinal:]]
        tried = self.now
        for start, end, words in sorted(patch, reverse=True):
            tried = tried[:start] + words + tried[end:]
        if [p.text for p in self.read.holding(tried).document.paragraphs] != wanted:
            return False
        # Only later paragraphs have been changed so far, and this one is not changed again: what is before has not moved.
        self.now = tried
        self.words[ordinal - 1] = intended[0] if intended else ""
        if not intended:
            del self.words[ordinal - 1]
        return True

    def _sections(self, wanted: list[Wanted], moved: bool) -> Iterator[Outcome]:
        """Put in the missing sections; when words have moved, in the next round."""
        report = self.result.report
        if report is None or not wanted:
            return
        if moved:
            yield from ((finding, edit, None) for finding, edit in wanted)
            return
        newcomers = Newcomers(self.read, report)
        for group in sorted(sections.grouped(report, wanted), key=lambda g: g[0][1].span.paragraph, reverse=True):
            if sections.placeless(report, group[0][1].span.paragraph):
                yield from ((finding, edit, sections.NOWHERE) for finding, edit in group)
                continue
            made = newcomers.put(self.now, self.words, [edit for _, edit in group])
            if made is not None:
                self.now, self.words = made
            yield from ((finding, edit, NOT_WRITTEN if made is None else "") for finding, edit in group)


def _whole(held: Sequence[Stretch], start: int, end: int, new: str) -> Patch:
    """The whole of what stands there replaced, signs and all."""
    if start == end:
        at = _place(held, start)
        return [(at, at, new)]
    first, last = _at(held, start), _at(held, end - 1)
    return [(first[0], last[1], new)]


def _letters(held: Sequence[Stretch], start: int, end: int, new: str) -> Patch:
    """The letters alone replaced: the signs between them stay, the new words come where the first letters were."""
    patch: Patch = []
    for k in range(start, end):
        low, high = _at(held, k)
        if patch and patch[-1][1] == low:
            patch[-1] = (patch[-1][0], high, patch[-1][2])
        else:
            patch.append((low, high, "" if patch else new))
    return patch


def _at(held: Sequence[Stretch], at: int) -> tuple[int, int]:
    """Where in the source the character at this offset stands."""
    stretch = next(s for s in held if s.start <= at < s.end)
    if stretch.whole:
        return stretch.source, stretch.source + stretch.width
    low = stretch.source + at - stretch.start
    return low, low + 1


def _place(held: Sequence[Stretch], at: int) -> int:
    """Where in the source something goes that comes before the character at this offset."""
    return _at(held, at)[0] if at < held[-1].end else held[-1].source + held[-1].width

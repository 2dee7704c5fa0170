"""Missing sections put into a text file where they belong, written and numbered like their neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportlint.amending import sections
from reportlint.findings import Edit
from reportlint.formats.written import Written
from reportlint.report import Report, Section

_QUOTE = re.compile(r"(?:[ \t]*>)*[ \t]?")
_BARE = re.compile(r"[^*_#\s]")


class Newcomers:
    """Puts sections into one file. read: the file as it was checked."""

    def __init__(self, read: Written, report: Report) -> None:
        self.read, self.report = read, report
        self.end = "\r\n" if "\r\n" in read.text else "\n"

    def put(self, now: str, words: list[str], edits: Sequence[Edit]) -> tuple[str, list[str]] | None:
        """The text and the words of its paragraphs with these sections after the place they belong; None if that fails.

        now, words: as they stand, changed only behind this place.
        """
        anchor = edits[0].span.paragraph
        earlier, later = sections.around(self.report, anchor)
        before = later.label.paragraph - 1 if later and later.label else anchor
        for bare in (False, True):
            nth = enumerate(edits, start=1 if earlier else 0)
            blocks = [block for n, edit in nth for block in self._blocks(edit, earlier or later, n, bare)]
            intended = [*words[:before], *(text for _, text in blocks), *words[before:]]
            source = [line for line, _ in blocks]
            for at, text in self._places(now, later, anchor, source):
                tried = now[:at] + text + now[at:]
                if [p.text for p in self.read.holding(tried).document.paragraphs] == intended:
                    return tried, intended
        return None

    def _places(self, now: str, later: Section | None, anchor: int, lines: list[str]) -> Iterator[tuple[int, str]]:
        """Where the lines may go in the text, and how they are written there."""
        gap = self.end * 2
        if later is not None and later.label is not None:
            at = now.rfind("\n", 0, self.read.anchors[later.label.paragraph - 1][0].source) + 1
            yield at, gap.join(lines) + gap
            return
        last = self.read.anchors[anchor - 1][-1]
        at = last.source + last.width
        ends = [m.start() for m in re.finditer(r"\r?\n[ \t]*(?=\r?\n)|\s*\Z", now[at:])]
        for end in (at + e for e in ends[:3]):
            yield end, gap + gap.join(lines)

    def _blocks(self, edit: Edit, neighbour: Section | None, beyond: int, bare: bool) -> list[tuple[str, str]]:
        """The lines of a section as they are written, each with the words that are then read. bare: not with the neighbour's signs."""
        title, *prompts = edit.text.split("\n")
        number, between = sections.number(self.report, neighbour, beyond)
        first = sections.first(self.report, neighbour)
        heading = f"{number}{between}{title}"
        hashes = "#" * self.report.template.heading_level + " " if self.read.document.format == "markdown" else ""
        before, behind = self._around(neighbour.label.paragraph) if neighbour and neighbour.label else (hashes, "")
        if bare:
            quote = _QUOTE.match(before)
            before, behind = (quote[0] if quote else "") + hashes, ""
        made = [(before + heading + behind, heading)]
        start = sections.start(first, number)
        lead = "" if first is None or bare else self._around(first.ordinal)[0]
        made += [(f"{lead}{start}{prompt}", f"{start}{prompt}") for prompt in prompts]
        return made

    def _around(self, ordinal: int) -> tuple[str, str]:
        """The signs before and behind the words on a paragraph's line."""
        held, text = self.read.anchors[ordinal - 1], self.read.text
        start = text.rfind("\n", 0, held[0].source) + 1
        end = held[-1].source + held[-1].width
        line = text[end : text.find("\n", end) if "\n" in text[end:] else len(text)]
        return text[start : held[0].source], "" if _BARE.search(line) else line.rstrip()

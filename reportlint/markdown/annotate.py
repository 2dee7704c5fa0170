"""Findings written into a Markdown file as HTML comments, each behind the words that it is about."""

from __future__ import annotations

import re
from datetime import date

from reportlint.amending.comments import EXACT, NEAREST, NOT, Annotated, Check, said
from reportlint.amending.spots import place
from reportlint.errors import UsageError
from reportlint.findings import Finding
from reportlint.formats import written
from reportlint.formats.written import Written
from reportlint.model import Span

#: Our comments, whole: nothing of what they are about is in them, so that taking them out restores every byte.
_OURS = re.compile(r"<!-- reportlint: [^\r\n]*? -->")
_DASHES = re.compile("-{2,}")
_TICKS = re.compile("`*")
_PLAIN = "Plain text has no comments: save the report as Markdown (.md) or Word, or read the findings with `reportlint check`."
_OPEN = "An HTML comment in this file (<!--) is never closed, so that no other can be written: close it with --> first."
#: What one line of a table, and the end of a comment, must not hold.
_SAFE = str.maketrans({"|": "¦", "`": "'", "\r": " ", "\n": " "})


def annotate(data: bytes, check: Check, on: date, format: str = "markdown") -> Annotated:
    """The file with a comment for each finding; comments of ours that it had are replaced, all others stay.

    Raises UnreadableDocument for bytes that are no text, UsageError for a file that no comment can be written into.
    """
    if format != "markdown":
        raise UsageError(_PLAIN)
    bare, replaced = clear(data, format)
    result = check(bare)
    counts = {EXACT: 0, NEAREST: 0, NOT: 0}
    if not result.findings:
        return Annotated(bare, result, counts, replaced)
    source = written.read(bare, format)
    notes: list[tuple[int, str]] = []
    for finding in result.findings:
        at, how = _where(source, place(result, source.document, finding))
        counts[how] += 1
        if how != NOT:
            notes.append((at, _comment(finding, source.encoding)))
    text = source.text
    # From the end backwards, so that nothing shifts before its turn; at one place the first finding comes to stand first.
    for at, _, words in sorted(((at, n, words) for n, (at, words) in enumerate(notes)), reverse=True):
        text = text[:at] + words + text[at:]
    if source.holding(text).document != source.document:
        raise UsageError(_OPEN)
    return Annotated(source.encode(text), result, counts, replaced)


def clear(data: bytes, format: str = "markdown") -> tuple[bytes, int]:
    """The file without our comments, every other byte as it was, and how many there were."""
    if format != "markdown":
        raise UsageError(_PLAIN)
    source = written.read(data, format)
    bare, count = _OURS.subn("", source.text)
    if count and source.holding(bare).document != source.document:
        bare, count = _cleared(source)
    return (source.encode(bare) if count else data), count


def _cleared(source: Written) -> tuple[str, int]:
    """The text without our comments where some of what looks like one is shown as code, and how many there were."""
    text, count = source.text, 0
    for match in reversed(list(_OURS.finditer(text))):
        bare = text[: match.start()] + text[match.end() :]
        if source.holding(bare).document == source.document:
            text, count = bare, count + 1
    return text, count


def _comment(finding: Finding, encoding: str) -> str:
    """What a comment says, in one line and without what would end it or divide a table's cell."""
    *lines, rule = said(finding)
    words = " ".join([finding.name, *lines, rule.removeprefix("Rule: ").removeprefix(finding.name).strip()])
    words = _DASHES.sub("–", " ".join(words.translate(_SAFE).split()))
    return f"<!-- reportlint: {words} -->".encode(encoding, "replace").decode(encoding)


def _where(source: Written, span: Span) -> tuple[int, str]:
    """Where in the text a comment on these words goes, and how near to them that is."""
    if not source.anchors:
        return 0, NOT
    if span.paragraph not in source.verbatim:
        return _behind(source, span), EXACT
    # A comment within code would be code.
    plain = [p for p in source.document.paragraphs if p.ordinal not in source.verbatim]
    before = [p for p in plain if p.ordinal < span.paragraph]
    if not plain:
        return 0, NOT
    return _behind(source, (before[-1] if before else plain[0]).span), NEAREST


def _behind(source: Written, span: Span) -> int:
    """The place behind the words; not at a line's beginning, where all of the line would become the comment's."""
    stretches = source.anchors[span.paragraph - 1]
    end = span.end if span.end > 0 else stretches[-1].end
    last = next((s for s in stretches if s.start < end <= s.end), stretches[-1])
    after = last.source + last.width
    words = source.text[last.source : after]
    around = source.text[max(last.source - 1, 0) : last.source], source.text[after : after + 1]
    if around == ("`", "`"):  # in a code span, signs mean nothing
        return after + len(_TICKS.match(source.text, after)[0])  # type: ignore[index]
    if around == ("<", ">") or words.startswith(("http://", "https://")):
        return after + (around[1] == ">")
    return after if last.whole else last.source + end - last.start

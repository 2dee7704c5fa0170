"""The result for the people who write reports: in reading order, place first, and whether each report is ready."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from itertools import groupby

from reportlint.findings import DocumentResult, Finding, Result
from reportlint.outputs._common import waived
from reportlint.outputs._verdict import AIMS, READY, aim_of, counts, number, verdict

MEDIA_TYPE = "text/plain"

#: The widest line.
WIDTH = 100

#: From a role ("error", "place", "quote", …) and words to the words in that role's colours.
Paint = Callable[[str, str], str]

_MARGIN = "  "
_COLUMN = 9  # the severity's word and the space after it


def _plain(role: str, words: str) -> str:
    return words


def render(result: Result, width: int = WIDTH, paint: Paint = _plain) -> str:
    """Every document with its findings and its verdict; a summary where there are several."""
    pages = ["\n".join(_document(d, aim_of(d, result), width, paint)) for d in result.documents]
    if len(result.documents) > 1:
        pages.append("\n".join(_wrapped(_summary(result), width)))
    return "\n\n\n".join(pages) + "\n"


def _document(document: DocumentResult, aim: str, width: int, paint: Paint) -> Iterator[str]:
    yield paint("document", _clean(document.path))
    if document.template:
        read_as = f"Read as {document.template} ({document.ruleset}): {document.recognised_by}."
        yield from (paint("small", line) for line in _wrapped(read_as, width))
    said: dict[tuple[str, str], str] = {}
    for place, findings in groupby(document.findings, key=lambda f: f.location.text):
        yield ""
        yield paint("place", _clean(place))
        for finding in findings:
            yield from _finding(finding, _fix(finding, said), width, paint)
    yield ""
    role = "good" if verdict(document) == READY else "bad"
    yield from (paint(role, line) for line in _wrapped(_verdict(document, aim), width))


def _fix(finding: Finding, said: dict[tuple[str, str], str]) -> str:
    """What to do; where the same has been said before, but for the words quoted, only where that was."""
    way = (finding.rule, finding.fix.replace(finding.location.quote, "…") if finding.location.quote else finding.fix)
    if way not in said:
        said[way] = finding.location.text
        return finding.fix
    return "as above." if said[way] == finding.location.text else f"as above ({said[way]})."


def _finding(finding: Finding, fix: str, width: int, paint: Paint) -> Iterator[str]:
    """The lines of one finding: the words, what is wrong with them, what to do, and last the name of the rule."""
    room = width - len(_MARGIN) - _COLUMN
    quote, name = finding.location.quote, f"[{_clean(finding.name)}]"
    shown = quote and quote not in finding.message
    lines = [paint("quote", line) for line in _wrapped(f"“{quote}”", room)] if shown else []
    *most, last = _wrapped(f"To fix: {fix} {name}", room)
    lines += [*_wrapped(finding.message, room), *most, last.removesuffix(name) + paint("small", name)]
    lines += _wrapped(waived(finding.waiver), room) if finding.waiver is not None else []
    role, word = ("small", "waived") if finding.waiver is not None else (finding.severity.value, finding.severity.value)
    starts = [paint(role, word.capitalize()) + " " * (_COLUMN - len(word)), *[" " * _COLUMN] * len(lines)]
    yield from (_MARGIN + start + line for start, line in zip(starts, lines, strict=False))


def _verdict(document: DocumentResult, aim: str) -> str:
    """Whether a report may go on, in a sentence."""
    word = verdict(document)
    if document.status == "unreadable":
        return f"{word}: the file could not be read."
    if document.faults:
        return f"{word}: {number(len(document.faults), 'rule', 'rules')} could not be tried."
    return f"{word} {aim}: {counts(document.findings)}."


def _summary(result: Result) -> str:
    ready = sum(verdict(d) == READY for d in result.documents)
    unread = sum(d.status == "unreadable" for d in result.documents)
    parts = [f"{ready} ready {AIMS[result.stage]}", f"{len(result.documents) - ready - unread} not ready"]
    if unread:
        parts.append(f"{unread} could not be read")
    found = counts(f for d in result.documents for f in d.findings)
    return f"{len(result.documents)} reports: {', '.join(parts)}. {found[:1].upper()}{found[1:]}."


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(_clean(text), width, break_long_words=False, break_on_hyphens=False) or [""]


def _clean(text: str) -> str:
    """The text without characters that would steer a terminal."""
    return "".join(c if c.isprintable() or c == " " else " " for c in text)

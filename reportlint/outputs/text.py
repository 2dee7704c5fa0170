"""The result for the people who write reports: in reading order, place first, and whether each report is ready."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from reportlint.findings import DocumentResult, Finding, Result, Severity, Stage

#: The widest line.
WIDTH = 100

#: From a role ("error", "place", "quote", …) and words to the words in that role's colours.
Paint = Callable[[str, str], str]

_MARGIN = "  "
_COLUMN = 9  # the severity's word and the space after it
_AIM = {Stage.DRAFT: "as a draft", Stage.SUBMISSION: "for submission", Stage.PUBLICATION: "for publication"}
_WORDS = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.INFO: ("for information", "for information"),
}


def _plain(role: str, words: str) -> str:
    return words


def render(result: Result, width: int = WIDTH, paint: Paint = _plain) -> str:
    """Every document with its findings and its verdict; a summary where there are several."""
    pages = ["\n".join(_document(d, result.stage, width, paint)) for d in result.documents]
    if len(result.documents) > 1:
        pages.append("\n".join(_wrapped(_summary(result), width)))
    return "\n\n\n".join(pages) + "\n"


def _document(document: DocumentResult, stage: Stage, width: int, paint: Paint) -> Iterator[str]:
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
    ready, verdict = _verdict(document, stage)
    yield from (paint("good" if ready else "bad", line) for line in _wrapped(verdict, width))


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
    word = finding.severity.value
    starts = [paint(word, word.capitalize()) + " " * (_COLUMN - len(word)), *[" " * _COLUMN] * len(lines)]
    yield from (_MARGIN + start + line for start, line in zip(starts, lines, strict=False))


def _verdict(document: DocumentResult, stage: Stage) -> tuple[bool, str]:
    """Whether a report may go on, and the sentence that says so."""
    if document.status == "unreadable":
        return False, "Not checked: the file could not be read."
    counts = _counts(document.findings)
    if document.faults:
        return False, f"Not judged in full: {_number(len(document.faults), 'rule', 'rules')} could not be tried."
    if document.status == "fail" or any(f.severity is Severity.ERROR and not f.waiver for f in document.findings):
        return False, f"Not ready {_AIM[stage]}: {counts}."
    return True, f"Ready {_AIM[stage]}: {counts}." if counts else f"Ready {_AIM[stage]}: nothing to put right."


def _summary(result: Result) -> str:
    verdicts = [(d.status == "unreadable", _verdict(d, result.stage)[0]) for d in result.documents]
    unread = sum(unreadable for unreadable, _ in verdicts)
    ready = sum(good for _, good in verdicts)
    parts = [f"{ready} ready {_AIM[result.stage]}", f"{len(verdicts) - ready - unread} not ready"]
    if unread:
        parts.append(f"{unread} could not be read")
    counts = _counts(f for d in result.documents for f in d.findings)
    return f"{len(verdicts)} reports: {', '.join(parts)}. {counts[:1].upper()}{counts[1:]}{'.' if counts else ''}".strip()


def _counts(findings: Iterable[Finding]) -> str:
    """"3 errors, 1 warning"; "" if there is nothing."""
    standing = [f.severity for f in findings if f.waiver is None]
    return ", ".join(_number(standing.count(s), *words) for s, words in _WORDS.items() if s in standing)


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(_clean(text), width, break_long_words=False, break_on_hyphens=False) or [""]


def _clean(text: str) -> str:
    """The text without characters that would steer a terminal."""
    return "".join(c if c.isprintable() or c == " " else " " for c in text)

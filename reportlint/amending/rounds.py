"""The edits that findings carry, made in rounds: after each the file is checked anew, until no edit is left to make."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportlint.amending.comments import Check
from reportlint.findings import DocumentResult, Edit, Finding
from reportlint.language.numbers import typed_number

#: How often a file is checked anew after its changes, which may call for others; far more than any was seen to need.
_MOST = 25

#: The kinds of edit that change words.
WORDS = ("replace", "delete", "number")
NO_NUMBERS = "no other heading has a number to go by"

_STILL = "it was changed, and still is not as it should be"

Wanted = tuple[Finding, Edit]
#: A wanted edit, and "" if it was made, the reason if it must not be, None if it must wait for the next round.
Outcome = tuple[Finding, Edit, str | None]


@dataclass(frozen=True, slots=True)
class Change:
    """An edit that was made. before, after: the words; tracked: whether Word shows it as a change to accept or reject."""

    rule: str
    where: str
    kind: str
    before: str
    after: str
    tracked: bool = True


@dataclass(frozen=True, slots=True)
class Left:
    """An edit that was not made, and why."""

    rule: str
    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file with its edits made. waiting: how many more there are that need thought. result: what was found at first."""

    data: bytes
    changes: tuple[Change, ...]
    left: tuple[Left, ...]
    waiting: int
    result: DocumentResult


@dataclass(frozen=True, slots=True)
class Done:
    """What became of an edit. why: "" if it was made, why it must not be, or None if it waits for the next round.

    before: the words that it was about. tracked: see Change.
    """

    finding: Finding
    edit: Edit
    why: str | None
    before: str
    tracked: bool = True


#: Makes the wanted edits of one check in the file that was checked, and says what became of each.
Once = Callable[[bytes, DocumentResult, Sequence[Wanted]], tuple[bytes, list[Done]]]


def mended(data: bytes, check: Check, once: Once, suggested: bool) -> Fixed:
    """The file with every safe edit made, and with `suggested` the others too; the very same bytes if there is none."""
    original = data
    first = result = check(data)
    changes: list[Change] = []
    left: dict[tuple[str, str, str], Left] = {}
    settled: set[tuple[str, str, str]] = set()
    for _ in range(_MOST):
        data, done = once(data, result, [x for x in _wanted(result, suggested) if _key(*x) not in settled])
        for d in (d for d in done if d.why is not None):
            settled.add(_key(d.finding, d.edit))
            where = d.finding.location.text
            if d.why:
                left[d.finding.name, where, d.why] = Left(d.finding.name, where, d.why)
            else:
                changes.append(Change(d.finding.name, where, d.edit.kind, d.before, d.edit.text, d.tracked))
        if all(d.why != "" for d in done):
            break
        result = check(data)
    for finding, _ in _wanted(result, suggested):
        if not any(name == finding.name for name, _, _ in left):
            where = finding.location.text
            left[finding.name, where, _STILL] = Left(finding.name, where, _STILL)
    waiting = sum(not e.safe for f in result.findings for e in f.edits) if not suggested else 0
    return Fixed(data if changes else original, tuple(changes), tuple(left.values()), waiting, first)


def _wanted(result: DocumentResult, suggested: bool) -> Iterator[tuple[Finding, Edit]]:
    for finding in result.findings:
        for edit in finding.edits if finding.waiver is None else ():
            if edit.safe or suggested:
                yield finding, edit


def _key(finding: Finding, edit: Edit) -> tuple[str, str, str]:
    """What tells an edit from others in all rounds; a section is put in once, whatever is found afterwards."""
    if edit.kind == "insert-after":
        return finding.name, edit.kind, ""
    return finding.fingerprint, f"{edit.kind} {edit.span}", edit.text


def apart(wanted: Iterable[Wanted]) -> list[Wanted]:
    """The edits that change words, the last in the text first."""
    words = [x for x in wanted if x[1].kind in WORDS]
    return sorted(words, key=lambda x: (x[1].span.paragraph, x[1].span.end, x[1].span.start), reverse=True)


def renumbered(text: str, edit: Edit) -> tuple[int, int, str]:
    """Which characters of a paragraph's text are its typed number, and what is to stand there; nothing if it has none."""
    typed = typed_number(text[edit.span.start :])
    if typed is None:
        return edit.span.start, edit.span.start, ""
    start = text.index(typed.printed, edit.span.start)
    deep = "." in edit.text.strip(".")
    new = re.sub(r"\d+(?:\.\d+)*", edit.text, typed.printed, count=1) if deep else edit.text
    return start, start + len(typed.printed), new


def diff(fixed: Fixed) -> str:
    """The changes as lines to read: where, by which rule, what is taken away and what is written instead."""
    lines = []
    for change in fixed.changes:
        lines.append(f"@@ {change.where} [{change.rule}]")
        lines += [f"-{line}" for line in change.before.splitlines() if change.kind in ("replace", "delete", "number")]
        lines += [f"+{line}" for line in _after(change).splitlines()]
    return "".join(f"{line}\n" for line in lines)


def _after(change: Change) -> str:
    said = {"style": f"({change.before!r} in the style {change.after!r})", "header-row": "(the table's first row marked as its header)"}
    return said.get(change.kind, change.after)

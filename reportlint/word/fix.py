"""The edits that findings carry, made in a Word file as tracked changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reportlint.findings import DocumentResult, Edit, Finding
from reportlint.word import _accept
from reportlint.word._comments import name_author
from reportlint.word._edits import Edits
from reportlint.word._package import open_for_writing
from reportlint.word.annotate import Check

#: How often a file is checked anew after its changes, which may call for others; far more than any was seen to need.
_MOST = 25
_KINDS = ("replace", "delete", "number", "style", "header-row", "property", "insert-after")


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


def fix(data: bytes, check: Check, on: date, *, suggested: bool = False, accept: bool = False) -> Fixed:
    """The file with every safe edit made as a tracked change, and checked anew until no more is called for.

    suggested: also those that need thought. accept: not as tracked changes but outright. Nothing to do gives the very same
    bytes. Raises UnreadableDocument for what is no Word file, UsageError for one that is signed or protected.
    """
    original = data
    open_for_writing(data)  # which refuses what must not be changed, before anything else is said of it
    first = result = check(data)
    changes: list[Change] = []
    left: dict[tuple[str, str, str], Left] = {}
    done: set[tuple[str, str, str]] = set()
    for _ in range(_MOST):
        data, made, refused = _once(data, result, on, suggested, done)
        changes += made
        left |= {(x.rule, x.where, x.why): x for x in refused}
        if not made:
            break
        result = check(data)
    if changes and accept:
        data = _accepted(data)
    waiting = sum(not e.safe for f in result.findings for e in f.edits) if not suggested else 0
    return Fixed(data if changes else original, tuple(changes), tuple(left.values()), waiting, first)


def _once(
    data: bytes, result: DocumentResult, on: date, suggested: bool, done: set[tuple[str, str, str]]
) -> tuple[bytes, list[Change], list[Left]]:
    """The file with the edits made that this result calls for, those made and those refused."""
    wanted = [x for x in _wanted(result, suggested) if _key(*x) not in done]
    package = open_for_writing(data)
    edits = Edits(package, result, on)
    made, left = [], []
    for finding, edit, why in edits.make(wanted):
        where = finding.location.text
        if why:
            left.append(Left(finding.name, where, why))
            done.add(_key(finding, edit))
        elif why is not None:
            made.append(Change(finding.name, where, edit.kind, edits.before(edit), edit.text, edit.kind != "property"))
            done.add(_key(finding, edit))
    if not made:
        return data, [], left
    name_author(package)
    return package.save(), made, left


def _wanted(result: DocumentResult, suggested: bool) -> Iterator[tuple[Finding, Edit]]:
    for finding in result.findings:
        for edit in finding.edits if finding.waiver is None else ():
            if edit.kind in _KINDS and (edit.safe or suggested):
                yield finding, edit


def _key(finding: Finding, edit: Edit) -> tuple[str, str, str]:
    return finding.fingerprint, f"{edit.kind} {edit.span}", edit.text


def _accepted(data: bytes) -> bytes:
    package = open_for_writing(data)
    for name in dict.fromkeys(a.part for a in package.anchors.paragraphs if a.part):
        _accept.accept(package.part(name))
    return package.save()


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

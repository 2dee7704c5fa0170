"""The edits that findings carry, made in a Word file as tracked changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from reportlint.amending.comments import Check
from reportlint.amending.rounds import Done, Fixed, Wanted, mended
from reportlint.findings import DocumentResult
from reportlint.word import _accept
from reportlint.word._comments import name_author
from reportlint.word._edits import Edits
from reportlint.word._package import open_for_writing


def fix(data: bytes, check: Check, on: date, *, suggested: bool = False, accept: bool = False) -> Fixed:
    """The file with every safe edit made as a tracked change, and checked anew until no more is called for.

    suggested: also those that need thought. accept: not as tracked changes but outright. Nothing to do gives the very same
    bytes. Raises UnreadableDocument for what is no Word file, UsageError for one that is signed or protected.
    """
    open_for_writing(data)  # which refuses what must not be changed, before anything else is said of it
    fixed = mended(data, check, lambda current, result, wanted: _once(current, result, on, wanted), suggested)
    return replace(fixed, data=_accepted(fixed.data)) if fixed.changes and accept else fixed


def _once(data: bytes, result: DocumentResult, on: date, wanted: Sequence[Wanted]) -> tuple[bytes, list[Done]]:
    """The file with these edits made, and what became of each."""
    package = open_for_writing(data)
    edits = Edits(package, result, on)
    done = [Done(finding, edit, why, edits.before(edit), edit.kind != "property") for finding, edit, why in edits.make(wanted)]
    if all(d.why != "" for d in done):
        return data, done
    name_author(package)
    return package.save(), done


def _accepted(data: bytes) -> bytes:
    package = open_for_writing(data)
    for name in dict.fromkeys(a.part for a in package.anchors.paragraphs if a.part):
        _accept.accept(package.part(name))
    return package.save()

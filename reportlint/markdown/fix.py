"""The edits that findings carry, made in a Markdown or text file, of which every other byte stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reportlint.amending.comments import Check
from reportlint.amending.rounds import Done, Fixed, Wanted, mended
from reportlint.findings import DocumentResult
from reportlint.formats import written
from reportlint.markdown._edits import Edits


def fix(data: bytes, check: Check, on: date, *, suggested: bool = False, accept: bool = True, format: str = "markdown") -> Fixed:
    """The file with every safe edit made, and checked anew until no more is called for.

    suggested: also those that need thought. accept: makes no difference, since Markdown knows no tracked changes. Nothing to do
    gives the very same bytes. Raises UnreadableDocument for bytes that are no text.
    """
    written.read(data, format)  # which refuses what could not be written back, before anything else is said of it
    return mended(data, check, lambda current, result, wanted: _once(current, result, wanted, format), suggested)


def _once(data: bytes, result: DocumentResult, wanted: Sequence[Wanted], format: str) -> tuple[bytes, list[Done]]:
    """The file with these edits made, and what became of each."""
    edits = Edits(written.read(data, format), result)
    done = [Done(finding, edit, why, edits.before(edit), tracked=False) for finding, edit, why in edits.make(wanted)]
    return (edits.data() if any(d.why == "" for d in done) else data), done

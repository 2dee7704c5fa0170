"""What writes into documents: findings as comments, fixes as edits, each format by a module of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from reportlint import formats
from reportlint.amending.comments import Annotated, Check
from reportlint.amending.rounds import Fixed
from reportlint.errors import UnreadableDocument, UsageError


@dataclass(frozen=True, slots=True)
class Writer:
    """What writes into files of one format. tracks: whether its changes can be ones to accept or reject."""

    format: str
    annotate: Callable[[bytes, Check, date], Annotated]
    clear: Callable[[bytes], tuple[bytes, int]]
    fix: Callable[..., Fixed]
    tracks: bool


def writer(path: str, data: bytes) -> Writer:
    """What writes into a document such as this one; the only place that chooses by format.

    Raises UsageError for a format that is not written into.
    """
    # Imported here: what writes into Word brings the XML library, which not everybody needs.
    try:
        format = formats.reader(data, path).__name__.rpartition(".")[2]
    except UnreadableDocument:
        format = "docx"  # what writes into Word says what is wrong with a file that is none
    if format == "docx":
        from reportlint.word import annotate, fix

        return Writer(format, annotate.annotate, annotate.clear, fix.fix, tracks=True)
    if format not in ("markdown", "text"):
        raise UsageError(f"{path}: reportlint writes into Word files (.docx) and Markdown (.md), not into this format.")
    from reportlint.markdown import annotate as notes
    from reportlint.markdown import fix as edits

    made = (partial(notes.annotate, format=format), partial(notes.clear, format=format), partial(edits.fix, format=format))
    return Writer(format, *made, tracks=False)

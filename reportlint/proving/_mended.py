"""A document with the changes made that findings propose, as far as they can be made without a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from reportlint.findings import Edit
from reportlint.model import Document, Mark, Paragraph, Span

_VIEWS = ("images", "links", "comments", "revisions", "hidden")
_HEADING = re.compile(r"heading ([1-9])")


def mended(document: Document, edits: Iterable[Edit]) -> tuple[Document, int]:
    """The document with these changes made, and how many of them were; the others need a person or a file."""
    done = 0
    # From the end backwards, so that nothing shifts before it has been changed.
    for edit in sorted(edits, key=lambda e: (e.span.paragraph, e.span.start), reverse=True):
        changed = _changed(document, edit)
        done += changed is not document
        document = changed
    return document, done


def _changed(document: Document, edit: Edit) -> Document:
    if edit.kind == "replace":
        return _replaced(document, edit.span, edit.text)
    if edit.kind == "property":
        name, _, value = edit.text.partition("=")
        return replace(document, properties={**document.properties, name: value})
    if edit.kind == "style" and (level := _HEADING.fullmatch(edit.text)):
        old = document.paragraph(edit.span.paragraph)
        return _with(document, replace(old, outline_level=int(level[1]), style_name=edit.text))
    if edit.kind == "header-row":
        return _headed(document, edit.span)
    return document


def _with(document: Document, paragraph: Paragraph) -> Document:
    at = paragraph.ordinal - 1
    return replace(document, paragraphs=(*document.paragraphs[:at], paragraph, *document.paragraphs[at + 1 :]))


def _headed(document: Document, span: Span) -> Document:
    """The document with the first row of the table at this place marked as a header."""
    where = document.paragraph(span.paragraph).table
    tables = tuple(
        replace(t, rows=(replace(t.rows[0], header=True), *t.rows[1:])) if t.ordinal == where and t.rows else t for t in document.tables
    )
    return replace(document, tables=tables)


def _replaced(document: Document, span: Span, text: str) -> Document:
    """The document with a span's text replaced, and all that points behind it moved along."""
    old = document.paragraph(span.paragraph)

    def moved(at: int) -> int:
        return at if at <= span.start else max(span.start, at + len(text) - (span.end - span.start))

    def shifted(place: Span) -> Span:
        return place if place.paragraph != span.paragraph else Span(place.paragraph, moved(place.start), moved(place.end))

    marks = tuple(Mark(m.kind, moved(m.start), moved(m.end), m.value) for m in old.marks)
    document = _with(document, replace(old, text=old.text[: span.start] + text + old.text[span.end :], marks=marks))
    views: dict[str, Sequence[Any]] = {
        name: tuple(replace(item, span=shifted(item.span)) for item in getattr(document, name)) for name in _VIEWS
    }
    controls = tuple(replace(c, spans=tuple(shifted(s) for s in c.spans)) for c in document.controls)
    return replace(document, controls=controls, **views)  # type: ignore[arg-type]

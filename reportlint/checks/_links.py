"""Hyperlinks as a reader meets them."""

from __future__ import annotations

from collections.abc import Sequence

from reportlint.model import Document, Link, Span
from reportlint.report import Part


def links(document: Document, parts: Sequence[Part]) -> list[Link]:
    """The links in these parts in reading order; neighbouring pieces with one target are one link."""
    inside = {s.paragraph for p in parts if p.found for s in p.content}
    joined: list[Link] = []
    for link in sorted(document.links, key=lambda x: (x.span.paragraph, x.span.start, x.span.end)):
        if link.span.paragraph not in inside:
            continue
        last = joined[-1] if joined else None
        if last and last.target == link.target and _touch(document, last.span, link.span):
            joined[-1] = Link(Span(link.span.paragraph, last.span.start, max(link.span.end, last.span.end)), link.target)
        else:
            joined.append(link)
    return joined


def _touch(document: Document, one: Span, other: Span) -> bool:
    if one.paragraph != other.paragraph:
        return False
    return not document.text(Span(one.paragraph, one.end, max(other.start, one.end))).strip()

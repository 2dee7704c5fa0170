"""Every heading is a heading to Word: the sections', the title above them, and bold lines within sections.

A bold line is a heading if it has at most `longest` words, ends in no punctuation, holds none of the `except` patterns, and
text that is not bold follows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from reportlint.checks._text import PATTERNS
from reportlint.findings import Edit, Hit
from reportlint.language.fold import words
from reportlint.language.patterns import any_found
from reportlint.model import Paragraph, Span
from reportlint.report import Part, Report, Section
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {
    "longest": {"type": "integer", "min": 0, "default": 12},
    "except": PATTERNS,
}
FACTS = ("level",)
NEEDS: frozenset[str] = frozenset({"styles"})


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    report = scene.report
    level = report.template.heading_level
    if report.body_title is not None and not _styled(report, report.body_title.anchor):
        yield _hit(report.body_title.anchor, None, max(level - 1, 1))
    for part in parts:
        if not isinstance(part, Section) or part.label is None:
            continue
        if not part.styled and not (part.spec and (part.spec.layout or part.spec.within)):
            yield _hit(part.label, part.id, level)
        for span in _bold_lines(part, report, options):
            # That a bold line is a heading is likely, and for the author to say.
            yield _hit(span, part.id, level + 1, safe=False)


def _hit(span: Span, subject: str | None, level: int, safe: bool = True) -> Hit:
    return Hit(span, subject, {"level": level}, (Edit("style", span, f"heading {level}", safe),))


def _styled(report: Report, span: Span) -> bool:
    paragraph = report.document.paragraph(span.paragraph)
    return paragraph.outline_level is not None or paragraph.style_name.casefold() in ("title", "subtitle")


def _bold_lines(section: Section, report: Report, options: Mapping[str, Any]) -> Iterator[Span]:
    """Lines within a section that are headings made of bold text."""
    inside = [report.document.paragraph(s.paragraph) for s in section.content]
    for paragraph, following in pairwise(inside):
        if _is_bold_line(paragraph, options) and not following.marked("bold") and following.table is None:
            yield paragraph.span


def _is_bold_line(paragraph: Paragraph, options: Mapping[str, Any]) -> bool:
    text = paragraph.text.strip()
    if not paragraph.marked("bold") or paragraph.outline_level is not None or paragraph.table is not None:
        return False
    if paragraph.list_depth is not None or text[-1] in ".,:;?!" or words(text) > options["longest"]:
        return False
    return not any_found(tuple(options["except"]), text)

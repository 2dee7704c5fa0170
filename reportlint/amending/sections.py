"""Where a section that is missing goes, and what it is numbered: like its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportlint.amending.rounds import Wanted
from reportlint.language.numbers import typed_number
from reportlint.model import Paragraph
from reportlint.report import Report, Section


def grouped(report: Report, wanted: Iterable[Wanted]) -> list[list[Wanted]]:
    """The sections to put in, in the template's order, those together that belong after one place."""
    order = {spec.id: n for n, spec in enumerate(report.template.sections)}
    groups: dict[int, list[Wanted]] = {}
    for finding, edit in sorted(wanted, key=lambda x: order.get(x[0].subject or "", 0)):
        groups.setdefault(edit.span.paragraph, []).append((finding, edit))
    return list(groups.values())


#: Why a section is not put in.
NOWHERE = "no section of the template is there to show where it would go"


def placeless(report: Report, anchor: int) -> bool:
    """Whether nothing shows where a section goes: in a table of a document that has no section yet, it would be lost."""
    return around(report, anchor) == (None, None) and report.document.paragraph(anchor).table is not None


def around(report: Report, anchor: int) -> tuple[Section | None, Section | None]:
    """The last section that begins at this paragraph or before, and the first that begins after it."""
    headed = [s for s in report.sections if s.label is not None]
    earlier = [s for s in headed if s.label and s.label.paragraph <= anchor]
    later = [s for s in headed if s.label and s.label.paragraph > anchor]
    return (earlier[-1] if earlier else None), (later[0] if later else None)


def number(report: Report, neighbour: Section | None, beyond: int) -> tuple[str, str]:
    """The typed number of a section, and what stands between it and the title; "" where headings are numbered by themselves.

    beyond: how many places it stands after its neighbour.
    """
    if neighbour is None or neighbour.automatic or not neighbour.label or not neighbour.written:
        return "", ""
    printed = typed_number(neighbour.number + " ") if neighbour.number else None
    if printed is None or len(printed.values) != 1:
        return "", ""
    text = report.document.paragraph(neighbour.label.paragraph).text
    begin = text.find(neighbour.number)
    same = neighbour.written.paragraph == neighbour.label.paragraph and begin >= 0
    between = text[begin + len(neighbour.number) : neighbour.written.start] if same else "\t"
    return re.sub(r"\d+", str(printed.values[0] + beyond), neighbour.number, count=1), between or " "


def first(report: Report, neighbour: Section | None) -> Paragraph | None:
    """The first paragraph of running text in a section."""
    inside = [report.document.paragraph(s.paragraph) for s in (neighbour.content if neighbour else ())]
    fit = (p for p in inside if p.table is None and p.story == "body" and not (p.number and not any(c.isalnum() for c in p.number)))
    return next(fit, None)


def start(like: Paragraph | None, section: str) -> str:
    """The number that the first paragraph of a section bears, typed as in its neighbour's, which is `like`."""
    typed = typed_number(like.text) if like is not None and not like.number else None
    digits = re.search(r"\d+", section)
    if like is None or typed is None or len(typed.values) != 2 or digits is None:
        return ""
    return re.sub(r"\d+\.\d+", f"{digits[0]}.1", like.text[: typed.end], count=1)

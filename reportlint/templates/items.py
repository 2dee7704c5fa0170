"""The numbered items of an agenda or of minutes, as a template says that they look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlint.language.fold import fold, plain
from reportlint.language.numbers import Number, form, number
from reportlint.language.patterns import any_found, found, pattern
from reportlint.model import Document, Paragraph, Span
from reportlint.report import Item, ItemsSpec, Part, Spec, spans
from reportlint.templates._matching import nearest

_LONGEST_TITLE = 40  # words
_NEAR = 0.85
#: How far the numbers of two items may lie apart; a larger number is a year or a sum.
_LEAP = 20


@dataclass(frozen=True, slots=True)
class _Start:
    """The paragraph that an item begins with. title: its title's place, number and pages apart."""

    paragraph: Paragraph
    number: Number
    title: Span
    pages: tuple[int, int] | None
    pages_at: Span | None


def find(document: Document, spec: ItemsSpec, flow: Sequence[Paragraph]) -> tuple[tuple[Item, ...], tuple[Part, ...]]:
    """The items among these paragraphs in reading order, and the known items that are not there."""
    starts = _starts(spec, _after(spec, flow))
    stops = [*(s.paragraph.ordinal for s in starts[1:]), *([flow[-1].ordinal + 1] if starts else [])]
    known = {fold(t): s for s in reversed(spec.known) for t in s.titles}
    items: list[Item] = []
    at = 0
    for start, stop in zip(starts, stops, strict=True):
        while flow[at].ordinal < start.paragraph.ordinal:
            at += 1
        inside = []
        while at < len(flow) and flow[at].ordinal < stop:
            inside.append(flow[at])
            at += 1
        items.append(_item(document, start, spans(p for p in inside[1:] if p.text.strip()), known, items))
    return tuple(items), _absent(spec, items)


def _after(spec: ItemsSpec, flow: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """What stands after the line that the items follow; everything, if there is no such line."""
    at = next((n for n, p in enumerate(flow) if spec.after and any_found(spec.after, p.text)), -1)
    return flow[at + 1 :]


def _starts(spec: ItemsSpec, flow: Sequence[Paragraph]) -> list[_Start]:
    """Where items begin: short numbered lines of one form whose numbers grow."""
    starts: list[_Start] = []
    for paragraph in flow:
        own = number(paragraph) if paragraph.text.strip() and paragraph.table is None else None
        if own is None or len(own.values) != 1 or len(paragraph.text.split()) > _LONGEST_TITLE:
            continue
        if starts and not _follows(own, starts[-1].number, bool(spec.titles)):
            continue
        start = _start(spec, paragraph, own)
        if start is not None:
            starts.append(start)
    return starts


def _follows(own: Number, last: Number, told: bool) -> bool:
    """Whether a number may be that of the next item. told: an item is told by its title, whatever its number."""
    return form(own.printed) == form(last.printed) and (told or last.values[0] < own.values[0] <= last.values[0] + _LEAP)


def _start(spec: ItemsSpec, paragraph: Paragraph, own: Number) -> _Start | None:
    text = paragraph.text
    place = next((x for source in spec.pages for x in found(pattern(source), text)), None)
    title = text[own.end : place[0] if place else len(text)]
    words = title.strip()
    if not words or (spec.titles and not any_found(spec.titles, words)):
        return None
    begin = own.end + len(title) - len(title.lstrip())
    pages = _pages(spec, text) if place else None
    pages_at = Span(paragraph.ordinal, *place) if place and pages else None
    return _Start(paragraph, own, Span(paragraph.ordinal, begin, begin + len(words)), pages, pages_at)


def _pages(spec: ItemsSpec, text: str) -> tuple[int, int] | None:
    """The first and the last page that a line names; the same twice, if it names one."""
    for source in spec.pages:
        match = pattern(source).search(plain(text))
        if match is not None:
            told = [int(g) for g in match.groups() if g and g.isdecimal()]
            return (told[0], told[-1]) if told else None
    return None


def _item(document: Document, start: _Start, content: tuple[Span, ...], known: dict[str, Spec], before: Sequence[Item]) -> Item:
    title = " ".join(document.text(start.title).split())
    taken = {i.id for i in before}
    spec = known.get(fold(title)) or next((s for s in known.values() if s.id not in taken and nearest(title, s.titles) >= _NEAR), None)
    named = spec is not None and spec.id not in taken
    return Item(
        kind="item",
        id=spec.id if spec is not None and named else start.number.printed.strip("()."),
        title=title,
        label=start.paragraph.span,
        content=content,
        anchor=start.paragraph.span,
        spec=spec if named else None,
        previous=before[-1].title if before else "",
        number=start.number.printed,
        value=start.number.values[0],
        written=start.title,
        pages=start.pages,
        pages_at=start.pages_at,
    )


def _absent(spec: ItemsSpec, items: Sequence[Item]) -> tuple[Part, ...]:
    """The known items that are not there, each placed after the one that it should follow."""
    there = {i.id: i for i in items}
    parts, previous, after = [], "", Span(items[0].anchor.paragraph if items else 1, 0, 0)
    for known in spec.known:
        own = there.get(known.id)
        if own is None:
            parts.append(Part("item", known.id, known.title, None, (), after, known, previous))
        else:
            after = own.content[-1] if own.content else own.anchor
        previous = known.title
    return tuple(parts)

"""A paragraph's words with all that holds for parts of them: looks, changes, pictures, and what was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportlint.model import Document, Image, Link, Paragraph, Span
from reportlint.outputs._common import clean, squeezed
from reportlint.outputs.html._items import Item, reference
from reportlint.outputs.html._markup import Html, joined, tag, text

#: Looks that are kept; the others do not help a reader find the place.
_LOOKS = {"bold": "b", "italic": "i"}
_LONGEST_TARGET = 80
#: The gravest first: where marks overlap, it gives the colour.
_GRAVEST = ("error", "warning", "info", "off", "waived")


@dataclass(frozen=True, slots=True)
class Stretch:
    """From where to where something holds: an element's name, or a finding's mark."""

    start: int
    end: int
    what: str | Item


@dataclass
class Layers:
    """What holds for stretches of one paragraph, and what stands at single points of it, before findings' numbers or after."""

    stretches: list[Stretch] = field(default_factory=list)
    points: dict[int, list[Html]] = field(default_factory=lambda: defaultdict(list))
    remarks: dict[int, list[Html]] = field(default_factory=lambda: defaultdict(list))


class Layered:
    """A document's views over its paragraphs, found by paragraph."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._layers: dict[int, Layers] = defaultdict(Layers)
        for revision in document.revisions:
            if revision.kind == "insertion":
                self._stretch(revision.span, "ins")
            elif revision.kind == "deletion":
                self._point(revision.span, tag("del", revision.text))
        for link in document.links:
            self._stretch(link.span, "u")
            self._layers[link.span.paragraph].remarks[link.span.end] += _target(link, document)
        for image in document.images:
            self._point(image.span, _picture(image))
        for comment in document.comments:
            said = f"Comment by {comment.author or 'somebody'}: {comment.text}"
            self._layers[comment.span.paragraph].remarks[comment.span.end].append(tag("span", said, class_="comment"))
        for control in document.controls:
            if control.unfilled and control.spans:
                self._point(control.spans[0], tag("span", control.placeholder or "Not filled in", class_="placeholder"))

    def words(self, paragraph: Paragraph, items: Sequence[Item] = ()) -> Html:
        """The paragraph's number and words; the words that items quote are marked, and each item's number follows its own."""
        layers = self._layers.get(paragraph.ordinal, Layers())
        looks = [Stretch(m.start, m.end, _LOOKS[m.kind]) for m in paragraph.marks if m.kind in _LOOKS]
        points = {at: list(shown) for at, shown in layers.points.items()}
        for item in items:
            points.setdefault(item.span.end if item.span else 0, []).append(reference(item))
        for at, remarks in layers.remarks.items():
            points.setdefault(at, []).extend(remarks)
        marked = [Stretch(i.span.start, i.span.end, i) for i in items if i.span is not None]
        number = [tag("span", paragraph.number, "\t", class_="auto")] if paragraph.number else []
        return joined([*number, *_pieces(paragraph.text, [*looks, *layers.stretches], marked, points)])

    def filled(self, paragraph: Paragraph) -> bool:
        """Whether there is anything to see."""
        points = self._layers[paragraph.ordinal].points if paragraph.ordinal in self._layers else {}
        return bool(paragraph.text.strip() or paragraph.number or points)

    def _stretch(self, span: Span, name: str) -> None:
        self._layers[span.paragraph].stretches.append(Stretch(span.start, span.end, name))

    def _point(self, span: Span, shown: Html) -> None:
        self._layers[span.paragraph].points[span.start].append(shown)


def _pieces(
    whole: str, looks: Sequence[Stretch], marked: Sequence[Stretch], points: Mapping[int, Sequence[Html]]
) -> Iterator[Html]:
    """The text cut wherever something begins or ends, each piece in all the elements that hold for it."""
    begins, ends = defaultdict(list), defaultdict(list)
    for stretch in (*looks, *marked):
        start, end = min(stretch.start, len(whole)), min(stretch.end, len(whole))
        if start < end:
            begins[start].append(stretch)
            ends[end].append(stretch)
    shown: dict[int, list[Html]] = defaultdict(list)
    for at, pieces in sorted(points.items()):
        shown[min(at, len(whole))] += pieces
    cuts = sorted({0, len(whole), *begins, *ends, *shown})
    holding: dict[int, Stretch] = {}
    for start, end in zip(cuts, [*cuts[1:], len(whole)], strict=True):
        yield from shown.get(start, ())
        for stretch in ends.get(start, ()):
            del holding[id(stretch)]
        holding |= {id(stretch): stretch for stretch in begins.get(start, ())}
        if start < end:
            yield _piece(whole[start:end], [s.what for s in holding.values()])


def _piece(words: str, holding: Sequence[str | Item]) -> Html:
    piece = text(words)
    for name in dict.fromkeys(h for h in holding if isinstance(h, str)):
        piece = tag(name, piece)
    items = [h for h in holding if isinstance(h, Item)]
    if not items:
        return piece
    kind = min((i.kind for i in items), key=_GRAVEST.index)
    return tag("mark", piece, class_=kind, data_notes=" ".join(i.note for i in items))


def _picture(image: Image) -> Html:
    if image.decorative:
        return tag("span", "Picture, marked as decorative", class_="picture")
    described = image.alt or image.title
    return tag("span", f"Picture: {described}" if described else "Picture without alternative text", class_="picture")


def _target(link: Link, document: Document) -> Iterable[Html]:
    """Where a link leads, in words: what a stranger's file links to is not made a link here."""
    target = squeezed(link.target)
    if not target or target.startswith("#") or target.removeprefix("mailto:") == squeezed(document.text(link.span)):
        return ()
    shown = target if len(target) <= _LONGEST_TARGET else target[: _LONGEST_TARGET - 1] + "…"
    return (tag("span", f" ({clean(shown)})", class_="target"),)

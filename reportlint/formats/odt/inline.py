"""What stands in a line of an OpenDocument text: every element by a handler for its name, unknown ones by their text."""

from __future__ import annotations

from collections.abc import Callable

from reportlint.formats.odt.names import Element, get, inner_text, n
from reportlint.formats.odt.walk import Walk
from reportlint.model import Comment, Control, Hidden, Image, Link, Paragraph, Revision


def read(walk: Walk, element: Element) -> None:
    """Read what stands in a line: text, and elements in it."""
    walk.put(element.text)
    for child in element:
        handler = INLINE.get(child.tag)
        if handler is not None:
            handler(walk, child)
        elif child.tag not in SKIPPED:
            read(walk, child)
        walk.put(child.tail)


def _span(walk: Walk, element: Element) -> None:
    with walk.dressed(get(element, "text:style-name")):
        read(walk, element)


def _link(walk: Walk, element: Element) -> None:
    start = walk.flow.here()
    read(walk, element)
    for span in walk.flow.spans(start):
        walk.flow.links.append(Link(span, get(element, "xlink:href")))


def _note(walk: Walk, element: Element) -> None:
    body = element.find(n("text:note-body"))
    if body is not None:
        walk.notes.append((body, "endnote" if get(element, "text:note-class") == "endnote" else "footnote"))


def _comment(walk: Walk, element: Element) -> None:
    text = "\n".join(inner_text(p) for p in element.iter(n("text:p")))
    here = walk.flow.here()
    found = Comment(walk.spot(), inner_text(element.find(n("dc:creator"))), text, inner_text(element.find(n("dc:date"))))
    name = get(element, "office:name")
    if name:
        walk.annotated[name] = (here, found)
    else:
        walk.flow.comments.append(found)


def _comment_end(walk: Walk, element: Element) -> None:
    kept = walk.annotated.pop(get(element, "office:name"), None)
    if kept:
        walk.flow.comments.append(Comment(walk.flow.spans(kept[0])[0], kept[1].author, kept[1].text, kept[1].date))


def _changed(walk: Walk, element: Element) -> None:
    """A tracked change that is a point: a deletion."""
    change = walk.changes.get(get(element, "text:change-id"))
    if change:
        span = walk.spot()
        walk.flow.revisions.append(Revision(change.kind, span, change.author, change.text, change.date))


def _change_start(walk: Walk, element: Element) -> None:
    walk.inserted[get(element, "text:change-id")] = walk.flow.here()


def _change_end(walk: Walk, element: Element) -> None:
    name = get(element, "text:change-id")
    start, change = walk.inserted.pop(name, None), walk.changes.get(name)
    if start is None or change is None:
        return
    spans = walk.flow.spans(start)
    words = "" if change.kind == "formatting" else "\n".join(map(walk.flow.text, spans))
    walk.flow.revisions.append(Revision(change.kind, spans[0], change.author, words, change.date))


def _frame(walk: Walk, element: Element) -> None:
    """A picture, an object or a text box, in its frame."""
    box = element.find(n("draw:text-box"))
    if box is not None:
        walk.later.append(box)
        return
    if element.find(n("draw:object")) is not None or element.find(n("draw:object-ole")) is not None:
        walk.flow.notes.append("The file holds an embedded object, which was not read.")
    _picture(walk, element)


def _picture(walk: Walk, element: Element) -> None:
    if not walk.flow.is_open and not walk.flow.paragraphs:
        walk.flow.begin(Paragraph(0, ""))
    title, description = inner_text(element.find(n("svg:title"))), inner_text(element.find(n("svg:desc")))
    decorative = get(element, "loext:decorative") == "true"
    span = walk.spot()
    walk.flow.images.append(Image(span, description or title, title, decorative, get(element, "draw:name")))


def _shape(walk: Walk, element: Element) -> None:
    """A drawn shape: a picture, and the text in it a text box."""
    if any(inner_text(p) for p in element.iter(n("text:p"))):
        walk.later.append(element)
    else:
        _picture(walk, element)


def _placeholder(walk: Walk, element: Element) -> None:
    span = walk.spot()
    walk.flow.controls.append(Control((span,), get(element, "text:description"), "", True, inner_text(element).strip("<>")))


def _control(walk: Walk, element: Element) -> None:
    """LibreOffice's content control."""
    start = walk.flow.here()
    unfilled = get(element, "loext:showing-place-holder") == "true"
    if not unfilled:
        read(walk, element)
    choices = tuple(filter(None, (get(x, "loext:display-text") or get(x, "loext:value") for x in element.iter(n("loext:list-item")))))
    spans = tuple(walk.flow.spans(start))
    words = inner_text(element) if unfilled else ""
    walk.flow.controls.append(Control(spans, get(element, "loext:alias"), get(element, "loext:tag"), unfilled, words, choices))


def _concealed_text(walk: Walk, element: Element) -> None:
    """Text that a condition hides: a reader sees it only if the condition fails, which is recorded."""
    words = get(element, "text:string-value") or inner_text(element)
    if get(element, "text:is-hidden") == "false":
        walk.put(words)
    elif words:
        walk.flow.hidden.append(Hidden(walk.spot(), words, "hidden"))


def _spaces(walk: Walk, element: Element) -> None:
    walk.put(" " * walk.times(get(element, "text:c")), exact=True)


def _soft_page(walk: Walk, element: Element) -> None:
    walk.page += 1
    walk.flow.mark("page-break")
    if walk.flow.is_empty and walk.paged:
        walk.flow.change(page=walk.page)


Handler = Callable[[Walk, Element], None]

_SHAPES = ("custom-shape", "rect", "ellipse", "circle", "path", "polygon", "polyline", "caption", "g", "line", "connector")

INLINE: dict[str, Handler] = {
    n("text:span"): _span,
    n("text:a"): _link,
    n("draw:a"): lambda walk, element: read(walk, element),
    n("text:s"): _spaces,
    n("text:tab"): lambda walk, element: walk.put("\t", exact=True),
    n("text:line-break"): lambda walk, element: walk.put("\n", exact=True),
    n("text:note"): _note,
    n("office:annotation"): _comment,
    n("office:annotation-end"): _comment_end,
    n("text:change"): _changed,
    n("text:change-start"): _change_start,
    n("text:change-end"): _change_end,
    n("text:soft-page-break"): _soft_page,
    n("draw:frame"): _frame,
    n("text:placeholder"): _placeholder,
    n("loext:content-control"): _control,
    n("text:hidden-text"): _concealed_text,
    **{n(f"draw:{kind}"): _shape for kind in _SHAPES},
}

SKIPPED = frozenset(
    n(name)
    for name in (
        "text:tracked-changes",
        "text:sequence-decls",
        "text:variable-decls",
        "text:user-field-decls",
        "text:ruby-text",
        "text:table-of-content-source",
        "text:alphabetical-index-source",
        "text:bibliography-source",
        "text:user-index-source",
        "text:illustration-index-source",
        "text:table-index-source",
        "text:object-index-source",
        "office:forms",
        "office:scripts",
        "text:script",
        "text:label",
        "text:meta-field-source",
        "svg:title",
        "svg:desc",
    )
)

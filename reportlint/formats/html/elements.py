"""Elements of a web page that have a meaning of their own: lists, tables, links, pictures, changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from reportlint.formats._flow import Grid
from reportlint.formats._numerals import letters, roman
from reportlint.formats.html import css, google
from reportlint.formats.html.walk import BULLET, Element, Handler, Numbering, Walk
from reportlint.model import Comment, Image, Link, Paragraph, Revision

_SPAN_LIMIT = 1000
#: The signs that lead from the text to a note and back, as Word, LibreOffice, Google Docs and pandoc name them.
_NOTE = re.compile(r"#(?:_(?:ftn|edn)(?:ref)?\d+|sd(?:foot|end)note\d+(?:sym|anc)|ftnt(?:_ref)?\d+|fn(?:ref)?\d+)$")
_NOTED = frozenset({"doc-noteref", "doc-backlink"})
_SIGN = 6


def _line_break(walk: Walk, element: Element, own: css.Declared) -> None:
    if walk.breaks and (walk.flow.is_empty or "page-break-before" in own):
        walk.flow.end()
    else:
        walk.raw("\n")


def _rule(walk: Walk, element: Element, own: css.Declared) -> None:
    walk.flow.end()


def _list(walk: Walk, element: Element, own: css.Declared) -> None:
    walk.flow.end()
    kept = walk.form, walk.numbering
    ordered = str(element.tag).lower() == "ol"
    if walk.numbering is None:
        walk.list_count += 1
    kind = own.get("list-style-type") or _TYPES.get(element.get("type", ""), "decimal" if ordered else "disc")
    level = walk.google.of(element.get("class", ""))
    depth = walk.numbering.depth + 1 if walk.numbering else 0
    walk.numbering = Numbering(*(level or (str(walk.list_count), depth)), kind)
    items = [x for x in element if isinstance(x.tag, str) and x.tag.lower() == "li"]
    step = -1 if "reversed" in element.attrib else 1
    count = _integer(element.get("start"), len(items) if step < 0 else 1)
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag.lower() == "li":
            count = _integer(child.get("value"), count)
            _item(walk, child, walk.google.number(level, count, _KINDS) if level else _numbered(count, kind))
            count += step
        else:
            walk.form = Paragraph(0, "")
            walk.visit(child)
    walk.flow.end()
    walk.form, walk.numbering = kept


def _item(walk: Walk, element: Element, number: str) -> None:
    assert walk.numbering is not None
    walk.flow.end()
    walk.form = Paragraph(0, "", number=number, list_depth=walk.numbering.depth, list_id=walk.numbering.id)
    if walk.contents:
        walk.form = replace(walk.form, style_name="Contents")
    walk.read(element)
    walk.flow.end()


def _table(walk: Walk, element: Element, own: css.Declared) -> None:
    caption = next((x for x in element if x.tag == "caption"), None)
    if caption is not None:
        walk.block(caption, "p", {})
    kept = walk.form, walk.numbering
    walk.form, walk.numbering = Paragraph(0, ""), None
    with walk.flow.table() as grid:
        grid.title = "" if caption is None else " ".join("".join(str(t) for t in caption.itertext()).split())
        grid.description = element.get("summary", "")
        for row, within in _rows(element):
            cells = [c for c in row if c.tag in ("td", "th")]
            grid.rows.append([])
            grid.headers.append(within or (bool(cells) and all(c.tag == "th" for c in cells)))
            for cell in cells:
                _cell(walk, grid, cell)
    walk.form, walk.numbering = kept


def _cell(walk: Walk, grid: Grid, cell: Element) -> None:
    own = walk.sheet.of(str(cell.tag), cell.get("class", "").split(), cell.get("id", ""), cell.get("style", ""))
    if cell.get("bgcolor"):
        own = {"background": cell.get("bgcolor", "").lower(), **own}
    columns, rows = (max(1, min(_integer(cell.get(name), 1), _SPAN_LIMIT)) for name in ("colspan", "rowspan"))
    with walk.dressed(str(cell.tag), own), walk.flow.cell(grid, columns, rows):
        walk.read(cell)
        walk.blank()


def _link(walk: Walk, element: Element, own: css.Declared) -> None:
    target = element.get("href", "").strip()
    if element.get("class", "") == "msocomanchor" or target.removeprefix("#") in walk.comments:
        words = walk.comments.get(target.rpartition("#")[2], "")
        walk.flow.comments.append(Comment(walk.flow.spans(walk.flow.here())[0], "", words))
        return
    if element.get("role") in _NOTED or (_NOTE.match(target) and len("".join(str(t) for t in element.itertext()).strip()) <= _SIGN):
        return
    start = walk.flow.here()
    walk.read(element)
    if element.get("href") is not None and (spans := walk.flow.spans(start)):
        walk.flow.links += [Link(span, google.address(target)) for span in spans]


def _image(walk: Walk, element: Element, own: css.Declared) -> None:
    if not walk.flow.is_open:
        walk.begin()
    alt = element.get("alt")
    decorative = (alt is not None and not alt.strip()) or element.get("role") in ("presentation", "none")
    span = walk.flow.spans(walk.flow.here())[0]
    walk.flow.images.append(Image(span, (alt or "").strip(), element.get("title", ""), decorative, element.get("src", "")[:200]))


def _inserted(walk: Walk, element: Element, own: css.Declared) -> None:
    start = walk.flow.here()
    walk.read(element)
    for span in walk.flow.spans(start):
        walk.flow.revisions.append(Revision("insertion", span, element.get("cite", ""), walk.flow.text(span), element.get("datetime", "")))


def _deleted(walk: Walk, element: Element, own: css.Declared) -> None:
    words = " ".join("".join(str(t) for t in element.itertext()).split())
    span = walk.flow.spans(walk.flow.here())[0]
    walk.flow.revisions.append(Revision("deletion", span, element.get("cite", ""), words, element.get("datetime", "")))


def _embedded(walk: Walk, element: Element, own: css.Declared) -> None:
    walk.flow.notes.append("The page holds an embedded object, which was not read.")


def _rows(element: Element, header: bool = False) -> Iterator[tuple[Element, bool]]:
    """The rows of a table, each with whether it stands in its head."""
    for child in element:
        if child.tag == "tr":
            yield child, header
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child, child.tag == "thead")


def _integer(text: str | None, default: int) -> int:
    words = (text or "").strip()
    return int(words) if re.fullmatch(r"-?[0-9]{1,6}", words) else default


def _numbered(value: int, kind: str) -> str:
    if kind in ("none", ""):
        return ""
    form = _KINDS.get(kind)
    return BULLET if form is None else f"{form(value)}."


_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_KINDS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimal-leading-zero": lambda value: f"{value:02}",
    "lower-alpha": lambda value: letters(value).lower(),
    "lower-latin": lambda value: letters(value).lower(),
    "upper-alpha": letters,
    "upper-latin": letters,
    "lower-roman": lambda value: roman(value).lower(),
    "upper-roman": roman,
}

HANDLERS: dict[str, Handler] = {
    "br": _line_break,
    "hr": _rule,
    "ul": _list,
    "ol": _list,
    "menu": _list,
    "table": _table,
    "a": _link,
    "img": _image,
    "ins": _inserted,
    "del": _deleted,
    "iframe": _embedded,
    "object": _embedded,
    "embed": _embedded,
}

"""What stands one beneath the other in an OpenDocument text: paragraphs, lists, tables, sections."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportlint.formats._flow import Grid, header_rows
from reportlint.formats.odt import inline
from reportlint.formats.odt.lists import Counter
from reportlint.formats.odt.names import Element, get, inner_text, integer, n
from reportlint.formats.odt.styles import shaded
from reportlint.formats.odt.walk import REPEATED, Item, Walk
from reportlint.model import Hidden, Paragraph

_SECTION = frozenset({n("text:section"), n("text:index-body"), n("text:index-title"), n("office:text")})


def blocks(walk: Walk, parent: Element) -> None:
    """Read what stands one beneath the other."""
    for child in parent:
        handler = _BLOCKS.get(child.tag)
        if handler is not None:
            handler(walk, child)
        elif child.tag in _SECTION or child.tag in _INDEXES:
            _section(walk, child)
        elif child.tag not in inline.SKIPPED:
            _loose(walk, child)


def _loose(walk: Walk, element: Element) -> None:
    """A drawing that is anchored to the page, or a mark between paragraphs."""
    handler = inline.INLINE.get(element.tag)
    if handler is not None:
        handler(walk, element)
    elif len(element):
        blocks(walk, element)
    if not walk.flow.is_open:
        _boxes(walk)


def _section(walk: Walk, element: Element) -> None:
    before = walk.concealed
    hides = get(element, "text:display") == "none" or (get(element, "text:display") == "condition" and get(element, "text:is-hidden"))
    walk.concealed = before or bool(hides)
    blocks(walk, element)
    walk.concealed = before


def _paragraph(walk: Walk, element: Element) -> None:
    name = get(element, "text:style-name")
    if walk.styles.breaks(name):
        _page(walk)
    properties = walk.styles.properties("paragraph", name)
    _begin(walk, element, name, breaks=walk.styles.breaks(name))
    kept = walk.look, walk.character, walk.backed
    walk.look, walk.character = properties, ""
    walk.backed = walk.cell_backed or shaded(properties)
    inline.read(walk, element)
    walk.look, walk.character, walk.backed = kept
    if properties.get("fo:break-after") == "page":
        walk.flow.mark("page-break")
        _page(walk)
    _finish(walk)


def _begin(walk: Walk, element: Element, name: str, breaks: bool) -> None:
    common = walk.styles.common(name)
    heading = element.tag == n("text:h")
    level = integer(get(element, "text:outline-level"), 1, 1, 10) if heading else None
    number, depth, list_id = _number(walk, element, level)
    walk.flow.page = walk.page if walk.paged else None
    walk.flow.begin(
        Paragraph(
            0,
            "",
            style=common.name if common else "",
            style_name=common.display if common else "",
            outline_level=min(level, 9) if level else None,
            number=number,
            list_depth=depth,
            list_id=list_id,
            page_break_before=breaks,
        )
    )


def _number(walk: Walk, element: Element, level: int | None) -> tuple[str, int | None, str]:
    """The printed number, the list depth and which list."""
    item = walk.item
    if item is None:
        if level is None or get(element, "text:is-list-header") == "true":
            return "", None, ""
        number = walk.lists.outline.next(level) if walk.lists.outline.style.get(level) else ""
        return (number, level - 1, "outline") if number else ("", None, "")
    if item.numbered:
        return "", None if level else item.depth - 1, "" if level else item.counter.id
    number = item.counter.next(item.depth, item.start)
    walk.item = Item(item.counter, item.style, item.depth, None, True)
    return number, item.depth - 1, item.counter.id


def _finish(walk: Walk) -> None:
    """End a paragraph, and read the text boxes that are anchored in it."""
    walk.flow.end()
    _boxes(walk)


def _boxes(walk: Walk) -> None:
    boxes, walk.later = walk.later, []
    kept, walk.item = walk.item, None
    for box in boxes:
        with walk.flow.aside("text box" if walk.flow.story in ("body", "text box") else walk.flow.story):
            blocks(walk, box)
    walk.item = kept


def _page(walk: Walk) -> None:
    if walk.flow.story == "body":
        walk.page += 1 if walk.flow.paragraphs else 0


def _list(walk: Walk, element: Element) -> None:
    outer = walk.item
    style = get(element, "text:style-name") or (outer.style if outer else _style_within(walk, element))
    if outer is None:
        counter, depth = walk.lists.counter(element, style), 1
    else:
        counter, depth = outer.counter, outer.depth + 1
        if style != outer.style and style in walk.lists.styles:
            counter = Counter(walk.lists.styles[style], counter.id, counter.values)
    for child in element:
        header = child.tag == n("text:list-header")
        if header or child.tag == n("text:list-item"):
            start = get(child, "text:start-value")
            walk.item = Item(counter, style, min(depth, 10), integer(start, 1) if start else None, header)
            blocks(walk, child)
    walk.item = outer


def _style_within(walk: Walk, element: Element) -> str:
    """The list style of the first paragraph in a list that names none itself."""
    first = next(element.iter(n("text:p"), n("text:h")), None)
    return walk.styles.list_of(get(first, "text:style-name")) if first is not None else ""


def _table(walk: Walk, element: Element) -> None:
    kept, walk.item, backed = walk.item, None, walk.cell_backed
    with walk.flow.table() as grid:
        title, description = element.find(n("table:title")), element.find(n("table:desc"))
        grid.title, grid.description = inner_text(title), inner_text(description)
        told: list[bool] = []
        for row, header in _rows(element):
            for _ in range(walk.times(get(row, "table:number-rows-repeated"))):
                grid.rows.append([])
                told.append(header)
                _cells(walk, row, grid)
        grid.headers = header_rows(told, [False] * len(told))
    walk.item, walk.cell_backed = kept, backed


def _cells(walk: Walk, row: Element, grid: Grid) -> None:
    for cell in row:
        if cell.tag == n("table:covered-table-cell"):
            _covered(walk, cell)
        elif cell.tag == n("table:table-cell"):
            columns = integer(get(cell, "table:number-columns-spanned"), 1, 1, REPEATED)
            walk.cell_backed = shaded(walk.styles.properties("table-cell", get(cell, "table:style-name")))
            for _ in range(walk.times(get(cell, "table:number-columns-repeated"))):
                with walk.flow.cell(grid, columns, integer(get(cell, "table:number-rows-spanned"), 1, 1, REPEATED)):
                    blocks(walk, cell)


def _covered(walk: Walk, cell: Element) -> None:
    """A cell beneath another: its text is not seen."""
    words = inner_text(cell)
    if words:
        walk.flow.hidden.append(Hidden(walk.spot(), words, "merged"))


def _rows(element: Element, header: bool = False) -> Iterator[tuple[Element, bool]]:
    """The rows of a table, each with whether it is a header row."""
    for child in element:
        if child.tag == n("table:table-row"):
            yield child, header
        elif child.tag in (n("table:table-header-rows"), n("table:table-rows"), n("table:table-row-group")):
            yield from _rows(child, header or child.tag == n("table:table-header-rows"))


Handler = Callable[[Walk, Element], None]

_KINDS = ("illustration-index", "table-index", "object-index", "user-index", "alphabetical-index", "bibliography", "table-of-content")
_INDEXES = frozenset(n(f"text:{kind}") for kind in _KINDS)

_BLOCKS: dict[str, Handler] = {
    n("text:p"): _paragraph,
    n("text:h"): _paragraph,
    n("text:list"): _list,
    n("table:table"): _table,
    n("text:numbered-paragraph"): blocks,
}

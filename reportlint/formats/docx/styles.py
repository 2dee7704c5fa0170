"""Styles: what a paragraph and a run look like once everything they inherit is counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reportlint import limits
from reportlint.formats.docx.names import VAL, Element, Properties, half_points, integer, on, val, value, w

_HEADING = re.compile(r"heading ?([1-9])", re.IGNORECASE)
#: Built-in styles that styles.xml names in lower case and Word shows with capitals.
_SHOWN = re.compile(
    r"(heading [1-9]|toc [1-9]|index [1-9]|(index|toa) heading|normal indent|caption|header|footer|(foot|end)note (text|reference)"
    r"|annotation (text|reference|subject)|page number|line number|envelope (address|return)|table of (figures|authorities)|macro)"
)


class Direct(NamedTuple):
    """The run properties that matter, where they are set; None where they are not."""

    bold: bool | None = None
    italic: bool | None = None
    vanish: bool | None = None
    colour: str | None = None
    highlight: str | None = None
    size: int | None = None
    shaded: bool | None = None
    font: str | None = None
    lang: str | None = None
    style: str | None = None


class Look(NamedTuple):
    """How a run looks in the end. size: half-points, 0 if nothing says."""

    bold: bool
    italic: bool
    vanish: bool
    colour: str
    highlight: str
    size: int
    shaded: bool
    font: str
    style: str


class Facts(NamedTuple):
    """What a paragraph style gives. outline: from 1, None for body text; shaded: something but white stands behind it."""

    name: str
    outline: int | None
    numbering: Numbering | None
    page_break: bool
    shaded: bool


class Numbering(NamedTuple):
    """A reference to a list. style: the style that made it, "" if the paragraph did itself."""

    num: str
    level: int | None
    style: str = ""


PLAIN = Direct()
TOGGLES = ("bold", "italic", "vanish")


@dataclass
class Style:
    id: str
    name: str = ""
    kind: str = "paragraph"
    based_on: str = ""
    run: Direct = PLAIN
    outline: int | None = None
    num: str | None = None
    level: int | None = None
    page_break: bool | None = None
    shaded: bool | None = None


def shading(element: Element | None) -> bool | None:
    """Whether a w:shd puts anything but white behind the text; None without one."""
    if element is None:
        return None
    pattern = element.get(VAL, "clear")
    fill = element.get(w("fill"), "auto").lower()
    themed = element.get(w("themeFill")) is not None and fill != "ffffff"
    return pattern not in ("clear", "nil") or themed or fill not in ("auto", "ffffff", "")


_CHANGE = w("rPrChange")
_ASCII, _H_ANSI = w("ascii"), w("hAnsi")
_STYLE, _DEFAULTS = w("style"), w("docDefaults")
_STYLE_ID, _DEFAULT, _TYPE = w("styleId"), w("default"), w("type")
_NAMES = {
    w("b"): "bold",
    w("i"): "italic",
    w("vanish"): "vanish",
    w("color"): "colour",
    w("highlight"): "highlight",
    w("sz"): "size",
    w("shd"): "shaded",
    w("rFonts"): "font",
    w("lang"): "lang",
    w("rStyle"): "style",
}
_READ: dict[str, Callable[[Element], bool | str | int | None]] = {
    "bold": on,
    "italic": on,
    "vanish": on,
    "colour": lambda e: (e.get(VAL) or "auto").upper().replace("AUTO", "auto"),
    "highlight": lambda e: e.get(VAL, "none"),
    "size": lambda e: half_points(e.get(VAL)),
    "shaded": shading,
    "font": lambda e: e.get(_ASCII) or e.get(_H_ANSI),
    "lang": lambda e: e.get(VAL),
    "style": lambda e: e.get(VAL),
}


def direct(element: Element | None) -> Direct:
    """The run properties that a w:rPr sets."""
    return PLAIN if element is None else read_run(element)[0]


def read_run(element: Element) -> tuple[Direct, Element | None]:
    """The run properties that a w:rPr sets, and the tracked change of them, None without one."""
    found: dict[str, Any] = {}
    change = None
    for child in element:
        tag = child.tag
        name = _NAMES.get(tag)
        if name is not None:
            if (said := _READ[name](child)) is not None:
                found[name] = said
        elif tag == _CHANGE and change is None:
            change = child
    return (PLAIN._replace(**found) if found else PLAIN), change


@dataclass
class Styles:
    """All styles of a document, each read when it is first asked for. `look` and the other answers are worked out once.

    elements: what defines each style, by its id.
    """

    elements: dict[str, Element] = field(default_factory=dict)
    defaults: Direct = PLAIN
    default_paragraph: str = ""
    default_character: str = ""
    longest: int = field(default_factory=lambda: limits.current().chain)
    _read: dict[str, Style] = field(default_factory=dict)
    _looks: dict[tuple[str, str, Direct], Look] = field(default_factory=dict)
    _facts: dict[str, Facts] = field(default_factory=dict)

    def chain(self, style_id: str) -> Iterator[Style]:
        """The style and those it is based on, nearest first; a circle ends where it closes, and a long chain at the limit."""
        seen: set[str] = set()
        while style_id and style_id not in seen and len(seen) < self.longest and (style := self.style(style_id)) is not None:
            seen.add(style_id)
            yield style
            style_id = style.based_on

    def style(self, style_id: str) -> Style | None:
        """What the part says of one style, None if it does not define it."""
        found = self._read.get(style_id)
        if found is None and style_id in self.elements:
            found = self._read[style_id] = _read(style_id, self.elements[style_id])
        return found

    def paragraph_style(self, style_id: str) -> str:
        """The id to go by: the default paragraph style where none is given or the given one is not defined."""
        return style_id if style_id in self.elements else self.default_paragraph

    def facts(self, style_id: str) -> Facts:
        """What the style of a paragraph with this style id gives; Word's own headings also where they are not defined."""
        found = self._facts.get(style_id)
        if found is None:
            used = self.paragraph_style(style_id)
            outline = self._outline(style_id or used)
            found = Facts(self.name(style_id or used), outline, self._numbering(used), self._page_break(used), self._shaded(used))
            self._facts[style_id] = found
        return found

    def name(self, style_id: str) -> str:
        """The name of a style as Word shows it."""
        style = self.style(style_id)
        if style is None:
            heading = _HEADING.fullmatch(style_id)
            return f"Heading {heading[1]}" if heading else ("Title" if style_id == "Title" else "")
        if _SHOWN.fullmatch(style.name):
            return style.name.title().replace("Toc ", "TOC ").replace("Toa ", "TOA ").replace(" Of ", " of ")
        return style.name

    def _outline(self, style_id: str) -> int | None:
        """The outline level from 1 that a paragraph style gives, None for body text."""
        if style_id not in self.elements:
            heading = _HEADING.fullmatch(style_id)
            return int(heading[1]) if heading else None
        for style in self.chain(style_id):
            if style.outline is not None:
                return style.outline + 1 if style.outline < 9 else None
            heading = _HEADING.fullmatch(style.name)
            if heading:
                return int(heading[1])
        return None

    def _numbering(self, style_id: str) -> Numbering | None:
        """The list that a paragraph style belongs to."""
        num: str | None = None
        level: int | None = None
        owner = ""
        for style in self.chain(style_id):
            if level is None:
                level = style.level
            if num is None and style.num is not None:
                num, owner = style.num, style.id
        return None if num is None else Numbering(num, level, owner)

    def _page_break(self, style_id: str) -> bool:
        return next((s.page_break for s in self.chain(style_id) if s.page_break is not None), False)

    def _shaded(self, style_id: str) -> bool:
        return next((s.shaded for s in self.chain(style_id) if s.shaded is not None), False)

    def language(self, style_id: str) -> str:
        """The language that a style sets, "" without one."""
        return self._flat(style_id).lang or ""

    def look(self, paragraph: str, table: str, run: Direct) -> Look:
        """How a run with these direct properties looks in a paragraph of this style, in a table of that style."""
        key = (paragraph, table, run)
        found = self._looks.get(key)
        if found is None:
            found = self._looks[key] = self._resolve(key)
        return found

    def _resolve(self, key: tuple[str, str, Direct]) -> Look:
        paragraph, table, run = key
        character = run.style or self.default_character
        levels = [self._flat(name) for name in (table, paragraph, character)]
        values: dict[str, object] = {}
        for name in Direct._fields:
            # The nearest level that speaks wins…
            said = [getattr(level, name) for level in (run, *reversed(levels), self.defaults)]
            values[name] = next((value for value in said if value is not None), None)
        for name in TOGGLES:
            # …but what styles switch on twice is off again, unless the run itself or the document's defaults decide.
            if getattr(run, name) is None:
                flips = sum(1 for level in levels if getattr(level, name))
                values[name] = bool(getattr(self.defaults, name)) or flips % 2 == 1
        return Look(
            bold=bool(values["bold"]),
            italic=bool(values["italic"]),
            vanish=bool(values["vanish"]),
            colour=str(values["colour"] or "auto"),
            highlight=str(values["highlight"] or "none"),
            size=int(str(values["size"] or 0)),
            shaded=bool(values["shaded"]),
            font=str(values["font"] or ""),
            style=run.style or "",
        )

    def _flat(self, style_id: str) -> Direct:
        """What a style and those it is based on say together."""
        merged = PLAIN
        for style in self.chain(style_id):
            merged = Direct._make(near if near is not None else far for near, far in zip(merged, style.run, strict=True))
        return merged


def read_styles(root: Element | None) -> Styles:
    """The styles of a styles part; none without one, so that Word's own names still hold."""
    styles = Styles()
    if root is None:
        return styles
    for child in root.iterchildren(_STYLE, _DEFAULTS):
        if child.tag == _DEFAULTS:
            styles.defaults = direct(child.find(f"{w('rPrDefault')}/{w('rPr')}"))
        elif (style_id := child.get(_STYLE_ID)) is not None:
            styles.elements.setdefault(style_id, child)
            if child.get(_DEFAULT) and on(child, _DEFAULT):
                kind = child.get(_TYPE, "paragraph")
                if kind == "paragraph":
                    styles.default_paragraph = styles.default_paragraph or style_id
                elif kind == "character":
                    styles.default_character = styles.default_character or style_id
    return styles


def _read(style_id: str, element: Element) -> Style:
    parts = {child.tag: child for child in element}
    style = Style(style_id, value(parts, w("name")), element.get(_TYPE, "paragraph"), value(parts, w("basedOn")))
    style.run = direct(parts.get(w("rPr")))
    _add_paragraph(style, {c.tag: c for c in parts.get(w("pPr"), ())})
    if style.kind == "table":
        style.shaded = any(shading(shd) for shd in element.iter(w("shd")))
    return style


def _add_paragraph(style: Style, found: Properties) -> None:
    outline = found.get(w("outlineLvl"))
    if outline is not None:
        style.outline = integer(outline.get(VAL), 9, low=0, high=9)
    numbers = found.get(w("numPr"))
    if numbers is not None:
        style.num = val(numbers, w("numId")) or None
        level = numbers.find(w("ilvl"))
        style.level = None if level is None else integer(level.get(VAL), 0, low=0, high=8)
    page_break = found.get(w("pageBreakBefore"))
    style.page_break = None if page_break is None else on(page_break)
    style.shaded = shading(found.get(w("shd")))

"""Styles of OpenDocument: what a paragraph or a run looks like, through parents and defaults."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from reportlint.formats._flow import Looks
from reportlint.formats.odt.names import Element, get, n

_GROUPS = (n("style:text-properties"), n("style:paragraph-properties"), n("style:table-cell-properties"), n("style:section-properties"))
_BOLD = frozenset({"bold", "600", "700", "800", "900"})
_LENGTH = re.compile(r"([\d.]{1,9})(pt|in|cm|mm|%)?$")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4}
_NORMAL = 12.0
_TINY = 2.0  # points: nobody reads them
_DEPTH = 64  # parents: a longer chain goes in circles

Properties = dict[str, str]


@dataclass(frozen=True, slots=True)
class Style:
    name: str
    family: str
    parent: str
    display: str
    properties: Properties
    automatic: bool
    master: str = ""
    lists: str = ""


@dataclass
class Styles:
    """The styles of a document by family and name. automatic ones of styles.xml serve headers and footers only."""

    by_name: dict[tuple[str, str], Style] = field(default_factory=dict)
    defaults: dict[str, Properties] = field(default_factory=dict)
    _resolved: dict[tuple[str, str], Properties] = field(default_factory=dict)

    def add(self, container: Element | None, automatic: bool) -> None:
        """Take in the styles of an element that holds styles."""
        for child in container if container is not None else ():
            family = get(child, "style:family")
            if child.tag == n("style:default-style"):
                self.defaults[family] = _properties(child)
            elif child.tag == n("style:style"):
                name = get(child, "style:name")
                self.by_name[family, name] = Style(
                    name,
                    family,
                    get(child, "style:parent-style-name"),
                    get(child, "style:display-name", name),
                    _properties(child),
                    automatic,
                    get(child, "style:master-page-name"),
                    get(child, "style:list-style-name"),
                )

    def chain(self, family: str, name: str) -> Iterable[Style]:
        """A style and its parents, the nearest first."""
        for _ in range(_DEPTH):
            style = self.by_name.get((family, name))
            if style is None:
                return
            yield style
            name = style.parent

    def properties(self, family: str, name: str) -> Properties:
        """All properties of a style, its parents' included; the defaults' only for paragraphs."""
        key = (family, name)
        if key not in self._resolved:
            merged: Properties = dict(self.defaults.get(family, {})) if family == "paragraph" else {}
            for style in reversed(list(self.chain(family, name))):
                merged.update(style.properties)
            self._resolved[key] = merged
        return self._resolved[key]

    def common(self, name: str) -> Style | None:
        """The style of this paragraph that an author sees: itself, or the one that an automatic style is made from."""
        return next((s for s in self.chain("paragraph", name) if not s.automatic), None)

    def list_of(self, name: str) -> str:
        """The list style that a paragraph style brings along."""
        return next((s.lists for s in self.chain("paragraph", name) if s.lists), "")

    def breaks(self, name: str) -> bool:
        """Whether a page begins with a paragraph or table of this style."""
        own = next(iter(self.chain("paragraph", name)), None)
        return self.properties("paragraph", name).get("fo:break-before") == "page" or bool(own and own.master)


def _properties(element: Element) -> Properties:
    found: Properties = {}
    for group in element:
        if group.tag in _GROUPS:
            for key, value in group.items():
                found[_WANTED.get(str(key), "")] = str(value)
    found.pop("", None)
    return found


_WANTED = {
    n(name): name
    for name in (
        "fo:font-weight",
        "fo:font-style",
        "fo:color",
        "fo:background-color",
        "fo:font-size",
        "fo:language",
        "fo:country",
        "fo:break-before",
        "fo:break-after",
        "text:display",
    )
}


def size(properties: Properties, base: float = _NORMAL) -> float:
    """The size of the letters in points."""
    match = _LENGTH.match(properties.get("fo:font-size", ""))
    if not match:
        return base
    try:
        value = float(match[1])
    except ValueError:
        return base
    return base * value / 100 if match[2] == "%" else value * _POINTS[match[2] or "pt"]


def shaded(properties: Properties) -> bool:
    """Whether something other than white paper stands behind."""
    return properties.get("fo:background-color", "transparent").lower() not in ("transparent", "#ffffff")


def unseen(properties: Properties, backed: bool) -> str:
    """Why text of this look is not seen: a way of `Hidden`; "" if it is seen."""
    if properties.get("text:display") == "none":
        return "hidden"
    if properties.get("fo:color", "").lower() == "#ffffff" and not backed and not shaded(properties):
        return "white"
    return "tiny" if 0 < size(properties) <= _TINY else ""


def looks(properties: Properties, normal: float, style: str) -> Looks:
    """The marks of a look. style: the character style's name, "" without one."""
    found: list[tuple[str, str]] = []
    if properties.get("fo:font-weight") in _BOLD:
        found.append(("bold", ""))
    if properties.get("fo:font-style") in ("italic", "oblique"):
        found.append(("italic", ""))
    colour = properties.get("fo:color", "#000000").upper().removeprefix("#")
    if len(colour) == 6 and colour != "000000":
        found.append(("colour", colour))
    if properties.get("highlight"):
        found.append(("highlight", _HIGHLIGHTS.get(properties["highlight"].lower(), properties["highlight"].upper().removeprefix("#"))))
    points = size(properties, normal)
    if points != normal:
        found.append(("size", f"{points:g}"))
    if style:
        found.append(("style", style))
    return tuple(found)


_HIGHLIGHTS = {
    "#ffff00": "yellow",
    "#00ff00": "green",
    "#00ffff": "cyan",
    "#ff00ff": "magenta",
    "#ff0000": "red",
    "#0000ff": "blue",
    "#c0c0c0": "lightGray",
    "#808080": "darkGray",
}

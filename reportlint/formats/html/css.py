"""As much of style sheets as tells how text looks: rules for a tag, a class, an id or a tag with a class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reportlint.formats._flow import Looks

Declared = dict[str, str]

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?(?:([.#])([\w-]+))?", re.IGNORECASE)
_WANTED = frozenset(
    {
        "font-weight",
        "font-style",
        "font-size",
        "color",
        "background",
        "background-color",
        "display",
        "visibility",
        "mso-hide",
        "page-break-before",
        "page-break-after",
        "break-before",
        "break-after",
        "list-style-type",
        "list-style",
        "mso-list",
        "mso-element",
        "mso-tab-count",
    }
)
#: What is handed down from an element to those in it; a background is seen through to.
INHERITED = frozenset({"font-weight", "font-style", "font-size", "color", "visibility", "mso-hide", "background", "list-style-type"})
_COLOURS = {
    "black": "000000", "silver": "C0C0C0", "gray": "808080", "grey": "808080", "white": "FFFFFF", "maroon": "800000", "red": "FF0000",
    "purple": "800080", "fuchsia": "FF00FF", "green": "008000", "lime": "00FF00", "olive": "808000", "yellow": "FFFF00", "navy": "000080",
    "blue": "0000FF", "teal": "008080", "aqua": "00FFFF", "orange": "FFA500",
}  # fmt: skip
_HIGHLIGHTS = {"FFFF00": "yellow", "00FF00": "green", "00FFFF": "cyan", "FF00FF": "magenta", "FF0000": "red", "0000FF": "blue"}
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})")
_SIZE = re.compile(r"(\d{0,4}\.?\d{0,4})(pt|px|em|rem|%)$")
_POINTS = {"pt": 1.0, "px": 0.75}
_TINY = 2.0  # points: nobody reads them
_RULES = 5000


@dataclass
class Sheet:
    """The rules of a page's style sheets, by tag (""), "." class or "#" id, and by tag with a class or id."""

    rules: dict[tuple[str, str], Declared] = field(default_factory=dict)

    def add(self, source: str) -> None:
        """Take in a style sheet."""
        for selectors, body in _blocks(_COMMENT.sub(" ", source).replace("<!--", " ").replace("-->", " ")):
            declared = declarations(body)
            for selector in selectors.split(",") if declared else ():
                match = _SELECTOR.fullmatch(selector.strip())
                if match and match[0] and len(self.rules) < _RULES:
                    self.rules.setdefault(((match[1] or "").lower(), (match[2] or "") + (match[3] or "")), {}).update(declared)

    def of(self, tag: str, classes: Iterable[str], identity: str, inline: str) -> Declared:
        """What holds for an element, the more special rule over the more general one."""
        found = dict(self.rules.get((tag, ""), {}))
        names = [*("." + c for c in classes), *(["#" + identity] if identity else [])]
        for name in names:
            found.update(self.rules.get(("", name), {}))
            found.update(self.rules.get((tag, name), {}))
        found.update(declarations(inline))
        return found


def _blocks(source: str) -> Iterator[tuple[str, str]]:
    """Selectors and bodies of the rules; what stands within an at-rule is left out, `@page WordSection1` too."""
    at = 0
    while (opening := source.find("{", at)) >= 0:
        selectors = source[at:opening].rsplit(";", 1)[-1].strip()
        depth, end = 1, opening + 1
        while depth and end < len(source):
            depth += {"{": 1, "}": -1}.get(source[end], 0)
            end += 1
        if not selectors.startswith("@"):
            yield selectors, source[opening + 1 : end - 1]
        at = end


def declarations(source: str) -> Declared:
    """The declarations that tell how text looks, names and values in lower case."""
    found: Declared = {}
    for part in source.split(";"):
        name, colon, value = part.partition(":")
        name = name.strip().lower()
        if colon and name in _WANTED:
            value = value.replace("!important", "").strip().lower()
            if name == "background-color":
                name = "background"
            elif name == "list-style":
                name, value = "list-style-type", value.split(" ")[0]
            found[name] = value
    return found


def colour(value: str) -> str:
    """The colour as six hexadecimal digits, "" if it is none that is known."""
    word = value.split(" ")[0] if not value.startswith("rgb") else value
    if word in _COLOURS:
        return _COLOURS[word]
    if re.fullmatch(r"#[0-9a-f]{6}", word):
        return word[1:].upper()
    if re.fullmatch(r"#[0-9a-f]{3}", word):
        return "".join(c * 2 for c in word[1:]).upper()
    match = _RGB.match(word)
    return "".join(f"{min(int(match[k]), 255):02X}" for k in (1, 2, 3)) if match else ""


def bold(declared: Declared) -> bool:
    weight = declared.get("font-weight", "")
    return weight in ("bold", "bolder") or (weight.isascii() and weight.isdigit() and int(weight[:4]) >= 600)


def points(declared: Declared, base: float | None) -> float | None:
    """The size in points, as far as it can be told."""
    match = _SIZE.match(declared.get("font-size", ""))
    if not match or not match[1].strip("."):
        return base
    value = float(match[1])
    if match[2] in _POINTS:
        return value * _POINTS[match[2]]
    return None if base is None else base * value / (100 if match[2] == "%" else 1)


def unseen(declared: Declared, size: float | None) -> str:
    """Why text of this look is not seen: a way of `Hidden`; "" if it is seen."""
    if declared.get("visibility") == "hidden" or declared.get("mso-hide") == "all":
        return "hidden"
    if colour(declared.get("color", "")) == "FFFFFF" and colour(declared.get("background", "")) in ("", "FFFFFF"):
        return "" if "background" in declared and not colour(declared["background"]) else "white"
    return "tiny" if size is not None and size <= _TINY else ""


def looks(declared: Declared, size: float | None, normal: float | None, highlighted: str) -> Looks:
    """The marks of a look. highlighted: the background that an inline element gave."""
    found: list[tuple[str, str]] = []
    if bold(declared):
        found.append(("bold", ""))
    if declared.get("font-style") in ("italic", "oblique"):
        found.append(("italic", ""))
    shade = colour(declared.get("color", ""))
    if shade and shade != "000000":
        found.append(("colour", shade))
    if highlighted:
        found.append(("highlight", _HIGHLIGHTS.get(highlighted, highlighted)))
    if size is not None and size != normal:
        found.append(("size", f"{size:g}"))
    return tuple(found)

"""Attributes in braces: `{.class key=value key="some value"}`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportlint.model import Control

_BRACES = re.compile(r"\{([^{}\n]{1,500})\}")
_ITEM = re.compile(r"\s*(?:[.#](?P<name>[\w-]{1,80})|(?P<key>[\w-]{1,80})=(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[^\s\"]+)))(?=\s|$)")
_COLOURS = {
    "black": "000000",
    "blue": "0000FF",
    "green": "008000",
    "grey": "808080",
    "orange": "FFA500",
    "purple": "800080",
    "red": "FF0000",
    "white": "FFFFFF",
}
_LOOKS = ("bold", "italic", "highlight", "tiny", "size", "style")


@dataclass(frozen=True, slots=True)
class Attributes:
    """end: where in the source the closing brace is behind us."""

    end: int
    classes: frozenset[str] = frozenset()
    values: dict[str, str] = field(default_factory=dict)

    def looks(self) -> Iterator[tuple[str, str]]:
        """The kind and value of each mark that these attributes ask for."""
        for name in sorted(self.classes):
            if name in _COLOURS:
                yield "colour", _COLOURS[name]
            elif name in _LOOKS:
                yield name, "yellow" if name == "highlight" else ""
        for key, value in self.values.items():
            if key in ("color", "colour"):
                yield "colour", _COLOURS.get(value, value.removeprefix("#").upper())
            elif key in _LOOKS:
                yield key, value

    def control(self) -> Control | None:
        """The content control that they describe (`.unfilled` or `.control`; alias, tag, choices="a; b"), if they do."""
        if not self.classes & {"control", "unfilled"}:
            return None
        choices = tuple(c.strip() for c in self.values.get("choices", "").split(";") if c.strip())
        return Control((), self.values.get("alias", ""), self.values.get("tag", ""), "unfilled" in self.classes, "", choices)


def match(source: str, at: int) -> Attributes | None:
    """The attributes in the braces that begin at `at`; None where none do, or the braces hold something else."""
    braces = _BRACES.match(source, at)
    if not braces:
        return None
    inside, start = braces[1].rstrip(), 0
    classes: set[str] = set()
    values: dict[str, str] = {}
    while start < len(inside):
        item = _ITEM.match(inside, start)
        if not item:
            return None
        if item["name"]:
            classes.add(item["name"])
        else:
            values[item["key"].lower()] = item["quoted"] if item["quoted"] is not None else item["bare"]
        start = item.end()
    return Attributes(braces.end(), frozenset(classes), values)


def split(line: str) -> tuple[str, Attributes | None]:
    """A line without the attributes at its end, and those."""
    if not line.endswith("}"):
        return line, None
    start = line.rfind("{")
    if start < 0 or (start and not line[start - 1].isspace()):
        return line, None
    found = match(line, start)
    return (line[:start].rstrip(), found) if found and found.end == len(line) else (line, None)

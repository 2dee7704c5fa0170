"""Numbers of lists and headings in OpenDocument, counted as LibreOffice prints them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from reportlint.formats._numerals import letters, roman
from reportlint.formats.odt.names import Element, get, integer, n

BULLET = "•"
_LEVELS = 10
_PLACE = re.compile(r"%(\d{1,2})%")
_FORMS: dict[str, Callable[[int], str]] = {
    "1": str,
    "a": lambda value: letters(value).lower(),
    "A": letters,
    "i": lambda value: roman(value).lower(),
    "I": roman,
}


@dataclass(frozen=True, slots=True)
class Level:
    """form: "1", "a", "I" …, "" for a level without a number. pattern: LibreOffice's own, such as "%1%.%2%"."""

    form: str = ""
    bullet: bool = False
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1
    pattern: str | None = None


ListStyle = dict[int, Level]


def read_styles(container: Element | None) -> Iterable[tuple[str, ListStyle]]:
    """The list styles that an element holds, by name; the outline's has the name ""."""
    for child in container if container is not None else ():
        if child.tag in (n("text:list-style"), n("text:outline-style")):
            name = get(child, "style:name") if child.tag == n("text:list-style") else ""
            yield name, {integer(get(x, "text:level"), 1, 1, _LEVELS): _level(x) for x in child}


def _level(element: Element) -> Level:
    if element.tag in (n("text:list-level-style-bullet"), n("text:list-level-style-image")):
        return Level(bullet=True)
    return Level(
        get(element, "style:num-format"),
        False,
        get(element, "style:num-prefix"),
        get(element, "style:num-suffix"),
        integer(get(element, "text:display-levels"), 1, 1, _LEVELS),
        integer(get(element, "text:start-value"), 1),
        element.get(n("loext:num-list-format")),
    )


@dataclass(eq=False)
class Counter:
    """One list that is being counted, perhaps over several elements. id: which list it is."""

    style: ListStyle
    id: str
    values: dict[int, int] = field(default_factory=dict)

    def next(self, level: int, start: int | None = None) -> str:
        """The number of the next item on a level, from 1, as it is printed."""
        own = self.style.get(level, Level())
        before = self.values.get(level)
        self.values[level] = start if start is not None else (own.start if before is None else before + 1)
        for deeper in [k for k in self.values if k > level]:
            del self.values[deeper]
        if own.bullet:
            return BULLET
        if not own.form:
            return ""
        if own.pattern is not None:
            return _PLACE.sub(lambda m: self._value(int(m[1])), own.pattern).strip()
        shown = [self._value(k) for k in range(level - own.shown + 1, level + 1) if k > 0]
        return (own.prefix + ".".join(v for v in shown if v) + own.suffix).strip()

    def _value(self, level: int) -> str:
        own = self.style.get(level, Level())
        if own.bullet or not own.form:
            return ""
        return _FORMS.get(own.form, str)(self.values.get(level, own.start))


@dataclass
class Lists:
    """All list styles, and the lists that were met. last: the counter of the list before, by its style's name."""

    styles: dict[str, ListStyle] = field(default_factory=dict)
    outline: Counter = field(default_factory=lambda: Counter({}, "outline"))
    by_id: dict[str, Counter] = field(default_factory=dict)
    last: dict[str, Counter] = field(default_factory=dict)
    before: Counter | None = None
    made: int = 0

    def counter(self, element: Element, style: str) -> Counter:
        """The counter of a list that begins: a new one, or that of the list which it continues."""
        continued = self.by_id.get(get(element, "text:continue-list"))
        if continued is None and get(element, "text:continue-numbering") == "true":
            continued = self.last.get(style) or self.before
        if continued is None:
            self.made += 1
            continued = Counter(self.styles.get(style, {}), str(self.made))
        identity = get(element, "xml:id")
        if identity:
            self.by_id[identity] = continued
        self.last[style] = self.before = continued
        return continued

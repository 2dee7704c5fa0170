"""Automatic numbers as Word prints them: lists, their levels, and the counters that run through a document."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from reportlint.formats._numerals import letters, roman
from reportlint.formats.docx.names import MC_NS, VAL, Element, integer, on, q, val, w
from reportlint.formats.docx.styles import Numbering, Styles

BULLET = "•"
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_LVL, _NUM_STYLE_LINK, _STYLE_LINK, _ILVL = w("lvl"), w("numStyleLink"), w("styleLink"), w("ilvl")
_WIDEST = 20  # digits of a number that is filled up with zeros
_LONGEST = 255  # characters of the text around a number; Word takes no more


@dataclass
class Level:
    """One level of a list. restart: after which level (from 1) it starts again; 0 never, None after any higher one."""

    start: int = 1
    kind: str = "decimal"
    format: str = ""
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str = ""


@dataclass
class Abstract:
    """A definition of a list. elements: what defines each of its levels, which is read when it is first asked for."""

    id: str
    elements: dict[int, Element] = field(default_factory=dict)
    style_link: str = ""  # it is defined by this numbering style…
    defines: str = ""  # …or it defines that one
    _levels: dict[int, Level] = field(default_factory=dict)

    def level(self, index: int) -> Level | None:
        found = self._levels.get(index)
        if found is None and index in self.elements:
            found = self._levels[index] = _level(self.elements[index])
        return found


@dataclass
class Num:
    """A list in use. starts: the levels that it starts anew, and with what."""

    id: str
    abstract: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


@dataclass
class Lists:
    """All lists of a document."""

    nums: dict[str, Num] = field(default_factory=dict)
    abstracts: dict[str, Abstract] = field(default_factory=dict)
    _defining: dict[str, Abstract] | None = None

    def abstract(self, num: Num) -> Abstract | None:
        """The definition behind a list, followed through a numbering style."""
        found = self.abstracts.get(num.abstract)
        if found is not None and not found.elements and found.style_link:
            if self._defining is None:
                self._defining = {a.defines: a for a in reversed(self.abstracts.values()) if a.defines}
            return self._defining.get(found.style_link, found)
        return found

    def level(self, num: Num, abstract: Abstract, index: int) -> Level | None:
        return num.levels.get(index) or abstract.level(index)

    def level_of(self, reference: Numbering, num: Num, abstract: Abstract) -> int:
        """The level that a reference means: a style's is the one that names the style."""
        if reference.style:
            for index in range(_LEVELS):
                level = self.level(num, abstract, index)
                if level is not None and level.style == reference.style:
                    return index
        return reference.level or 0


@dataclass
class Counters:
    """The running numbers of one story. `next` must be asked in reading order."""

    lists: Lists
    _values: dict[str, list[int | None]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    def next(self, reference: Numbering) -> tuple[str, int] | None:
        """The number that the next paragraph of this list prints, and its level; None if there is no such list."""
        num = self.lists.nums.get(reference.num)
        abstract = None if num is None else self.lists.abstract(num)
        if num is None or abstract is None:
            return None
        index = self.lists.level_of(reference, num, abstract)
        level = self.lists.level(num, abstract, index)
        if level is None:
            return None
        values = self._values.setdefault(abstract.id, [None] * _LEVELS)
        self._count(num, abstract, index, values)
        return self._label(num, abstract, level, values), index

    def _count(self, num: Num, abstract: Abstract, index: int, values: list[int | None]) -> None:
        level = self.lists.level(num, abstract, index) or Level()
        previous = values[index]
        if index in num.starts and (num.id, index) not in self._started:
            values[index] = num.starts[index]
        else:
            values[index] = level.start if previous is None else previous + 1
        self._started.add((num.id, index))
        for lower in range(index + 1, _LEVELS):
            if values[lower] is None:
                continue
            below = self.lists.level(num, abstract, lower)
            restart = lower if below is None or below.restart is None else below.restart
            if index < restart:
                values[lower] = None

    def _label(self, num: Num, abstract: Abstract, level: Level, values: list[int | None]) -> str:
        if level.kind == "bullet":
            return BULLET

        def number(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            other = self.lists.level(num, abstract, index) or Level()
            value = values[index]
            count = num.starts.get(index, other.start) if value is None else value
            kind = "decimal" if level.legal and other.kind != "none" else other.kind
            return formatted(count, kind, other.format)

        return _PLACE.sub(number, level.text)


def formatted(value: int, kind: str, pattern: str = "") -> str:
    """A number in one of Word's number formats; in digits if the format is not known."""
    if kind == "custom":
        width = len(pattern.partition(",")[0].strip())
        return str(value).zfill(min(width, _WIDEST))
    make = _FORMATS.get(kind)
    return make(value) if make else str(value)


def ordinal(value: int) -> str:
    """1st, 2nd, 3rd, 4th …"""
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def cardinal(value: int) -> str:
    """One, Two … Twenty-one …, in digits from a thousand."""
    return _words(value).capitalize() if 0 <= value < 1000 else str(value)


def ordinal_text(value: int) -> str:
    """First, Second … Twenty-first …, in digits from a thousand."""
    if not 0 < value < 1000:
        return ordinal(value)
    words = _words(value)
    split = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[split:]
    last = _IRREGULAR.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return (words[:split] + last).capitalize()


def _words(value: int) -> str:
    if value < 20:
        return _ONES[value]
    if value < 100:
        return _TENS[value // 10] + (f"-{_ONES[value % 10]}" if value % 10 else "")
    return f"{_ONES[value // 100]} hundred" + (f" {_words(value % 100)}" if value % 100 else "")


_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth"}
_TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda value: "",
    "decimalZero": lambda value: f"{value:02d}",
    "upperRoman": roman,
    "lowerRoman": lambda value: roman(value).lower(),
    "upperLetter": letters,
    "lowerLetter": lambda value: letters(value).lower(),
    "ordinal": ordinal,
    "cardinalText": cardinal,
    "ordinalText": ordinal_text,
    "numberInDash": lambda value: f"- {value} -",
    "bullet": lambda value: BULLET,
}


def read_lists(root: Element | None, styles: Styles) -> Lists:
    """The lists of a numbering part."""
    lists = Lists()
    if root is None:
        return lists
    for element in root:
        if element.tag == w("abstractNum"):
            abstract = _abstract(element)
            lists.abstracts.setdefault(abstract.id, abstract)
        elif element.tag == w("num"):
            num = _num(element)
            lists.nums.setdefault(num.id, num)
    _link_styles(lists, styles)
    return lists


def _link_styles(lists: Lists, styles: Styles) -> None:
    """Give a definition that only names a numbering style the definition which that style uses."""
    defined = {abstract.defines for abstract in lists.abstracts.values()}
    for abstract in lists.abstracts.values():
        if abstract.elements or not abstract.style_link or abstract.style_link in defined:
            continue
        reference = styles.facts(abstract.style_link).numbering
        num = None if reference is None else lists.nums.get(reference.num)
        target = None if num is None else lists.abstracts.get(num.abstract)
        if target is not None and target is not abstract:
            target.defines = target.defines or abstract.style_link
            defined.add(target.defines)


def _abstract(element: Element) -> Abstract:
    abstract = Abstract(element.get(w("abstractNumId"), ""))
    for child in element.iterchildren(_LVL, _NUM_STYLE_LINK, _STYLE_LINK):
        if child.tag == _LVL:
            abstract.elements[_index(child)] = child
        elif child.tag == _NUM_STYLE_LINK:
            abstract.style_link = child.get(VAL, "")
        else:
            abstract.defines = child.get(VAL, "")
    return abstract


def _num(element: Element) -> Num:
    num = Num(element.get(w("numId"), ""), val(element, w("abstractNumId")))
    for override in element.iterfind(w("lvlOverride")):
        index = _index(override)
        level = override.find(w("lvl"))
        if level is not None:
            num.levels[index] = _level(level)
        start = override.find(w("startOverride"))
        if start is not None:
            num.starts[index] = integer(start.get(VAL), 1, low=0)
    return num


def _index(element: Element) -> int:
    return integer(element.get(_ILVL), 0, low=0, high=_LEVELS - 1)


def _level(element: Element) -> Level:
    kind = element.find(w("numFmt"))
    if kind is None:
        kind = element.find(f"{q(MC_NS, 'AlternateContent')}/{q(MC_NS, 'Choice')}/{w('numFmt')}")
    restart = element.find(w("lvlRestart"))
    return Level(
        start=integer(val(element, w("start")), 0, low=0),
        kind="decimal" if kind is None else kind.get(VAL, "decimal"),
        format="" if kind is None else kind.get(w("format"), ""),
        text=val(element, w("lvlText"))[:_LONGEST],
        legal=on(element.find(w("isLgl"))),
        restart=None if restart is None else integer(restart.get(VAL), 0, low=0, high=_LEVELS),
        style=val(element, w("pStyle")),
    )

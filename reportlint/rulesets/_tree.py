"""What a YAML file says, each word with its place in the file, and the problems found in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something is written; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Text(str):
    """A scalar as written, whatever YAML would make of it."""

    place: Place

    def __new__(cls, text: str, place: Place) -> Text:
        made = super().__new__(cls, text)
        made.place = place
        return made


class Items(list[Any]):
    """A list; its items are Text, Items, Settings, or None for an empty one."""

    def __init__(self, items: Iterable[Any], place: Place) -> None:
        super().__init__(items)
        self.place = place


class Settings(dict[str, Any]):
    """Settings by name. names: where each name is written."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.names: dict[str, Place] = {}

    def put(self, name: str, value: Any, place: Place) -> None:
        """Set a value, and where its name is written."""
        self[name] = value
        self.names[name] = place

    def merged(self, other: Settings) -> Settings:
        """A copy in which each setting of the other replaces that of the same name here."""
        made = Settings(self.place)
        for tree in (self, other):
            for name, value in tree.items():
                made.put(name, value, tree.names[name])
        return made

    def text(self, name: str) -> Text | None:
        """The setting of this name if it is text."""
        value = self.get(name)
        return value if isinstance(value, Text) else None

    def texts(self, name: str) -> list[Text]:
        """The text items of a list setting, or the one text that stands instead of a list."""
        value = self.get(name)
        if isinstance(value, Text):
            return [value]
        return [v for v in value if isinstance(v, Text)] if isinstance(value, Items) else []

    def group(self, name: str) -> Settings | None:
        """The setting of this name if it holds settings itself."""
        value = self.get(name)
        return value if isinstance(value, Settings) else None

    def groups(self, name: str) -> list[Settings]:
        """The items of a list setting that hold settings themselves."""
        value = self.get(name)
        return [v for v in value if isinstance(v, Settings)] if isinstance(value, Items) else []


@dataclass
class Problems:
    """What is wrong with a ruleset's files, one line each."""

    found: dict[tuple[Place, str], None] = field(default_factory=dict)

    def add(self, place: Place, what: str) -> None:
        self.found[place, what] = None

    def lines(self) -> list[str]:
        """`path:line:column: what is wrong`, by file and line."""
        return [f"{place}: {what}" for place, what in sorted(self.found)]


def place_of(tree: Any, path: Iterable[Any], name: bool = False) -> Place:
    """Where the value at a path is written, or (name) its name; for what is not there, what it should stand in."""
    found: Place = tree.place
    for step in path:
        named = tree.names.get(step) if isinstance(tree, Settings) else None
        there = range(len(tree)) if isinstance(tree, Items) else tree if isinstance(tree, Settings) else ()
        if step not in there:
            return found
        tree = tree[step]
        found = named if named and (name or tree is None) else getattr(tree, "place", found)
    return found


def plain(tree: Any) -> Any:
    """The same without places: text, tuples, dictionaries and None."""
    if isinstance(tree, Text):
        return str(tree)
    if isinstance(tree, list | tuple):
        return tuple(plain(item) for item in tree)
    if isinstance(tree, Mapping):
        return {str(name): plain(value) for name, value in tree.items()}
    return tree


def texts(tree: Any) -> Iterator[Text]:
    """Every text at any depth."""
    if isinstance(tree, Text):
        yield tree
    elif isinstance(tree, Settings):
        for value in tree.values():
            yield from texts(value)
    elif isinstance(tree, Items):
        for value in tree:
            yield from texts(value)


def near(word: str, words: Iterable[str]) -> str:
    """The one of the words that is most like this one, "" if none is."""
    import difflib  # slow to import; only what is wrong needs it

    return next(iter(difflib.get_close_matches(word.casefold(), [str(w) for w in words], 1, 0.6)), "")


def asked(word: str, words: Iterable[str]) -> str:
    """` Did you mean 'a'?` where one of the words is near, else nothing."""
    found = near(word, words)
    return f" Did you mean '{found}'?" if found else ""


def expected(word: str, words: Iterable[str]) -> str:
    """`Expected one of: a, b.`, and whether one of these was meant."""
    known = [str(w) for w in words]
    listed = f"Expected one of: {', '.join(known)}." if known else "Expected none here."
    return listed + asked(word, known)

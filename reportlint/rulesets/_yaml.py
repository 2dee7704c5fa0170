"""YAML files read strictly: all scalars are text, every value knows its place, and what surprises people is refused.

PyYAML's pure loader only: the C loader can be crashed by deep nesting. The tree is built from the parser's events, so
aliases, which could grow without bound, never come to be.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import yaml

from reportlint.rulesets._tree import Items, Place, Problems, Settings, Text

LARGEST = 1_000_000
DEEPEST = 20

#: What the parser says, and what that means to the author of a rule: the first that fits counts.
_PLAIN = (
    ("character '\\t'", "a tab stands where the line is indented. Expected spaces."),
    ("mapping values are not allowed", "a second colon stands on this line. Expected quotation marks around text that holds one."),
    ("could not find expected ':'", "there is no colon after this name. Expected 'name: value'."),
    ("found unexpected end of stream", "a quotation mark opens here and is never closed. Expected another one at the end of the text."),
    ("unknown escape character", "a backslash stands in double quotation marks. Expected single quotation marks around it."),
    ("expected ',' or ']'", "a list is not closed, lacks a comma or holds text that needs quotation marks. Expected [one, another]."),
    ("expected ',' or '}'", "settings are not closed, lack a comma or hold text that needs quotation marks. Expected {name: value}."),
    ("that cannot start any token", "text cannot begin with this character. Expected quotation marks around the text."),
    ("expected alphabetic or numeric character", "text begins with '*' or '&'. Expected quotation marks around the text."),
    ("block end", "this line does not fit those above. Expected the indentation of those beside it, and closed quotation marks."),
    ("expected a comment or a line break", "text follows '|' or '>' on its line. Expected it on the next line, indented."),
    ("document start", "the file goes on after its end. Expected one group of settings."),
)


class _Refused(Exception):
    """Something that makes the rest of the file unreadable."""

    def __init__(self, place: Place, what: str) -> None:
        super().__init__(what)
        self.place, self.what = place, what


def read(data: bytes, path: str, problems: Problems) -> Settings | None:
    """The settings that a file holds, None if it cannot be read; what is wrong goes to `problems`. They are not to be changed."""
    tree, found = _read(data, path)
    problems.found.update(found)
    return tree


@lru_cache(maxsize=1024)
def _read(data: bytes, path: str) -> tuple[Settings | None, dict[tuple[Place, str], None]]:
    """A file's settings and what is wrong with it; kept, since many rulesets extend the same ones."""
    problems = Problems()
    try:
        return _Builder(_decoded(data, path), path, problems).document(), problems.found
    except _Refused as refused:
        problems.add(refused.place, refused.what)
    return None, problems.found


def _decoded(data: bytes, path: str) -> str:
    if len(data) > LARGEST:
        raise _Refused(Place(path), f"the file is too large ({len(data):,} bytes). Expected at most {LARGEST:,}.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        raise _Refused(Place(path, line, column), "the file is not UTF-8 text. Expected it to be saved as UTF-8.") from None


class _Builder:
    """Builds the tree of one file from the parser's events."""

    def __init__(self, text: str, path: str, problems: Problems) -> None:
        self.path = path
        self.problems = problems
        self.events = self._events(text)

    def _events(self, text: str) -> Iterator[Any]:
        """The parser's events, its complaints in plain words, and refusing what no rule file needs."""
        try:
            for event in yaml.parse(text, Loader=yaml.SafeLoader):
                self._refuse(event)
                yield event
        except yaml.reader.ReaderError as error:
            raise _Refused(self._offset(text, error.position), f"the character #x{error.character:04x} cannot stand in a file. "
                           "Expected it to be left out.") from None  # fmt: skip
        except yaml.MarkedYAMLError as error:
            raise self._translated(error) from None

    def _offset(self, text: str, at: int) -> Place:
        return Place(self.path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))

    def _translated(self, error: yaml.MarkedYAMLError) -> _Refused:
        """What the parser complains of, in plain words."""
        said = f"{error.problem}"
        mark = error.problem_mark
        if "end of stream" in said or ("could not find" in said and error.context_mark):
            mark = error.context_mark
        place = Place(self.path, mark.line + 1, mark.column + 1) if mark else Place(self.path)
        what = next((words for key, words in _PLAIN if key in said), f"this is not YAML: {said}.")
        return _Refused(place, what)

    def _refuse(self, event: Any) -> None:
        place = self._place(event)
        if isinstance(event, yaml.AliasEvent):
            raise _Refused(place, f"'*{event.anchor}' repeats what stands elsewhere (an alias). Expected it to be written out.")
        if getattr(event, "anchor", None) is not None:
            raise _Refused(place, f"'&{event.anchor}' names a value (an anchor). Expected the value alone.")
        if getattr(event, "tag", None) is not None:
            raise _Refused(place, f"'{event.tag.replace('tag:yaml.org,2002:', '!!')}' gives a type (a tag). Expected the value alone.")

    def _place(self, event: Any) -> Place:
        return Place(self.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def document(self) -> Settings:
        """The one group of settings that the file holds."""
        event = next(self.events)
        while isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            raise _Refused(Place(self.path), "the file is empty. Expected settings of the form 'name: value'.")
        tree = self._value(event, 1)
        if not isinstance(tree, Settings):
            raise _Refused(self._place(event), "the file does not hold settings. Expected 'name: value'.")
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                raise _Refused(self._place(event), "a second document begins with '---'. Expected one group of settings in a file.")
        return tree

    def _value(self, event: Any, depth: int) -> Any:
        place = self._place(event)
        if depth > DEEPEST:
            raise _Refused(place, f"this is nested too deep. Expected at most {DEEPEST} levels.")
        if isinstance(event, yaml.ScalarEvent):
            # A plain empty scalar is a name without a value; '' is an empty text.
            return None if event.value == "" and event.style is None else Text(event.value, place)
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(self._items(depth), place)
        return self._settings(place, depth)

    def _items(self, depth: int) -> Iterator[Any]:
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._value(event, depth + 1)

    def _settings(self, place: Place, depth: int) -> Settings:
        made = Settings(place)
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            name, where = self._name(event), self._place(event)
            value = self._value(next(self.events), depth + 1)
            if name in made:
                first = made.names[name].line
                self.problems.add(where, f"'{name}' is set twice; it is already set in line {first}. Expected it once.")
            else:
                made.put(name, value, where)
        return made

    def _name(self, event: Any) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise _Refused(self._place(event), "a list or group stands where the name of a setting should. Expected 'name: value'.")
        if event.value == "<<" and event.style is None:
            raise _Refused(self._place(event), "'<<' merges other settings into these. Expected them to be written out.")
        return str(event.value)

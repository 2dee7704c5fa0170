"""The configuration: what is in force for a document, and from where.

`reportlint.toml`, else `[tool.reportlint]` in pyproject.toml, of the nearest folder upward from the document that has
either. Paths in it are counted from its own folder.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from reportlint import limits
from reportlint.errors import SettingsError, UsageError
from reportlint.findings import Severity, Stage
from reportlint.gate import _globs
from reportlint.gate import waivers as waivers_of
from reportlint.rulesets import settings
from reportlint.rulesets.settings import Items, Place, Settings, Text

NAME = "reportlint.toml"
_SHARED = "pyproject.toml"
_TABLE = ("tool", "reportlint")

_TEXT: Mapping[str, Any] = {"type": "string", "empty": False}
_TEXTS: Mapping[str, Any] = {"type": "list", "schema": _TEXT}
_BY_PATH: Mapping[str, Any] = {"ruleset": _TEXT, "template": _TEXT, "stage": {"type": "string", "allowed": [str(s) for s in Stage]}}
_NUMBER: Mapping[str, Any] = {"type": "integer", "min": 1}
#: The settings of the server, `[serve]`; what each is for is said where they are used.
SERVE: Mapping[str, Mapping[str, Any]] = {
    **dict.fromkeys(("host",), _TEXT),
    **dict.fromkeys(("hosts", "tokens", "rulesets"), _TEXTS),
    **dict.fromkeys(("workers", "queue", "requests", "body-megabytes", "files", "receive-seconds"), _NUMBER),
    "port": {"type": "integer", "min": 0, "max": 65535},
}
_SHAPE: Mapping[str, Any] = {
    **_BY_PATH,
    "fail-on": {"type": "string", "allowed": [*(str(s) for s in Severity if s is not Severity.OFF), "never"]},
    "select": _TEXTS,
    "ignore": _TEXTS,
    "waivers": _TEXT,
    "baseline": _TEXT,
    "format": _TEXT,
    "serve": {"type": "dict", "schema": SERVE},
    "limits": {"type": "dict", "schema": dict.fromkeys(limits.names(), _TEXT)},
    "paths": {"type": "list", "schema": {"type": "dict", "schema": {"match": {**_TEXT, "required": True}, **_BY_PATH}}},
}
_DEFAULTS: Mapping[str, Any] = {
    "ruleset": None, "template": None, "stage": "draft", "fail-on": "error", "select": (), "ignore": (), "waivers": None,
    "baseline": None, "format": "text", "limits": (),
}  # fmt: skip
_FILES = ("waivers", "baseline")


@dataclass(frozen=True, slots=True)
class Setting:
    """A value that is in force. origin: where it was set, "" for the default."""

    value: Any
    origin: str = ""


InForce = Mapping[str, Setting]


@dataclass(frozen=True, slots=True)
class Config:
    """A configuration file. lines: where each setting is written, by its path within the file."""

    file: Path
    shown: str
    values: Mapping[str, Any] = field(default_factory=dict)
    tree: Settings | None = None

    def settings(self, document: str) -> Iterator[tuple[str, Setting]]:
        """What it says for this document, the later beating the earlier."""
        for name, value in self.values.items():
            if name not in ("paths", "serve"):
                yield name, self._setting(name, value, name)
        inside = _globs.within(self.file.parent, document)
        for number, table in enumerate(self.values.get("paths", ())):
            if _globs.matches(table["match"], inside):
                for name, value in table.items():
                    if name != "match":
                        yield name, self._setting(name, value, "paths", number, name)

    def _setting(self, name: str, value: Any, *steps: Any) -> Setting:
        assert self.tree is not None
        line = settings.place_of(self.tree, steps, name=True).line
        beside = self.file.parent / str(value)
        if name in _FILES or (name == "ruleset" and beside.is_dir()):
            value = _nearby(beside)
        if isinstance(value, dict):
            value = [f"{inner}={amount}" for inner, amount in value.items()]
        return Setting(tuple(value) if isinstance(value, list) else value, f"{self.shown}:{line}")


def _nearby(path: Path) -> str:
    """The path as somebody in the working folder would write it, where it is in there."""
    whole, here = os.path.abspath(path), os.getcwd()
    return Path(os.path.relpath(whole, here) if whole.startswith(here + os.sep) else whole).as_posix()


def in_force(document: str, config: str | None = None, flags: Mapping[str, Any] | None = None) -> InForce:
    """Every setting that holds for a document: the default, unless a configuration, unless a flag says otherwise.

    config: the file to take, in place of the nearest. flags: those given, by the names of the settings.

    Raises UsageError for a file that cannot be read, SettingsError for one that does not load.
    """
    found = {name: Setting(value) for name, value in _DEFAULTS.items()}
    folder = os.path.dirname(os.path.abspath(document))
    if (nearest := _upward(folder, waivers_of.NAME)) is not None:
        found["waivers"] = Setting(_nearby(nearest), "found beside or above the document")
    chosen = _load(str(Path(config).resolve()), config) if config is not None else _nearest(folder)
    if chosen is not None:
        found.update(chosen.settings(document))
    given = {name: Setting(value, "the command line") for name, value in (flags or {}).items() if value not in (None, ())}
    if "limits" in given and found["limits"].value:
        given["limits"] = Setting((*found["limits"].value, *given["limits"].value), "the command line")  # one by one, a flag beats it
    return {**found, **given}


def served(config: str | None = None) -> dict[str, Any]:
    """What the configuration of the working folder, or this file, says of the server. Raises as `in_force` does."""
    chosen = _load(str(Path(config).resolve()), config) if config is not None else _nearest(os.getcwd())
    values: dict[str, Any] = dict(chosen.values.get("serve", {})) if chosen is not None else {}
    if chosen is not None and "rulesets" in values:
        values["rulesets"] = [_nearby(chosen.file.parent / folder) for folder in values["rulesets"]]
    return values


@lru_cache(maxsize=4096)
def _upward(folder: str, name: str) -> Path | None:
    """The file of this name in the folder or the nearest above it."""
    for place in (Path(folder), *Path(folder).parents):
        if (place / name).is_file():
            return place / name
    return None


def forget() -> None:
    """Look for files anew, since they may have changed."""
    for kept in (_upward, _nearest, _load):
        kept.cache_clear()


@lru_cache(maxsize=4096)
def _nearest(folder: str) -> Config | None:
    for place in (Path(folder), *Path(folder).parents):
        if (place / NAME).is_file():
            return _load(str(place / NAME), _nearby(place / NAME))
        shared = place / _SHARED
        if shared.is_file() and (found := _load(str(shared), _nearby(shared))).tree is not None:
            return found
    return None


@lru_cache(maxsize=256)
def _load(file: str, shown: str) -> Config:
    """The configuration in a file; without a tree if it is another program's file that holds none."""
    import tomllib  # slow to import, and most documents have no configuration

    try:
        data = Path(file).read_bytes()
        text = data.decode("utf-8-sig")
        shared = Path(file).name == _SHARED
        if shared and "reportlint" not in text:
            return Config(Path(file), shown)
        whole = tomllib.loads(text)
    except OSError as problem:
        raise UsageError(f"The configuration {shown} could not be read: {problem.strerror}.") from None
    except UnicodeDecodeError:
        raise SettingsError([f"{shown}:1:1: the file is not UTF-8 text. Expected it to be saved as UTF-8."]) from None
    except RecursionError:
        raise SettingsError([f"{shown}:1:1: this is nested too deep."]) from None
    except tomllib.TOMLDecodeError as problem:
        raise SettingsError([_not_toml(str(problem), shown)]) from None
    prefix: tuple[str, ...] = _TABLE if shared else ()
    for step in prefix:
        whole = whole.get(step, {})
    if shared and not whole:
        return Config(Path(file), shown)
    tree = _tree(whole, prefix, _places(text, shown), Place(shown))
    return Config(Path(file), shown, settings.typed(tree, _SHAPE, "this file"), tree)


def _not_toml(said: str, shown: str) -> str:
    at = re.search(r"line (\d+), column (\d+)", said)
    where = f"{at[1]}:{at[2]}" if at else "1:1"
    return f"{shown}:{where}: this is not TOML: {said.split(' (at ')[0]}."


Steps = tuple[Any, ...]
_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^(\s*)([\w."'-]+)\s*=""")


def _places(text: str, shown: str) -> dict[Steps, Place]:
    """Where each setting is written, by its path, as far as a look at every line tells."""
    found: dict[Steps, Place] = {}
    counts: dict[Steps, int] = {}
    table: Steps = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _names(header[2])
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            found.setdefault(table, Place(shown, number))
            found.setdefault(table[:1], Place(shown, number))
        elif key := _KEY.match(line):
            found.setdefault((*table, *_names(key[2])), Place(shown, number, len(key[1]) + 1))
    return found


def _names(dotted: str) -> Steps:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _tree(value: Any, path: Steps, places: Mapping[Steps, Place], near: Place) -> Any:
    """A TOML value as settings with their places; what is not found stands where the thing that it is in does."""
    place = places.get(path, near)
    if isinstance(value, dict):
        made = Settings(place)
        for name, inner in value.items():
            own = places.get((*path, name), place)
            made.put(name, _tree(inner, (*path, name), places, own), own)
        return made
    if isinstance(value, list):
        return Items((_tree(inner, (*path, at), places, place) for at, inner in enumerate(value)), place)
    return Text(str(value).lower() if isinstance(value, bool) else str(value), place)

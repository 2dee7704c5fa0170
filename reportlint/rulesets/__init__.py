"""YAML -> Ruleset: rules and templates as data, checked as a whole when they are loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reportlint.errors import UsageError
from reportlint.rulesets import _cache, _layers
from reportlint.rulesets._layers import available, bundled, installed, rules_folder
from reportlint.rulesets.rule import Example, Rule, Ruleset, When
from reportlint.templates import recognise
from reportlint.templates.recognise import Signs

__all__ = [
    "SCHEMAS",
    "Example",
    "Rule",
    "Ruleset",
    "When",
    "available",
    "bundled",
    "installed",
    "json_schema",
    "load",
    "rules_folder",
    "ship",
    "signs",
]

#: The kinds of file that a ruleset is made of.
SCHEMAS = ("rule", "template", "ruleset")


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of rule, template or ruleset files."""
    from reportlint.rulesets import _json_schema

    made: dict[str, Any] = getattr(_json_schema, f"of_{kind}")()
    return made


def signs() -> tuple[tuple[str, Signs], ...]:
    """What the templates of all bundled rulesets are told by, each with the name of its ruleset; kept as `load` keeps these.

    Raises RulesetError as `load` does.
    """
    if (kept := _cache.kept_signs()) is not None:
        return kept
    found = tuple((name, recognise.signs(t)) for name in bundled() for t in load(name).templates.values())
    _cache.keep_signs(found)
    return found


def load(name_or_folder: str | Path) -> Ruleset:
    """The ruleset of a name that comes with the program, or of a folder.

    Kept in the user's cache folder after the first time, unless the environment says REPORTLINT_CACHE=off.

    Raises UsageError if there is none, RulesetError with every problem of its files.
    """
    home = _layers.home(name_or_folder)
    if home is None:
        from reportlint.rulesets._tree import expected

        raise UsageError(f"There is no ruleset '{name_or_folder}'. {expected(str(name_or_folder), available())}")
    if (kept := _cache.get(home)) is not None:
        return kept
    # The YAML and Cerberus libraries are slow to import: only when they are needed.
    from reportlint.rulesets._load import compiled

    ruleset, layers, absent = compiled(home)
    _cache.put(home, ruleset, layers, absent)
    return ruleset


def ship(folder: Path) -> None:
    """Write the bundled rulesets, compiled from their YAML files, to a folder: a package is built with them.

    Raises RulesetError as `load` does.
    """
    from reportlint.rulesets._load import compiled

    homes = [home for name in available() if (home := _layers.home(name)) is not None]
    made = {home.name: compiled(home) for home in homes}
    signs = tuple((name, recognise.signs(t)) for name in bundled() for t in made[name][0].templates.values())
    _cache.ship(folder, ((ruleset, layers) for ruleset, layers, _ in made.values()), signs)

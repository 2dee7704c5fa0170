"""Other files that hold settings, read as strictly as rule files: whatever is wrong is said with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from reportlint.errors import SettingsError
from reportlint.rulesets._tree import Items, Place, Problems, Settings, Text, place_of

__all__ = ["Items", "Place", "Problems", "Settings", "Text", "place_of", "read", "refuse", "typed"]


def read(data: bytes, shown: str) -> Settings:
    """The settings that a YAML file holds. Raises SettingsError if it cannot be read."""
    from reportlint.rulesets import _yaml  # slow to import, as is Cerberus

    problems = Problems()
    tree = _yaml.read(data, shown, problems)
    refuse(problems)
    assert tree is not None
    return tree


def typed(tree: Settings, shape: Mapping[str, Any], within: str) -> dict[str, Any]:
    """The settings as their Cerberus schema types them. within: what to call the whole. Raises SettingsError."""
    from reportlint.rulesets._schema import validated

    problems = Problems()
    values = validated(tree, shape, problems, within)
    refuse(problems)
    assert values is not None
    return values


def refuse(problems: Problems | Iterable[str]) -> None:
    """Raise SettingsError if there are any problems."""
    lines = problems.lines() if isinstance(problems, Problems) else list(problems)
    if lines:
        raise SettingsError(lines)

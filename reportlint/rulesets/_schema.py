"""Validation by Cerberus: text made into what a schema says, and every error in words, with its place.

Two keys of a schema's `meta` are known here: `pattern` (the texts at or beneath this are regular expressions, see
`_patterns`) and `expected` (what should stand there, in words).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from cerberus import Validator
from cerberus import errors as codes

from reportlint.rulesets._patterns import fault
from reportlint.rulesets._tree import Problems, Settings, Text, expected, near, place_of, texts

Schema = Mapping[str, Any]
Steps = tuple[Any, ...]

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,8})")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,9})?")
_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "float": "a number",
    "number": "a number",
    "boolean": "true or false",
    "list": "a list",
    "dict": "settings of the form 'name: value'",
}


def validated(tree: Settings, schema: Schema, problems: Problems, within: str = "these settings") -> dict[str, Any] | None:
    """The settings as the schema types them, defaults filled in; None if something is wrong, which goes to `problems`.

    within: what to call the whole in a message about a missing setting.
    """
    key = (_Frozen(schema), repr(tree))
    if key in _sound:
        return dict(_sound[key])
    made = _validated(tree, schema, problems, within)
    if made is not None:
        _sound[key] = dict(made)
    return made


#: What was found sound, by its schema and text: the same files are layers of many rulesets.
_sound: dict[tuple[_Frozen, str], dict[str, Any]] = {}


def _validated(tree: Settings, schema: Schema, problems: Problems, within: str) -> dict[str, Any] | None:
    root = {"type": "dict", "schema": schema}
    validator = _validator(_Frozen(schema))
    right = validator.validate(_coerced(tree, root))
    errors = validator.errors
    meant = {(*e.document_path[:-1], _meant(e, root)) for e in errors if e.code == codes.UNKNOWN_FIELD.code}
    for error in errors:
        # A misspelt setting is not also missing.
        if error.code != codes.REQUIRED_FIELD.code or tuple(error.document_path) not in meant:
            path, of_name, what = _explained(error, root, within)
            problems.add(place_of(tree, path, of_name), what)
    for text in _patterns(tree, root):
        if wrong := fault(text):
            right = False
            problems.add(text.place, wrong)
    # A copy, since the validator is used again.
    return dict(validator.document) if right else None


def _meant(error: Any, root: Schema) -> str:
    """The setting that an unknown one was probably meant to be."""
    *above, name = error.document_path
    return near(str(name), _at(root, above).get("schema", {}))


class _Frozen:
    """A schema that can be a key of a cache: the same object is the same schema."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema

    def __hash__(self) -> int:
        return id(self.schema)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Frozen) and other.schema is self.schema


@cache
def _validator(schema: _Frozen) -> Any:
    return Validator(dict(schema.schema), error_handler=_Handler())


def _kinds(rules: Schema) -> tuple[str, ...]:
    """The types that a schema allows."""
    kinds = rules.get("type", ())
    return (kinds,) if isinstance(kinds, str) else tuple(kinds)


def _below(rules: Schema, step: Any) -> Schema:
    """The schema of what stands one step down."""
    inner = rules.get("schema", {})
    if isinstance(step, int):
        return inner if "list" in _kinds(rules) else {}
    named = inner.get(step) if "dict" in _kinds(rules) else None
    return named if isinstance(named, Mapping) else rules.get("valuesrules", {})


def _at(root: Schema, path: Iterable[Any]) -> Schema:
    for step in path:
        root = _below(root, step)
    return root


def _coerced(value: Any, rules: Schema) -> Any:
    """The value with its texts made numbers, true or false where the schema wants these; others stay as written."""
    if isinstance(value, Text):
        return _scalar(str(value), _kinds(rules))
    if isinstance(value, list):
        return [_coerced(item, _below(rules, at)) for at, item in enumerate(value)]
    if isinstance(value, Mapping):
        return {str(name): _coerced(item, _below(rules, name)) for name, item in value.items()}
    return value


def _scalar(text: str, kinds: Sequence[str]) -> object:
    if "boolean" in kinds and text in ("true", "false"):
        return text == "true"
    if {"integer", "float", "number"} & set(kinds) and _WHOLE.fullmatch(text):
        return int(text)
    if {"float", "number"} & set(kinds) and _NUMBER.fullmatch(text):
        return float(text)
    return text


def _patterns(value: Any, rules: Schema) -> Iterator[Text]:
    """The texts that the schema says are regular expressions."""
    if rules.get("meta", {}).get("pattern"):
        yield from texts(value)
    elif isinstance(value, Settings):
        for name, item in value.items():
            yield from _patterns(item, _below(rules, name))
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from _patterns(item, _below(rules, at))


Explained = tuple[Steps, bool, str]


class _Handler(codes.BaseErrorHandler):  # type: ignore[misc]
    """Gives every single error, groups of errors taken apart."""

    def __call__(self, errors: Iterable[Any]) -> list[Any]:
        found: list[Any] = []
        for error in errors:
            found += self(error.child_errors) if error.is_group_error and not error.is_logic_error else [error]
        return found


def _explained(error: Any, root: Schema, within: str) -> Explained:
    """Where an error is, whether the name itself is meant, and what is wrong and was expected."""
    path: Steps = tuple(error.document_path)
    if error.code == codes.UNKNOWN_FIELD.code:
        known = list(_at(root, path[:-1]).get("schema", {}))
        return path, True, f"unknown setting '{path[-1]}'. {expected(str(path[-1]), known)}"
    rules = _at(root, path)
    if error.code == codes.REQUIRED_FIELD.code:
        inside = within if len(path) == 1 else _called(path[:-1])
        return path, True, f"the setting '{path[-1]}' is missing from {inside}. Expected {_wanted(rules)}."
    of_name = "keysrules" in error.schema_path
    if of_name:
        wanted = _wanted(_at(root, path[:-1]).get("keysrules", {}))
        return path, True, f"'{path[-1]}' cannot be a name here. Expected {wanted}."
    return path, False, f"{_called(path)} {_complaint(error, rules)}"


def _called(path: Steps) -> str:
    """What to call the value at a path."""
    if not path:
        return "this"
    if isinstance(path[-1], int):
        return f"item {path[-1] + 1} of {_called(path[:-1])}"
    return f"'{path[-1]}'"


def _wanted(rules: Schema) -> str:
    """What a schema expects, in words."""
    said = rules.get("meta", {}).get("expected")
    if said:
        return str(said)
    if "allowed" in rules and "list" not in _kinds(rules):
        return f"one of: {', '.join(str(a) for a in rules['allowed'])}"
    return " or ".join(dict.fromkeys(_TYPES.get(k, k) for k in _kinds(rules))) or "another value"


def _shown(value: Any) -> str:
    if value is None:
        return "is empty"
    if isinstance(value, bool):
        return f"is {str(value).lower()}"
    if isinstance(value, list | tuple):
        return "is a list"
    return "holds settings" if isinstance(value, Mapping) else f"is '{value}'"


def _complaint(error: Any, rules: Schema) -> str:
    """What is wrong with a value and what was expected."""
    value, limit, code = error.value, error.constraint, error.code
    if code in (codes.NOT_NULLABLE.code, codes.EMPTY_NOT_ALLOWED.code):
        return f"is empty. Expected {_wanted(rules)}."
    if code == codes.UNALLOWED_VALUE.code and "expected" not in rules.get("meta", {}):
        return f"{_shown(value)}. {expected(str(value), limit)}"
    if code == codes.UNALLOWED_VALUES.code:
        wrong = str(next(iter(error.info[0])))
        return f"holds '{wrong}'. {expected(wrong, limit)}"
    if code in (codes.MIN_VALUE.code, codes.MAX_VALUE.code):
        return f"is {value}. Expected at {'least' if code == codes.MIN_VALUE.code else 'most'} {limit}."
    if code in (codes.MIN_LENGTH.code, codes.MAX_LENGTH.code):
        unit = "characters" if isinstance(value, str) else "items"
        return f"has {len(value)} {unit}. Expected at {'least' if code == codes.MIN_LENGTH.code else 'most'} {limit}."
    if code == codes.EXCLUDES_FIELD.code:
        return f"cannot stand together with {', '.join(_names(limit))}. Expected one of them."
    if code in (codes.DEPENDENCIES_FIELD.code, codes.DEPENDENCIES_FIELD_VALUE.code):
        return f"needs another setting beside it. Expected also: {', '.join(_names(limit))}."
    if code == codes.CUSTOM.code and error.info:
        return f"{_shown(value)}. {error.info[0]}"
    return f"{_shown(value)}. Expected {_wanted(rules)}."


def _names(constraint: Any) -> list[str]:
    listed = [constraint] if isinstance(constraint, str) else list(constraint)
    return [f"'{name}'" for name in listed]

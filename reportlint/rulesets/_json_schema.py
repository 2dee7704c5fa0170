"""JSON Schemas (draft 2020-12) of rule, template and ruleset files, so that editors complete and check them.

Made from the Cerberus schemas by which files are read. They are a little wider: what depends on other files, such as word
lists and the parts of templates, only the loader knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportlint import discover
from reportlint.rulesets import _shapes
from reportlint.rulesets._rules import CHECKS

Json = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TYPES = {"dict": "object", "list": "array", "float": "number"}
_LIMITS = {"min": "minimum", "max": "maximum"}
#: What stands in a list for all items of a word list.
_LIST = {"type": "string", "pattern": "^@", "description": "the items of a word list"}


def of_rule() -> Json:
    """The schema of a rule file, with the options of each check kind."""
    made = _file("A rule", _shapes.RULE)
    made["$defs"] = {"example": _object(_shapes.EXAMPLE)}
    kinds = discover.names(CHECKS)
    made["properties"]["check"] = {"enum": list(kinds), "description": "the check kind"}
    made["properties"]["examples"] = _examples(needed=True)
    made["allOf"] = [_of_kind(kind) for kind in kinds]
    return made


def of_ruleset() -> Json:
    """The schema of a `ruleset.yaml`."""
    made = _file("A ruleset", _shapes.RULESET)
    made["$defs"] = {"example": _object(_shapes.EXAMPLE)}
    change = made["properties"]["rules"]["additionalProperties"]
    change["properties"]["examples"] = _examples(needed=False)
    change["allOf"] = [{"if": _said("enabled", False), "then": {"required": ["reason"]}}]
    return made


def of_template() -> Json:
    """The schema of a template file. One that extends another need not say what that one says."""
    made = _file("A template", _shapes.TEMPLATE)
    needed, own = made.pop("required"), made["properties"]
    lists = {name: own[name] for name in own if own[name].get("items", {}).get("properties", {}).get("id")}
    rows = own["approvals"]["properties"]["rows"]
    titles = own["approvals"].pop("required")
    known = own["items"]["properties"]["known"]
    for schema in (*lists.values(), rows, known):
        schema["items"]["required"] = ["id"]
        schema["items"]["properties"] |= {"after": _schema(_shapes.ID), "remove": {"const": True}}
    alone = {"items": {"required": ["id", "title"]}}
    whole = {
        **dict.fromkeys(lists, alone),
        "approvals": {"required": titles, "properties": {"rows": alone}},
        "items": {"properties": {"known": alone}},
    }
    made["if"] = {"not": {"required": ["extends"]}}
    made["then"] = {"required": needed, "properties": whole}
    return made


def _file(title: str, shape: Mapping[str, Any]) -> Json:
    return {"$schema": _DRAFT, "title": title, **_object(shape)}


def _of_kind(name: str) -> Json:
    kind = discover.load(CHECKS, name)
    options = _object(kind.OPTIONS, words=True)
    options["description"] = str(kind.__doc__).strip()
    then: Json = {"properties": {"options": options}}
    if options.get("required"):
        then["required"] = ["options"]
    return {"if": _said("check", name), "then": then}


def _said(name: str, value: object) -> Json:
    return {"properties": {name: {"const": value}}, "required": [name]}


def _examples(needed: bool) -> Json:
    one: Json = {"anyOf": [{"type": "string", "minLength": 1}, {"$ref": "#/$defs/example"}]}
    several = {"anyOf": [*one["anyOf"], {"type": "array", "minItems": 1, "items": one}]}
    made: Json = {"type": "object", "properties": {"bad": several, "good": several}, "additionalProperties": False}
    return {**made, "required": ["bad", "good"]} if needed else made


def _object(shape: Mapping[str, Any], words: bool = False) -> Json:
    """The schema of settings with these names and no others. words: whether `@name` may stand for a word list in a list."""
    made: Json = {
        "type": "object",
        "properties": {name: _schema(inner, words) for name, inner in shape.items()},
        "additionalProperties": False,
    }
    needed = [name for name, inner in shape.items() if inner.get("required")]
    return {**made, "required": needed} if needed else made


def _schema(shape: Mapping[str, Any], words: bool = False) -> Json:
    """The schema of one value."""
    kinds = [shape["type"]] if isinstance(shape.get("type"), str) else list(shape.get("type", ()))
    made: Json = {"type": _types(kinds, shape)}
    if len(made["type"]) == 1:
        made["type"] = made["type"][0]
    if "dict" in kinds:
        made |= _of_dict(shape, words)
    if "list" in kinds:
        made |= _of_list(shape, words)
    else:
        made |= {"enum": list(shape["allowed"])} if "allowed" in shape else {}
    if "regex" in shape:
        made["pattern"] = f"^(?:{shape['regex']})$"
    elif "string" in kinds and shape.get("empty") is False:
        made["minLength"] = 1
    made |= {new: shape[old] for old, new in _LIMITS.items() if old in shape}
    if said := shape.get("meta", {}).get("expected"):
        made["description"] = said
    if shape.get("default") not in (None, [], {}):
        made["default"] = shape["default"]
    return made


def _types(kinds: list[str], shape: Mapping[str, Any]) -> list[str]:
    found = [_TYPES.get(k, k) for k in kinds]
    if "string" in kinds and "regex" not in shape and "allowed" not in shape:
        # The loader keeps every scalar as it is written: a title may be 2030, an answer true.
        found += [t for t in ("number", "boolean") if t not in found]
    return [*found, "null"] if shape.get("nullable") else found


def _of_dict(shape: Mapping[str, Any], words: bool) -> Json:
    if "schema" in shape and "list" not in shape.get("type", ()):
        inner = _object(shape["schema"], words)
        return {name: value for name, value in inner.items() if name != "type"}
    made: Json = {}
    if "keysrules" in shape:
        made["propertyNames"] = {name: value for name, value in _schema(shape["keysrules"]).items() if name != "type"}
    if "valuesrules" in shape:
        made["additionalProperties"] = _schema(shape["valuesrules"], words)
    return made


def _of_list(shape: Mapping[str, Any], words: bool) -> Json:
    item = _schema(shape.get("schema", {"type": "string"}), words)
    if "allowed" in shape:
        item["enum"] = list(shape["allowed"])
    any_text = isinstance(item["type"], list) and "string" in item["type"]
    made: Json = {"items": item if not words or (any_text and "enum" not in item) else {"anyOf": [item, _LIST]}}
    if "minlength" in shape or shape.get("empty") is False:
        made["minItems"] = shape.get("minlength", 1)
    return made

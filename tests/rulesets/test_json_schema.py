"""The JSON Schemas of rule files say what the loader says, by the word of a published validator."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from reportlint import rulesets
from reportlint.rulesets import SCHEMAS, json_schema

RULES = rulesets.rules_folder()


class _Core(yaml.SafeLoader):
    """YAML as editors read it (1.2): only true and false are truths, and no text is a date."""


_Core.yaml_implicit_resolvers = {}
_Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(?:true|false)$"), list("tf"))
_Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?(?:0|[1-9]\d*)$"), list("-0123456789"))
_Core.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"-?\d+\.\d+$"), list("-0123456789"))


def _kind(path: Path) -> str:
    return "template" if path.parent.name == "templates" else "ruleset" if path.name == "ruleset.yaml" else "rule"


FILES = sorted(RULES.rglob("*.yaml"))
VALIDATORS = {kind: Draft202012Validator(json_schema(kind)) for kind in SCHEMAS}


def _read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), _Core)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_schema_is_a_schema(kind: str) -> None:
    Draft202012Validator.check_schema(json_schema(kind))
    assert json_schema(kind)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_every_bundled_file_is_valid_and_names_its_schema(path: Path) -> None:
    found = [f"{'/'.join(map(str, e.path))}: {e.message}" for e in VALIDATORS[_kind(path)].iter_errors(_read(path))]
    assert found == []
    up = "../../" if _kind(path) == "template" else "../"
    assert path.read_text("utf-8").splitlines()[0] == f"# yaml-language-server: $schema={up}schema/{_kind(path)}.json"


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_schemas_beside_the_rules_are_the_current_ones(kind: str) -> None:
    assert json.loads((RULES / "schema" / f"{kind}.json").read_text("utf-8")) == json_schema(kind)


RULE: dict[str, Any] = {
    "id": "too-long",
    "title": "Too long",
    "for": "fields summary",
    "check": "word_count",
    "options": {"max": 250},
    "severity": {"draft": "info", "submission": "warning", "publication": "error"},
    "message": "M.",
    "fix": "F.",
    "why": "W.",
    "source": "S",
    "examples": {"bad": "[[x]]", "good": ["y", {"text": "z", "on": "2025-01-31"}]},
}
RULESET: dict[str, Any] = {"name": "town", "title": "Town", "extends": ["core"], "rules": {"x": {"enabled": False, "reason": "R."}}}
TEMPLATE: dict[str, Any] = {
    "name": "report",
    "title": "Report",
    "fields": [{"id": "title", "title": "Title", "aliases": ["Name", {"title": "Heading", "until": "2026-03-31"}]}],
}
GOOD = {"rule": RULE, "ruleset": RULESET, "template": TEMPLATE}

BROKEN: list[tuple[str, Mapping[str, Any]]] = [
    ("rule", {"check": "word_cuont"}),
    ("rule", {"options": {"maks": 250}}),
    ("rule", {"options": {"max": "many"}}),
    ("rule", {"options": {"max": 0}}),
    ("rule", {"severity": {"draft": "info", "submission": "warning"}}),
    ("rule", {"severity": {"draft": "fatal", "submission": "warning", "publication": "error"}}),
    ("rule", {"examples": {"bad": "[[x]]"}}),
    ("rule", {"examples": {"bad": [], "good": "y"}}),
    ("rule", {"examples": {"bad": {"text": "[[x]]", "at": "draft"}, "good": "y"}}),
    ("rule", {"id": "Too Long"}),
    ("rule", {"why": ""}),
    ("rule", {"colour": "red"}),
    ("rule", {"from": "April 2026"}),
    ("rule", {"when": {"dated": False}}),
    ("rule", {"when": {"stage": ["drafted"]}}),
    ("rule", {"check": "forbidden", "options": {"patterns": "x"}}),
    ("rule", {"check": "readable", "options": {}}),
    ("ruleset", {"nation": "FRA"}),
    ("ruleset", {"extends": "core"}),
    ("ruleset", {"lists": {"Words!": ["a"]}}),
    ("ruleset", {"rules": {"x": {"enabled": False}}}),
    ("ruleset", {"rules": {"x": {"severity": {"draft": "high"}}}}),
    ("ruleset", {"rules": {"x": {"check": "present"}}}),
    ("template", {"fields": [{"title": "Title"}]}),
    ("template", {"fields": [{"id": "title"}]}),
    ("template", {"fields": [{"id": "title", "title": "T", "kind": "word"}]}),
    ("template", {"fields": [{"id": "title", "title": "T", "aliases": [{"until": "2026-03-31"}]}]}),
    ("template", {"sections": [{"id": "legal", "title": "Legal", "from": "soon"}]}),
    ("template", {"heading-level": 12}),
    ("template", {"recognise": {"least": 2}}),
]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_what_is_right_is_valid(kind: str) -> None:
    assert list(VALIDATORS[kind].iter_errors(GOOD[kind])) == []


@pytest.mark.parametrize(("kind", "change"), BROKEN)
def test_what_is_broken_is_not(kind: str, change: Mapping[str, Any]) -> None:
    assert list(VALIDATORS[kind].iter_errors({**GOOD[kind], **change}))


@pytest.mark.parametrize(("kind", "needed"), [(k, n) for k in SCHEMAS for n in GOOD[k] if n not in ("options", "extends", "rules")])
def test_what_is_missing_is_missed(kind: str, needed: str) -> None:
    assert list(VALIDATORS[kind].iter_errors({k: v for k, v in GOOD[kind].items() if k != needed}))


def test_a_template_that_extends_may_be_short() -> None:
    short = {"name": "longer", "extends": "report", "fields": [{"id": "title", "remove": True}, {"id": "wards", "after": "title"}]}
    assert list(VALIDATORS["template"].iter_errors(short)) == []

"""The Cerberus schemas of rule files, rulesets and templates."""

from __future__ import annotations

from typing import Any

from reportlint.findings import Severity, Stage

Shape = dict[str, Any]

_STAGES = [str(s) for s in Stage]
_ID = r"[a-z0-9]+(-[a-z0-9]+)*"

TEXT: Shape = {"type": "string", "empty": False}
ID: Shape = {"type": "string", "regex": _ID, "meta": {"expected": "small letters, digits and hyphens"}}
TRUTH: Shape = {"type": "boolean"}
TEXTS: Shape = {"type": "list", "schema": TEXT}
PATTERNS: Shape = {"type": "list", "schema": TEXT, "meta": {"pattern": True}}
DAY: Shape = {"type": "string", "regex": r"\d{4}-\d\d-\d\d", "meta": {"expected": "a date such as 2025-01-31"}}
TERM: dict[str, Shape] = {"from": DAY, "until": DAY}
IDS: Shape = {"type": "list", "schema": ID}
STAGE: Shape = {"type": "string", "allowed": _STAGES}
FACT: Shape = {"type": ["string", "list"], "schema": TEXT}
FACTS: Shape = {"type": "dict", "keysrules": ID, "valuesrules": FACT}


def _needed(shape: Shape) -> Shape:
    return {**shape, "required": True}


def _severity(needed: bool) -> Shape:
    word = {"type": "string", "allowed": [str(s) for s in Severity], "required": needed}
    return {"type": "dict", "schema": dict.fromkeys(_STAGES, word)}


WHEN: Shape = {
    "type": "dict",
    "schema": {
        "stage": {"type": "list", "schema": STAGE, "minlength": 1},
        "template": FACTS,
        "answer": {"type": "dict", "valuesrules": {"type": ["string", "list"], "empty": False, "schema": TEXT}},
        "dated": {"type": "boolean", "allowed": [True], "meta": {"expected": "true, or no such setting"}},
    },
}

#: An example with more than its text.
EXAMPLE: Shape = {
    "text": _needed(TEXT),
    "on": DAY,
    "stage": STAGE,
    "template": ID,
    "subject": ID,
}
_EXAMPLES: Shape = {
    "type": ["string", "dict", "list"],
    "empty": False,
    "required": True,
    "meta": {"expected": "an example, or a list of examples"},
}

_EXAMPLE_GROUP: Shape = {"type": "dict", "schema": {"bad": _EXAMPLES, "good": _EXAMPLES}}

RULE: Shape = {
    "id": _needed(ID),
    "title": _needed(TEXT),
    "for": _needed(TEXT),
    "check": _needed(TEXT),
    "options": {"type": "dict"},
    "subject": {"type": "string", "allowed": ["none"]},
    "when": WHEN,
    "unless": IDS,
    **TERM,
    "severity": _needed(_severity(True)),
    "waivable": TRUTH,
    "waivable-by": {**IDS, "minlength": 1},
    "message": _needed(TEXT),
    "fix": _needed(TEXT),
    "why": _needed(TEXT),
    "source": _needed(TEXT),
    "examples": _needed(_EXAMPLE_GROUP),
}

#: What a ruleset may change of a rule that it inherits.
CHANGE: Shape = {
    "enabled": TRUTH,
    "reason": TEXT,
    "severity": _severity(False),
    "options": {"type": "dict"},
    **{name: {k: v for k, v in RULE[name].items() if k != "required"} for name in ("for", "when", "message", "fix", "why", "source")},
    **{name: RULE[name] for name in ("waivable", "waivable-by")},
    **TERM,
    "examples": _EXAMPLE_GROUP,
}

#: A day by which something must be done, so many days before the meeting or before the last day for publication.
DEADLINE: Shape = {
    "id": _needed(ID),
    "title": _needed(TEXT),
    "clear-days": {"type": "integer", "min": 0, "max": 366},
    "working-days-before": {"type": "integer", "min": 0, "max": 366},
    "from": {"type": "string", "allowed": ["meeting", "publication"]},
    "source": TEXT,
}

RULESET: Shape = {
    "name": _needed(ID),
    "title": _needed(TEXT),
    "extends": TEXTS,
    "nation": {"type": "string", "allowed": ["ENG", "WLS", "SCT", "NIR"]},
    "lists": {
        "type": "dict",
        "keysrules": {"type": "string", "regex": rf"\+?{_ID}", "meta": {"expected": "small letters, digits and hyphens"}},
        "valuesrules": TEXTS,
    },
    "roles": {"type": "dict", "keysrules": ID, "valuesrules": TEXTS},
    "waivable-by": {**IDS, "minlength": 1},
    "deadlines": {"type": "list", "schema": {"type": "dict", "schema": DEADLINE}},
    "rules": {"type": "dict", "valuesrules": {"type": "dict", "schema": CHANGE}},
}


#: A title, or a title that holds from or until a day.
_ALIAS: Shape = {"type": ["string", "dict"], "empty": False, "schema": {"title": _needed(TEXT), **TERM}, "meta": {"expected": "a title"}}


def _spec(**more: Shape) -> Shape:
    aliases = {"type": "list", "schema": _ALIAS}
    return {"id": _needed(ID), "title": _needed(TEXT), "aliases": aliases, "required": TRUTH, **TERM, **more}


def _specs(**more: Shape) -> Shape:
    return {"type": "list", "schema": {"type": "dict", "schema": _spec(**more)}}


def _kind(*allowed: str) -> Shape:
    return {"type": "string", "allowed": list(allowed)}


_FIELD: Shape = {
    "kind": _kind("text", "line", "choice", "people", "date", "list"),
    "choices": TEXTS,
    "tags": IDS,
    "notes": TEXTS,
    "patterns": PATTERNS,
}

_FILED: Shape = {"type": "dict", "schema": {"field": _needed(ID), "after": PATTERNS}}

TEMPLATE: Shape = {
    "name": _needed(ID),
    "title": _needed(TEXT),
    "extends": ID,
    "version": TEXT,
    "dated-by": ID,
    "filed-under": {"type": "dict", "schema": {"committee": _FILED, "directorate": _FILED}},
    "recognise": {
        "type": "dict",
        "schema": {"marks": PATTERNS, "against": PATTERNS, "least": {"type": "float", "min": 0, "max": 1}, "enabled": TRUTH},
    },
    "facts": FACTS,
    "classifications": TEXTS,
    "body-title": TRUTH,
    "number-form": {"type": "string", "regex": r"[^0-9]*1(\.0)?[^0-9]*", "meta": {"expected": "how 1 is written, such as '1.'"}},
    "heading-level": {"type": "integer", "min": 1, "max": 9},
    "paragraph-numbers": _kind("by-section", "continuous", "restarting"),
    "fields": _needed(_specs(**_FIELD, layout=_kind("answer", "bare"), above=TEXTS)),
    "sections": _specs(
        kind=_kind("text", "people"),
        tags=IDS,
        notes=TEXTS,
        patterns=PATTERNS,
        numbered=TRUTH,
        layout=_kind("lead-in"),
        nil=_kind("allowed", "reasoned"),
        within=ID,
        fields=_specs(**_FIELD),
    ),
    "approvals": {
        "type": "dict",
        "schema": {
            "titles": _needed({**TEXTS, "minlength": 1}),
            "name-columns": TEXTS,
            "date-columns": TEXTS,
            "required": TRUTH,
            "rows": _specs(tags=IDS, notes=TEXTS),
        },
    },
    "statements": _specs(patterns=PATTERNS, tags=IDS),
    "closing": TEXTS,
    "items": {
        "type": "dict",
        "schema": {"after": PATTERNS, "titles": PATTERNS, "pages": PATTERNS, "known": _specs(paper=ID, tags=IDS)},
    },
    "papers": {
        "type": "list",
        "schema": {
            "type": "dict",
            "schema": {
                "id": _needed(ID),
                "title": _needed(TEXT),
                "role": _needed(_kind("agenda", "minutes", "report", "paper", "attachment")),
                "begins": _needed({**PATTERNS, "minlength": 1}),
                "marks": PATTERNS,
                "template": ID,
            },
        },
    },
    "rules": IDS,
}

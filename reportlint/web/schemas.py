"""What the API's JSON answers look like, as JSON Schema; `docs/contracts.md` says the same in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]

_TEXT: Json = {"type": "string"}
_TEXT_OR_NULL: Json = {"type": ["string", "null"]}
_NUMBER: Json = {"type": "integer"}
_NUMBER_OR_NULL: Json = {"type": ["integer", "null"]}
_SWITCH: Json = {"type": "boolean"}
_ANY: Json = {"type": "object"}
_SEVERITY: Json = {"type": "string", "enum": ["error", "warning", "info"]}


def _list(of: Json) -> Json:
    return {"type": "array", "items": of}


def _object(_title: str, **properties: Json) -> Json:
    """An object with all of these properties, and perhaps others: keys may be added to a contract."""
    return {"type": "object", "description": _title, "required": list(properties), "properties": properties}


def _ref(name: str) -> Json:
    return {"$ref": name}


_STAGES = _object("The severity at each stage.", draft=_TEXT, submission=_TEXT, publication=_TEXT)
_RULE: Json = {
    "id": _TEXT, "title": _TEXT, "severity": _STAGES, "ruleset": _TEXT, "path": _TEXT, "changed_by": _list(_TEXT), "changes": _ANY,
    "why": _TEXT, "source": _TEXT,
}  # fmt: skip
_SPEC = _object("A field or section.", id=_TEXT, title=_TEXT, required=_SWITCH, choices=_list(_TEXT))
_HEADING: Json = {"schema": _TEXT, "tool": _object("The program.", name=_TEXT, version=_TEXT), "stage": _TEXT, "on": _TEXT}

SCHEMAS: Mapping[str, Json] = {
    "Problem": _object(
        "Why a request could not be served (RFC 9457).",
        type=_TEXT, title=_TEXT, status=_NUMBER, detail={"type": "string", "description": "A sentence for people."},
    ),
    "Result": _object(
        "What is wrong in the reports (reportlint/result/1).",
        **_HEADING,
        documents=_list(_ref("Document")),
        summary=_object(
            "How many there are.", documents=_NUMBER, unreadable=_NUMBER, error=_NUMBER, warning=_NUMBER, info=_NUMBER, waived=_NUMBER
        ),
    ),
    "Document": _object(
        "What is wrong in one report.",
        path=_TEXT, sha256=_TEXT, format=_TEXT_OR_NULL, ruleset=_TEXT_OR_NULL, ruleset_sha256=_TEXT_OR_NULL, template=_TEXT_OR_NULL,
        recognised_by=_TEXT_OR_NULL, status={"type": "string", "enum": ["pass", "fail", "unreadable"]},
        findings=_list(_ref("Finding")), faults=_list(_TEXT),
    ),
    "Finding": _object(
        "One thing that is wrong.",
        rule=_TEXT, subject=_TEXT_OR_NULL, severity=_SEVERITY, fingerprint=_TEXT, message=_TEXT, fix=_TEXT, why=_TEXT, source=_TEXT,
        location=_object(
            "Where it stands.", text=_TEXT, paragraph=_NUMBER_OR_NULL, section=_TEXT_OR_NULL, field=_TEXT_OR_NULL, table=_NUMBER_OR_NULL,
            row=_NUMBER_OR_NULL, page=_NUMBER_OR_NULL, quote=_TEXT,
        ),
        edits=_list(_object("How to mend it.", kind=_TEXT, paragraph=_NUMBER, start=_NUMBER, end=_NUMBER, text=_TEXT, safe=_SWITCH)),
        waiver={"type": ["object", "null"]},
    ),
    "Agenda": _object(
        "What is wrong in an agenda pack (reportlint/agenda/1).",
        **_HEADING, path=_TEXT, papers=_list(_ANY), documents=_list(_ANY), findings=_list(_ANY), problems=_list(_TEXT), faults=_list(_TEXT),
    ),
    "Inspection": _object(
        "What was read in a document (reportlint/inspect/1).",
        schema=_TEXT, path=_TEXT, format=_TEXT, properties=_ANY, paragraphs=_list(_ANY), template={"type": ["object", "null"]},
        fields=_ANY, sections=_list(_ANY), tables=_list(_ANY),
    ),
    "Rules": _object(
        "The rules (reportlint/rules/1).",
        schema=_TEXT,
        rulesets=_list(_object(
            "A ruleset.", name=_TEXT, title=_TEXT, sha256=_TEXT, layers=_list(_TEXT), templates=_list(_TEXT),
            rules=_list(_object("A rule.", **_RULE)), disabled=_ANY,
        )),
    ),
    "Rule": _object(
        "A rule, whole (reportlint/rule/1).",
        schema=_TEXT, within=_TEXT, **_RULE, check=_TEXT, message=_TEXT, fix=_TEXT, waivable=_SWITCH,
        examples=_list(_object("An example.", bad=_SWITCH, text=_TEXT, subject=_TEXT_OR_NULL)),
    ),
    "Templates": _object(
        "The templates (reportlint/templates/1).",
        schema=_TEXT,
        templates=_list(_object(
            "A template.", name=_TEXT, title=_TEXT, ruleset=_TEXT, version=_TEXT_OR_NULL, fields=_list(_SPEC), sections=_list(_SPEC),
        )),
    ),
    "Deadlines": {"type": "object", "description": "The deadlines of a meeting, the earliest first."},
}  # fmt: skip

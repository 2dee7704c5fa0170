"""The descriptions of the API, made from the operations: OpenAPI 3.1, and 2.0, which Power Platform's custom connectors take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import reportlint
from reportlint.rulesets.rule import Ruleset
from reportlint.web import parameters
from reportlint.web.operations import OPERATIONS, WORD, Operation
from reportlint.web.parameters import Parameter
from reportlint.web.problems import MEDIA_TYPE as PROBLEM
from reportlint.web.schemas import SCHEMAS

Json = dict[str, Any]

_TITLE = "reportlint"
_ABOUT = "Checks committee reports before they go to committee, and says in plain words what to mend. Documents stay in memory."
_BARE = "application/octet-stream"
_FORM = "multipart/form-data"
_FILES = {
    "waivers": "A file of waivers (YAML), in place of the server's.",
    "baseline": "A file of known findings (JSON), in place of the server's.",
}
#: What else may be answered, by what it means.
_PROBLEMS = {
    400: "The request makes no sense.",
    401: "A token is needed.",
    403: "The request is not allowed.",
    406: "The answer cannot be had in the form that is asked for.",
    421: "The server does not go by the name that it was called by.",
    429: "The server has too much to do. Retry-After says when to try again.",
    500: "The server has a fault.",
}
_OF_DOCUMENTS = {
    408: "The request took too long to arrive.",
    413: "The request is too large.",
    415: "The content type is not understood.",
    422: "The document cannot be read, or not be written to.",
}
_HEADERS = {
    "Reportlint-Verdict": "The verdict: pass, fail, unreadable, or fault for rules that could not be tried.",
    "Reportlint-Counts": "How many findings there are: error=2, warning=5, info=3, waived=0.",
}


def declared(operation: Operation, rulesets: Mapping[str, Ruleset]) -> tuple[Parameter, ...]:
    """An operation's parameters, with the rulesets and templates that this server offers."""
    form = (parameters.form(operation.answers),) if len(operation.answers) > 1 else ()
    return parameters.offered((*operation.parameters, *form), rulesets)


def version_3(rulesets: Mapping[str, Ruleset]) -> Json:
    """The description as OpenAPI 3.1."""
    paths: Json = {}
    for o in OPERATIONS:
        paths.setdefault(o.path, {})[o.method.lower()] = _operation_3(o, rulesets)
    token = {"type": "http", "scheme": "bearer", "description": "A token that the server knows, where it wants one."}
    return {
        "openapi": "3.1.0",
        "info": {"title": _TITLE, "version": reportlint.__version__, "description": _ABOUT},
        "servers": [{"url": "/"}],
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {"schemas": _schemas("#/components/schemas/"), "securitySchemes": {"token": token}},
    }


def _operation_3(o: Operation, rulesets: Mapping[str, Ruleset]) -> Json:
    own = declared(o, rulesets)
    made: Json = {
        "operationId": o.id, "summary": o.title, "description": o.description,
        "parameters": [
            {"name": p.name, "in": "path" if p.in_path else "query", "description": p.description, "required": p.required,
             "schema": _value(p), **({"style": "form", "explode": False} if p.kind == "names" else {})}
            for p in own
        ],
        "responses": _responses_3(o),
    }  # fmt: skip
    if o.documents:
        made["requestBody"] = {"required": True, "content": {_FORM: {"schema": _form(o, own)}, _BARE: {}, WORD: {}}}
    return made


def _form(o: Operation, own: Iterable[Parameter]) -> Json:
    """The fields of the form in which documents may come."""
    file: Json = {"type": "string", "contentMediaType": _BARE}
    documents: Json = {"type": "array", "minItems": 1, "items": file} if o.documents > 1 else file
    fields: Json = {"file": {**documents, "description": "The document." if o.documents == 1 else "The documents."}}
    fields |= {p.name: {**_text(p), "description": p.description} for p in own if p.name != "name"}
    if parameters.STAGE in o.parameters:
        fields |= {name: {**file, "description": said} for name, said in _FILES.items()}
    return {"type": "object", "required": ["file"], "properties": fields}


def _responses_3(o: Operation) -> Json:
    headers = {name: {"description": said, "schema": {"type": "string"}} for name, said in _HEADERS.items()} if _judges(o) else {}
    content: Json = {}
    for kind in (kind for kinds in o.answers.values() for kind in kinds):
        content[kind] = {"schema": {"$ref": f"#/components/schemas/{o.schema}"}} if kind == "application/json" else {}
    made: Json = {"200": {"description": "It was done.", "headers": headers, "content": content}}
    for status, said in _problems(o).items():
        made[str(status)] = {"description": said, "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    return made


def _problems(o: Operation) -> dict[int, str]:
    missing = {404: "There is nothing of this name."} if any(p.in_path for p in o.parameters) else {}
    return {**_PROBLEMS, **missing, **(_OF_DOCUMENTS if o.documents else {})}


def _judges(o: Operation) -> bool:
    return parameters.STAGE in o.parameters


def version_2(rulesets: Mapping[str, Ruleset]) -> Json:
    """The description as OpenAPI 2.0: a document is the bare body, and each operation answers in one form."""
    paths: Json = {}
    for o in OPERATIONS:
        paths.setdefault(o.path, {})[o.method.lower()] = _operation_2(o, rulesets)
    token = {"type": "apiKey", "name": "Authorization", "in": "header", "description": "Bearer, a space, and a token of the server."}
    return {
        "swagger": "2.0",
        "info": {"title": _TITLE, "version": reportlint.__version__, "description": _ABOUT},
        "host": "reportlint.example",
        "basePath": "/",
        "schemes": ["https"],
        "consumes": [],
        "produces": [],
        "paths": paths,
        "definitions": _schemas("#/definitions/", old=True),
        "securityDefinitions": {"token": token},
        "security": [{"token": []}],
    }


def _operation_2(o: Operation, rulesets: Mapping[str, Ruleset]) -> Json:
    first = next(iter(o.answers.values()))[0]
    listed = [_parameter_2(p) for p in declared(o, rulesets) if p.name != "format"]
    if o.documents:
        # Power Platform hands on a file's content as it is where the body is of this type.
        body = {"type": "string", "format": "binary"}
        listed.append({"name": "file", "in": "body", "required": True, "description": "The document.", "schema": body})
    answer: Json = {"type": "string", "format": "binary"} if first != "application/json" else {"$ref": f"#/definitions/{o.schema}"}
    headers = {name: {"description": said, "type": "string"} for name, said in _HEADERS.items()} if _judges(o) else {}
    problem = {"description": "It could not be done; 'detail' says why.", "schema": {"$ref": "#/definitions/Problem"}}
    return {
        "operationId": o.id[:1].upper() + o.id[1:],
        "summary": o.title,
        "description": o.description,
        "consumes": [_BARE] if o.documents else [],
        "produces": [first],
        "parameters": listed,
        "responses": {"200": {"description": "It was done.", "schema": answer, "headers": headers}, "default": problem},
    }


def _parameter_2(p: Parameter) -> Json:
    made: Json = {"name": p.name, "in": "path" if p.in_path else "query", "description": p.description, "required": p.required}
    made |= _value(p) | ({"collectionFormat": "csv"} if p.kind == "names" else {})
    made |= {"x-ms-summary": p.title}
    return made | ({"x-ms-url-encoding": "single"} if p.in_path else {})


def _value(p: Parameter) -> Json:
    """The schema of a parameter's value."""
    if p.kind == "switch":
        return {"type": "boolean"}
    if p.kind == "names":
        return {"type": "array", "items": {"type": "string"}}
    return _text(p)


def _text(p: Parameter) -> Json:
    if p.kind == "choice":
        return {"type": "string", "enum": list(p.choices)}
    return {"type": "string", **({"format": "date"} if p.kind == "day" else {})}


def _schemas(prefix: str, old: bool = False) -> Json:
    """The schemas of answers, their references made whole. old: as 2.0 has them, which knows no type of null."""

    def made(value: Any) -> Any:
        if isinstance(value, list):
            return [made(v) for v in value]
        if not isinstance(value, Mapping):
            return value
        whole = {key: prefix + str(v) if key == "$ref" else made(v) for key, v in value.items()}
        kinds = whole.get("type")
        if old and isinstance(kinds, list):
            whole = {**whole, "type": kinds[0], "x-nullable": True}
        return whole

    return {name: made(schema) for name, schema in SCHEMAS.items()}


#: Where each description is served, and what makes it.
DESCRIPTIONS: Mapping[str, Callable[[Mapping[str, Ruleset]], Json]] = {"/api/openapi.json": version_3, "/api/openapi-2.0.json": version_2}

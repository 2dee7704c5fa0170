"""What programs can ask of the server: each operation is declared once, and served and described from that."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from starlette.responses import Response

from reportlint import catalogue, discover, rulesets
from reportlint.agenda import deadlines
from reportlint.outputs import html
from reportlint.web import naming
from reportlint.web import parameters as p
from reportlint.web.bodies import Received
from reportlint.web.jobs import Answer, Job
from reportlint.web.parameters import Parameter
from reportlint.web.problems import Problem
from reportlint.web.service import Service

_OUTPUTS = "reportlint.outputs"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
JSON = {"json": ("application/json",)}
#: What a document that is written into comes back as.
WRITTEN = {"docx": WORD, "markdown": "text/markdown", "text": "text/plain"}
_DOCUMENT = {"document": tuple(WRITTEN.values())}
#: Whose deadlines hold where nothing else is asked for.
_USUAL = "england"


@dataclass(frozen=True, slots=True)
class Call:
    """One request. form: the answer wanted, by its name."""

    service: Service
    choices: Mapping[str, Any]
    form: str
    media_type: str
    received: Received = field(default_factory=lambda: Received(()))


@dataclass(frozen=True, slots=True)
class Operation:
    """id: its name in descriptions. documents: how many it takes, 0, 1 or more.

    answers: by the name of the form, the media types that it may come as. schema: the name of the schema of a JSON answer.
    """

    id: str
    method: str
    path: str
    title: str
    description: str
    respond: Callable[[Call], Awaitable[Response]]
    parameters: tuple[Parameter, ...] = ()
    documents: int = 0
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: JSON)
    schema: str = "Object"


def _outputs() -> dict[str, tuple[str, ...]]:
    """The outputs that name a media type, JSON first, which is what is given where nothing is asked for."""
    found = {name: getattr(discover.load(_OUTPUTS, name), "MEDIA_TYPE", None) for name in discover.names(_OUTPUTS)}
    return JSON | {name: (kind,) for name, kind in found.items() if kind is not None}


async def _check(call: Call) -> Response:
    answer = await call.service.run(_job("check", call))
    made = _response(call, answer.body, answer)
    if call.media_type == html.MEDIA_TYPE:
        made.headers["Content-Security-Policy"] = f"{html.policy()}; frame-ancestors 'none'"
    return made


async def _annotate(call: Call) -> Response:
    answer = await call.service.run(_job("annotate", call))
    made = _response(_as_it_came(call, answer), answer.body, answer, _renamed(call, "annotated"))
    made.headers["Reportlint-Comments"] = _dictionary(answer.facts["comments"])
    return made


async def _fix(call: Call) -> Response:
    answer = await call.service.run(_job("fix", call))
    whole = call.form == "document"
    made = _response(_as_it_came(call, answer) if whole else call, answer.body, answer, _renamed(call, "fixed") if whole else "")
    made.headers["Reportlint-Edits"] = _dictionary(answer.facts["edits"])
    return made


def _as_it_came(call: Call, answer: Answer) -> Call:
    """The call, to be answered with a document of the same format as came with it."""
    return replace(call, media_type=WRITTEN[answer.facts["format"]])


async def _agenda(call: Call) -> Response:
    answer = await call.service.run(_job("agenda", call))
    return _response(call, answer.body, answer)


async def _inspect(call: Call) -> Response:
    return _response(call, (await call.service.run(_job("inspect", call))).body)


async def _rules(call: Call) -> Response:
    return _response(call, _json(catalogue.rules(_chosen(call))))


async def _rule(call: Call) -> Response:
    id = str(call.choices["rule"])
    if not any(id in r.rules or id in r.disabled for r in _chosen(call)):
        raise Problem(404, f"There is no rule '{id}'. /api/rules has all of them.")
    return _response(call, _json(catalogue.whole(*catalogue.rule(id, _chosen(call)))))


async def _templates(call: Call) -> Response:
    return _response(call, _json(catalogue.templates(_chosen(call))))


async def _new(call: Call) -> Response:
    # Imported here: it brings the XML library, which most processes of the server need not.
    from reportlint.markdown import new as markdown
    from reportlint.word import new as word

    owner, template = catalogue.template(call.choices["template"], _chosen(call), every="ruleset" in call.choices)
    made = word.blank(owner, template) if call.form == "docx" else markdown.blank(owner, template).encode()
    return _response(call, made, name=f"{template.name}.{call.form}")


async def _deadlines(call: Call) -> Response:
    template = None
    owner = call.service.rulesets.get(call.choices.get("ruleset", _USUAL)) or rulesets.load(_USUAL)
    if "template" in call.choices:
        owner, template = catalogue.template(call.choices["template"], _chosen(call), every="ruleset" in call.choices)
    days = template.facts.get("clear-days") if template is not None else None
    meeting = date.fromisoformat(call.choices["meeting"])
    due = deadlines.due(meeting, owner.deadlines, owner.nation, days if isinstance(days, int) else None)
    calendar = deadlines.Calendar(meeting, owner.nation, owner.name, due, template.name if template is not None else None)
    written = {"json": deadlines.as_json, "ics": deadlines.as_ics, "text": deadlines.as_text}[call.form](calendar)
    return _response(call, written.encode(), name="deadlines.ics" if call.form == "ics" else "")


def _job(action: str, call: Call) -> Job:
    files = call.received.files
    choices = {name: value for name, value in call.choices.items() if name not in ("format", "name")}
    return Job(action, call.received.documents, choices, call.form, files.get("waivers"), files.get("baseline"))


def _chosen(call: Call) -> list[rulesets.Ruleset]:
    """The ruleset that a request names, or all that the server offers."""
    name = call.choices.get("ruleset")
    return [call.service.rulesets[name]] if name is not None else list(call.service.rulesets.values())


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _response(call: Call, body: bytes, answer: Answer | None = None, name: str = "") -> Response:
    """The answer, with the verdict and the counts in its head. name: what to keep it as."""
    headers = {"Vary": "Accept"}
    if answer is not None:
        headers |= {"Reportlint-Verdict": answer.facts["verdict"], "Reportlint-Counts": _dictionary(answer.facts["counts"])}
    if name:
        headers |= naming.attachment(name)
    return Response(body, 200, headers, call.media_type)


def _dictionary(counts: Mapping[str, int]) -> str:
    """The counts as a dictionary of structured field values (RFC 8941)."""
    return ", ".join(f"{name}={count}" for name, count in counts.items())


def _renamed(call: Call, word: str) -> str:
    return naming.renamed(call.received.documents[0][0], word)


_VERDICT = "The header Reportlint-Verdict says pass, fail, unreadable or fault, Reportlint-Counts how many findings there are."

OPERATIONS = (
    Operation(
        "checkDocuments", "POST", "/api/check", "Check reports",
        f"What is wrong in one report or several, where it stands, and how to put it right. {_VERDICT}",
        _check, (p.NAME, *p.HELD_TO, p.FAIL_ON), 2, _outputs(), "Result",
    ),
    Operation(
        "annotateDocument", "POST", "/api/annotate", "Write findings into a report",
        f"The Word or Markdown file with each finding as a comment on the words that it is about. {_VERDICT}",
        _annotate, (p.NAME, *p.HELD_TO), 1, _DOCUMENT,
    ),
    Operation(
        "fixDocument", "POST", "/api/fix", "Make the safe edits in a report",
        f"The Word file with every edit that needs no thought as a tracked change, or these edits as text. In Markdown they are "
        f"made outright. {_VERDICT}",
        _fix, (p.NAME, *p.HELD_TO, p.SUGGESTED, p.ACCEPT), 1, _DOCUMENT | {"diff": ("text/x-diff",)},
    ),
    Operation(
        "checkAgenda", "POST", "/api/agenda", "Check an agenda pack",
        f"An agenda pack, in one file or several, taken apart and held against itself, each report in it checked. {_VERDICT}",
        _agenda, (p.NAME, p.STAGE, p.RULESET, p.ON, p.SELECT, p.IGNORE, p.FAIL_ON), 2, JSON | {"text": ("text/plain",)}, "Agenda",
    ),
    Operation(
        "inspectDocument", "POST", "/api/inspect", "Show what is read in a report",
        "What was read in a document, and what its template makes of it.",
        _inspect, (p.NAME, p.TEMPLATE, p.RULESET, p.ON), 1, JSON, "Inspection",
    ),
    Operation("listRules", "GET", "/api/rules", "List the rules", "Every rule of every ruleset, or of one.",
              _rules, (p.RULESET,), schema="Rules"),
    Operation("getRule", "GET", "/api/rules/{rule}", "Show one rule", "What a rule says, why, how to meet it, and examples.",
              _rule, (p.RULE, p.RULESET), schema="Rule"),
    Operation("listTemplates", "GET", "/api/templates", "List the templates", "The templates that reports are written on.",
              _templates, (p.RULESET,), schema="Templates"),
    Operation("newReport", "GET", "/api/new", "Get a blank report", "A report in which nothing is filled in yet.",
              _new, (p.BLANK, p.RULESET), answers={"docx": (WORD,), "md": ("text/markdown",)}),
    Operation("listDeadlines", "GET", "/api/deadlines", "Reckon deadlines", "The days by which the papers of a meeting must be ready.",
              _deadlines, (p.MEETING, p.TEMPLATE, p.RULESET), answers=JSON | {"ics": ("text/calendar",), "text": ("text/plain",)},
              schema="Deadlines"),
)  # fmt: skip

"""What a worker does: each action is one function from a job to facts and bytes."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import reportlint
from reportlint import api, catalogue, discover, inspection, limits, packs, rulesets, writers
from reportlint.amending import rounds
from reportlint.api import Options, Run
from reportlint.errors import UnreadableDocument, UsageError
from reportlint.findings import DocumentResult, Result, Severity
from reportlint.language import dates
from reportlint.outputs import html
from reportlint.web.jobs import Job
from reportlint.web.settings import Settings

Made = tuple[dict[str, Any], bytes]
Turn = Callable[[int], None]

_OUTPUTS = "reportlint.outputs"
#: What the server's own settings say where a job does not.
_settings = Settings()
#: The rulesets that a job may name, by name.
_folders: dict[str, str | Path] = {}
_LISTS = ("select", "ignore")
#: The form of an answer that the server makes a page of.
PAGE = "page"


def begin(settings: Settings) -> None:
    """Load all that a job may need, so that the first one is as fast as the next. Raises ReportlintError if the rules do not load."""
    from reportlint.word import new

    global _settings
    _settings = settings
    _folders.update(offered(settings))
    for output in discover.names(_OUTPUTS):
        discover.load(_OUTPUTS, output)
    # A blank report of each template makes every rule that a report may meet ready, patterns and all.
    held = [rulesets.load(folder) for folder in ([settings.ruleset] if settings.ruleset else _folders.values())]
    for nation in {r.nation for r in held}:
        dates.last_day_before(date.today(), 1, nation)  # bank holidays are slow to load
    blanks = [new.blank(owner, template) for owner, template in catalogue.usable(held)]
    for action in ("check", "annotate", "fix"):
        run(Job(action, (("warm.docx", blanks[0]),), form="json" if action == "check" else "document"), lambda _: None)
    run(Job("check", tuple(("warm.docx", blank) for blank in blanks)), lambda _: None)


def offered(settings: Settings) -> dict[str, str | Path]:
    """The rulesets that a request may choose from, each by its name: never any folder that a request names."""
    made: dict[str, str | Path] = {name: name for name in rulesets.available()}
    named = (*settings.rulesets, *((settings.ruleset,) if settings.ruleset else ()))
    return made | {rulesets.load(folder).name: folder for folder in named}


def run(job: Job, turn: Turn) -> Made:
    """What came of a job. turn: told of each document when its turn comes. Raises ReportlintError."""
    with limits.using(_settings.bounds):
        return _ACTIONS[job.action](job, turn)


def unpacked(header: Mapping[str, Any], blobs: list[bytes]) -> Job:
    """The job that a frame describes."""
    names = header["names"]
    extra = dict(zip(header["extra"], blobs[len(names) :], strict=True))
    refused = {int(at): why for at, why in header["refused"].items()}
    documents = tuple(zip(names, blobs[: len(names)], strict=True))
    return Job(header["action"], documents, header["choices"], header["form"], **extra, refused=refused)


def packed(job: Job) -> tuple[dict[str, Any], list[bytes]]:
    """The frame that describes a job."""
    extra = {name: data for name, data in (("waivers", job.waivers), ("baseline", job.baseline)) if data is not None}
    header = {
        "action": job.action, "choices": dict(job.choices), "form": job.form, "refused": dict(job.refused),
        "names": [name for name, _ in job.documents], "extra": list(extra),
    }  # fmt: skip
    return header, [*(data for _, data in job.documents), *extra.values()]


def _check(job: Job, turn: Turn) -> Made:
    prepared = _prepared(job)
    results = []
    for at, (name, data) in enumerate(job.documents):
        if (refusal := job.refused.get(at)) is not None:
            results.append(prepared.unread(name, data, refusal))
        else:
            turn(at)
            results.append(prepared.document((name, data)))
    result = Result(reportlint.__version__, prepared.stage, prepared.on, tuple(results), prepared.fail_on)
    rendered = _parts(result) if job.form == PAGE else discover.load(_OUTPUTS, job.form).render(result)
    return _facts(result), _bytes(rendered)


def _parts(result: Result, **more: object) -> str:
    """The parts of a page about this result, as JSON; the rest of the page is no worker's business."""
    return json.dumps({**asdict(html.parts(result, "/rules/", several=bool(more))), **more})


def _annotate(job: Job, turn: Turn) -> Made:
    (name, data), prepared = job.documents[0], _prepared(job)
    turn(0)
    writer = writers.writer(name, data)
    made = writer.annotate(data, partial(_readable, prepared, name), prepared.on)
    return {**_facts(_alone(made.result, prepared)), "format": writer.format, "comments": made.counts}, made.data


def _fix(job: Job, turn: Turn) -> Made:
    (name, data), prepared = job.documents[0], _prepared(job)
    turn(0)
    writer = writers.writer(name, data)
    suggested, accept = bool(job.choices.get("suggested")), bool(job.choices.get("accept"))
    made = writer.fix(data, partial(_readable, prepared, name), prepared.on, suggested=suggested, accept=accept)
    edits = {"made": len(made.changes), "left": len(made.left), "waiting": made.waiting}
    body = rounds.diff(made).encode() if job.form == "diff" else made.data
    return {**_facts(_alone(made.result, prepared)), "format": writer.format, "edits": edits}, body


def _agenda(job: Job, turn: Turn) -> Made:
    from reportlint.agenda import json as as_json
    from reportlint.agenda import text

    turn(0)
    path = job.documents[0][0] if len(job.documents) == 1 else "pack"
    found = packs.check_pack(list(job.documents), path, _options(job))
    facts = _facts(found.result)
    facts["verdict"] = ("pass", "fail", "unreadable")[found.exit_code] if not found.faults else "fault"
    if job.form == PAGE:
        return facts, _bytes(_parts(text.as_result(found), problems=found.problems, contents=text.contents(found)))
    return facts, _bytes((as_json if job.form == "json" else text).render(found))


def _inspect(job: Job, turn: Turn) -> Made:
    (name, data), options = job.documents[0], _options(job)
    turn(0)
    seen = api.inspect((name, data), ruleset=options.ruleset, template=options.template, on=options.on)
    return {}, _bytes(inspection.as_json(name, seen.document, seen.report, seen.refused))


_ACTIONS: Mapping[str, Callable[[Job, Turn], Made]] = {
    "check": _check, "annotate": _annotate, "fix": _fix, "agenda": _agenda, "inspect": _inspect,
}  # fmt: skip


def _bytes(rendered: str | bytes) -> bytes:
    return rendered if isinstance(rendered, bytes) else rendered.encode("utf-8", errors="replace")


def _readable(prepared: Run, name: str, data: bytes) -> DocumentResult:
    """What is found in a document. Raises UnreadableDocument if it cannot be read."""
    result = prepared.document((name, data))
    if result.status == "unreadable":
        raise UnreadableDocument("unreadable", next((f.message for f in result.findings), "The file could not be read."))
    return result


def _alone(document: DocumentResult, prepared: Run) -> Result:
    return Result(reportlint.__version__, prepared.stage, prepared.on, (document,), prepared.fail_on)


def _facts(result: Result) -> dict[str, Any]:
    """The verdict, the worst of the documents', and how many findings of each severity there are."""
    statuses = [d.status for d in result.documents]
    faults = any(d.faults for d in result.documents)
    verdict = "unreadable" if "unreadable" in statuses else "fault" if faults else "fail" if "fail" in statuses else "pass"
    counts = {severity.value: result.count(severity) for severity in Severity if severity is not Severity.OFF}
    waived = sum(f.waiver is not None for d in result.documents for f in d.findings)
    return {"verdict": verdict, "statuses": statuses, "counts": {**counts, "waived": waived}}


def _prepared(job: Job) -> Run:
    """The run that a job's choices describe; the same one for the same choices, on the same day, while no file has changed."""
    options = _options(job)
    if job.waivers is not None or job.baseline is not None:
        return api.prepared(options)
    return _kept(options, date.today(), _stamps())


@lru_cache(maxsize=32)
def _kept(options: Options, today: date, stamps: tuple[tuple[int, int], ...]) -> Run:
    return api.prepared(options)


def _stamps() -> tuple[tuple[int, int], ...]:
    """When the server's waivers and baseline were written last."""
    found = [os.stat(path) for path in (_settings.waivers, _settings.baseline) if path and os.path.exists(path)]
    return tuple((s.st_mtime_ns, s.st_size) for s in found)


def _options(job: Job) -> Options:
    """What `check` is asked for. Raises UsageError for a ruleset that is not offered."""
    asked = {name: job.choices[name] for name in ("ruleset", "template", "stage", "fail_on") if job.choices.get(name)}
    held = {name: getattr(_settings, name) for name in ("template", "stage", "fail_on")}
    if "ruleset" in asked:
        if asked["ruleset"] not in _folders:
            raise UsageError(f"There is no ruleset '{asked['ruleset']}'. Choose one of: {', '.join(sorted(_folders))}.")
        # Another council's template is not what a request means that names a ruleset of its own.
        held["template"] = None
    ruleset = _folders[asked.pop("ruleset")] if "ruleset" in asked else _settings.ruleset
    day = date.fromisoformat(job.choices["on"]) if job.choices.get("on") else None
    lists: dict[str, Any] = {name: tuple(job.choices.get(name) or ()) for name in _LISTS}
    waivers = ("waivers", job.waivers) if job.waivers is not None else _settings.waivers
    baseline = ("baseline", job.baseline) if job.baseline is not None else _settings.baseline
    return Options(ruleset=ruleset, on=day, **{**held, **asked}, **lists, waivers=waivers, baseline=baseline, limits=_settings.bounds)

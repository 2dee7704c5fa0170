"""The evidence record: what every rule came to for every subject, as an in-toto statement that existing tools can sign.

One statement a run (https://in-toto.io/Statement/v1). Its subjects are the documents that were read; its predicate says
which rules they were held to, each with its SHA-256, and what came of them.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlint.errors import SettingsError, UsageError
from reportlint.findings import DocumentResult, Evaluation, Finding, Result
from reportlint.rulesets.rule import Ruleset

STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "urn:reportlint:evidence:v1"

_NOTHING = hashlib.sha256(b"").hexdigest()


def render(result: Result) -> str:
    """The statement about this run. Raises UsageError if no document could be opened: then there is nothing to state."""
    subjects = {d.path: {"name": d.path, "digest": {"sha256": d.sha256}} for d in result.documents if d.sha256 != _NOTHING}
    if not subjects:
        raise UsageError("There is no evidence to write: none of the documents could be opened.")
    statement = {
        "_type": STATEMENT,
        "subject": list(subjects.values()),
        "predicateType": PREDICATE,
        "predicate": {
            "tool": "reportlint",
            "version": result.version,
            "stage": result.stage,
            "on": result.on.isoformat(),
            "fail-on": "never" if result.fail_on == "off" else result.fail_on,
            "rulesets": _rulesets(result),
            "documents": [_document(d, result) for d in result.documents],
        },
    }
    return _written(statement) + "\n"


def _written(statement: Mapping[str, Any]) -> str:
    """The statement as JSON that every reader takes: a name of a file that is no text may hold halves of characters."""
    plain = re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", json.dumps(statement, ensure_ascii=False))
    return json.dumps(json.loads(plain), indent=1)


def _rulesets(result: Result) -> list[dict[str, Any]]:
    """Each ruleset that was applied, once, with the hash of every rule in it."""
    found = {d.ruleset_sha256: d for d in result.documents if d.ruleset_sha256}
    return [{"name": d.ruleset, "sha256": sha, "rules": dict(d.rules)} for sha, d in found.items()]


def _document(document: DocumentResult, result: Result) -> dict[str, Any]:
    return {
        "name": document.path,
        "sha256": document.sha256 if document.sha256 != _NOTHING else None,
        "status": document.status,
        "stage": document.stage or result.stage,
        "ruleset": {"name": document.ruleset, "sha256": document.ruleset_sha256} if document.ruleset else None,
        "template": document.template,
        "recognised-by": document.recognised_by,
        "faults": list(document.faults),
        **({"not-read": list(document.notes)} if document.notes else {}),
        "evaluations": [_evaluation(e, document.findings) for e in document.evaluations],
    }


def _evaluation(evaluation: Evaluation, findings: Iterable[Finding]) -> dict[str, Any]:
    own = [f for f in findings if (f.rule, f.subject) == (evaluation.rule, evaluation.subject)]
    said = {"rule": evaluation.rule, "subject": evaluation.subject, "outcome": evaluation.outcome, "reason": evaluation.reason}
    # A place here, since the record must make sense to somebody who has not the report at hand.
    details = [{"severity": f.severity, "fingerprint": f.fingerprint, "place": f.location.text, "message": f.message,
                **({"waived-by": dict(f.waiver)} if f.waiver is not None else {})} for f in own]  # fmt: skip
    return {**said, **({"findings": details} if details else {})}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether something is still what the record speaks of, and the sentence that says so."""

    holds: bool
    says: str


def load(path: str | Path) -> Mapping[str, Any]:
    """The statement that a file holds. Raises UsageError if it cannot be read, SettingsError if it is no such record."""
    try:
        statement = json.loads(Path(path).read_bytes())
        if statement["_type"] == STATEMENT and statement["predicateType"] == PREDICATE:
            _verifiable(statement)
            return dict(statement)
    except OSError as problem:
        raise UsageError(f"The evidence {path} could not be read: {problem.strerror}.") from None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        pass
    raise SettingsError([f"{path}:1:1: this is no evidence record. Expected a file that 'reportlint check --evidence' wrote."])


def _verifiable(statement: Mapping[str, Any]) -> None:
    """Raise one of the errors of a wrong shape unless all that `verify` reads is there."""
    for subject in statement["subject"]:
        str.lower(subject["name"]), bytes.fromhex(subject["digest"]["sha256"])
    for ruleset in statement["predicate"]["rulesets"]:
        str.lower(ruleset["name"]), bytes.fromhex(ruleset["sha256"])
        for id, sha in ruleset["rules"].items():
            str.lower(id), bytes.fromhex(sha)
    for document in statement["predicate"]["documents"]:
        str.lower(document["name"]), str.lower(document["status"]), (document["ruleset"] or {"sha256": ""})["sha256"]


def verify_document(statement: Mapping[str, Any], name: str, data: bytes) -> Verdict:
    """Whether these bytes are a document that the record speaks of, whatever it is called now."""
    digest = hashlib.sha256(data).hexdigest()
    called = [s["name"] for s in statement["subject"] if s["digest"]["sha256"] == digest]
    if called:
        on, status = statement["predicate"].get("on"), _status(statement, digest)
        return Verdict(True, f"{name} is {called[0]} as it was checked for {on}: {status}.")
    if any(Path(s["name"]).name == Path(name).name for s in statement["subject"]):
        return Verdict(False, f"{name} is not the document that was checked: its bytes have changed since.")
    return Verdict(False, f"{name} is not among the documents that were checked.")


def _status(statement: Mapping[str, Any], digest: str) -> str:
    return next((str(d["status"]) for d in statement["predicate"]["documents"] if d.get("sha256") == digest), "no status")


def verify_rules(recorded: Mapping[str, Any], ruleset: Ruleset) -> Verdict:
    """Whether the rules are still those that the record names."""
    then, now = recorded["rules"], {id: rule.sha256 for id, rule in ruleset.rules.items()}
    if then == now:
        return Verdict(True, f"The ruleset {ruleset.name} has the same {len(now)} rules.")
    return Verdict(False, f"The ruleset {ruleset.name} is not what it was: {'; '.join(_differences(then, now))}.")


def _differences(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for what, ids in (
        ("changed", [i for i in then if i in now and now[i] != then[i]]),
        ("gone", [i for i in then if i not in now]),
        ("new", [i for i in now if i not in then]),
    ):
        if ids:
            yield f"{what} {', '.join(sorted(ids))}"

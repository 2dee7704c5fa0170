"""Findings and results: what was found, where, how much it weighs, and what became of every rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from reportlint.model import Document, Span
from reportlint.report import Report


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"

    @property
    def rank(self) -> int:
        """0 for off … 3 for error."""
        return _RANKS[self]


_RANKS = {Severity.OFF: 0, Severity.INFO: 1, Severity.WARNING: 2, Severity.ERROR: 3}


class Stage(StrEnum):
    """The later the stage, the more the same finding weighs."""

    DRAFT = "draft"
    SUBMISSION = "submission"
    PUBLICATION = "publication"


class Outcome(StrEnum):
    PASS = "pass"
    FAIL = "fail"
    NOT_APPLICABLE = "not-applicable"
    WAIVED = "waived"
    NOT_EVALUATED = "not-evaluated"


@dataclass(frozen=True, slots=True)
class Edit:
    """A change that would mend a finding.

    kind: "replace" (the span by the text), "delete" (the span, and its paragraph if that is all of it), "insert-after" (a
    section after the span's paragraph: its heading, then a line for each paragraph beneath), "style" (the paragraph becomes
    this, such as "heading 2"), "number" (the typed number in the span becomes the text, or the text is put before it if there
    is none), "header-row" (the first row of the span's table), "property" (text is "title=…"). safe: needs no thought.
    """

    kind: str
    span: Span
    text: str = ""
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check yields: a place, which instance it concerns, and the facts that its message may use."""

    span: Span
    subject: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Location:
    """Where a finding is. text: in the author's words. Ordinals count from 1; what does not apply is None."""

    text: str
    paragraph: int | None = None
    section: str | None = None
    field: str | None = None
    table: int | None = None
    row: int | None = None
    page: int | None = None
    quote: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule broken at a place. fingerprint: survives paragraphs being inserted above it."""

    rule: str
    subject: str | None
    severity: Severity
    fingerprint: str
    message: str
    fix: str
    why: str
    source: str
    location: Location
    edits: tuple[Edit, ...] = ()
    waiver: Mapping[str, str] | None = None

    @property
    def name(self) -> str:
        """What users write: `section-missing:legal`."""
        return f"{self.rule}:{self.subject}" if self.subject else self.rule


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What became of one rule for one subject; reason says why it was not applicable or not evaluated."""

    rule: str
    subject: str | None
    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """What was found in one document. status: "pass", "fail" (something reaches the fail-on severity) or "unreadable".

    faults: checks that raised, by name: the job could not be done. document: what was read, for outputs that show it, None
    if nothing was; report: the same through its template, None if none fits. Neither counts when results are compared.
    notes: what the file holds that was not read.
    stage: the one that it was held to, None if that of the run. rules: the SHA-256 of every rule it was held to, by id.
    """

    path: str
    sha256: str
    format: str | None
    ruleset: str | None
    ruleset_sha256: str | None
    template: str | None
    recognised_by: str | None
    status: str
    findings: tuple[Finding, ...]
    evaluations: tuple[Evaluation, ...] = ()
    faults: tuple[str, ...] = ()
    document: Document | None = field(default=None, repr=False, compare=False)
    report: Report | None = field(default=None, repr=False, compare=False)
    stage: Stage | None = None
    rules: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What a run found. `exit_code` is 0, 1 or 2 as the command line's contract says."""

    version: str
    stage: Stage
    on: date
    documents: tuple[DocumentResult, ...]
    fail_on: Severity = Severity.ERROR

    def count(self, severity: Severity) -> int:
        """How many findings that no waiver covers have this severity."""
        return sum(f.severity is severity and f.waiver is None for d in self.documents for f in d.findings)

    @property
    def exit_code(self) -> int:
        if any(d.status == "unreadable" or d.faults for d in self.documents):
            return 2
        return 1 if any(d.status == "fail" for d in self.documents) else 0

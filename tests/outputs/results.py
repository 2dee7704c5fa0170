"""Results built by hand: one where all is well, one with everything that can be wrong, one that means harm."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from reportlint.findings import DocumentResult, Edit, Evaluation, Finding, Location, Outcome, Result, Severity, Stage
from reportlint.model import Span

WAIVER = {
    "reason": "Agreed with the chair; the appendix follows.",
    "approved-by": "A Solicitor, monitoring officer",
    "on": "2025-01-10",
    "until": "2025-02-01",
}

#: Texts that attack a reader: what ends lines, what commands, what calculates, what is markup, what steers a terminal.
HOSTILE = (
    "two\nlines\r\n::error file=x::owned\r::set-output name=a::b",
    "::error::owned",
    "=cmd|' /C calc'!A0",
    " \t@SUM(1+1);=1+1",
    "-2+3+cmd",
    "<script>alert(1)</script><img src=x onerror=alert(1)> & &lt; ]]> -->",
    "\x1b[31mred\x1b]8;;http://example.org\x07link\x9b31m\x7f",
    "a\x00b\x0bc\x0cd\x1ce\x85f\u2028g\u2029h\ufffei",
    "half \ud800 and \udcff left",
    "turned \u202ednuor\u2066 and \u200bhidden\ufeff",
    "| a | b |\n|---|---|\n`code` **bold** [link](http://example.org) ![i](x) {0} %0A,: \\| $x$",
    "</details></summary>\n# heading\n```\n",
    "long " * 20_000,
)


def finding(**changes: Any) -> Finding:
    settings: dict[str, Any] = {
        "rule": "section-missing",
        "subject": "legal",
        "severity": Severity.ERROR,
        "fingerprint": "0123456789abcdef",
        "message": "Section 'Legal implications' is missing.",
        "fix": "Add the heading 'Legal implications'.",
        "why": "Members must see every implication before they decide.",
        "source": "Report template",
        "location": location(),
    }
    return Finding(**{**settings, **changes})


def location(**changes: Any) -> Location:
    settings: dict[str, Any] = {
        "text": "Section 7, paragraph 7.1 (page 4)",
        "paragraph": 41,
        "section": "legal",
        "page": 4,
        "quote": "There are none.",
        "span": Span(41, 4, 19),
    }
    return Location(**{**settings, **changes})


def document(*findings: Finding, **changes: Any) -> DocumentResult:
    settings: dict[str, Any] = {
        "path": "papers/draft.docx",
        "sha256": "ab" * 32,
        "format": "docx",
        "ruleset": "borough",
        "ruleset_sha256": "cd" * 32,
        "template": "scrutiny-report",
        "recognised_by": "its cover fields",
        "status": "fail" if any(f.severity is Severity.ERROR and f.waiver is None for f in findings) else "pass",
        "evaluations": (Evaluation("title-kept", None, Outcome.PASS), Evaluation("alt-text", None, Outcome.NOT_APPLICABLE, "no pictures")),
    }
    return DocumentResult(**{"findings": findings, **settings, **changes})


def unreadable(**changes: Any) -> DocumentResult:
    """A document that could not be read, with the finding that says so."""
    nowhere = Location("The whole document")
    told = finding(rule="document-unreadable", subject=None, message="The file is damaged.", fix="Save it again.", location=nowhere)
    nothing = dict.fromkeys(("format", "ruleset", "ruleset_sha256", "template", "recognised_by"))
    return document(told, **{**nothing, "path": "papers/broken.docx", "status": "unreadable", "evaluations": (), **changes})


def result(*documents: DocumentResult, **changes: Any) -> Result:
    settings: dict[str, Any] = {"version": "1.2.3", "stage": Stage.SUBMISSION, "on": date(2025, 1, 14)}
    return Result(documents=documents, **{**settings, **changes})


def clean() -> Result:
    return result(document())


def mixed() -> Result:
    """Every severity, a waiver, rules kept and not tried, the same finding in two documents, and one that cannot be read."""
    edit = Edit("replace", Span(3, 0, 5), "Title")
    warning = finding(rule="plain-english", subject="utilise", severity=Severity.WARNING, fingerprint="1111", edits=(edit,))
    info = finding(rule="word-count", subject=None, severity=Severity.INFO, fingerprint="2222", location=Location("The whole document"))
    allowed = finding(subject="risks", fingerprint="3333", waiver=WAIVER)
    not_tried = Evaluation("dates-real", None, Outcome.NOT_EVALUATED, "the check failed: ValueError")
    waived = Evaluation("section-missing", "risks", Outcome.WAIVED, WAIVER["reason"])
    draft = document(
        finding(), warning, info, allowed,
        evaluations=(Evaluation("title-kept", "purpose", Outcome.PASS), not_tried, waived),
        faults=("dates-real: ValueError: no such day",),
    )  # fmt: skip
    return result(draft, document(finding(), path="./papers/other report #2.docx"), unreadable(), document(path="papers/good.docx"))


def hostile() -> Result:
    """Every text that a document, a path, a ruleset or a waiver can bring in, as harmful as it gets."""
    return result(*(_hostile(text) for text in HOSTILE), unreadable(findings=(), path="\ud800/\x1b[2J\n::error::"))


def many(count: int) -> Result:
    """One document with this many findings."""
    return result(document(*(finding(subject=f"s{n}", fingerprint=f"{n:016x}") for n in range(count))))


def _hostile(text: str) -> DocumentResult:
    where = location(text=text, quote=text, section=text, field=text)
    waiver: Mapping[str, str] = {"reason": text, "approved-by": text, text: text}
    fields = {"rule": text, "subject": text, "message": text, "fix": text, "why": text, "source": text, "fingerprint": text}
    both = (finding(**fields, location=where), finding(**fields, location=where, waiver=waiver))
    names = {"ruleset": text, "template": text, "recognised_by": text, "path": text}
    return document(*both, **names, evaluations=(Evaluation(text, text, Outcome.PASS),), faults=(text,))

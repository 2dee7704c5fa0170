"""The result as a summary in GitHub's Markdown: for the page of a job, or a remark on a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportlint.findings import DocumentResult, Finding, Result, Severity
from reportlint.outputs._common import troubles, waived
from reportlint.outputs._markdown import escaped
from reportlint.outputs._verdict import AIMS, READY, aim_of, verdict

MEDIA_TYPE = "text/markdown"

#: From how many findings on a report's table is folded.
LONG = 11
#: The longest that a cell may be: a summary over 1 MiB is not shown at all.
WIDEST = 600

_COUNTED = (Severity.ERROR, Severity.WARNING, Severity.INFO)


def render(result: Result) -> str:
    """A heading with the verdict, a row a report, and then the findings of each."""
    parts = [f"# {_headline(result)}", _overview(result), *(_document(d) for d in result.documents)]
    return "\n\n".join(parts) + "\n"


def _headline(result: Result) -> str:
    ready = sum(verdict(d) == READY for d in result.documents)
    if len(result.documents) == 1:
        return f"{verdict(result.documents[0])} {aim_of(result.documents[0], result)}"
    return f"{ready} of {len(result.documents)} reports ready {AIMS[result.stage]}"


def _overview(result: Result) -> str:
    return _table(("Report", "Verdict", "Errors", "Warnings", "For information", "Waived"), (_counts(d) for d in result.documents))


def _counts(document: DocumentResult) -> tuple[str, ...]:
    standing = [f.severity for f in document.findings if f.waiver is None]
    counts = [standing.count(s) for s in _COUNTED] + [len(document.findings) - len(standing)]
    return (escaped(document.path), verdict(document), *map(str, counts))


def _document(document: DocumentResult) -> str:
    parts = [f"## {escaped(document.path)}"]
    if document.template:
        parts.append(f"Read with the template {escaped(document.template)} ({escaped(document.ruleset or '')}).")
    parts += [f"**{escaped(trouble)}**" for trouble in troubles(document)]
    if document.findings:
        table = _table(("", "Where", "What is wrong", "What to do", "Rule"), map(_finding, document.findings))
        parts.append(_folded(f"{len(document.findings)} findings", table) if len(document.findings) >= LONG else table)
    elif document.status == "pass" and not document.faults:
        parts.append("Nothing to put right.")
    return "\n\n".join(parts)


def _finding(finding: Finding) -> tuple[str, ...]:
    weight = finding.severity.value.capitalize()
    words = f"“{_short(finding.location.quote)}” " if finding.location.quote else ""
    wrong = escaped(f"{words}{_short(finding.message)}")
    if finding.waiver is not None:
        weight, wrong = f"Waived ({finding.severity})", f"{wrong} **{escaped(_short(waived(finding.waiver)))}**"
    return (weight, escaped(_short(finding.location.text)), wrong, escaped(_short(finding.fix)), escaped(_short(finding.name)))


def _short(text: str) -> str:
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def _folded(summary: str, body: str) -> str:
    return f"<details>\n<summary>{summary}</summary>\n\n{body}\n\n</details>"


def _table(names: Sequence[str], rows: Iterable[tuple[str, ...]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (names, ["---"] * len(names), *rows))

"""What a comment on a finding says, and what comes of writing comments into a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reportlint.findings import DocumentResult, Finding

#: What a check makes of a file's bytes.
Check = Callable[[bytes], DocumentResult]

#: How near to its words a comment could be put.
EXACT, NEAREST, NOT = "exact", "nearest", "not"


@dataclass(frozen=True, slots=True)
class Annotated:
    """A file with its findings as comments. counts: how many stand on exactly their words, nearest to them, or nowhere."""

    data: bytes
    result: DocumentResult
    counts: dict[str, int]
    replaced: int = 0


def said(finding: Finding) -> list[str]:
    """The paragraphs of a comment: what is wrong, why it matters, how to put it right, and by which rule."""
    lines = [f"{finding.severity.value.capitalize()}: {finding.message}", f"Why: {finding.why}", f"To fix: {finding.fix}"]
    lines.append(f"Rule: {finding.name} ({finding.source})")
    if finding.waiver is not None:
        lines.insert(0, _waived(finding.waiver))
    return [" ".join(_printable(line).split()) for line in lines]


def _waived(waiver: Mapping[str, str]) -> str:
    """Why the finding may stand, and what else is on record about that."""
    rest = "; ".join(f"{key.replace('-', ' ')}: {value}" for key, value in sorted(waiver.items()) if key != "reason" and value)
    return f"Waived: {waiver.get('reason') or 'no reason given'}{f' ({rest})' if rest else ''}. Nothing need be done."


def _printable(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return "".join(c for c in text if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff"))

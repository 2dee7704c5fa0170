"""What several outputs share: text that can do no harm where it is shown, and the sentences that each of them tells."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from reportlint.findings import DocumentResult, Finding, Severity

#: What stands in for a character that cannot be seen, by its category; for the others a space.
_INSTEAD = {"Cf": "", "Cs": "\N{REPLACEMENT CHARACTER}"}


def clean(text: str, keep: str = "") -> str:
    """The text without what would steer a terminal, turn the writing round or break a format.

    keep: characters to leave nonetheless, such as a line's end.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in keep else _INSTEAD.get(unicodedata.category(c), " ") for c in text)


def squeezed(text: str) -> str:
    """The text on one line, clean, no space twice."""
    return " ".join(clean(text).split())


def slashed(path: str) -> str:
    """A path as programs that read repositories write it: forward slashes, no `./` in front."""
    return clean(path).replace("\\", "/").removeprefix("./")


def line(finding: Finding) -> int:
    """The ordinal of the paragraph, which stands for the line; 1 for a finding that is about the whole document."""
    return max(finding.location.paragraph or 1, 1)


def reaches(severity: Severity, threshold: Severity) -> bool:
    """Whether this severity fails a run that fails on `threshold`."""
    return threshold is not Severity.OFF and severity.rank >= threshold.rank


def told(finding: Finding) -> str:
    """The whole finding in one line: the place, what is wrong, what to do and why it may stand, if it may."""
    place = f"{finding.location.text}: " if finding.location.text else ""
    allowed = f" {waived(finding.waiver)}" if finding.waiver is not None else ""
    return squeezed(f"{place}{finding.message} To fix: {finding.fix}{allowed}")


def waived(waiver: Mapping[str, str]) -> str:
    """Why a finding may stand and what else is on record about that, in the same order whatever the mapping's."""
    rest = "; ".join(f"{key}: {value}" for key, value in sorted(waiver.items()) if key != "reason")
    return squeezed(f"Waived: {waiver.get('reason', 'no reason given')}{f' ({rest})' if rest else ''}")


def unread(document: DocumentResult) -> str:
    """Why the document could not be read; "" if it was."""
    if document.status != "unreadable":
        return ""
    return next((squeezed(f.message) for f in document.findings), "The file could not be read.")


def untried(document: DocumentResult) -> Iterator[str]:
    """A sentence for each rule that could not be tried."""
    return (squeezed(f"A rule could not be tried, which is a fault of reportlint: {fault}") for fault in document.faults)


def troubles(document: DocumentResult) -> Iterator[str]:
    """Why the document was not judged in full, as far as no finding says so."""
    if document.status == "unreadable" and not document.findings:
        yield unread(document)
    yield from untried(document)

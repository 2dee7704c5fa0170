"""What the part lists is attached to the report in its pack.

words, own, nil, placeholders: as for lists of appendices elsewhere. withheld: patterns of entries that are kept from the
public, and so from the pack. An entry is there if an attachment bears its number or much of its title; one without a mark of
its own may be any.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks import _references
from reportlint.checks._packs import own_reports
from reportlint.checks._text import PATTERNS, first_match
from reportlint.findings import Hit
from reportlint.language.fold import fold
from reportlint.language.titles import likeness
from reportlint.model import Span
from reportlint.report import Part, Report
from reportlint.scene import Pack, Paper, Scene

OPTIONS: Mapping[str, Any] = {**_references.OPTIONS, "withheld": PATTERNS}
FACTS = ("entry",)
NEEDS: frozenset[str] = frozenset()
PACK = True

_ALIKE = 0.5
_HEAD = 3  # lines


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    for pack, _, paper in own_reports(scene):
        there = _there(pack, paper)
        labels = {id(p): _labels(p, options) for p in there}
        for part in parts:
            for entry in _references.entries(scene.report, part, options) if part.found else ():
                line = _line(scene.report, part, entry.span)
                if first_match(options["withheld"], line) is not None or _taken(entry.label, line, there, labels):
                    continue
                yield Hit(entry.span, entry.label or fold(line).replace(" ", "-"), {"title": part.title, "entry": line})


def _line(report: Report, part: Part, place: Span) -> str:
    """The whole line in which an entry stands, on one line."""
    whole = next((text for span, text in report.lines(part) if span.overlaps(place)), report.document.text(place))
    return " ".join(whole.split())


def _there(pack: Pack, paper: Paper) -> list[Paper]:
    """What may be attached: what follows the report; in a folder, also what belongs to no item."""
    loose = [p for p in pack.papers if p.path and p.owner is None and p.item is None and p.kind in ("paper", "attachment")]
    return [*pack.attached(paper), *loose]


def _labels(paper: Paper, options: Mapping[str, Any]) -> set[str]:
    """The numbers in the first lines of an attachment."""
    head = [p for p in paper.report.document.flow if p.text.strip()][:_HEAD]
    return {r.label for p in head for r in _references.cited_in(p.span, p.text, {**options, "own": ("",)})}


def _taken(label: str, line: str, there: list[Paper], labels: Mapping[int, set[str]]) -> bool:
    """Whether one of the attachments is the entry's; a numbered one is nobody else's."""
    own = next((p for p in there if label and label in labels[id(p)]), None)
    own = own or next((p for p in there if not labels[id(p)] and likeness(line, p.title) >= _ALIKE), None)
    own = own or next((p for p in there if not labels[id(p)]), None)
    if own is not None and own.spec is not None:
        there.remove(own)
    return own is not None

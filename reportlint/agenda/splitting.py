"""Where the papers of a pack begin, by the marks that the agenda's template declares of each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reportlint.language.patterns import any_found
from reportlint.model import Document, Paragraph
from reportlint.report import PaperSpec, Report, Template

#: A first line has no more words than this, and a mark stands on it or on one of so many lines that follow.
_LONGEST, _REACH = 30, 8
#: What may stand above the first line of the first paper: a crest, the council's name.
_HEAD = 5
_ATTACHED = "attachment"

#: From a report's paragraphs to the report, as it is recognised.
See = Callable[[Document], Report]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paper's paragraphs. spec: None for what bears no mark. line: its first line, by which it is called."""

    first: int
    last: int
    spec: PaperSpec | None
    line: str

    @property
    def role(self) -> str:
        return self.spec.role if self.spec is not None else "paper"


def begins(paragraph: Paragraph, spec: PaperSpec) -> bool:
    return _short(paragraph.text) and any_found(spec.begins, paragraph.text.strip())


def _short(text: str) -> bool:
    return len(text) < 12 * _LONGEST and len(text.split()) <= _LONGEST


def split(document: Document, template: Template) -> list[Stretch]:
    """The papers one after another, from the first paragraph of the running text to the last.

    Attachments that bear no mark of their own are still part of the report before them.
    """
    flow = [p for p in document.flow if p.text.strip()]
    if not flow:
        return []
    starts = list(_starts(flow, [s for s in template.papers if s.role != _ATTACHED or s.marks]))
    first, last = document.flow[0].ordinal, document.flow[-1].ordinal
    if not starts or sum(p.ordinal < starts[0][0].ordinal for p in flow) > _HEAD:
        starts.insert(0, (flow[0], None))
    ordinals = [first, *(p.ordinal for p, _ in starts[1:]), last + 1]
    return [
        Stretch(ordinals[n], ordinals[n + 1] - 1, spec, " ".join(p.text.split()))
        for n, (p, spec) in enumerate(starts)
    ]


def _starts(flow: Sequence[Paragraph], specs: Sequence[PaperSpec]) -> Iterator[tuple[Paragraph, PaperSpec | None]]:
    at = 0
    while at < len(flow):
        told = next((found for spec in specs if (found := _told(flow, at, spec)) is not None), None)
        if told is not None:
            spec, at = told
            yield flow[spec[0]], spec[1]
        at += 1


def _told(flow: Sequence[Paragraph], at: int, spec: PaperSpec) -> tuple[tuple[int, PaperSpec], int] | None:
    """Where a paper of this kind begins if it begins here, and the line that marks it."""
    if not begins(flow[at], spec):
        return None
    if not spec.marks:
        return (at, spec), at
    for n in range(at, min(at + _REACH, len(flow))):
        if any(any_found(spec.marks, line.strip()) for line in flow[n].text.split("\n")):
            return (_nearest(flow, at, n, spec), spec), n
    return None


def _nearest(flow: Sequence[Paragraph], at: int, mark: int, spec: PaperSpec) -> int:
    """The first of the lines nearest before the mark that may begin a paper: one further up may end the paper before."""
    found = next(n for n in range(mark, at - 1, -1) if begins(flow[n], spec))
    while found > at and begins(flow[found - 1], spec):
        found -= 1
    return found


def attachments(stretch: Stretch, report: Report, template: Template) -> list[Stretch]:
    """The report's own stretch, and after it what is attached to it in the same stretch.

    report: the stretch as it was recognised, whose paragraphs are counted from 1.
    """
    flow = [p for p in report.document.flow if p.ordinal > report.last and p.text.strip()]
    if not flow:
        return [stretch]
    specs = [s for s in template.papers if s.role == _ATTACHED]
    starts = list(_starts(flow, specs))
    if not starts or starts[0][0].ordinal != flow[0].ordinal:
        starts.insert(0, (flow[0], None))
    shift = stretch.first - 1
    firsts = [p.ordinal + shift for p, _ in starts]
    lasts = [f - 1 for f in firsts[1:]] + [stretch.last]
    own = Stretch(stretch.first, firsts[0] - 1, stretch.spec, stretch.line)
    rest = [Stretch(f, n, spec, " ".join(p.text.split())) for f, n, (p, spec) in zip(firsts, lasts, starts, strict=True)]
    return [own, *rest]

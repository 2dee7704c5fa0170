"""What a check may look at besides its parts: the report, the day, the ruleset's calendar and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from reportlint.findings import Hit
from reportlint.language import dates, literals
from reportlint.language.fold import searchable
from reportlint.report import Item, PaperSpec, Part, Report


@dataclass(frozen=True)
class Paper:
    """One paper of an agenda pack. ordinal: counted from 1 in the order of the pack. kind: its role; spec: None if unmarked.

    first, last: the paragraphs of the pack from and to which it runs. pages: likewise the pages, where the pack records them.
    report: the paper read on its own. item: the agenda item that it belongs to. owner: the ordinal of the report to which it is
    attached. path: its file, in a pack that is a folder.
    """

    ordinal: int
    kind: str
    title: str
    first: int
    last: int
    report: Report
    spec: PaperSpec | None = None
    pages: tuple[int, int] | None = None
    item: Item | None = None
    owner: int | None = None
    path: str = ""


@dataclass(frozen=True)
class Pack:
    """The papers of a meeting. agenda: the one agenda, None if there is none or more than one. shift: what to add to the pages
    that the agenda names for those of the file; None where the file records no pages.
    """

    papers: tuple[Paper, ...]
    agenda: Paper | None
    shift: int | None

    def attached(self, paper: Paper) -> list[Paper]:
        """What is attached to a report."""
        return [p for p in self.papers if p.owner == paper.ordinal]


@dataclass(frozen=True)
class Scene:
    """on: the day the check is made for. nation: whose bank holidays count ("ENG", "WLS", "SCT", "NIR").

    dated: whether `on` was asked for, or is only today. pack, paper: the agenda pack that the report stands in, and as which
    of its papers; None for a report by itself.
    """

    report: Report
    on: date
    dated: bool = False
    nation: str = "ENG"
    facts: Mapping[str, object] = field(default_factory=dict)
    pack: Pack | None = None
    paper: Paper | None = None

    @cached_property
    def _words(self) -> str:
        """All that the document says, without accents and capitals."""
        return "\n".join(literals.plainest(searchable(p.text)[0]) for p in self.report.document.paragraphs)

    @cached_property
    def _spaced(self) -> str:
        """The same with single blanks."""
        return " ".join(self._words.split())

    @cached_property
    def _said(self) -> dict[str, bool]:
        return {}

    def worth(self, sources: Iterable[str]) -> tuple[str, ...]:
        """Those of the patterns that may match somewhere in the document's paragraphs; the others need not be tried on any."""
        return literals.worth(sources, self._says)

    def worth_phrases(self, phrases: Iterable[str]) -> tuple[str, ...]:
        """Likewise of literal phrases."""
        return tuple(p for p in phrases if literals.of_phrase(p) in self._spaced)

    def _says(self, word: str) -> bool:
        found = self._said.get(word)
        if found is None:
            found = self._said[word] = word in self._words
        return found

    @cached_property
    def meeting(self) -> date:
        """The day that decides which rules are in force: that of the meeting, else the day the check is made for."""
        return meeting_day(self.report) or self.on


def meeting_day(report: Report) -> date | None:
    """The day of the meeting that the report names in the field by which its template is dated."""
    field = report.field(report.template.dated_by) if report.template.dated_by else None
    return next((w.day for w in dates.find(report.text(field)) if w.day), None) if field is not None else None


class Kind(Protocol):
    """What a module in `reportlint.checks` offers.

    OPTIONS: the Cerberus schema of its options. FACTS: what its messages may use besides {title} and {text}. NEEDS: what
    the document's format must record (`reportlint.model.Fact`); where it does not, the rule is not evaluated. A kind with
    PACK = True looks at the pack, and applies only in one.
    """

    OPTIONS: Mapping[str, Any]
    FACTS: tuple[str, ...]
    NEEDS: frozenset[str]

    def check(self, parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]: ...

"""What a rule is for: a short phrase that picks parts of a report.

    fields                          every cover field of the template, found or not
    fields exempt, wards            those two
    required fields, choice fields  those so declared
    sections tagged implications    the declared sections with this tag
    headings                        every section found, unknown ones too, in reading order
    parts recommendations           what bears this id, whether the template has it as a field or as a section
    items, items minutes            the items of an agenda or of minutes, found or required; that one
    report                          the whole running text, as one part

A phrase is `[required|found] [KIND] COLLECTION [id, id | tagged TAG] [except id, id]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from reportlint.model import Span
from reportlint.report import Part, Report

_QUALIFIERS = ("required", "optional", "found")
_KINDS = ("choice", "line", "text", "people", "list", "date")


@dataclass(frozen=True, slots=True)
class Selector:
    """A parsed phrase. ids: only these; without: not these; tag: only those so tagged."""

    collection: str
    qualifiers: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    ids: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    tag: str = ""

    def select(self, report: Report) -> list[Part]:
        """The parts of this report that the phrase means, in the template's or the reading order."""
        return [p for p in _COLLECTIONS[self.collection](report) if self._wants(p)]

    def _wants(self, part: Part) -> bool:
        if (self.ids and part.id not in self.ids) or part.id in self.without:
            return False
        spec = part.spec
        if spec is None:
            return not (self.tag or self.kinds or "required" in self.qualifiers)
        return (
            (not self.tag or self.tag in spec.tags)
            and (not self.kinds or spec.kind in self.kinds)
            and ("required" not in self.qualifiers or spec.required)
            and ("optional" not in self.qualifiers or not spec.required)
            and ("found" not in self.qualifiers or part.found)
        )


@lru_cache(maxsize=1024)
def parse(phrase: str) -> Selector:
    """The selector that a phrase means. Raises ValueError with what was expected."""
    words = phrase.replace(",", " ").split()
    qualifiers, kinds = set(), set()
    while words and words[0] not in _COLLECTIONS:
        word = words.pop(0)
        if word in _QUALIFIERS:
            qualifiers.add(word)
        elif word in _KINDS:
            kinds.add(word)
        else:
            raise ValueError(word)
    if not words:
        raise ValueError("")
    collection = words.pop(0)
    without: list[str] = []
    if "except" in words:
        at = words.index("except")
        words, without = words[:at], words[at + 1 :]
    tag = ""
    if words[:1] == ["tagged"]:
        if len(words) != 2:
            raise ValueError("tagged")
        tag, words = words[1], []
    return Selector(collection, frozenset(qualifiers), frozenset(kinds), tuple(words), tuple(without), tag)


def vocabulary() -> tuple[str, ...]:
    """Every word that may begin a phrase, for the messages that help a rule author."""
    return (*_QUALIFIERS, *_KINDS, *_COLLECTIONS)


def _sections(report: Report) -> list[Part]:
    """Declared sections in the template's order; each by its first occurrence, or absent."""
    found: dict[str | None, Part] = {}
    for section in report.sections:
        found.setdefault(section.id, section)
    missing = {p.id: p for p in report.absent}
    return [found.get(s.id) or missing[s.id] for s in report.template.sections]


def _whole(report: Report) -> list[Part]:
    return [_text_part(report, "report", report.running)]


def _text_part(report: Report, title: str, content: tuple[Span, ...]) -> Part:
    anchor = content[0] if content else Span(max(report.first, 1), 0, 0)
    return Part("text", None, title, anchor, content, anchor)


def _body(report: Report) -> list[Part]:
    """The numbered sections, without the cover and the approvals."""
    inside = tuple(s for s in report.running if s.paragraph in report.section_of)
    return [_text_part(report, "body", inside)]


def _document(report: Report) -> list[Part]:
    return [_text_part(report, "document", report.document.spans)]


def _one(part: Part | None) -> list[Part]:
    return [part] if part is not None else []


_COLLECTIONS: dict[str, Callable[[Report], Iterable[Part]]] = {
    "fields": lambda r: r.fields,
    "sections": _sections,
    "parts": lambda r: [*r.fields, *_sections(r)],
    "headings": lambda r: r.sections,
    "approvals": lambda r: _one(r.approvals_table),
    "rows": lambda r: [a.row for a in r.approvals],
    "names": lambda r: [a.name for a in r.approvals],
    "dates": lambda r: [a.date for a in r.approvals],
    "statements": lambda r: r.statements,
    "items": lambda r: (*r.items, *r.absent_items),
    "closing": lambda r: _one(r.closing),
    "block": lambda r: r.block,
    "title": lambda r: _one(r.body_title),
    "report": _whole,
    "body": _body,
    "document": _document,
}

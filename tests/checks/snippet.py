"""A check kind tried by itself on a piece of a report in the markdown notation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from cerberus import Validator

from reportlint import discover, rulesets, templates
from reportlint.findings import Hit
from reportlint.formats import markdown
from reportlint.model import Document
from reportlint.report import Report
from reportlint.scene import Scene
from reportlint.selectors import parse


def document(source: str) -> Document:
    return markdown.read_marked(source)[0]


def report(source: str | Document) -> Report:
    """The piece seen through the template of the examples."""
    read = document(source) if isinstance(source, str) else source
    return templates.see(read, rulesets.load("core").templates["example"])


def hits(kind: str, source: str | Document, phrase: str, **options: Any) -> list[Hit]:
    """What the kind says of the parts that a selector phrase means."""
    check = discover.load("reportlint.checks", kind)
    whole: Mapping[str, Any] = Validator(check.OPTIONS).normalized({k.rstrip("_"): v for k, v in options.items()})
    seen = report(source)
    return list(check.check(parse(phrase).select(seen), whole, Scene(seen, date(2025, 1, 14))))


def quotes(kind: str, source: str | Document, phrase: str, **options: Any) -> list[str]:
    """The words that it says something of."""
    read = document(source) if isinstance(source, str) else source
    return [read.text(h.span) for h in hits(kind, read, phrase, **options)]


def subjects(kind: str, source: str, phrase: str, **options: Any) -> list[str | None]:
    return [h.subject for h in hits(kind, source, phrase, **options)]


def automatic(source: str, numbers: Mapping[int, str]) -> Document:
    """The piece with numbers that Word made in front of the paragraphs with these ordinals."""
    read = document(source)
    made = tuple(replace(p, number=numbers.get(p.ordinal, p.number)) for p in read.paragraphs)
    return replace(read, paragraphs=made)

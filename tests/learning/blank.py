"""A council's blank template as a Word file, made from the template's own declarations."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from reportlint.report import Spec, Template

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@dataclass(frozen=True)
class Look:
    """How a council lays its template out. table: the cover is a table; headed: fields under headings; capitals: labels in capitals.

    dash: what follows a title that leads into its line. notes: instructions, by the id of the part that they stand under.
    """

    table: bool = False
    headed: tuple[str, ...] = ()
    capitals: bool = False
    dash: str = ":"
    notes: tuple[tuple[str, str], ...] = ()


LOOKS = {
    "barnet": Look(table=True, headed=("summary", "recommendations")),
    "brighton": Look(
        notes=(
            ("summary", "*Notes for authors are in blue. Black headings stay as they are.*"),
            ("consultation", "*State here whom you asked, and when.*"),
        )
    ),
    "lambeth": Look(
        headed=("summary", "finance-summary", "recommendations"),
        notes=(
            ("summary", "{WRITE 120 TO 150 WORDS IN ONE PARAGRAPH}"),
            ("finance-summary", "{WRITE 100 TO 120 WORDS, OR NONE ARISING FROM THIS REPORT}"),
            ("legal", "{LEGAL SERVICES WRITE THIS PART}"),
        ),
    ),
    "salford": Look(capitals=True),
    "york": Look(dash=" –"),
}  # fmt: skip


def markdown(template: Template, look: Look) -> str:
    """The blank template in the notation of the examples."""
    return "\n\n".join([*_cover(template, look), *_sections(template, look), *_end(template)]) + "\n"


def word(template: Template, look: Look) -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(EXAMPLES))
        councils = importlib.import_module("councils")
    made: bytes = councils.word_file(markdown(template, look))
    for name in ("councils", "make"):
        sys.modules.pop(name, None)
    return made


def _title(spec: Spec, look: Look) -> str:
    return spec.title.upper() if look.capitals else spec.title


def _cover(template: Template, look: Look) -> Iterator[str]:
    rows = []
    for spec in template.fields:
        value = " / ".join(spec.choices)
        if spec.layout == "bare":
            yield f"[{spec.title}]"
        elif spec.layout == "answer":
            yield value.upper()
        elif spec.id in look.headed:
            yield from rows and ["\n".join([rows[0], "|---|---|", *rows[1:]])]
            rows = []
            yield from spec.above[:1]
            yield f"## {spec.title}"
            yield from _note(spec, look)
        elif look.table:
            rows.append(f"| {spec.title} | {value} |")
        elif spec.required:
            yield f"**{_title(spec, look)}:** {value}"


def _note(spec: Spec, look: Look) -> Iterator[str]:
    yield from (text for id, text in look.notes if id == spec.id)


def _sections(template: Template, look: Look) -> Iterator[str]:
    section = inner = running = 0
    for spec in (s for s in template.sections if s.required):
        running = 0 if template.paragraph_numbers == "restarting" else running
        if spec.within and not spec.layout:
            inner += 1
            yield f"### {section}.{inner} {spec.title}"
        elif spec.within or spec.layout:
            own = f" {spec.fields[0].title}" if spec.fields and look.capitals else ""
            yield f"**{_title(spec, look)}{own}{look.dash}**" if look.dash == ":" else f"**{spec.title}**{look.dash}"
            yield from (f"{f.title}:" for f in spec.fields if not look.capitals)
        else:
            section, inner = section + spec.numbered, 0
            yield f"## {template.number_form.replace('1', str(section))} {spec.title}" if spec.numbered else f"## {spec.title}"
        yield from _note(spec, look)
        if template.paragraph_numbers != "by-section" and not spec.within and (not spec.layout or spec.fields):
            running += 1
            yield f"{running}. Write here."


def _end(template: Template) -> Iterator[str]:
    if template.approvals is not None:
        head = f"| **Cleared by** | **{template.approvals.name_columns[0]}** | **{template.approvals.date_columns[0]}** |"
        yield f"**{template.approvals.titles[0]}**"
        yield "\n".join([head, "|---|---|---|", *(f"| {r.title} | | |" for r in template.approvals.rows)])
    yield from (f"{s.title}:" for s in template.statements)

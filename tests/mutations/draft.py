"""A report as its author thinks of it - cover, sections, approvals - that can be copied, mutated and written in many ways.

Texts use a small notation, read by `inline.py`: `**bold**`, `[words](target)` and `{{kind|words}}`.
"""

from __future__ import annotations

import pickle
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

LABELS = {
    "committee-and-date": "Committee Name and Date of Committee Meeting",
    "report-title": "Report Title",
    "key-decision": "Is this a Key Decision and has it been included on the Forward Plan?",
    "director": "Strategic Director Approving Submission of the Report",
    "authors": "Report Author(s)",
    "wards": "Ward(s) Affected",
    "summary": "Report Summary",
    "recommendations": "Recommendations",
    "appendices": "List of Appendices Included",
    "background-papers": "Background Papers",
    "other-committees": "Consideration by any other Council Committee, Scrutiny or Advisory Panel",
    "council-approval": "Council Approval Required",
    "exempt": "Exempt from the Press and Public",
}
TITLES = {
    "background": "Background",
    "key-issues": "Key Issues",
    "options": "Options considered and recommended proposal",
    "consultation": "Consultation on proposal",
    "timetable": "Timetable and Accountability for Implementing this Decision",
    "financial": "Financial and Procurement Advice and Implications",
    "legal": "Legal Advice and Implications",
    "human-resources": "Human Resources Advice and Implications",
    "children-and-vulnerable-adults": "Implications for Children and Young People and Vulnerable Adults",
    "equalities": "Equalities and Human Rights Advice and Implications",
    "climate": "Implications for CO₂ Emissions and Climate Change",
    "partners": "Implications for Partners",
    "risks": "Risks and Mitigation",
    "accountable-officers": "Accountable Officer(s)",
}
ROLES = {
    "strategic-director": "strategic director with",
    "cabinet-member": "cabinet member",
    "chief-executive": "chief executive",
    "section-151-officer": "151",
    "monitoring-officer": "monitoring",
}


class Inapplicable(Exception):
    """This draft does not hold what the mutation changes."""


@dataclass
class Block:
    """One paragraph or table. kind: para, numbered, bullet, item, heading, table, toc, typed-bullet, break.

    number: as printed ("7.1", "1."). bulleted: a numbered paragraph that was made as a bullet. rows: a table's cells.
    header: whether the table's first row is marked as header. merged: whether its second row's first cells are one.
    unstyled: a heading made of bold text. entries: the lines of a table of contents (title, page).
    """

    kind: str
    text: str = ""
    number: str = ""
    level: int = 3
    bulleted: bool = False
    rows: list[list[str]] = field(default_factory=list)
    header: bool = True
    merged: bool = False
    unstyled: bool = False
    entries: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class CoverField:
    id: str
    label: str
    values: list[Block]


@dataclass
class Section:
    """level: the outline level of its heading where headings are styled; unstyled: bold text in place of a style."""

    id: str
    number: str
    title: str
    blocks: list[Block]
    level: int = 2
    unstyled: bool = False


@dataclass
class Draft:
    """A report. before: blocks between cover and body; after: blocks after the report's end."""

    name: str
    block: list[str]
    fields: list[CoverField]
    body_title: str
    sections: list[Section]
    approvals_heading: str
    approvals: Block | None
    closing: list[str]
    statement: str
    before: list[Block] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)
    italic_closing: bool = False
    title: str = ""
    language: str = "en-GB"
    header: str = ""
    footer: str = ""
    label_suffix: str = ""

    def copy(self) -> Draft:
        copy: Draft = pickle.loads(pickle.dumps(self))  # several times faster than deepcopy, and there are thousands
        return copy

    def field(self, id: str) -> CoverField:
        return _first([f for f in self.fields if f.id == id], id)

    def section(self, id: str) -> Section:
        return _first([s for s in self.sections if s.id == id], id)

    def row(self, role: str) -> list[str]:
        """The cells of a role's row in the approvals table."""
        return _first([r for r in self.table.rows[1:] if ROLES[role] in r[0].casefold()], role)

    @property
    def table(self) -> Block:
        if self.approvals is None:
            raise Inapplicable("approvals")
        return self.approvals

    @property
    def cabinet(self) -> bool:
        return any("151" in r[0] for r in (self.approvals.rows if self.approvals else []))

    @property
    def blocks(self) -> list[Block]:
        """Every paragraph of the sections, in order."""
        return [b for s in self.sections for b in s.blocks]


def _first(found: list[T], what: str) -> T:
    if not found:
        raise Inapplicable(what)
    return found[0]


def fold(text: str) -> str:
    """The words of a title or label, for comparing."""
    return re.sub(r"[^a-z0-9]+", " ", text.casefold().replace("₂", "2").replace("&", "and")).strip()


_LABEL_IDS = {fold(v): k for k, v in LABELS.items()}
_TITLE_IDS = {fold(v): k for k, v in TITLES.items()}


def block(line: str) -> Block:
    """The paragraph that a line of the notation stands for."""
    bulleted = line.startswith(("- ", "* "))
    rest = line[2:].strip() if bulleted else line.strip()
    if m := re.match(r"(\d+(?:\.\d+)+)\.?\s+(.*)", rest):
        return Block("numbered", m[2], m[1], bulleted=bulleted)
    if bulleted:
        return Block("bullet", rest)
    if m := re.match(r"(\d+\.)\s+(.*)", rest):
        return Block("item", m[2], m[1])
    return Block("para", rest)


def parse(name: str, source: str) -> Draft:
    """The draft that a report in the founding markdown holds."""
    lines = [line.rstrip().removesuffix("\\") for line in source.splitlines() if line.strip()]
    lines = [re.sub(r"^#+\s+", "", line) for line in lines]
    start = next(i for i, line in enumerate(lines) if _section_start(line))
    end = next((i for i, line in enumerate(lines) if line.startswith("Approvals obtained")), len(lines))
    draft = _cover(name, lines[: start - 1])
    draft.body_title, draft.title = lines[start - 1].strip("*"), draft.field("report-title").values[0].text
    draft.sections = _sections(lines[start:end])
    _ending(draft, lines[end:])
    return draft


def _section_start(line: str) -> re.Match[str] | None:
    m = re.match(r"(?:(\d+\.?)\s+)?(.+)", line.strip("*"))
    return m if m and fold(m[2]) in _TITLE_IDS else None


def _cover(name: str, lines: list[str]) -> Draft:
    title_block: list[str] = []
    fields: list[CoverField] = []
    for line in lines:
        label = line.strip("*")
        if id := _LABEL_IDS.get(fold(label)):
            fields.append(CoverField(id, label, []))
        elif fields:
            fields[-1].values.append(block(line))
        else:
            title_block.append(label)
    return Draft(name, title_block, fields, "", [], "", None, [], "")


def _sections(lines: list[str]) -> list[Section]:
    sections: list[Section] = []
    for line in lines:
        if (m := _section_start(line)) and _TITLE_IDS[fold(m[2])] not in {s.id for s in sections}:
            sections.append(Section(_TITLE_IDS[fold(m[2])], m[1] or "", m[2], []))
        elif line.startswith("|") or "\t" in line:
            _table_row(sections[-1].blocks, line)
        else:
            sections[-1].blocks.append(block(line))
    return sections


def _table_row(blocks: list[Block], line: str) -> None:
    if re.fullmatch(r"[|\s:-]+", line):
        return
    cells = line.strip("|").split("|") if line.startswith("|") else line.split("\t")
    if not blocks or blocks[-1].kind != "table":
        blocks.append(Block("table"))
    blocks[-1].rows.append([c.strip() for c in cells])


def _ending(draft: Draft, lines: list[str]) -> None:
    rows: list[Block] = []
    rest: list[str] = []
    for line in lines[1:]:
        if line.startswith("|") or "\t" in line:
            _table_row(rows, line)
        else:
            rest.append(line)
    draft.approvals_heading = lines[0].strip("*") if lines else ""
    draft.approvals = rows[0] if rows else None
    cut = next((i for i, line in enumerate(rest) if line.startswith("This report is published")), len(rest))
    draft.italic_closing = bool(rest) and rest[0].startswith("*")
    draft.closing = [line.strip("*") for line in rest[:cut]]
    draft.statement = rest[cut] if cut < len(rest) else ""
    draft.after = [block(line) for line in rest[cut + 1 :]]


HERE = Path(__file__).parent
ROOT = HERE.parent.parent


def bases() -> dict[str, Draft]:
    """Every report that is mutated: this folder's own, the project's examples in the same template, the founding two."""
    paths = sorted((HERE / "bases").glob("*.md"))
    paths += [p for n in ("clean-report", "cabinet-report") if (p := ROOT / "examples" / f"{n}.md").exists()]
    paths += sorted((ROOT.parent / "shared" / "reports").glob("*.md"))
    return {p.stem: parse(p.stem, p.read_text("utf-8")) for p in paths}

"""Blank reports: what they hold, what is found in them as they are, and nothing once they are filled in."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Mapping, Sequence

import pytest
from lxml import etree
from redline import ROOT, W, entries, part, seen

from reportlint import api, rulesets
from reportlint.markdown import new as outline
from reportlint.report import Report
from reportlint.word import new

#: What is said of a report in which nothing is filled in.
UNFILLED = {
    "placeholder-text", "section-empty", "cover-field-empty", "cover-field-missing", "approval-name-missing", "approval-date-missing",
    "accountable-officer-missing", "recommendation-unnumbered", "section-unreasoned", "cover-answer-invalid", "supplier-unnamed",
}  # fmt: skip


def templates() -> list[tuple[str, str]]:
    """The templates of reports that come with the program, by ruleset and name."""
    loaded = [rulesets.load(name) for name in rulesets.bundled()]
    return [(r.name, t.name) for r in loaded for t in r.templates.values() if t.recognition.enabled and t.items is None]


def blank(ruleset: str, template: str) -> bytes:
    loaded = rulesets.load(ruleset)
    return new.blank(loaded, loaded.templates[template])


@pytest.mark.parametrize(("ruleset", "template"), templates())
def test_a_blank_report_is_recognised_and_only_unfilled(ruleset: str, template: str) -> None:
    data = blank(ruleset, template)
    result = api.check(("blank.docx", data), stage="submission").documents[0]
    assert (result.ruleset, result.template) == (ruleset, template)
    assert {f.rule for f in result.findings} <= UNFILLED
    assert result.report is not None
    held = result.report.template
    found = {f.id for f in result.report.fields if f.found} | {s.id for s in result.report.sections}
    bare = {s.id for s in held.fields if s.layout}  # such a field is known by its value alone
    assert {s.id for s in (*held.fields, *held.sections) if s.required} - bare <= found
    assert all(f.location.paragraph for f in result.findings)
    assert blank(ruleset, template) == data


@pytest.mark.parametrize(("ruleset", "template"), templates())
def test_a_blank_report_in_markdown_is_only_unfilled(ruleset: str, template: str) -> None:
    loaded = rulesets.load(ruleset)
    text = outline.blank(loaded, loaded.templates[template])
    result = api.check(("blank.md", text.encode()), ruleset=ruleset, template=template, stage="submission").documents[0]
    assert {f.rule for f in result.findings} <= UNFILLED | {"table-header-blank", "implications-repeated", "recommendation-stem"}
    assert result.report is not None
    assert {s.id for s in result.report.template.sections if s.required} <= {s.id for s in result.report.sections}


def test_choices_are_drop_downs_dates_are_pickers_and_the_table_has_a_header() -> None:
    data = blank("rotherham", "cabinet-report")
    document, xml = seen(data), part(data).decode()
    held = rulesets.load("rotherham").templates["cabinet-report"]
    offered = {c.tag: c.choices for c in document.controls}
    assert {s.id: s.choices for s in held.fields if s.choices}.items() <= offered.items()
    assert held.approvals is not None
    assert xml.count("<w:date>") == len(held.approvals.rows)
    assert [row.header for row in document.tables[0].rows] == [True, *[False] * len(held.approvals.rows)]
    assert document.properties == {"title": held.title, "language": "en-GB"}
    headings = [p for p in document.paragraphs if p.outline_level == held.heading_level and p.number]
    assert [(p.number, p.text) for p in headings] == [(f"{n}.", s.title) for n, s in enumerate(held.sections, start=1)]


def test_prompts_say_what_the_rules_say() -> None:
    loaded = rulesets.load("rotherham")
    control = next(c for c in seen(blank("rotherham", "cabinet-report")).controls if c.tag == "legal")
    assert loaded.rules["section-empty"].why in control.placeholder


def _values(report: Report) -> dict[str, list[str]]:
    """What a finished report holds, by the tags of a blank one's controls."""
    lines = {p.id or "": [t for _, t in report.lines(p)] for p in (*report.fields, *report.block)}
    for section in report.sections:
        inside = [report.document.paragraph(s.paragraph) for s in section.content]
        lines[section.id or ""] = [p.text for p in inside if p.table is None and p.text.strip()]
    for approval in report.approvals:
        lines[f"{approval.row.id}-name"], lines[f"{approval.row.id}-date"] = [report.text(approval.name)], [report.text(approval.date)]
    lines["committee"] = lines.pop("block-committee", [])
    lines["body-title"] = [report.text(report.body_title)] if report.body_title else []
    lines["closing"] = [report.text(report.closing).partition(":")[2].strip()] if report.closing else []
    return lines


def _filled(data: bytes, values: Mapping[str, Sequence[str]]) -> bytes:
    """The file with its controls filled in, as Word does it."""
    root = etree.fromstring(part(data))
    for control in root.iter(f"{W}sdt"):
        properties, content = control[0], control[1]
        lines = values[properties.find(f"{W}tag").get(f"{W}val")]
        properties.remove(properties.find(f"{W}showingPlcHdr"))
        first = content[0]
        blocks = [first, *(copy.deepcopy(first) for _ in lines[1:])] if first.tag == f"{W}p" else [first]
        for block, line in zip(blocks, lines if first.tag == f"{W}p" else [" ".join(lines)], strict=True):
            content.append(block)
            if line.endswith(":"):  # the line that leads to a list is no item of it
                for number in list(block.iter(f"{W}numPr")):
                    number.getparent().remove(number)
            run = next(block.iter(f"{W}r"))
            run.remove(run[0])
            next(run.iter(f"{W}t")).text = line
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        for name, held in entries(data).items():
            out.writestr(name, etree.tostring(root) if name == "word/document.xml" else held)
    return buffer.getvalue()


@pytest.mark.parametrize("example", ["clean-report", "cabinet-report", "decision-record"])
def test_filled_in_there_is_nothing_to_find(example: str) -> None:
    original = api.check(ROOT / "examples" / f"{example}.docx", stage="submission").documents[0]
    assert original.report is not None and original.ruleset and original.template
    data = _filled(blank(original.ruleset, original.template), _values(original.report))
    result = api.check(("filled.docx", data), stage="submission").documents[0]
    assert result.template == original.template
    # What refers to a table or list that cannot be typed into a control is not the blank's fault.
    assert [f"{f.name}: {f.message}" for f in result.findings if f.name not in {x.name for x in original.findings}] == []

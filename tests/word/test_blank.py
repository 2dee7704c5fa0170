"""Blank reports: what they hold, what is found in them as they are, and nothing once they are filled in."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pytest
from lxml import etree
from redline import W, entries, part, seen

from reportlint import api, rulesets
from reportlint.amending.prompts import Prompts, wanted
from reportlint.markdown import new as outline
from reportlint.report import Spec, Template
from reportlint.rulesets.rule import Rule, Ruleset
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
    assert {f.rule for f in result.findings} <= UNFILLED
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


MEETING = "Tuesday 16 June 2026"
PERSON, CONTACT = "Jo Marsh, Head of Libraries", "01709 382121 or jo.marsh@example.gov.uk"
TITLE = "Opening Hours of the Central Library"
WOODS = ("alder", "ash", "aspen", "beech", "birch", "box", "cedar", "cherry", "damson", "elder", "elm", "fir", "hazel", "holly", "larch")
#: What sections say of which a rule wants to hear something in particular, in words that several councils use for them.
DUTIES = {
    "equalities": "An equality impact assessment screening found that nobody with a protected characteristic is affected.",
    "socio-economic": "Inequalities of outcome that come from socio-economic disadvantage were considered, and none was found.",
    "fairer-scotland": "Inequalities of outcome that come from socio-economic disadvantage were considered, and none was found.",
    "well-being": "The change serves the well-being goal of a more equal place.",
    "welsh-language": "The Welsh language is treated no less favourably: every sign is in both.",
    "integrated": "An integrated impact assessment screening was made.",
}


def _suitable(loaded: Ruleset, template: Template) -> dict[str, list[str]]:
    """What may be written in each part of a blank report, by the tags of its controls: as its template and rules have it."""
    body = str(template.facts.get("meets") or "Overview Committee")
    said: dict[str, list[str]] = {"body-title": [TITLE], "closing": [PERSON], "classification": list(template.classifications[:1])}
    parts = [(s, c) for c, specs in (("fields", template.fields), ("sections", template.sections)) for s in specs]
    for n, (spec, collection) in enumerate(parts):
        said[spec.id] = _said(loaded, template, spec, collection, body, n)
        said |= {f.id: _said(loaded, template, f, collection, body, n) for f in spec.fields}
    for row in template.approvals.rows if template.approvals else ():
        said[f"{row.id}-name"], said[f"{row.id}-date"] = ["Jo Marsh"], ["1 June 2026"]
    return said | {"committee": [body]}


def _said(loaded: Ruleset, template: Template, spec: Spec, collection: str, body: str, nth: int) -> list[str]:
    if spec.choices:
        return ["No" if "No" in spec.choices else spec.choices[0]]
    if "title" in spec.tags:
        return [TITLE]
    if spec.id == template.dated_by:
        return [MEETING if spec.kind == "date" else f"{body} – {MEETING}"]
    if spec.kind in ("date", "people", "line"):
        line = spec.title.replace("…", "Libraries") if "…" in spec.title else PERSON
        return {"date": ["1 June 2026"], "people": [PERSON, CONTACT], "line": [line]}[spec.kind]
    if collection == "sections" and spec.nil == "allowed":
        return ["None"]
    if Prompts(loaded).numbered(spec):
        return ["That the new hours be approved.", "That the officers report again in May 2027."]
    text = f"Of the {WOODS[nth % len(WOODS)]} and {WOODS[-nth % len(WOODS)]} shelves, all can be reached on more days than they were."
    duty = next((words for id, words in DUTIES.items() if spec.id.startswith(id)), "")
    least = max((r.options.get("min", 0) for r in _counts(loaded) if spec.id in r.target.ids), default=0)
    more = (f"The {WOODS[k % len(WOODS)]} shelves of room {k} come next." for k in range(1, 99))
    while len(text.split()) < least:
        text += f" {next(more)}"
    return [f"{text} {duty}".strip()]


def _counts(loaded: Ruleset) -> list[Rule]:
    return [r for r in loaded.rules.values() if r.check == "word_count"]


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


@pytest.mark.parametrize(("ruleset", "template"), templates())
def test_filled_in_there_is_nothing_to_find(ruleset: str, template: str) -> None:
    loaded = rulesets.load(ruleset)
    data = _filled(blank(ruleset, template), _suitable(loaded, loaded.templates[template]))
    result = api.check(("filled.docx", data), stage="submission", on=date(2026, 6, 1)).documents[0]
    assert (result.template, [f"{f.name}: {f.message}" for f in result.findings]) == (template, [])


@pytest.mark.parametrize(("ruleset", "template"), templates())
def test_filled_in_markdown_has_nothing_to_find(ruleset: str, template: str) -> None:
    loaded = rulesets.load(ruleset)
    held = loaded.templates[template]
    values = iter(_in_order(held, _suitable(loaded, held), Prompts(loaded)))
    text = re.sub(r"\[Insert[^\]]*\]", lambda _: next(values), outline.blank(loaded, held))
    assert next(values, None) is None
    result = api.check(("filled.md", text.encode()), ruleset=ruleset, stage="submission", on=date(2026, 6, 1)).documents[0]
    assert (result.template, [f"{f.name}: {f.message}" for f in result.findings]) == (template, [])


def _in_order(template: Template, said: Mapping[str, Sequence[str]], prompts: Prompts) -> Iterator[str]:
    """What is written into a blank report in Markdown, from its top to its end."""
    if template.classifications:
        yield said["classification"][0]
        if not template.facts.get("meets"):
            yield said["committee"][0]
    yield from (_lines(said, s, prompts) for s in wanted(template.fields))
    if template.body_title and template.sections:
        yield TITLE
    for spec in wanted(template.sections):
        if not any(s.within == spec.id for s in wanted(template.sections)):
            yield _lines(said, spec, prompts)
        yield from (said[f.id][0] for f in wanted(spec.fields))
    for role in wanted(template.approvals.rows) if template.approvals else ():
        yield from (said[f"{role.id}-name"][0], said[f"{role.id}-date"][0])
    if template.approvals and template.closing:
        yield PERSON


def _lines(said: Mapping[str, Sequence[str]], spec: Spec, prompts: Prompts) -> str:
    """What is written in a part, each item of a list that is to be numbered with its number."""
    first, *more = said[spec.id]
    numbered = prompts.numbered(spec) and not spec.within
    return "\n".join([first, *(f"{n}. {words}" if numbered else words for n, words in enumerate(more, start=2))])

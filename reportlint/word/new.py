"""A blank report, made from its template and the rules alone."""

from __future__ import annotations

import io
import zipfile

from reportlint.amending.prompts import Prompts, wanted
from reportlint.report import Spec, Template
from reportlint.rulesets.rule import Ruleset
from reportlint.word import _blank, _blank_parts
from reportlint.word._blank import Controls, choices, day, numbered, paragraph, run

_STAMP = (1980, 1, 1, 0, 0, 0)
_CHOOSE, _DATE = "Choose an item", "Click to enter a date"


def blank(ruleset: Ruleset, template: Template) -> bytes:
    """A Word file of the template with nothing filled in; the same rules give the same bytes."""
    number = template.number_form.replace("1", "%1", 1)
    body = _Writer(ruleset, template).body()
    parts = _blank_parts.package(body, template.title, number, template.paragraph_numbers, template.heading_level)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, content.encode("utf-8"))
    return buffer.getvalue()


class _Writer:
    """Writes the body of one blank report."""

    def __init__(self, ruleset: Ruleset, template: Template) -> None:
        self.template, self.prompts, self.controls = template, Prompts(ruleset), Controls()
        self.level = template.heading_level

    def body(self) -> str:
        t = self.template
        parts = [*self._top(), *(b for s in wanted(t.fields) for b in self._field(s))]
        if t.body_title and t.sections:
            parts.append(paragraph(self.controls.inline(t.title, "body-title", "[Insert title]"), f"Heading{max(self.level - 1, 1)}"))
        parts += (b for s in wanted(t.sections) if not s.within for b in self._section(s))
        parts += self._approvals()
        parts += (paragraph(run(s.title)) for s in wanted(t.statements))
        return "".join(parts)

    def _top(self) -> list[str]:
        """The lines above the cover: what the public may see, and who meets."""
        if not self.template.classifications:
            return [paragraph(run(self.template.title), f"Heading{max(self.level - 1, 1)}")]
        kinds = choices(self.template.classifications)
        meets = str(self.template.facts.get("meets", ""))
        who = run(meets) if meets else self.controls.inline("Committee", "committee", "[Insert committee]")
        top = paragraph(self.controls.inline("Classification", "classification", _CHOOSE, kinds))
        return [top, paragraph(who, f"Heading{max(self.level - 1, 1)}")]

    def _field(self, spec: Spec) -> list[str]:
        if spec.layout in ("answer", "bare"):
            return [paragraph(self._value(spec))]
        label = [paragraph(run(line)) for line in spec.above[:1]]
        label += [paragraph(run(spec.title), f"Heading{self.level}"), *(paragraph(run(n)) for n in spec.notes)]
        if spec.kind in ("choice", "date", "line"):
            return [*label, paragraph(self._value(spec))]
        prompt = self.prompts.text("fields", spec)
        if self.prompts.numbered(spec):
            return [*label, self.controls.block(spec.title, spec.id, prompt, "ListNumber", numbered(2, 0))]
        return [*label, self.controls.block(spec.title, spec.id, prompt)]

    def _value(self, spec: Spec) -> str:
        """The control of a field of one line."""
        if spec.choices:
            return self.controls.inline(spec.title, spec.id, _CHOOSE, choices(spec.choices))
        if spec.kind == "date":
            return self.controls.inline(spec.title, spec.id, _DATE, day())
        return self.controls.inline(spec.title, spec.id, self.prompts.text("fields", spec))

    def _section(self, spec: Spec) -> list[str]:
        inner = [s for s in wanted(self.template.sections) if s.within == spec.id]
        own = numbered(1, 0) if spec.numbered and not spec.within else ""
        parts = [paragraph(run(spec.title), f"Heading{self.level + bool(spec.within)}", own)]
        if not inner:
            parts.append(self._text(spec))
        parts += (self._owned(f) for f in wanted(spec.fields))
        for section in inner:
            parts += self._led_in(section) if section.layout == "lead-in" else self._section(section)
        return parts

    def _text(self, spec: Spec) -> str:
        """Where a section's words go: numbered paragraphs beneath a numbered heading, a list where items are to be numbered."""
        if self.prompts.numbered(spec) and not (spec.numbered or spec.within):
            return self.controls.block(spec.title, spec.id, self.prompts.text("sections", spec), "ListNumber", numbered(2, 0))
        listed = not spec.numbered and (spec.kind == "people" or spec.nil == "allowed")  # names and papers, no running text
        counted = spec.numbered or (self.template.paragraph_numbers != "by-section" and not listed)
        own = ("ReportParagraph", numbered(1, 1)) if counted and not spec.within else ("", "")
        return self.controls.block(spec.title, spec.id, self.prompts.text("sections", spec), *own)

    def _led_in(self, spec: Spec) -> list[str]:
        prompt = self.controls.inline(spec.title, spec.id, self.prompts.text("sections", spec))
        return [paragraph(run(f"{spec.title}: ", "<w:b/>") + prompt), *(self._owned(f) for f in wanted(spec.fields))]

    def _owned(self, spec: Spec) -> str:
        """A field that stands within a section, on one line."""
        return paragraph(run(f"{spec.title}: ") + self._value(spec))

    def _approvals(self) -> list[str]:
        spec = self.template.approvals
        if spec is None:
            return []
        rows = [[run(""), run(spec.name_columns[0]), run(spec.date_columns[0])]]
        for role in wanted(spec.rows):
            name = self.controls.inline(f"{role.title}: name", f"{role.id}-name", "[Insert name]")
            rows.append([run(role.title), name, self.controls.inline(f"{role.title}: date", f"{role.id}-date", _DATE, day())])
        closing = [paragraph(run(f"{x}: ") + self.controls.inline(x, "closing", f"[Insert {x}]")) for x in self.template.closing[:1]]
        return [paragraph(run(spec.titles[0]), f"Heading{self.level}"), _blank.table(rows), *(closing or [paragraph("")])]

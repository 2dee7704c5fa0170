"""A blank report in Markdown, from the same template and rules as the Word file."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint.amending.prompts import Prompts, wanted
from reportlint.report import Spec, Template
from reportlint.rulesets.rule import Ruleset


def blank(ruleset: Ruleset, template: Template) -> str:
    """The Markdown text of a report of this template with nothing filled in."""
    head = ["---", f'title: "{template.title}"', "lang: en-GB", "---"]
    return "\n".join(head) + "\n\n" + "\n\n".join(_blocks(ruleset, template)) + "\n"


def _blocks(ruleset: Ruleset, template: Template) -> Iterator[str]:
    prompts = Prompts(ruleset)
    above = "#" * max(template.heading_level - 1, 1)
    if template.classifications:
        yield from ("[Insert " + " / ".join(template.classifications) + "]", str(template.facts.get("meets", "[Insert committee]")))
    else:
        yield f"{above} {template.title}"
    for spec in wanted(template.fields):
        yield from _field(prompts, spec, template.heading_level)
    if template.body_title and template.sections:
        yield f"{above} [Insert title]"
    number = 0
    for spec in wanted(template.sections):
        number += spec.numbered and not spec.within
        printed = template.number_form.replace("1", str(number), 1) if spec.numbered and not spec.within else ""
        holds = any(s.within == spec.id for s in wanted(template.sections))
        yield from _section(prompts, spec, printed, "" if holds else f"{number}.1 ", template.heading_level)
    yield from _approvals(template)
    yield from (s.title for s in wanted(template.statements))


def _field(prompts: Prompts, spec: Spec, level: int) -> Iterator[str]:
    value = f"[Insert {' / '.join(spec.choices)}]" if spec.choices else prompts.text("fields", spec)
    if not spec.layout:
        yield from spec.above[:1]
        yield f"{'#' * level} {spec.title}"
        yield from spec.notes
    yield ("1. " if prompts.numbered(spec) else "") + value


def _section(prompts: Prompts, spec: Spec, printed: str, start: str, level: int) -> Iterator[str]:
    """A section's heading and prompt. start: what its first paragraph begins with; "" if only sections within it hold words."""
    prompt = prompts.text("sections", spec)
    if spec.layout == "lead-in":
        yield f"**{spec.title}:** {prompt}"
    else:
        yield f"{'#' * (level + bool(spec.within))} {f'{printed} ' if printed else ''}{spec.title}"
        own = "1. " if prompts.numbered(spec) and not spec.within else ""
        yield from [f"{start if printed else own}{prompt}"] if start else []
    yield from (f"{f.title}: [Insert {f.title}]" for f in wanted(spec.fields))


def _approvals(template: Template) -> Iterator[str]:
    spec = template.approvals
    if spec is None:
        return
    yield f"{'#' * template.heading_level} {spec.titles[0]}"
    rows = [f"|  | {spec.name_columns[0]} | {spec.date_columns[0]} |", "| --- | --- | --- |"]
    rows += [f"| {role.title} | [Insert name] | [Insert date] |" for role in wanted(spec.rows)]
    yield "\n".join(rows)
    yield from (f"{line}: [Insert {line}]" for line in template.closing[:1])

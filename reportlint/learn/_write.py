"""A sketch written as the files of a ruleset, each value with where it was found."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from reportlint.learn._known import Meaning, Vocabulary
from reportlint.learn._merged import Merged, Part
from reportlint.learn._sketch import Found

_PLAIN = re.compile(r"[A-Za-z][\w ()/&'’.-]*[\w)]")
_WORDY = frozenset({"yes", "no", "on", "off", "true", "false", "null", "none", "y", "n"})
_GUIDANCE_WORDS = 8


def quoted(text: str) -> str:
    """A text as YAML has it."""
    return text if _PLAIN.fullmatch(text) and text.lower() not in _WORDY else json.dumps(text, ensure_ascii=False)


def listed(texts: Sequence[str]) -> str:
    return "[" + ", ".join(quoted(t) if "," not in t else json.dumps(t, ensure_ascii=False) for t in texts) + "]"


class Writer:
    """Writes the files of one ruleset; what it was not sure of is in `doubts`."""

    def __init__(self, name: str, title: str, bases: Sequence[str], merged: Merged, known: Vocabulary) -> None:
        self.name, self.title, self.bases, self.merged = name, title, bases, merged
        self.template = f"{name}-report"
        self.doubts: list[str] = []
        self.ids: dict[int, Meaning] = {}
        used: set[str] = set()
        # The very titles first, so that what only resembles one does not take its id.
        for at in sorted(range(len(merged.parts)), key=lambda i: not known.knows(merged.parts[i].found.title)):
            self.ids[at] = known.meaning(merged.parts[at].found.title, used)
            used.add(self.ids[at].id)
        for at, part in enumerate(merged.parts):
            self._doubt(part, self.ids[at])
        self._lead_in_sections()

    def _doubt(self, part: Part, meaning: Meaning) -> None:
        title = part.found.title
        if meaning.spec is None:
            self.doubts.append(f"'{title}' is like no part that is known; its rules are those for any part. If it is one, give it that id.")
        elif not meaning.sure:
            self.doubts.append(f"'{title}' was taken for '{meaning.id}', since it is like '{meaning.like}'.")
        if not part.required:
            self.doubts.append(f"'{title}' is not in every document, so it may be left out.")

    def _lead_in_sections(self) -> None:
        """Without headings every part is a label: from the first that is a section elsewhere, they are sections here."""
        parts = self.merged.parts
        if any(p.found.kind == "section" for p in parts):
            return
        begin = next((i for i, p in enumerate(parts) if self._is_section(self.ids[i])), None)
        while begin and self.ids[begin - 1].spec is None:
            begin -= 1
        for part in parts[begin:] if begin is not None else ():
            if part.found.kind == "field":
                part.found.kind, part.found.lead = "section", True
        if begin is not None:
            self.doubts.append(f"There are no headings; from '{parts[begin].found.title}' on, labels were taken for sections.")

    def _is_section(self, meaning: Meaning) -> bool:
        return meaning.spec is not None and "implications" in meaning.spec.tags

    def files(self) -> Mapping[str, str]:
        """The text of each file, by its path in the ruleset's folder."""
        made = {"ruleset.yaml": "\n".join(self._ruleset()) + "\n", f"templates/{self.template}.yaml": "\n".join(self._template()) + "\n"}
        for at, part in enumerate(self.merged.parts):
            if part.found.limits != (None, None) and self.ids[at].id != "summary":
                made[f"{self.ids[at].id}-length.yaml"] = "\n".join(self._limit(at, part)) + "\n"
        return made

    def _from(self, part: Part) -> str:
        name, line = part.places[0]
        more = f" and {len(part.places) - 1} more" if len(part.places) > 1 else ""
        return f"# {name}, paragraph {line}{more}"

    def _ruleset(self) -> Iterator[str]:
        yield f"# Learned from {', '.join(s.name for s in self.merged.sketches)}. Read it through before you rely on it."
        yield f"name: {self.name}"
        yield f"title: {quoted(self.title)}"
        yield f"extends: {listed(self.bases)}"
        guidance = [(s.name, line, text) for s in self.merged.sketches for line, text in s.guidance]
        if guidance:
            yield "lists:"
            yield "  # The template's own instructions, which no report may keep."
            yield "  +guidance-words:"
            patterns: dict[str, str] = {}
            for name, line, text in guidance:
                patterns.setdefault(_pattern(text), f"{name}, paragraph {line}")
            for source, place in patterns.items():
                yield f"    - {json.dumps(source, ensure_ascii=False)}  # {place}"
        summary = next((p for i, p in enumerate(self.merged.parts) if self.ids[i].id == "summary" and p.found.limits != (None, None)), None)
        if summary is not None:
            yield "rules:"
            yield f"  summary-length:  {self._from(summary)}"
            yield f"    options: {_range(summary.found)}"
            yield from (f"    {line}" for line in self._examples(summary))

    def _template(self) -> Iterator[str]:
        merged = self.merged
        yield f"name: {self.template}"
        yield f"title: {quoted('Report of ' + self.title)}"
        yield "recognise: {least: 0.5}"
        yield "body-title: false"
        if merged.number_form:
            yield f"number-form: {json.dumps(merged.number_form)}"
        if merged.paragraph_numbers != "by-section":
            yield f"paragraph-numbers: {merged.paragraph_numbers}"
        yield f"heading-level: {merged.first.level}"
        yield "fields:"
        fields = [(i, p) for i, p in enumerate(merged.parts) if p.found.kind == "field"]
        for at, part in fields:
            yield from self._part(at, part, "  ")
        if not fields:
            self.doubts.append("No label of a cover was found.")
            yield "  []"
        yield from self._sections()
        yield from self._approvals()

    def _sections(self) -> Iterator[str]:
        sections = [(i, p) for i, p in enumerate(self.merged.parts) if p.found.kind in ("section", "within")]
        if not sections:
            return
        yield "sections:"
        for at, part in sections:
            yield from self._part(at, part, "  ")
            own = [(i, p) for i, p in enumerate(self.merged.parts) if p.found.kind == "own" and p.found.inside == part.found.title]
            if own:
                yield "    fields:"
            for inner, field in own:
                yield from self._part(inner, field, "      ")

    def _part(self, at: int, part: Part, indent: str) -> Iterator[str]:
        found, meaning = part.found, self.ids[at]
        yield f"{indent}{self._from(part)}"
        yield f"{indent}- id: {meaning.id}"
        yield f"{indent}  title: {quoted(found.title)}"
        for name, value in self._settings(found, meaning, part.required):
            yield f"{indent}  {name}: {value}"

    def _settings(self, found: Found, meaning: Meaning, required: bool) -> Iterator[tuple[str, str]]:
        if not required:
            yield "required", "false"
        section = found.kind in ("section", "within")
        kind = "choice" if found.choices else (meaning.spec.kind if meaning.spec is not None else "text")
        if section:
            kind = kind if kind in ("text", "people") else "text"
        elif kind == "choice" and not found.choices:
            kind = "text"
        if kind != "text":
            yield "kind", kind
        if found.choices and not section:
            yield "choices", listed(found.choices)
        if found.answer:
            yield "layout", "answer"
        if found.above and not section:
            yield "above", listed([found.above])
        if meaning.spec is not None and meaning.spec.tags:
            yield "tags", listed(sorted(meaning.spec.tags))
        if section:
            yield from self._place(found, meaning)

    def _place(self, found: Found, meaning: Meaning) -> Iterator[tuple[str, str]]:
        if found.kind == "within":
            yield "within", next((m.id for i, m in self.ids.items() if self.merged.parts[i].found.title == found.inside), "")
        elif not found.numbers:
            yield "numbered", "false"
        if found.lead:
            yield "layout", "lead-in"
        if meaning.spec is not None and meaning.spec.nil == "allowed":
            yield "nil", "allowed"

    def _approvals(self) -> Iterator[str]:
        first = next((s for s in self.merged.sketches if s.roles), None)
        if first is None:
            return
        roles = list(dict.fromkeys(r for s in self.merged.sketches for r in s.roles))
        yield f"approvals:  # {first.name}"
        yield f"  titles: {listed([first.signed or 'Approvals'])}"
        yield f"  name-columns: {listed([first.name_column])}"
        yield f"  date-columns: {listed([first.date_column])}"
        yield "  rows:"
        for at, role in enumerate(roles, 1):
            required = all(role in s.roles for s in self.merged.sketches)
            yield f"    - {{id: role-{at}, title: {json.dumps(role, ensure_ascii=False)}{'' if required else ', required: false'}}}"

    def _limit(self, at: int, part: Part) -> Iterator[str]:
        """A rule for a limit that the guidance gives, with the examples that prove it."""
        id, title = self.ids[at].id, part.found.title
        yield f"{self._from(part)}"
        yield f"id: {id}-length"
        yield f"title: {quoted(title)} is too short or too long"
        yield f"for: {'fields' if part.found.kind == 'field' else 'sections'} {id}"
        yield "check: word_count"
        yield f"options: {_range(part.found)}"
        yield "subject: none"
        yield "severity: {draft: warning, submission: warning, publication: warning}"
        yield "message: \"'{title}' has {words} words; it should have from {min} to {max}.\""
        yield "fix: \"Under '{title}' say what is needed in {min} to {max} words.\""
        yield "why: The template gives this part a length, so that reports can be compared."
        yield "source: Council's report template"
        yield from self._examples(part)

    def _examples(self, part: Part) -> Iterator[str]:
        """A part of the right length, and one of each wrong one."""
        least, most = part.found.limits
        enough = " ".join(["word"] * (most or least or 1))
        head = f"{'## 1. ' if part.found.kind == 'section' and not part.found.lead else ''}{part.found.title}\n\n"
        yield "examples:"
        bad = [f"[[word]] {enough}"] + (["[[word]]"] if least and least > 1 else [])
        for group, texts in (("bad", bad), ("good", [enough])):
            yield f"  {group}:"
            for text in texts:
                yield f"    - {{template: {self.template}, text: {json.dumps(head + text, ensure_ascii=False)}}}"


def _range(found: Found) -> str:
    least, most = found.limits
    return "{" + ", ".join(f"{name}: {value}" for name, value in (("min", least), ("max", most)) if value is not None) + "}"


def _pattern(text: str) -> str:
    """A pattern of the first words of an instruction; one of instructions in braces is of any in braces."""
    if text.startswith("{"):
        return r"\{[^{}]*[A-Za-z]{2}[^{}]*\}"
    return r"\s+".join(re.sub(r"([^\w\s])", r"\\\1", w) for w in text.split()[:_GUIDANCE_WORDS])

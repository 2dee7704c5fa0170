"""Rule folders made on the spot, and check kinds with every sort of option."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType

import pytest

from reportlint import discover, rulesets
from reportlint.rulesets import _layers
from reportlint.rulesets.rule import Ruleset

Files = Mapping[str, str]
Load = Callable[[Files], Ruleset]

_KINDS = {
    "present": ({}, ()),
    "length": (
        {
            "max": {"type": "integer", "required": True, "min": 1},
            "unit": {"type": "string", "allowed": ["words", "characters"], "default": "words"},
            "share": {"type": "float", "max": 1},
            "strict": {"type": "boolean", "default": False},
            "ignore": {"type": "list", "schema": {"type": "string"}},
        },
        ("words", "max"),
    ),
    "phrase": (
        {
            "patterns": {"type": "list", "schema": {"type": "string"}, "meta": {"pattern": True}, "required": True},
            "evidence": {"type": "dict", "valuesrules": {"type": "list", "schema": {"type": "string"}}},
        },
        ("found",),
    ),
}


def _kind(name: str) -> ModuleType:
    made = ModuleType(name)
    made.OPTIONS, made.FACTS = _KINDS[name]  # type: ignore[attr-defined]
    made.NEEDS = frozenset()  # type: ignore[attr-defined]
    return made


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three check kinds in place of those that there are."""
    modules = {name: _kind(name) for name in _KINDS}
    monkeypatch.setattr(discover, "names", lambda package: tuple(sorted(modules)))
    monkeypatch.setattr(discover, "load", lambda package, name: modules[name])


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Files], Path]:
    """Writes files by path; gives back the folder of the ruleset `mine`."""

    def to(files: Files) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path / "mine"

    return to


@pytest.fixture
def load(write: Callable[[Files], Path], kinds: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Load:
    """Writes files and loads the ruleset `mine` among them, from beside it so that messages have short paths."""

    def of(files: Files) -> Ruleset:
        write({**BUNDLED, **files})
        monkeypatch.setattr(_layers, "rules_folder", lambda: tmp_path / "rules")
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("REPORTLINT_CACHE", "off")
        return rulesets.load(Path("mine"))

    return of


@pytest.fixture
def good() -> dict[str, str]:
    """Two layers: `base`, and `mine` which extends and changes it; a template that extends another."""
    return dict(GOOD)


BUNDLED = {
    "rules/england/ruleset.yaml": "name: england\ntitle: England\nlists: {laws: [Act]}\n",
    "rules/wales/ruleset.yaml": "name: wales\ntitle: Wales\nnation: WLS\n",
}

GOOD = {
    "base/ruleset.yaml": """\
name: base
title: What all share
nation: WLS
lists:
  nil: [none, n/a]
  soft: ['in due course', 'sometime']
""",
    "base/section-missing.yaml": """\
id: section-missing
title: A section is missing
for: required sections
check: present
severity: {draft: warning, submission: error, publication: error}
message: "'{title}' is missing."
fix: "Add it after '{previous}'."
why: Members must see it.
source: Template
examples: {bad: '[[x]]', good: y}
""",
    "base/soft-words.yaml": """\
id: soft-words
title: Soft words
for: report
check: phrase
options:
  patterns: ["@soft", '\\bsoon\\b']
  evidence: {money: ["@nil", "£"]}
severity: {draft: info, submission: warning, publication: warning}
message: Say when instead of '{text}'.
fix: Give a date.
why: Nobody can follow it up.
source: Style guide
examples: {bad: '[[soon]]', good: on 1 May}
""",
    "base/templates/plain.yaml": """\
name: plain
title: A plain report
recognise: {marks: ['\\bpanel\\b'], least: 0.5}
facts: {executive: false, days: 5, bodies: [Cabinet, Council]}
fields:
  - {id: title, title: Report Title, aliases: [Title], kind: line}
  - {id: key, title: 'Key decision?', kind: choice, choices: [Yes, No]}
  - {id: summary, title: Summary}
sections:
  - {id: legal, title: Legal, tags: [implications]}
  - {id: money, title: Money, required: false}
approvals:
  titles: [Approvals]
  name-columns: [Name]
  rows: [{id: chief, title: Chief Executive}]
""",
    "mine/ruleset.yaml": """\
name: mine
title: My council
extends: [base]
lists:
  +nil: [nil]
  names: [Ann, Bob]
rules:
  section-missing: {severity: {draft: info}, fix: Ask us., for: sections legal}
  soft-words: {enabled: false, reason: We like them.}
""",
    "mine/too-long.yaml": """\
id: too-long
title: The summary is too long
for: found fields summary
check: length
options:
  max: 250
  share: 0.5
  ignore: ["@names", "@nil"]
when:
  stage: [draft, submission]
  template: {executive: false}
  answer: {key: Yes}
unless: [section-missing]
severity: {draft: info, submission: warning, publication: error}
message: "{words} words, at most {max}."
fix: Cut it.
why: It is read aloud.
source: Standing orders
examples:
  bad:
    - text: |
        Summary
        [[too long]]
      on: 2025-01-31
      stage: draft
      template: longer
      subject: summary
    - '[[also]]'
  good: short
""",
    "mine/templates/longer.yaml": """\
name: longer
title: A longer report
extends: plain
recognise: {enabled: false}
facts: {executive: true}
fields:
  - {id: key, title: 'Is it key?'}
  - {id: wards, title: Wards, after: title}
  - {id: contact, title: Contact}
  - {id: title, remove: true}
sections:
  - {id: carbon, title: Carbon}
approvals:
  rows: [{id: finance, title: Finance}]
""",
}

"""Broken copies of every bundled rule: its own examples must tell each of them from the rule itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import pytest

from reportlint import discover, proving, rulesets
from reportlint.findings import Stage
from reportlint.rulesets.rule import Rule, Ruleset, When
from reportlint.selectors import parse

#: Broken copies that no example can tell from the rule, each with the reason.
ALIKE = {
    "document-language-missing: option value emptied": "it changes what the fix writes, and the rule is silent either way",
    "paragraph-number: option cited emptied": "it changes how sure the fix is, of which the examples say nothing",
    "plain-english: option sure emptied": "it changes how sure the fix is, of which the examples say nothing",
    "section-number: option cited emptied": "it changes how sure the fix is, of which the examples say nothing",
    "guidance-left: option remove emptied": "it changes what the fix takes away, of which the examples say nothing",
    "key-decision-unnotified: unless cover-field-missing dropped": "the example template requires no label after this one",
    "section-missing: option prompt emptied": "it changes what the fix writes, of which the examples say nothing",
}
#: Options that only say how sure a fix is, of which the examples say nothing.
SURENESS = ("sure", "cited")
#: The share of broken copies with one word or pattern fewer that must be caught at least.
LEAST = 0.75


class Mutant(NamedTuple):
    """A broken copy of a rule, and what was done to it."""

    ruleset: Ruleset
    rule: Rule
    what: str

    @property
    def name(self) -> str:
        return f"{self.rule.id}: {self.what}"

    @property
    def caught(self) -> bool:
        return any(True for _ in proving.faults(self.ruleset, self.rule))


def _bundled() -> Iterator[tuple[Ruleset, Rule]]:
    for name in rulesets.available():
        ruleset = rulesets.load(name)
        yield from ((ruleset, rule) for rule in proving.proved_here(ruleset))


def _broken(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """Copies with one thing broken: another check, other parts, a condition dropped or turned round, an option emptied."""
    yield "another check", replace(rule, check="comments_settled" if rule.check != "comments_settled" else "nothing_hidden", options={})
    yield "no part at all", replace(rule, target=parse("fields no-such-field"))
    if rule.target.ids or rule.target.tag:
        yield "other parts", replace(rule, target=replace(rule.target, ids=("no-such-part",), tag=""))
    yield from ((f"when {what}", replace(rule, when=when)) for what, when in _whens(rule.when))
    yield from ((f"unless {id} dropped", replace(rule, unless=tuple(u for u in rule.unless if u != id))) for id in rule.unless)
    for name, value in rule.options.items():
        schema = discover.load("reportlint.checks", rule.check).OPTIONS[name]
        empty = type(value)() if isinstance(value, tuple | Mapping) else schema.get("default")
        if value and not schema.get("required") and value != empty and _plain(value) != schema.get("default"):
            yield f"option {name} emptied", replace(rule, options={**rule.options, name: empty})


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _whens(when: When) -> Iterator[tuple[str, When]]:
    if when.stages:
        yield "stage turned round", replace(when, stages=tuple(s for s in Stage if s not in when.stages))
        yield "stage dropped", replace(when, stages=())
    for fact, value in when.template.items():
        yield f"template.{fact} turned round", replace(when, template={**when.template, fact: not value})
        yield f"template.{fact} dropped", replace(when, template={k: v for k, v in when.template.items() if k != fact})
    for field in when.answers:
        yield f"answer.{field} turned round", replace(when, answers={**when.answers, field: ("no such answer",)})
        yield f"answer.{field} dropped", replace(when, answers={k: v for k, v in when.answers.items() if k != field})
    if when.dated:
        yield "dated dropped", replace(when, dated=False)


def _fewer(value: object) -> Iterator[tuple[str, object]]:
    """A list, or settings, with one item fewer, at any depth."""
    if isinstance(value, tuple):
        for at, item in enumerate(value):
            yield str(item)[:40], (*value[:at], *value[at + 1 :])
            yield from ((what, (*value[:at], inner, *value[at + 1 :])) for what, inner in _fewer(item))
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield str(name), {k: v for k, v in value.items() if k != name}
            yield from ((f"{name}.{what}", {**value, name: inner}) for what, inner in _fewer(item))


def _own_words(rule: Rule, ruleset: Ruleset) -> Iterator[tuple[str, Rule]]:
    """Copies with one word, pattern or number fewer, among those that the rule's own options hold and no word list does."""
    listed = {item for items in ruleset.lists.values() for item in items}
    for name, value in rule.options.items():
        for what, fewer in _fewer(value) if name not in SURENESS else ():
            if not any(item.startswith(what) for item in listed):
                yield f"option {name} without {what}", replace(rule, options={**rule.options, name: fewer})


@cache
def _mutants() -> tuple[Mutant, ...]:
    return tuple(Mutant(ruleset, copy, what) for ruleset, rule in _bundled() for what, copy in _broken(rule))


@pytest.mark.parametrize("name", rulesets.available())
def test_every_broken_copy_is_caught(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    mutants = [m for m in _mutants() if m.ruleset.name == name]
    missed = [m.name for m in mutants if not m.caught]
    rules = {m.rule.id for m in mutants}
    with capsys.disabled():
        print(f"\n{name}: {len(mutants) - len(missed)} of {len(mutants)} broken copies of {len(rules)} rules are caught.")
    assert [m for m in missed if m not in ALIKE] == []


def test_most_copies_with_one_word_fewer_are_caught(capsys: pytest.CaptureFixture[str]) -> None:
    mutants = [Mutant(ruleset, copy, what) for ruleset, rule in _bundled() for what, copy in _own_words(rule, ruleset)]
    caught = sum(m.caught for m in mutants)
    with capsys.disabled():
        print(f"\n{caught} of {len(mutants)} copies with one word, pattern or number fewer are caught.")
    assert caught >= LEAST * len(mutants)


def test_every_rule_has_broken_copies() -> None:
    assert {m.rule.id for m in _mutants()} == {rule.id for _, rule in _bundled()}

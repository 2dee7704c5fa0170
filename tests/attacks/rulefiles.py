"""Attacks by rule files, waivers and baselines that somebody else wrote."""

# ruff: noqa: E501
from __future__ import annotations

import os
from pathlib import Path

from tests.attacks.attack import Attack, Make, files
from tests.formats.word import docx, p

HEAD = "name: council\ntitle: A council\nextends: [core]\n"
RULE = """id: {id}
title: A rule
for: document
check: forbidden
options: {{patterns: ["{pattern}"]}}
severity: {{draft: warning, submission: error, publication: error}}
message: "It says '{{text}}'."
fix: Leave it out.
why: Because.
source: Here
examples:
  bad: "x [[aaaa]] y"
  good: "nothing"
"""
GOOD = docx(p("plainly read " + "a" * 60_000 + "!"))
ALIASES = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(8))


def ruleset(name: str, text: str | bytes, *says: str, status: int = 2) -> Attack:
    """A ruleset whose own file says this."""
    return _with(name, {"council/ruleset.yaml": text.encode() if isinstance(text, str) else text}, says, status)


def rule(name: str, text: str | bytes, *says: str, file: str = "odd-rule.yaml", status: int = 2, command: tuple[str, ...] = ()) -> Attack:
    """A rule file of a good ruleset that says this."""
    data = text.encode() if isinstance(text, str) else text
    return _with(name, {"council/ruleset.yaml": HEAD.encode(), f"council/{file}": data}, says, status)


def pattern(name: str, words: str, *says: str, status: int = 2) -> Attack:
    return rule(name, RULE.format(id="odd-rule", pattern=words), *says, status=status)


def beside(name: str, option: str, text: str | bytes, *says: str) -> Attack:
    data = text.encode() if isinstance(text, str) else text
    return Attack(name, files({"attack.docx": GOOD, "file": data}), ("check", "attack.docx", option, "file"), 2, says)


def _with(name: str, contents: dict[str, bytes], says: tuple[str, ...], status: int) -> Attack:
    command = ("check", "attack.docx", "--ruleset", "council", "--format", "json")
    return Attack(name, files({"attack.docx": GOOD, **contents}), command, status, says)


def linked() -> Make:
    """A ruleset in which a rule is a link to a file outside of it."""

    def make(folder: Path) -> None:
        files({"attack.docx": GOOD, "council/ruleset.yaml": HEAD.encode(), "outside.yaml": b"secret: words\n"})(folder)
        os.symlink(folder / "outside.yaml", folder / "council" / "odd-rule.yaml")

    return make


ATTACKS: list[Attack] = [
    ruleset("rules-alias-bomb", ALIASES, "an anchor"),
    ruleset("rules-alias-of-itself", "a: &a [*a]\n", "an anchor"),
    ruleset("rules-merge-key", "<<: {a: 1}\n", "merges other settings"),
    ruleset("rules-same-key-twice", HEAD + "title: Again\n", "is set twice"),
    ruleset("rules-python-object", "name: !!python/object/apply:os.system ['touch owned']\n", "gives a type"),
    ruleset("rules-python-tag-directive", "%TAG ! tag:yaml.org,2002:python/\n---\nname: !object/apply:os.system ['id']\n", "gives a type"),
    ruleset("rules-deep-lists", "a: " + "[" * 50_000 + "]" * 50_000, "nested too deep"),
    ruleset("rules-deep-groups", "a: " + "{a: " * 5000 + "}" * 5000, "nested too deep"),
    ruleset("rules-two-documents", HEAD + "---\na: 1\n", "second document"),
    ruleset("rules-not-text", b"\xff\xfe\x00binary", "not UTF-8"),
    ruleset("rules-null-character", HEAD + "a: b\0c\n", "cannot stand in a file"),
    ruleset("rules-escape-character", HEAD + "a: \"b\x1bc\"\n", "cannot stand in a file"),
    ruleset("rules-too-large", HEAD + "# " + "x" * 1_100_000, "too large"),
    ruleset("rules-empty", "", "the file is empty"),
    ruleset("rules-number-for-a-name", "name: [1, 2]\ntitle: 3\n", "ruleset.yaml:1"),
    ruleset("rules-unknown-setting", HEAD + "exec: rm -rf\n", "unknown setting 'exec'"),
    ruleset("rules-extends-itself", HEAD.replace("core", "council"), "council"),
    ruleset("rules-extends-outside", HEAD.replace("core", "../../etc"), "etc"),
    ruleset("rules-extends-absolute", HEAD.replace("core", "/etc"), "etc"),
    ruleset("rules-extends-a-device", HEAD.replace("core", "/dev/zero"), "zero"),
    rule("rules-id-is-a-path", RULE.format(id="../../owned", pattern="x"), "odd-rule"),
    rule("rules-id-is-not-its-name", RULE.format(id="other", pattern="x"), "other"),
    rule("rules-check-is-a-module", RULE.format(id="odd-rule", pattern="x").replace("check: forbidden", "check: os.system"), "os.system"),
    rule("rules-check-is-private", RULE.format(id="odd-rule", pattern="x").replace("check: forbidden", "check: _text"), "_text"),
    rule("rules-message-reaches-in", RULE.format(id="odd-rule", pattern="x").replace("{text}", "{words.__class__.__mro__}"), "odd-rule.yaml"),
    rule("rules-message-asks-for-much", RULE.format(id="odd-rule", pattern="x").replace("{text}", "{words:999999999}"), "odd-rule.yaml"),
    rule("rules-option-typed-wrong", RULE.format(id="odd-rule", pattern="x").replace('patterns: ["x"]', "patterns: {a: b}"), "odd-rule.yaml"),
    rule("rules-is-no-rule", "just words\n", "does not hold settings"),
    pattern("rules-pattern-looks-ahead", "(?=a)b", "odd-rule.yaml"),
    pattern("rules-pattern-refers-back", "(a)\\\\1", "odd-rule.yaml"),
    pattern("rules-pattern-broken", "(((", "odd-rule.yaml"),
    pattern("rules-pattern-repeats-much", "(a{1000}){1000}", "odd-rule.yaml"),
    pattern("rules-pattern-that-explodes", "(a+)+$", '"status"', status=1),
    pattern("rules-pattern-that-explodes-too", "(a|a)*b", '"status"', status=1),
    pattern("rules-pattern-that-explodes-more", "(.*)*(.*)*x9", '"status"', status=1),
    Attack("rules-link-out-of-the-ruleset", linked(), ("check", "attack.docx", "--ruleset", "council"), 2, ("odd-rule.yaml",)),
    Attack("rules-ruleset-is-a-device", files({"attack.docx": GOOD}), ("check", "attack.docx", "--ruleset", "/dev/zero"), 2),
    Attack("rules-ruleset-name-is-a-path", files({"attack.docx": GOOD}), ("check", "attack.docx", "--ruleset", "../../../etc"), 2),
    Attack("rules-template-unknown", files({"attack.docx": GOOD}), ("check", "attack.docx", "--template", "../x"), 2, ("There is no template",)),
    beside("rules-waivers-alias-bomb", "--waivers", ALIASES, "an anchor"),
    beside("rules-waivers-python", "--waivers", "waivers: !!python/name:os.system\n", "gives a type"),
    beside("rules-waivers-deep", "--waivers", "waivers: " + "[" * 50_000, "nested too deep"),
    beside("rules-waivers-empty", "--waivers", "", "file"),
    beside("rules-baseline-deep", "--baseline", "[" * 200_000, "file"),
    beside("rules-baseline-other", "--baseline", '{"a": NaN}', "file"),
    beside("rules-baseline-huge-number", "--baseline", '{"a": ' + "9" * 100_000 + "}", "file"),
    beside("rules-config-is-binary", "--config", b"\xff\xfe\0\0", "not UTF-8"),
]  # fmt: skip

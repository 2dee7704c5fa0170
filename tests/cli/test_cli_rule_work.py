"""Writing rules: `rules test`, `rules new`, `rules schema`, what `explain` and `inspect --trace` tell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from desk import Desk, Run

from reportlint import discover, rulesets

RULE = """\
id: jargon
title: Jargon
for: report
check: forbidden
options: {phrases: [synergy, leverage]}
severity: {draft: info, submission: info, publication: info}
message: "'{text}' is jargon."
fix: Say it plainly.
why: Nobody understands it.
source: Style guide
examples:
  bad: The [[synergy]] was great, and so was the [[leverage]].
  good: The gain was great.
"""


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A ruleset outside the project, with one rule of its own and one that it changes."""
    folder = tmp_path / "town"
    folder.mkdir()
    change = "rules:\n  date-invalid:\n    severity: {draft: info}\n    why: Ask the clerk.\n"
    (folder / "ruleset.yaml").write_text("name: town\ntitle: Town\nextends: [core]\n" + change)
    (folder / "jargon.yaml").write_text(RULE)
    return folder


def _change(folder: Path, old: str, new: str) -> None:
    text = (folder / "jargon.yaml").read_text()
    assert old in text
    (folder / "jargon.yaml").write_text(text.replace(old, new))


def test_a_sound_ruleset_outside_the_project(run: Run, town: Path) -> None:
    result = run("rules", "test", town)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-1].startswith("town: 2 rules, ")
    assert result.stdout.splitlines()[-1].endswith(": no fault.")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[synergy, leverage]", "[leverage]", "jargon.yaml:12: jargon: nothing is found at the mark 'synergy'."),
        ("[synergy, leverage]", "[nothing]", "jargon.yaml:12: jargon: nothing is found at the mark 'leverage'."),
        ("[synergy, leverage]", "[synergy, leverage, great]", "jargon: it finds 'great', which the bad example does not mark."),
        ("[synergy, leverage]", "[synergy, leverage, gain]", "jargon.yaml:13: jargon: it finds 'gain' in a good example."),
        ("{phrases: [synergy, leverage]}", "{replace: {synergy: more synergy, leverage: help}}", "its fix does not silence it"),
        ("for: report", "for: fields wards", "nothing is found at the mark"),
        ("  bad: The", "  bad:\n    subject: legal\n    text: The", "what it finds is about nothing, not about 'legal'."),
        ("check: forbidden", "when: {template: {executive: false}}\ncheck: forbidden", "nothing is found at the mark"),
    ],
)
def test_a_broken_rule_is_told(run: Run, town: Path, old: str, new: str, said: str) -> None:
    _change(town, old, new)
    result = run("rules", "test", town)
    assert result.exit_code == 1, result.output
    assert said in result.stdout
    assert "fault" in result.stdout.splitlines()[-1]


def test_rules_that_do_not_load(run: Run, town: Path) -> None:
    _change(town, "phrases", "phases")
    result = run("rules", "test", town)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Did you mean 'phrases'?" in result.stderr
    assert run("rules", "test", "twon").exit_code == 2


def test_conditions_that_no_example_reaches(run: Run, town: Path) -> None:
    _change(town, "options: {phrases: [synergy, leverage]}", "options: {phrases: [synergy, leverage], except: [win-win]}")
    _change(town, "source:", "when: {stage: [draft]}\nunless: [date-invalid]\nsource:")
    result = run("rules", "test", town)
    said = [line.split("jargon: no example reaches ") for line in result.stdout.splitlines()]
    missed = [parts[1] for parts in said if len(parts) == 2]
    assert missed == ["the condition 'when stage'.", "'unless date-invalid'.", "the option 'except'."]
    assert (result.exit_code, run("rules", "test", town, "--strict").exit_code) == (0, 1)


def test_a_changed_rule_may_bring_its_own_examples(run: Run, town: Path) -> None:
    change = "    for: fields wards\n    options: {outside: []}\n"
    head = (town / "ruleset.yaml").read_text()
    (town / "ruleset.yaml").write_text(head + change)
    assert run("rules", "test", town).exit_code == 1
    own = "    examples:\n      bad: |\n        Wards\n\n        [[31 February 2025]]\n      good: On 31 February.\n"
    (town / "ruleset.yaml").write_text(head + change + own)
    result = run("rules", "test", town)
    assert result.exit_code == 0, result.output
    (town / "ruleset.yaml").write_text(head + change + own.replace("bad: |", "bad: |\n        On [[9 May]]\n"))
    assert "ruleset.yaml:" in run("rules", "test", town).stdout


def test_the_bundled_rulesets_are_proved(run: Run) -> None:
    result = run("rules", "test", "plain-english")
    assert result.exit_code == 0, result.output


def test_a_new_rule_of_each_kind_loads_and_waits_to_be_filled_in(run: Run, tmp_path: Path) -> None:
    folder, kinds = tmp_path / "town", discover.names("reportlint.checks")
    folder.mkdir()
    (folder / "ruleset.yaml").write_text("name: town\ntitle: Town\nextends: [core]\n")
    ids = {f"my-{kind.replace('_', '-')}": kind for kind in kinds}
    for id, kind in ids.items():
        made = run("rules", "new", id, "--check", kind, "--for", "found sections risks", "-o", folder)
        assert made.exit_code == 0, made.output
    loaded = rulesets.load(folder).rules
    for id, kind in ids.items():
        assert (loaded[id].check, loaded[id].phrase) == (kind, "found sections risks")
        assert "TODO" in loaded[id].fix
    told = run("rules", "test", folder)
    assert told.exit_code == 1
    assert [id for id in ids if f"{id}: " not in told.stdout] == []


def test_a_new_rule_never_writes_over_a_file(run: Run, town: Path) -> None:
    result = run("rules", "new", "jargon", "--check", "forbidden", "-o", town)
    assert result.exit_code == 2
    assert "is there already" in result.stderr
    assert (town / "jargon.yaml").read_text() == RULE


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("My Rule", "--check", "present"), "cannot be a rule's id"),
        (("../x", "--check", "present"), "cannot be a rule's id"),
        (("x", "--check", "presnt"), "There is no check kind 'presnt'."),
        (("x", "--check", "present", "--for", "everything"), "does not say what the rule is for"),
        (("x", "--check", "present", "-o", "clean.docx/rules"), "could not be written"),
    ],
)
def test_what_a_new_rule_cannot_be(run: Run, desk: Desk, arguments: tuple[str, ...], said: str) -> None:
    result = run("rules", "new", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


@pytest.mark.parametrize("kind", rulesets.SCHEMAS)
def test_schemas_are_printed(run: Run, kind: str) -> None:
    assert json.loads(run("rules", "schema", kind).stdout) == rulesets.json_schema(kind)


def test_schemas_are_written_beside_the_rules(run: Run, tmp_path: Path) -> None:
    assert run("rules", "schema", "-o", tmp_path / "schema").exit_code == 0
    there = {p.stem: json.loads(p.read_text("utf-8")) for p in (tmp_path / "schema").iterdir()}
    assert there == {kind: rulesets.json_schema(kind) for kind in rulesets.SCHEMAS}


def test_explain_tells_where_each_value_comes_from(run: Run, town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(town.parent)
    lines = [line.strip() for line in run("explain", "date-invalid", "--ruleset", "./town").stdout.splitlines()]
    at = {lines[i].split()[0]: (lines[i], lines[i + 1]) for i in range(len(lines) - 1) if lines[i]}
    assert (at["severity.draft"][0].split()[1:], at["severity.draft"][1]) == (["info"], "town/ruleset.yaml:6")
    assert (at["why"][0].split()[1:], at["why"][1]) == (["Ask", "the", "clerk."], "town/ruleset.yaml:7")
    assert at["severity.submission"][1].startswith("rules/core/date-invalid.yaml:")
    assert at["check"][1].startswith("rules/core/date-invalid.yaml:")


def test_the_list_tells_what_overrides_what(run: Run, town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(town.parent)
    shown = " ".join(run("rules", "list", "--ruleset", "./town").stdout.split())
    assert "town changes date-invalid of core: severity.draft (town/ruleset.yaml:6); why (town/ruleset.yaml:7)." in shown
    (listed,) = json.loads(run("rules", "list", "--ruleset", "./town", "--format", "json").stdout)["rulesets"]
    changed = {r["id"]: r["changes"] for r in listed["rules"] if r["changes"]}
    assert changed == {"date-invalid": {"severity.draft": "town/ruleset.yaml:6", "why": "town/ruleset.yaml:7"}}


REPORT = """\
Title

Opening hours

Wards

TBC

Key decision

Perhaps

## 1. Background

The new hours start on TBC.

## 2. Legal implications

There are none.
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.md"
    path.write_text(REPORT)
    return path


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("section-missing", "Background [background]: passed (Section 1, heading)"),
        ("cover-answer-invalid", "Key decision [key-decision]: found at Cover, Key decision “Perhaps”"),
        ("placeholder-text", "report [text]: silent, because cover-field-empty speaks there (Cover, Wards) “TBC”"),
        ("placeholder-text", "report [text]: found at Section 1, paragraph 1 “TBC”"),
        ("council-approval-unrequested", "not applicable: only where 'council-approval' is answered Yes"),
        ("heading-unstyled", "There is no rule 'heading-unstyled' in the ruleset core."),
        ("placeholder-txt", "Did you mean 'placeholder-text'?"),
    ],
)
def test_a_trace_says_why(run: Run, report: Path, rule: str, said: str) -> None:
    result = run("inspect", report, "--ruleset", "core", "--template", "example", "--trace", rule)
    assert said in result.stdout + result.stderr
    assert result.exit_code == (2 if "no rule" in result.output or "mean" in result.output else 0)


def test_a_trace_for_programs(run: Run, report: Path) -> None:
    arguments = ("--ruleset", "core", "--template", "example", "--format", "json")
    traced = json.loads(run("inspect", report, *arguments, "--trace", "cover-answer-invalid").stdout)
    assert (traced["schema"], traced["rule"], traced["skipped"]) == ("reportlint/trace/1", "cover-answer-invalid", None)
    assert {s["part"]: s["outcome"] for s in traced["steps"]}["key-decision"] == "found"


def test_a_trace_at_a_stage_and_on_a_day(run: Run, report: Path, town: Path) -> None:
    (town / "ruleset.yaml").write_text("name: town\ntitle: Town\nextends: [core]\n")
    _change(town, "draft: info", "draft: off")
    arguments = ("inspect", report, "--ruleset", town, "--template", "example", "--trace", "jargon")
    assert "at the stage draft it weighs nothing" in run(*arguments).stdout
    assert "weighs nothing" not in run(*arguments, "--stage", "submission").stdout
    _change(town, "source:", "from: 2026-04-01\nsource:")
    assert "not applicable: only for meetings from 2026-04-01" in run(*arguments, "--on", "2026-03-31").stdout
    assert "not applicable" not in run(*arguments, "--on", "2026-04-01").stdout

"""`reportlint explain` and `reportlint rules list`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from desk import Run

from reportlint import rulesets
from reportlint.findings import Stage


def test_every_rule_can_be_explained(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    # Each command would load every ruleset; that they load is seen elsewhere.
    monkeypatch.setattr(rulesets, "load", cache(rulesets.load))
    rules = {id: rule for name in ("rotherham", "england", "core") for id, rule in rulesets.load(name).rules.items()}
    for rule in rules.values():
        result = run("explain", rule.id)
        assert result.exit_code == 0, result.output
        shown = " ".join(result.stdout.split())
        assert rule.title in shown
        assert " ".join(rule.why.split()) in shown
        assert " ".join(rule.source.split()) in shown
        assert "Avoid" in shown and "Prefer" in shown


def test_a_subject_fills_in_its_title(run: Run) -> None:
    shown = " ".join(run("explain", "section-missing:climate", "--ruleset", "rotherham").stdout.split())
    assert "'Implications for CO2 Emissions and Climate Change' is missing." in shown
    assert "'<title>' is missing" in " ".join(run("explain", "section-missing").stdout.split())


def test_severities_stand_under_their_stages(run: Run) -> None:
    lines = run("explain", "section-missing").stdout.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("Stage"))
    assert lines[at].split()[1:] == [s.value for s in Stage]
    assert lines[at + 1].split()[1:] == ["warning", "error", "error"]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("section-mising", "Did you mean 'section-missing'?"),
        ("section-mising:legal", "Did you mean 'section-missing'?"),
        ("zzz", "rules list"),
    ],
)
def test_an_unknown_rule(run: Run, rule: str, words: str) -> None:
    result = run("explain", rule)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_a_rule_that_is_switched_off_says_why(run: Run, tmp_path: Path) -> None:
    head = "name: town\ntitle: Town\nextends: [core]\nrules:\n  section-order: {enabled: false, reason: The town has none.}\n"
    folder = tmp_path / "town"
    folder.mkdir()
    (folder / "ruleset.yaml").write_text(head)
    result = run("explain", "section-order", "--ruleset", folder)
    assert result.exit_code == 2
    assert "has switched 'section-order' off: The town has none." in result.stderr
    assert "town has switched section-order off: The town has none." in run("rules", "list", "--ruleset", folder).stdout


def test_the_list_names_every_rule_under_the_ruleset_it_comes_from(run: Run) -> None:
    shown = [line.split()[0] for line in run("rules", "list").stdout.splitlines() if line.startswith("  ") and line[2] != " "]
    every = [r.id for name in rulesets.available() for r in rulesets.load(name).rules.values() if r.ruleset == name]
    assert sorted(shown) == sorted(every)


def test_the_list_of_one_ruleset_has_its_severities(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "town"
    folder.mkdir()
    change = "rules:\n  section-order: {severity: {draft: off, submission: info, publication: error}}\n"
    (folder / "ruleset.yaml").write_text("name: town\ntitle: Town\nextends: [core]\n" + change)
    lines = run("rules", "list", "--ruleset", folder).stdout.splitlines()
    assert next(line.split()[1:4] for line in lines if "section-order" in line) == ["-", "I", "E"]
    (listed,) = json.loads(run("rules", "list", "--ruleset", folder, "--format", "json").stdout)["rulesets"]
    rule = next(r for r in listed["rules"] if r["id"] == "section-order")
    assert rule["severity"] == {"draft": "off", "submission": "info", "publication": "error"}
    assert (rule["ruleset"], rule["changed_by"], listed["layers"]) == ("core", ["town"], ["core", "town"])


def test_the_list_as_json(run: Run) -> None:
    listed = json.loads(run("rules", "list", "--format", "json").stdout)
    assert listed["schema"] == "reportlint/rules/1"
    assert [r["name"] for r in listed["rulesets"]] == list(rulesets.available())

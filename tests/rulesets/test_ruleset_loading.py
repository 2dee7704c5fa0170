"""What a good ruleset comes to."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reportlint import rulesets
from reportlint.errors import UsageError
from reportlint.findings import Severity, Stage
from reportlint.rulesets.rule import Example, Ruleset, When

Files = dict[str, str]
Load = Callable[[Files], Ruleset]


def test_layers_come_together(load: Load, good: Files) -> None:
    made = load(good)
    assert (made.name, made.title, made.nation, made.layers) == ("mine", "My council", "WLS", ("base", "mine"))
    assert list(made.rules) == ["section-missing", "too-long"]
    assert list(made.templates) == ["longer", "plain"]
    assert made.disabled == {"soft-words": "We like them."}
    assert made.lists == {"names": ("Ann", "Bob"), "nil": ("none", "n/a", "nil"), "soft": ("in due course", "sometime")}


def test_a_rule_says_all_that_its_file_says(load: Load, good: Files) -> None:
    rule = load(good).rules["too-long"]
    assert (rule.check, rule.phrase, rule.target.ids) == ("length", "found fields summary", ("summary",))
    assert rule.options == {"max": 250, "share": 0.5, "ignore": ("Ann", "Bob", "none", "n/a", "nil"), "unit": "words", "strict": False}
    assert rule.when == When((Stage.DRAFT, Stage.SUBMISSION), {"executive": False}, {"key": ("Yes",)})
    assert rule.unless == ("section-missing",)
    assert rule.severity == {Stage.DRAFT: Severity.INFO, Stage.SUBMISSION: Severity.WARNING, Stage.PUBLICATION: Severity.ERROR}
    assert (rule.ruleset, rule.path, rule.overridden_by, rule.subjects) == ("mine", "mine/too-long.yaml", (), True)
    assert rule.examples == (
        Example(True, "Summary\n[[too long]]\n", date(2025, 1, 31), Stage.DRAFT, "longer", "summary", 21),
        Example(True, "[[also]]", line=28),
        Example(False, "short", line=29),
    )


def test_a_change_touches_only_what_it_names(load: Load, good: Files) -> None:
    rule = load(good).rules["section-missing"]
    assert rule.severity == {Stage.DRAFT: Severity.INFO, Stage.SUBMISSION: Severity.ERROR, Stage.PUBLICATION: Severity.ERROR}
    assert (rule.fix, rule.why, rule.phrase) == ("Ask us.", "Members must see it.", "sections legal")
    assert (rule.ruleset, rule.path, rule.overridden_by) == ("base", "base/section-missing.yaml", ("mine",))


def test_options_are_changed_one_by_one_and_lists_resolved_last(load: Load, good: Files) -> None:
    good["mine/ruleset.yaml"] = good["mine/ruleset.yaml"].replace(
        "{enabled: false, reason: We like them.}", "{options: {patterns: ['@soft', later]}}"
    )
    options = load(good).rules["soft-words"].options
    assert options == {"patterns": ("in due course", "sometime", "later"), "evidence": {"money": ("none", "n/a", "nil", "£")}}


def test_a_later_layer_can_switch_a_rule_on_again(load: Load, good: Files) -> None:
    good["top/ruleset.yaml"] = "name: top\ntitle: Top\nextends: [mine]\nrules: {soft-words: {enabled: true}}\n"
    load(good)
    assert "soft-words" in rulesets.load(Path("top")).rules


def test_the_later_of_two_bases_wins_and_each_stands_once(load: Load, good: Files) -> None:
    good["other/ruleset.yaml"] = "name: other\ntitle: Other\nextends: [base]\nlists: {nil: [nix]}\nnation: SCT\n"
    good["mine/ruleset.yaml"] = good["mine/ruleset.yaml"].replace("[base]", "[base, ../other]")
    made = load(good)
    assert made.layers == ("base", "other", "mine")
    assert made.lists["nil"] == ("nix", "nil")
    assert made.nation == "SCT"


def test_bases_are_bundled_ones_by_name(load: Load, good: Files) -> None:
    good["mine/ruleset.yaml"] = good["mine/ruleset.yaml"].replace("[base]", "[england, base]")
    made = load(good)
    assert made.layers == ("england", "base", "mine")
    assert made.lists["laws"] == ("Act",)


def test_a_ruleset_may_have_the_name_of_the_bundled_one_that_it_extends(load: Load, good: Files) -> None:
    good["england/ruleset.yaml"] = "name: england\ntitle: Our England\nextends: [england]\n"
    load(good)
    made = rulesets.load(Path("england"))
    assert (made.title, made.layers, made.lists) == ("Our England", ("england", "england"), {"laws": ("Act",)})


def test_a_rule_file_of_the_same_name_replaces_the_inherited_one(load: Load, good: Files) -> None:
    good["mine/section-missing.yaml"] = good["base/section-missing.yaml"].replace("A section", "Our section")
    good["mine/ruleset.yaml"] = "name: mine\ntitle: My council\nextends: [base]\nlists: {names: [Ann]}\n"
    rule = load(good).rules["section-missing"]
    assert (rule.title, rule.ruleset) == ("Our section is missing", "mine")


def test_a_template_declares_parts(load: Load, good: Files) -> None:
    plain = load(good).templates["plain"]
    assert [(f.id, f.titles, f.kind, f.choices) for f in plain.fields] == [
        ("title", ("Report Title", "Title"), "line", ()),
        ("key", ("Key decision?",), "choice", ("Yes", "No")),
        ("summary", ("Summary",), "text", ()),
    ]
    assert [(s.id, s.tags, s.required) for s in plain.sections] == [("legal", {"implications"}, True), ("money", frozenset(), False)]
    assert plain.facts == {"executive": False, "days": 5, "bodies": ("Cabinet", "Council")}
    assert plain.recognition.marks == (r"\bpanel\b",)
    assert (plain.recognition.least, plain.recognition.enabled) == (0.5, True)
    assert plain.origin == "base/templates/plain.yaml"


def test_a_template_extends_another(load: Load, good: Files) -> None:
    longer = load(good).templates["longer"]
    assert [(f.id, f.title, f.kind) for f in longer.fields] == [
        ("wards", "Wards", "text"),
        ("key", "Is it key?", "choice"),
        ("summary", "Summary", "text"),
        ("contact", "Contact", "text"),
    ]
    assert [s.id for s in longer.sections] == ["legal", "money", "carbon"]
    assert longer.approvals is not None
    assert [r.id for r in longer.approvals.rows] == ["chief", "finance"]
    assert longer.approvals.titles == ("Approvals",)
    assert longer.facts == {"executive": True, "days": 5, "bodies": ("Cabinet", "Council")}
    assert (longer.recognition.enabled, longer.recognition.least) == (False, 0.5)


def test_a_template_extends_the_inherited_one_of_its_own_name(load: Load, good: Files) -> None:
    good["mine/templates/plain.yaml"] = "name: plain\ntitle: Ours\nextends: plain\n"
    made = load(good)
    assert made.templates["plain"].title == "Ours"
    assert len(made.templates["plain"].fields) == 3


@pytest.mark.parametrize("written", ["no", "on", "010", "12:30", "1.0", "~", "null", "2025-01-14", "0x1F", "1_000", "Yes"])
def test_what_yaml_would_change_stays_text(load: Load, good: Files, written: str) -> None:
    good["mine/ruleset.yaml"] = good["mine/ruleset.yaml"].replace("[Ann, Bob]", f"[{written}]")
    assert load(good).lists["names"] == (written,)


def test_without_templates_any_id_may_be_named(load: Load, good: Files) -> None:
    alone = {name: text for name, text in good.items() if "templates/" not in name}
    alone["mine/too-long.yaml"] = (
        alone["mine/too-long.yaml"].replace("fields summary", "fields whatever").replace("      template: longer\n", "")
    )
    assert load(alone).rules["too-long"].target.ids == ("whatever",)


def test_the_digest_is_of_every_byte_and_not_of_the_place(load: Load, good: Files, tmp_path: Path) -> None:
    first = load(good).sha256
    moved = tmp_path / "elsewhere"
    for name, text in good.items():
        path = moved / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    assert rulesets.load(moved / "mine").sha256 == first
    (moved / "base/soft-words.yaml").write_bytes((good["base/soft-words.yaml"] + "# a remark\n").encode())
    assert rulesets.load(moved / "mine").sha256 != first


def test_a_ruleset_can_be_sent_to_another_process(load: Load, good: Files) -> None:
    rule = load(good).rules["too-long"]
    assert pickle.loads(pickle.dumps(rule)) == rule


def test_an_unknown_name_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match=r"There is no ruleset 'cor'\. Expected one of: .*\. Did you mean 'core'\?"):
        rulesets.load("cor")


def test_bundled_rulesets_are_found_by_name_from_anywhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert {"core", "england", "rotherham"} <= set(rulesets.available())
    assert set(rulesets.bundled()) <= set(rulesets.available())
    assert (rulesets.rules_folder() / "core" / "ruleset.yaml").is_file()


def test_the_slow_libraries_are_not_imported_with_the_package() -> None:
    code = "import sys, reportlint.rulesets; print({'yaml', 'cerberus', 'difflib'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"

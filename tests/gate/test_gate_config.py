"""What is in force for a report, from where, and what a configuration that does not load says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import bench
import pytest

CONFIG = """\
# What this folder is held to.
ruleset = "council"
stage = "submission"
fail-on = "warning"
ignore = ["plain-english"]
waivers = "waivers.yaml"

[[paths]]
match = "drafts/**"
stage = "draft"

[[paths]]
match = "drafts/old/*.md"
ruleset = "rotherham"
template = "scrutiny-report"
"""


def _shown(run: Any, *arguments: str) -> dict[str, tuple[str, str]]:
    told = run("config", *arguments, "--format", "json")
    assert told.exit_code == 0, told.output
    return {name: (s["value"], s["origin"]) for name, s in json.loads(told.stdout).items()}


@pytest.fixture
def configured(desk: Path) -> Path:
    (desk / "reportlint.toml").write_text(CONFIG, encoding="utf-8")
    (desk / "waivers.yaml").write_text(bench.waivers(), encoding="utf-8")
    (desk / "drafts" / "old").mkdir(parents=True)
    return desk


def test_without_one_the_defaults_hold(desk: Path, run: Any) -> None:
    shown = _shown(run)
    assert {origin for _, origin in shown.values()} == {"default"}
    assert shown["stage"] == ("draft", "default")


def test_each_setting_says_where_it_was_set(configured: Path, run: Any) -> None:
    assert _shown(run, "draft.md") == {
        "ruleset": ("council", "reportlint.toml:2"),
        "template": (None, "default"),
        "stage": ("submission", "reportlint.toml:3"),
        "fail-on": ("warning", "reportlint.toml:4"),
        "select": ([], "default"),
        "ignore": (["plain-english"], "reportlint.toml:5"),
        "waivers": ("waivers.yaml", "reportlint.toml:6"),
        "baseline": (None, "default"),
        "limits": ([], "default"),
        "format": ("text", "default"),
    }


def test_a_path_may_have_its_own(configured: Path, run: Any) -> None:
    assert _shown(run, "drafts/a.md")["stage"] == ("draft", "reportlint.toml:10")
    old = _shown(run, "drafts/old/a.md")
    assert old["stage"][0] == "draft"
    assert old["ruleset"] == ("rotherham", "reportlint.toml:14")
    assert old["template"] == ("scrutiny-report", "reportlint.toml:15")


def test_the_nearest_counts_and_its_paths_are_its_own(configured: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (configured / "drafts" / "reportlint.toml").write_text('ruleset = "../council"\nbaseline = "known.json"\n')
    shown = _shown(run, "drafts/old/a.md")
    assert shown["stage"] == ("draft", "default")
    assert shown["baseline"] == ("drafts/known.json", "drafts/reportlint.toml:2")
    monkeypatch.chdir(configured / "drafts")
    assert _shown(run, "old/a.md")["ruleset"][0].endswith("/council")


def test_pyproject_will_do_where_it_speaks_of_reportlint(desk: Path, run: Any) -> None:
    (desk / "pyproject.toml").write_text('[project]\nname = "x"\n\n[tool.reportlint]\nstage = "publication"\n\n[[tool.reportlint.paths]]\n'
                                         'match = "a/*"\nstage = "draft"\n')  # fmt: skip
    assert _shown(run, "draft.md")["stage"] == ("publication", "pyproject.toml:5")
    assert _shown(run, "a/b.md")["stage"] == ("draft", "pyproject.toml:9")
    (desk / "reportlint.toml").write_text('stage = "submission"\n')
    assert _shown(run, "draft.md")["stage"][0] == "submission"


def test_a_pyproject_of_others_is_passed_over(configured: Path, run: Any) -> None:
    (configured / "drafts" / "pyproject.toml").write_text('[project]\nname = "reportlint-users"\n')
    assert _shown(run, "drafts/a.md")["ruleset"][1] == "reportlint.toml:2"


def test_a_file_may_be_named(configured: Path, run: Any) -> None:
    (configured / "other.toml").write_text('stage = "publication"\n')
    assert _shown(run, "draft.md", "--config", "other.toml")["stage"] == ("publication", "other.toml:1")
    told = run("check", "draft.md", "--config", "missing.toml")
    assert told.exit_code == 2
    assert "missing.toml could not be read" in told.stderr


def test_it_is_what_the_reports_are_held_to(configured: Path, run: Any) -> None:
    (configured / "drafts" / "early.md").write_text(bench.DRAFT, encoding="utf-8")
    told = run("check", "draft.md", "drafts/early.md", "--format", "json", "--on", "2026-02-20")
    first, second = json.loads(told.stdout)["documents"]
    assert [d["ruleset"] for d in (first, second)] == ["council", "council"]
    assert [f["severity"] for f in first["findings"] if f["rule"] == "section-missing"] == ["error"]
    assert [f["severity"] for f in second["findings"] if f["rule"] == "section-missing"] == ["warning"]
    # The stage is told where it is not the run's.
    assert ("stage" in first, second["stage"]) == (False, "draft")
    # The waiver is for the one and not for the other.
    assert (first["status"], second["status"], told.exit_code) == ("pass", "fail", 1)


def test_a_flag_beats_it(configured: Path, run: Any) -> None:
    arguments = ("check", "draft.md", "--format", "json", "--on", "2026-02-20")
    (configured / "none.yaml").write_text("waivers: []\n")
    assert run(*arguments).exit_code == 0
    assert run(*arguments, "--waivers", "none.yaml").exit_code == 1
    assert run(*arguments, "--waivers", "none.yaml", "--fail-on", "never").exit_code == 0
    told = json.loads(run(*arguments, "--stage", "publication", "--ruleset", "rotherham").stdout)
    assert (told["stage"], told["documents"][0]["ruleset"]) == ("publication", "rotherham")


def test_waivers_are_found_above_the_report(desk: Path, run: Any) -> None:
    (desk / "papers" / "march").mkdir(parents=True)
    (desk / "draft.md").rename("papers/march/draft.md")
    (desk / "reportlint-waivers.yaml").write_text(bench.waivers(document="{path: papers/*/draft.md}"), encoding="utf-8")
    arguments = ("check", "papers", "--ruleset", "council", "--stage", "submission", "--on", "2026-02-20")
    assert run(*arguments).exit_code == 0
    (desk / "papers" / "reportlint-waivers.yaml").write_text("waivers: []\n")
    assert run(*arguments).exit_code == 1


def test_reports_that_differ_in_what_a_run_has_once_are_refused(desk: Path, run: Any) -> None:
    for name, fail_on in (("a", "error"), ("b", "never")):
        (desk / name).mkdir()
        (desk / name / "reportlint.toml").write_text(f'fail-on = "{fail_on}"\n')
        (desk / name / "report.md").write_text(bench.DRAFT, encoding="utf-8")
    told = run("check", "a", "b")
    assert told.exit_code == 2
    assert "differ in 'fail-on': error (a/reportlint.toml:1), never (b/reportlint.toml:1)" in told.stderr
    assert run("check", "a", "b", "--fail-on", "never").exit_code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('stage = "submision"\n', "reportlint.toml:1:1: 'stage' is 'submision'. Expected one of: draft, submission, publication. Did"),
        ('\nruleest = "x"\n', "reportlint.toml:2:1: unknown setting 'ruleest'"),
        ("ignore = 'x'\n", "reportlint.toml:1:1: 'ignore' is 'x'. Expected a list"),
        ("select = ['a', '']\n", "reportlint.toml:1:1: item 2 of 'select' is empty"),
        ("stage = true\n", "reportlint.toml:1:1: 'stage' is 'true'"),
        ("[[paths]]\nstage = 'draft'\n", "reportlint.toml:1:1: the setting 'match' is missing"),
        ("[[paths]]\nmatch = '*'\n[[paths]]\nmatch = 'x'\n  stage = 'none'\n", "reportlint.toml:5:3: 'stage' is 'none'"),
        ("[[paths]]\nmatch = '*'\nignore = []\n", "reportlint.toml:3:1: unknown setting 'ignore'"),
        ("stage = \n", "reportlint.toml:1:9: this is not TOML"),
        ("stage = 'draft'\nstage = 'draft'\n", "reportlint.toml:2:"),
        ("format = 'xlm'\n", "reportlint.toml:1: there is no format 'xlm'"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(desk: Path, run: Any, text: str, said: str) -> None:
    (desk / "reportlint.toml").write_text(text)
    told = run("check", "clean.md")
    assert told.exit_code == 2
    assert said in told.stderr

"""The reference is what the rules say today."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from reportlint import discover, reference, rulesets
from reportlint.cli import main

ROOT = Path(__file__).parents[1]
PAGES = reference.pages([rulesets.load(name) for name in rulesets.available()])


def test_the_pages_in_the_docs_are_the_current_ones() -> None:
    """`reportlint rules reference -o docs/reference` makes them so."""
    folder = ROOT / "docs" / "reference"
    there = {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*.md")}
    assert sorted(there) == sorted(PAGES)
    assert [name for name, text in PAGES.items() if there[name] != text] == []


def test_each_rule_check_kind_and_template_has_a_page() -> None:
    for name in rulesets.available():
        ruleset = rulesets.load(name)
        for rule in (r for r in ruleset.rules.values() if r.ruleset == name):
            page = PAGES.get(f"rules/{name}-{rule.id}.md") or PAGES[f"rules/{rule.id}.md"]
            for text in (rule.title, rule.why, rule.fix, rule.source):
                assert " ".join(text.split()).replace("|", "\\|") in page
            assert "## Avoid" in page and "## Prefer" in page
        assert all(any(t.endswith(f"-{template}.md") for t in PAGES) for template in ruleset.templates)
    for kind in discover.names("reportlint.checks"):
        options = discover.load("reportlint.checks", kind).OPTIONS
        assert all(f"| `{option}` |" in PAGES[f"checks/{kind}.md"] for option in options)


def test_links_lead_to_pages() -> None:
    for name, text in PAGES.items():
        outside = re.sub(r"^```+text\n.*?^```+$", "", text, flags=re.DOTALL | re.MULTILINE)
        for target in re.findall(r"\]\(([\w./-]+\.md)\)", outside):
            assert (Path(name).parent / target).as_posix().replace("rules/../", "").replace("checks/../", "") in PAGES, f"{name}: {target}"


def test_the_command_writes_them_and_drops_those_of_rules_that_are_gone(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "gone.md").write_text(f"# gone\n\n{reference.MADE}\n", "utf-8")
    (tmp_path / "rules" / "mine.md").write_text("# my own page\n", "utf-8")
    result = CliRunner().invoke(main, ["rules", "reference", "-o", str(tmp_path)])
    assert result.exit_code == 0, result.output
    there = {p.relative_to(tmp_path).as_posix(): p.read_text("utf-8") for p in tmp_path.rglob("*.md")}
    assert there == {**PAGES, "rules/mine.md": "# my own page\n"}

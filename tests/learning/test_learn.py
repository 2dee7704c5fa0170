"""A ruleset learned from a blank template finds what the one that was written by hand finds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportlint import check, proving, rulesets
from reportlint.cli import main
from reportlint.errors import UsageError
from reportlint.findings import Finding
from reportlint.language.fold import fold
from reportlint.learn import learn
from reportlint.report import Template
from tests.learning import blank

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
COUNCILS = tuple(blank.LOOKS)
#: Rules that say the same of a part, whichever the template takes it for.
SAME = {"cover-field-missing": "missing", "section-missing": "missing", "cover-field-empty": "empty", "section-empty": "empty"}


def others(council: str) -> list[Template]:
    """Every template that comes with the program but the council's own: a new council has none."""
    return [t for name in rulesets.bundled() if name != council for t in rulesets.load(name).templates.values()]


def template_of(council: str) -> Template:
    return next(t for t in rulesets.load(council).templates.values() if f"/{council}/" in f"/{t.origin}")


def learned(council: str, folder: Path) -> Path:
    paper = folder / "blank.docx"
    paper.write_bytes(blank.word(template_of(council), blank.LOOKS[council]))
    learn([paper], folder / "mine", known=others(council))
    return folder / "mine"


def key(finding: Finding) -> tuple[str, object]:
    """What a finding is about: the kind of fault, and its place; a missing part has its title for a place."""
    kind = SAME.get(finding.rule, "length" if finding.rule.endswith("-length") else finding.rule)
    quoted = re.search(r"'([^']+)'", finding.message)
    return kind, fold(quoted[1]) if kind == "missing" and quoted else finding.location.paragraph


def findings(report: Path, ruleset: Path | str) -> list[Finding]:
    result = check(report, ruleset=ruleset, stage="submission").documents[0]
    assert not result.faults
    return list(result.findings)


def score(council: str, folder: Path) -> tuple[int, list[Finding]]:
    """How many findings the written template makes, and which of them the learned one does not."""
    report = EXAMPLES / council / "draft-report.docx"
    again = {key(f) for f in findings(report, learned(council, folder))}
    hand = findings(report, council)
    return len(hand), [f for f in hand if key(f) not in again]


def test_nine_in_ten_of_what_is_found_by_hand_is_found_by_what_was_learned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = wanted = 0
    lines = []
    for council in COUNCILS:
        (tmp_path / council).mkdir()
        of, lost = score(council, tmp_path / council)
        found, wanted = found + of - len(lost), wanted + of
        lines.append(f"{council}: {of - len(lost)} of {of}, not {', '.join(f.name for f in lost) or 'none'}")
    with capsys.disabled():
        print("", *lines, f"learned templates find {found} of {wanted} ({100 * found / wanted:.0f} %)", sep="\n")
    assert found >= 0.9 * wanted


@pytest.mark.parametrize("council", COUNCILS)
def test_what_was_learned_holds_for_the_blank_template_and_its_own_examples(council: str, tmp_path: Path) -> None:
    folder = learned(council, tmp_path)
    ruleset = rulesets.load(folder)
    assert [str(p) for p in proving.prove(ruleset).problems] == []
    assert check(tmp_path / "blank.docx", ruleset=folder).documents[0].template == "mine-report"


def test_each_value_says_where_it_was_found(tmp_path: Path) -> None:
    text = (learned("lambeth", tmp_path) / "templates" / "mine-report.yaml").read_text(encoding="utf-8")
    lines = text.splitlines()
    ids = [at for at, line in enumerate(lines) if line.lstrip().startswith("- id: ")]
    assert len(ids) > 15
    assert all("# blank.docx, paragraph " in lines[at - 1] for at in ids)


def test_limits_guidance_and_signatures_are_learned(tmp_path: Path) -> None:
    ruleset = rulesets.load(learned("lambeth", tmp_path))
    assert (ruleset.rules["summary-length"].options["min"], ruleset.rules["summary-length"].options["max"]) == (120, 150)
    assert any(r.check == "word_count" and r.options["max"] == 120 for r in ruleset.rules.values() if r.ruleset == "mine")
    assert any(p.startswith(r"\{") for p in ruleset.lists["guidance-words"])
    approvals = ruleset.templates["mine-report"].approvals
    assert approvals is not None and [r.title for r in approvals.rows] == ["Legal Services", "Finance", "Cabinet Member"]


def test_choices_and_numbering_are_learned(tmp_path: Path) -> None:
    template = rulesets.load(learned("barnet", tmp_path)).templates["mine-report"]
    assert {c for f in template.fields for c in f.choices} >= {"Yes", "No", "Public", "Exempt"}
    assert template.number_form == "1."
    assert {s.within for s in template.sections if s.title == "Resources"} == {"implications-of-the-decision"}


COVER = "**Report title:** Roads\n\n**Wards:** All\n\n"
MARCH = COVER + "**Ward member consulted:** Yes\n\n## 1. Context\n\n1.1 Roads.\n\n## 2. Legal\n\n2.1 None\n"
MAY = COVER + "## 1. Context\n\n1.1 Parks.\n\n## 2. Cost\n\n2.1 £5\n\n## 3. Legal\n\n3.1 None\n"


def exemplars(folder: Path) -> list[Path]:
    paths = [folder / "march.md", folder / "may.md"]
    for path, text in zip(paths, (MARCH, MAY), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_what_is_not_in_every_exemplar_may_be_left_out(tmp_path: Path) -> None:
    made = learn(exemplars(tmp_path), tmp_path / "mine")
    template = rulesets.load(tmp_path / "mine").templates["mine-report"]
    specs = (*template.fields, *template.sections)
    assert [s.title for s in specs if not s.required] == ["Ward member consulted", "Cost"]
    assert [s.title for s in template.sections] == ["Context", "Cost", "Legal"]
    assert "'Cost' is not in every document, so it may be left out." in made.doubts


def test_nothing_is_written_over_unasked(tmp_path: Path) -> None:
    paths = exemplars(tmp_path)
    learn(paths, tmp_path / "mine")
    kept = tmp_path / "mine" / "ruleset.yaml"
    kept.write_text("# by hand\n", encoding="utf-8")
    with pytest.raises(UsageError, match="is there already; nothing was written"):
        learn(paths, tmp_path / "mine")
    assert kept.read_text(encoding="utf-8") == "# by hand\n"
    learn(paths, tmp_path / "mine", force=True)
    assert "name: mine" in kept.read_text(encoding="utf-8")


def test_from_a_letter_nothing_is_learned(tmp_path: Path) -> None:
    letter = tmp_path / "letter.md"
    letter.write_text("Dear Jane\n\nThank you for the cake.\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"No labels or headings were found in letter\.md"):
        learn([letter], tmp_path / "mine")
    assert not (tmp_path / "mine").exists()


def test_the_command_prints_what_it_wrote_and_what_it_is_unsure_of(tmp_path: Path) -> None:
    paths = exemplars(tmp_path)
    ran = CliRunner().invoke(main, ["learn", *map(str, paths), "-o", str(tmp_path / "mine")])
    assert ran.exit_code == 0, ran.output
    assert "ruleset.yaml" in ran.output and "'Cost' is not in every document" in ran.output
    again = CliRunner().invoke(main, ["learn", *map(str, paths), "-o", str(tmp_path / "mine")])
    assert again.exit_code == 2

"""A baseline lets what was known stand, fails what is new, and only ever shrinks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import bench
import pytest
from bench import FOUND, checked, only

from reportlint.errors import SettingsError, UsageError

HELD_TO = ("--ruleset", "rotherham", "--stage", "submission")


def _update(run: Any, *arguments: str, on: str = "2026-02-20") -> Any:
    return run("baseline", "update", "known.json", *arguments, *HELD_TO, "--on", on)


def _known(desk: Path) -> dict[str, str]:
    return {f"{e['path']} {e['finding']}": e["since"] for e in json.loads((desk / "known.json").read_bytes())["findings"]}


def _checked(**options: Any) -> Any:
    return checked(ruleset="rotherham", baseline="known.json", **options)


def _without(text: str, start: str, end: str) -> str:
    return text[: text.index(start)] + text[text.index(end) :]


def test_what_was_known_stands_and_says_since_when(desk: Path, run: Any) -> None:
    assert _update(run, "draft.md", "--grow").exit_code == 0
    result = _checked()
    assert result.exit_code == 0
    waiver = only(result, FOUND).waiver
    assert waiver is not None
    assert (waiver["kind"], waiver["since"]) == ("baseline", "2026-02-20")
    assert bench.evaluations(result)[FOUND]["outcome"] == "waived"


def test_what_is_new_fails(desk: Path, run: Any) -> None:
    _update(run, "draft.md", "--grow")
    (desk / "draft.md").write_text(_without(bench.DRAFT, "8. Human Resources", "9. Implications for Children"), encoding="utf-8")
    result = _checked()
    assert result.exit_code == 1
    assert only(result, FOUND).waiver is not None
    assert only(result, "section-missing:human-resources").waiver is None


def test_it_survives_paragraphs_inserted_above(desk: Path, run: Any) -> None:
    """Also where the words stand in a paragraph of their own, whose ordinal and page have changed."""
    spoiled = bench.DRAFT.replace("6.3 The supplier", "6.3 TBC. The supplier")
    (desk / "draft.md").write_text(spoiled, encoding="utf-8")
    _update(run, "draft.md", "--grow")
    known = {f.fingerprint: f.location.paragraph for f in _checked().documents[0].findings}
    later = "Report Summary\n\nThis came later, and it is a sentence of its own.\n\nSo did this one.\n"
    moved = spoiled.replace("Report Summary\n", later, 1)
    (desk / "draft.md").write_text(moved, encoding="utf-8")
    result = _checked()
    now = {f.fingerprint: f.location.paragraph for f in result.documents[0].findings}
    assert len(known) >= 2
    assert now.keys() == known.keys()
    assert all(now[print_] == (at or 0) + 2 for print_, at in known.items())
    assert result.exit_code == 0


def test_the_same_fault_a_second_time_is_new(desk: Path, run: Any) -> None:
    (desk / "draft.md").write_text(bench.DRAFT.replace("6.3 The supplier", "6.3 TBC. The supplier"), encoding="utf-8")
    _update(run, "draft.md", "--grow")
    (desk / "draft.md").write_text(bench.DRAFT.replace("6.3 The supplier", "6.3 TBC. TBC. The supplier"), encoding="utf-8")
    result = _checked()
    assert result.exit_code == 1
    assert sorted(f.waiver is None for f in result.documents[0].findings if f.rule == "placeholder-text") == [False, True]


def test_an_update_only_shrinks_it(desk: Path, run: Any) -> None:
    _update(run, "draft.md", "--grow")
    (desk / "draft.md").write_text(bench.CLEAN.replace("6.3 The supplier", "6.3 TBC. The supplier"), encoding="utf-8")
    told = _update(run, "draft.md", on="2026-03-01")
    assert told.stdout == "known.json: 1 taken out, 0 added, 0 known.\n"
    assert _known(desk) == {}
    assert _checked().exit_code == 1


def test_told_to_grow_it_keeps_the_age_of_each(desk: Path, run: Any) -> None:
    _update(run, "draft.md", "--grow")
    (desk / "draft.md").write_text(_without(bench.DRAFT, "8. Human Resources", "9. Implications for Children"), encoding="utf-8")
    _update(run, "draft.md", "--grow", on="2026-03-01")
    known = _known(desk)
    assert known[f"draft.md {FOUND}"] == "2026-02-20"
    assert known["draft.md section-missing:human-resources"] == "2026-03-01"


def test_other_reports_keep_what_is_known_of_them(desk: Path, run: Any) -> None:
    (desk / "second.md").write_text(bench.DRAFT, encoding="utf-8")
    _update(run, "draft.md", "second.md", "--grow")
    (desk / "draft.md").write_text(bench.CLEAN, encoding="utf-8")
    _update(run, "draft.md")
    assert _known(desk) == {f"second.md {FOUND}": "2026-02-20"}


def test_it_is_made_only_when_told_to_grow(desk: Path, run: Any) -> None:
    told = _update(run, "draft.md")
    assert told.exit_code == 2
    assert "--grow makes one" in told.stderr
    assert not (desk / "known.json").exists()


def test_it_is_left_alone_when_a_report_cannot_be_read(desk: Path, run: Any) -> None:
    _update(run, "draft.md", "--grow")
    before = (desk / "known.json").read_bytes()
    (desk / "broken.docx").write_bytes(b"PK\x03\x04")
    assert _update(run, "draft.md", "broken.docx").exit_code == 2
    assert _update(run, "draft.md", "nothing/").exit_code == 2
    assert (desk / "known.json").read_bytes() == before


def test_what_only_some_may_waive_no_baseline_lets_stand(desk: Path, run: Any) -> None:
    told = run("baseline", "update", "known.json", "draft.md", "--grow", "--ruleset", "council", "--stage", "submission")
    assert told.exit_code == 0
    assert _known(desk) == {}
    _update(run, "draft.md", "--grow")
    assert checked(baseline="known.json").exit_code == 1


def test_it_is_found_from_another_folder(desk: Path, run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _update(run, "draft.md", "--grow")
    (desk / "sub").mkdir()
    monkeypatch.chdir(desk / "sub")
    assert checked("../draft.md", ruleset="rotherham", baseline="../known.json").exit_code == 0


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{", "known.json:1:2:"),
        ("[]", "known.json:1:1: this is not a baseline"),
        ('{\n  "schema": "reportlint/baseline/1",\n  "findings": [\n    {"path": "a"}\n  ]\n}\n', "known.json:4:1: entry 1"),
        ("[" * 100_000, "known.json:1:1: this is not JSON"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(desk: Path, text: str, place: str) -> None:
    (desk / "known.json").write_text(text)
    with pytest.raises(SettingsError) as refused:
        _checked()
    assert str(refused.value).startswith(place)


def test_a_missing_file_is_refused(desk: Path) -> None:
    with pytest.raises(UsageError):
        _checked()

"""The evidence record says what every rule came to, and whether document and rules are still the same."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import bench
import pytest
from bench import FOUND, checked, evaluations, rendered

from reportlint import rulesets
from reportlint.errors import UsageError

HELD_TO = ("--ruleset", "council", "--stage", "submission", "--on", "2026-02-20")


def _statement(*documents: str, **options: Any) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(rendered(checked(*documents, **options), "evidence"))
    return made


def test_it_is_an_in_toto_statement_about_these_bytes(desk: Path) -> None:
    statement = _statement("draft.md", "clean.md")
    assert list(statement) == ["_type", "subject", "predicateType", "predicate"]
    assert statement["_type"] == "https://in-toto.io/Statement/v1"
    assert ":" in statement["predicateType"]
    for subject in statement["subject"]:
        assert list(subject) == ["name", "digest"]
        assert subject["digest"] == {"sha256": hashlib.sha256((desk / subject["name"]).read_bytes()).hexdigest()}
    assert [s["name"] for s in statement["subject"]] == ["draft.md", "clean.md"]


def test_it_says_what_was_applied_when_and_to_what(desk: Path) -> None:
    predicate = _statement()["predicate"]
    assert (predicate["tool"], predicate["stage"], predicate["on"]) == ("reportlint", "submission", "2026-02-20")
    (recorded,) = predicate["rulesets"]
    ruleset = rulesets.load(Path("council"))
    assert recorded["sha256"] == ruleset.sha256
    assert recorded["rules"] == {id: rule.sha256 for id, rule in ruleset.rules.items()}
    (document,) = predicate["documents"]
    assert (document["status"], document["template"], document["ruleset"]["name"]) == ("fail", "scrutiny-report", "council")


def test_it_has_an_outcome_for_every_rule(desk: Path) -> None:
    found = evaluations(checked())
    assert {name.split(":")[0] for name in found} == set(rulesets.load(Path("council")).rules)
    assert {e["outcome"] for e in found.values()} <= {"pass", "fail", "not-applicable", "waived", "not-evaluated"}
    assert all(e["reason"] for e in found.values() if e["outcome"] in ("not-applicable", "not-evaluated", "waived"))
    assert found["section-missing:risks"]["outcome"] == "pass"
    # Markdown as people write it says nothing of pictures.
    assert found["tracked-changes-left"]["outcome"] == "not-evaluated"
    assert "does not record" in found["tracked-changes-left"]["reason"]


def test_what_was_left_out_on_request_did_not_pass(desk: Path) -> None:
    outcome = evaluations(checked(ignore=[FOUND]))[FOUND]
    assert outcome["outcome"] == "not-evaluated"
    assert "left out" in outcome["reason"]


def test_what_weighs_nothing_at_this_stage_failed_all_the_same(desk: Path) -> None:
    text = bench.COUNCIL.replace("waivable-by: [monitoring-officer]}", "severity: {submission: 'off'}}")
    (desk / "council" / "ruleset.yaml").write_text(text, encoding="utf-8")
    result = checked()
    assert result.exit_code == 0
    assert evaluations(result)[FOUND]["outcome"] == "fail"
    assert "weighs nothing" in evaluations(result)[FOUND]["reason"]


def test_a_report_that_could_not_be_read_is_on_record(desk: Path) -> None:
    (desk / "broken.docx").write_bytes(b"PK\x03\x04")
    statement = _statement("clean.md", "broken.docx", "missing.docx")
    assert [s["name"] for s in statement["subject"]] == ["clean.md", "broken.docx"]
    assert [d["status"] for d in statement["predicate"]["documents"]] == ["pass", "unreadable", "unreadable"]


def test_there_is_none_about_nothing(desk: Path) -> None:
    with pytest.raises(UsageError):
        rendered(checked("missing.docx"), "evidence")


def _verify(run: Any, *documents: str) -> Any:
    return run("evidence", "verify", "evidence.json", *documents, "--ruleset", "council")


@pytest.fixture
def recorded(desk: Path, run: Any) -> Any:
    assert run("check", "draft.md", "clean.md", *HELD_TO, "--evidence", "evidence.json").exit_code == 1
    return run


def test_nothing_has_changed(desk: Path, recorded: Any) -> None:
    told = _verify(recorded, "draft.md", "clean.md")
    assert told.exit_code == 0
    assert "draft.md as it was checked for 2026-02-20: fail." in told.stdout
    assert "clean.md as it was checked for 2026-02-20: pass." in told.stdout


def test_a_new_name_makes_no_other_document(desk: Path, recorded: Any) -> None:
    (desk / "draft.md").rename("final.md")
    assert _verify(recorded, "final.md").exit_code == 0


def test_a_document_has_changed(desk: Path, recorded: Any) -> None:
    (desk / "draft.md").write_text(bench.DRAFT + " ", encoding="utf-8")
    told = _verify(recorded, "draft.md")
    assert told.exit_code == 1
    assert "its bytes have changed" in told.stdout


def test_a_document_was_never_checked(desk: Path, recorded: Any) -> None:
    (desk / "third.md").write_text("Another report.")
    told = _verify(recorded, "clean.md", "third.md")
    assert told.exit_code == 1
    assert "third.md is not among" in told.stdout


def test_a_rule_has_changed(desk: Path, recorded: Any) -> None:
    (desk / "council" / "ruleset.yaml").write_text(bench.COUNCIL.replace("section-empty: {waivable: false}", "section-empty: {why: No.}"))
    told = _verify(recorded, "draft.md")
    assert told.exit_code == 1
    assert "changed section-empty." in told.stdout


def test_a_rule_has_been_switched_off(desk: Path, recorded: Any) -> None:
    off = bench.COUNCIL.replace("{waivable: false}", "{enabled: false, reason: We may.}")
    (desk / "council" / "ruleset.yaml").write_text(off)
    assert "gone section-empty" in _verify(recorded, "draft.md").stdout


def test_moving_the_rules_changes_none(desk: Path, recorded: Any) -> None:
    (desk / "elsewhere").mkdir()
    (desk / "council").rename("elsewhere/council")
    told = recorded("evidence", "verify", "evidence.json", "draft.md", "--ruleset", "elsewhere/council")
    assert told.exit_code == 0


BARE = '{"_type": "https://in-toto.io/Statement/v1", "predicateType": "urn:reportlint:evidence:v1"}'


@pytest.mark.parametrize("text", ["", "{}", "[]", BARE, "[" * 9999])
def test_what_is_no_record_is_refused(desk: Path, run: Any, text: str) -> None:
    (desk / "evidence.json").write_text(text)
    told = _verify(run, "draft.md")
    assert told.exit_code == 2
    assert "no evidence record" in told.stderr


def test_what_cannot_be_told_is_no_success(desk: Path, recorded: Any) -> None:
    assert _verify(recorded, "missing.md").exit_code == 2
    assert recorded("evidence", "verify", "missing.json", "draft.md").exit_code == 2
    told = recorded("evidence", "verify", "evidence.json", "draft.md")
    assert told.exit_code == 2
    assert "say where it is with --ruleset" in told.stderr

"""The life of a waiver: granted, used, over-broad, expired, unused, unauthorised, forged."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import bench
import pytest
from bench import FOUND, checked, evaluations, only, rendered, waivers

from reportlint.errors import SettingsError
from reportlint.findings import Result

FORMS = ("text", "json", "sarif", "evidence")


def _with(desk: Path, text: str, **options: object) -> Result:
    (desk / "waivers.yaml").write_text(text, encoding="utf-8")
    return checked(waivers="waivers.yaml", **options)


def _sarif(result: Result) -> dict[str, dict[str, object]]:
    return {r["ruleId"]: r for r in json.loads(rendered(result, "sarif"))["runs"][0]["results"]}


def test_without_a_waiver_the_report_fails(desk: Path) -> None:
    result = checked()
    assert result.exit_code == 1
    assert evaluations(result)[FOUND]["outcome"] == "fail"


def test_granted_and_used_it_lets_the_finding_stand_in_full_view(desk: Path) -> None:
    result = _with(desk, waivers())
    assert result.exit_code == 0
    assert result.documents[0].status == "pass"
    assert only(result, FOUND).waiver == {
        "reason": "Counsel's advice follows at the meeting.", "approved-by": "Ada Byron", "role": "monitoring-officer",
        "approved-on": "2026-02-01", "until": "2026-03-31",
    }  # fmt: skip


@pytest.mark.parametrize("form", [*bench.OUTPUTS, "evidence"])
def test_a_waived_finding_stays_in_every_output_with_its_reason(desk: Path, form: str) -> None:
    shown = " ".join(rendered(_with(desk, waivers(reason="Agreed at length")), form).split())
    assert "Agreed at length" in shown
    assert "Ada Byron" in shown
    assert "section-missing" in shown


def test_used_it_is_counted_apart_and_suppressed(desk: Path) -> None:
    result = _with(desk, waivers())
    assert json.loads(rendered(result, "json"))["summary"]["waived"] == 1
    assert json.loads(rendered(result, "json"))["summary"]["error"] == 0
    assert _sarif(result)["section-missing"]["suppressions"]
    outcome = evaluations(result)[FOUND]
    assert outcome["outcome"] == "waived"
    assert outcome["findings"][0]["waived-by"]["approved-by"] == "Ada Byron"


def test_it_may_be_for_one_finding_and_not_the_rule(desk: Path) -> None:
    fingerprint = only(checked(), FOUND).fingerprint
    assert _with(desk, waivers(rule=None, fingerprint=f"'{fingerprint}'")).exit_code == 0
    assert _with(desk, waivers(rule="section-missing:risks", fingerprint=f"'{fingerprint}'")).exit_code == 1


@pytest.mark.parametrize(
    ("document", "exit_code"),
    [
        ("{path: '*aft.md'}", 0),
        ("{path: '**/draft.md'}", 0),
        ("{path: papers/draft.md}", 1),
        ("{title: public electric vehicle charging update}", 0),
        ("{title: Another Report}", 1),
        ("{path: draft.md, title: Another Report}", 1),
    ],
)
def test_it_is_for_the_document_that_it_names(desk: Path, document: str, exit_code: int) -> None:
    assert _with(desk, waivers(document=document)).exit_code == exit_code


def test_it_may_be_for_one_version_of_a_document(desk: Path) -> None:
    digest = checked().documents[0].sha256
    text = waivers(document=f"{{sha256: {digest.upper()}}}")
    assert _with(desk, text).exit_code == 0
    (desk / "draft.md").write_text(bench.DRAFT + "\n", encoding="utf-8")
    assert _with(desk, text).exit_code == 1


def _trouble(result: Result, rule: str, says: str) -> None:
    """The waiver lets nothing stand, a finding says why, and it is seen everywhere."""
    assert result.exit_code == 1
    assert only(result, FOUND).waiver is None or "section-missing:risks" in says
    finding = only(result, rule)
    assert says in finding.message
    assert "waivers.yaml:2" in finding.message
    for form in FORMS:
        assert rule in rendered(result, form), form
    assert evaluations(result)[rule]["outcome"] == "fail"
    assert _sarif(result)[rule]["level"] == "error"


def test_expired(desk: Path) -> None:
    _trouble(_with(desk, waivers(until="2026-02-19")), "waiver-expired", "ended on 2026-02-19")
    assert _with(desk, waivers(until="2026-02-20")).exit_code == 0


def test_unused(desk: Path) -> None:
    result = _with(desk, waivers(rule="section-missing:risks"))
    _trouble(result, "waiver-unused", "section-missing:risks lets nothing stand")


def test_unused_in_a_report_where_all_is_well(desk: Path) -> None:
    (desk / "waivers.yaml").write_text(waivers(document="{path: clean.md}"), encoding="utf-8")
    result = checked("clean.md", waivers="waivers.yaml")
    assert [f.rule for f in result.documents[0].findings] == ["waiver-unused"]
    assert result.exit_code == 1


def test_mismatched(desk: Path) -> None:
    result = _with(desk, waivers(document=f"{{path: draft.md, sha256: {'0' * 64}}}"))
    _trouble(result, "waiver-unused", "given for another version of the document")


def test_without_a_subject_it_is_for_nothing(desk: Path) -> None:
    _trouble(_with(desk, waivers(rule="section-missing")), "waiver-unused", "one thing at a time, such as section-missing:")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"approved_by": "Mallory"}, "Mallory is not named as monitoring-officer in the ruleset council"),
        ({"approved_by": "Luca Pacioli", "role": "section-151-officer"}, "only a monitoring-officer may approve it"),
        ({"role": None}, "only a monitoring-officer may approve it"),
        ({"role": "monitoring-oficer"}, "only a monitoring-officer may approve it"),
        ({"approved_on": "2026-02-21"}, "approved on 2026-02-21, after the day of this check"),
    ],
)
def test_unauthorised_or_forged(desk: Path, changes: dict[str, str | None], says: str) -> None:
    _trouble(_with(desk, waivers(**changes)), "waiver-unauthorised", says)


def test_names_are_compared_as_people_read_them(desk: Path) -> None:
    assert _with(desk, waivers(approved_by="zoë o’neil")).exit_code == 0


def test_a_forged_fingerprint_lets_nothing_stand(desk: Path) -> None:
    _trouble(_with(desk, waivers(rule=None, fingerprint="0123456789abcdef")), "waiver-unused", "there is no such finding")


def test_what_cannot_be_waived(desk: Path) -> None:
    empty = bench.CLEAN.replace(bench.CLEAN[bench.CLEAN.index("7.1 ") : bench.CLEAN.index("8. Human")], "")
    (desk / "draft.md").write_text(empty, encoding="utf-8")
    result = _with(desk, waivers(rule="section-empty:legal"))
    assert result.exit_code == 1
    assert only(result, "section-empty:legal").waiver is None
    assert "no waiver can let a finding of this rule stand" in only(result, "waiver-unauthorised").message


def test_no_waiver_lets_an_unreadable_report_through(desk: Path) -> None:
    (desk / "broken.docx").write_bytes(b"PK\x03\x04 and no more")
    (desk / "waivers.yaml").write_text(waivers(rule="document-unreadable", document="{path: broken.docx}"), encoding="utf-8")
    result = checked("broken.docx", waivers="waivers.yaml")
    assert result.exit_code == 2
    assert "waiver-unauthorised" in [f.rule for f in result.documents[0].findings]


def test_the_findings_about_waivers_cannot_be_waived(desk: Path) -> None:
    second = waivers(rule="waiver-unused", role=None).removeprefix("waivers:\n")
    result = _with(desk, waivers(rule="section-missing:risks") + second)
    assert result.exit_code == 1
    assert only(result, FOUND).waiver is None


def test_in_a_draft_they_only_warn(desk: Path) -> None:
    result = _with(desk, waivers(until="2026-02-19"), stage="draft")
    assert only(result, "waiver-expired").severity == "warning"


def test_a_rule_that_is_silent_at_this_stage_makes_no_waiver_unused(desk: Path) -> None:
    ruleset = bench.COUNCIL + "  section-order: {severity: {draft: 'off'}}\n"
    (desk / "council" / "ruleset.yaml").write_text(ruleset.replace("waivable-by: [monitoring-officer]}", "severity: {draft: 'off'}}"))
    assert not _with(desk, waivers(), stage="draft").documents[0].findings


def test_a_role_is_held_by_those_whom_the_last_ruleset_names(desk: Path) -> None:
    (desk / "successor").mkdir()
    text = "name: successor\ntitle: Another\nextends: [council]\nroles: {monitoring-officer: [Grace Hopper]}\n"
    (desk / "successor" / "ruleset.yaml").write_text(text)
    assert _with(desk, waivers(), ruleset=Path("successor")).exit_code == 1
    assert _with(desk, waivers(approved_by="Grace Hopper"), ruleset=Path("successor")).exit_code == 0


def test_a_ruleset_may_say_for_all_rules_who_may_waive(desk: Path) -> None:
    text = bench.COUNCIL.replace("{waivable-by: [monitoring-officer]}", "{}").replace("rules:", "waivable-by: [monitoring-officer]\nrules:")
    (desk / "council" / "ruleset.yaml").write_text(text.replace("  section-missing: {}\n", ""))
    assert _with(desk, waivers(role=None)).exit_code == 1
    assert _with(desk, waivers()).exit_code == 0


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (waivers(rule="'*'"), 2, "'*' is too broad"),
        (waivers(rule="section-*"), 2, "'section-*' is too broad"),
        (waivers(rule="'section-missing:*'"), 2, "is too broad"),
        (waivers(document="{path: '*'}"), 3, "'*' means every document"),
        (waivers(document="{path: '**/*.docx'}"), 3, "means every document"),
        (waivers(document="{}"), 3, "'document'"),
        (waivers(document=None), 2, "the setting 'document' is missing"),
        (waivers(rule=None), 2, "does not say what it lets stand"),
        (waivers(reason=None), 2, "the setting 'reason' is missing"),
        (waivers(until=None), 2, "the setting 'until' is missing"),
        (waivers(until="never"), 8, "'until' is 'never'. Expected a date"),
        (waivers(until="2026-02-30"), 8, "not a day"),
        (waivers(until="2026-01-31"), 8, "'until' is before 'approved-on'"),
        (waivers(untill="2026-01-31"), 9, "unknown setting 'untill'"),
        (waivers(fingerprint="x"), 9, "a finding's fingerprint"),
        ("waivers: 3\n", 1, "'waivers' is '3'"),
        ("waivers:\n\t- x\n", 2, "a tab"),
        ("", 1, "empty"),
    ],
)
def test_over_broad_or_wrong_is_refused_with_its_place(desk: Path, text: str, line: int, says: str) -> None:
    with pytest.raises(SettingsError) as refused:
        _with(desk, text)
    assert any(p.startswith(f"waivers.yaml:{line}:") and says in p for p in refused.value.problems), refused.value.problems


def test_the_day_is_that_of_the_check(desk: Path) -> None:
    assert _with(desk, waivers(), on=date(2026, 4, 1)).exit_code == 1

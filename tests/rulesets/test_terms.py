"""Rules and parts of templates that hold from or until a day: the day of the meeting decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reportlint import api, rulesets
from reportlint.findings import DocumentResult

HEAD = "name: town\ntitle: Town\n"
TEMPLATE = """\
name: report
title: Report
version: "2026"
dated-by: meeting
recognise: {least: 0.1}
fields:
  - {id: meeting, title: Meeting}
  - {id: summary, title: Summary}
sections:
  - {id: background, title: Background, aliases: [{title: Setting, until: 2026-03-31}]}
  - {id: carbon, title: Carbon, from: 2026-04-01}
  - {id: risks, title: Risks, until: 2026-03-31}
"""
RULE = """\
id: %s
title: A rule
for: %s
check: %s
%s
severity: {draft: error, submission: error, publication: error}
message: "'{title}'."
fix: Do it.
why: It matters.
source: Standing orders
examples: {bad: '[[x]]', good: y}
"""

Check = Callable[..., DocumentResult]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Checks a report to a meeting on a day, by a ruleset whose rules hold in part."""
    town = tmp_path / "town"
    (town / "templates").mkdir(parents=True)
    (town / "ruleset.yaml").write_text(HEAD)
    (town / "templates" / "report.yaml").write_text(TEMPLATE)
    (town / "missing.yaml").write_text(RULE % ("missing", "required sections", "present", ""))
    (town / "unknown.yaml").write_text(RULE % ("unknown", "headings", "known", ""))
    (town / "april.yaml").write_text(RULE % ("april", "sections background", "present", "from: 2026-04-01"))
    (town / "march.yaml").write_text(RULE % ("march", "fields summary", "present", "until: 2026-03-31"))
    monkeypatch.setenv("REPORTLINT_CACHE", "off")

    def run(meeting: str, headings: list[str], on: date = date(2026, 1, 5)) -> DocumentResult:
        body = "\n\n".join(f"## {n}. {heading}\n\nWords." for n, heading in enumerate(headings, 1))
        source = f"Meeting\n\n{meeting}\n\n{body}\n"
        return api.check([("report.md", source.encode())], ruleset=town, template="report", on=on).documents[0]

    return run


def _names(result: DocumentResult) -> set[str]:
    return {f.name for f in result.findings}


def test_a_rule_that_begins_in_april_is_silent_about_a_march_meeting(check: Check) -> None:
    march, april = check("31 March 2026", ["Carbon"]), check("1 April 2026", ["Risks"])
    assert "april:background" not in _names(march)
    assert "april:background" in _names(april)
    reason = next(e.reason for e in march.evaluations if e.rule == "april")
    assert reason == "only for meetings from 2026-04-01"


def test_a_rule_that_ends_in_march_is_silent_about_an_april_meeting(check: Check) -> None:
    assert "march:summary" in _names(check("31 March 2026", ["Background"]))
    assert "march:summary" not in _names(check("1 April 2026", ["Background"]))


def test_a_section_is_asked_for_only_while_it_holds(check: Check) -> None:
    assert {n for n in _names(check("3 March 2026", ["Background"])) if n.startswith("missing")} == {"missing:risks"}
    assert {n for n in _names(check("3 June 2026", ["Background"])) if n.startswith("missing")} == {"missing:carbon"}


def test_a_section_is_unknown_when_it_no_longer_holds(check: Check) -> None:
    assert "unknown" not in _names(check("3 March 2026", ["Background", "Risks"]))
    assert any(f.rule == "unknown" for f in check("3 June 2026", ["Background", "Risks", "Carbon"]).findings)


def test_another_title_is_known_only_while_it_holds(check: Check) -> None:
    assert "missing:background" not in _names(check("3 March 2026", ["Setting", "Risks"]))
    assert "missing:background" in _names(check("3 June 2026", ["Setting", "Carbon"]))


def test_without_a_day_in_the_report_that_of_checking_counts(check: Check) -> None:
    assert "missing:risks" in _names(check("to be agreed", ["Background"], on=date(2026, 3, 31)))
    assert "missing:carbon" in _names(check("to be agreed", ["Background"], on=date(2026, 4, 1)))
    assert "april:background" in _names(check("to be agreed", ["Carbon"], on=date(2026, 4, 1)))


def test_terms_are_kept_with_the_ruleset(check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = rulesets.load(tmp_path / "town")
    monkeypatch.setenv("REPORTLINT_CACHE", "on")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    rulesets.load(tmp_path / "town")
    assert list((tmp_path / "cache").rglob("*.json"))
    assert rulesets.load(tmp_path / "town") == fresh
    assert (fresh.templates["report"].version, fresh.templates["report"].dated_by) == ("2026", "meeting")

"""The JSON that programs read: its keys, their order, and that the same reports give the same bytes."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from desk import Desk, Run

DOCUMENT = [
    "path", "sha256", "format", "ruleset", "ruleset_sha256", "template", "recognised_by", "status", "findings",
]  # fmt: skip
FINDING = ["rule", "subject", "severity", "fingerprint", "message", "fix", "why", "source", "location", "edits", "waiver"]
LOCATION = ["text", "paragraph", "section", "field", "table", "row", "page", "quote"]


def _json(run: Run, *arguments: str) -> dict[str, Any]:
    return dict(json.loads(run("check", *arguments, "--format", "json").stdout))


def test_keys_and_their_order(run: Run, desk: Desk) -> None:
    result = _json(run, "draft.docx", "clean.docx", "missing.docx", "--stage", "submission", "--on", "2026-04-20")
    assert list(result) == ["schema", "tool", "stage", "on", "documents", "summary"]
    assert result["schema"] == "reportlint/result/1"
    assert list(result["tool"]) == ["name", "version"]
    assert (result["stage"], result["on"]) == ("submission", "2026-04-20")
    for document in result["documents"]:
        assert list(document)[: len(DOCUMENT)] == DOCUMENT
        for finding in document["findings"]:
            assert list(finding) == FINDING
            assert list(finding["location"]) == LOCATION
    assert list(result["summary"]) == ["documents", "unreadable", "error", "warning", "info", "waived"]


def test_what_a_document_says_of_itself(run: Run, desk: Desk) -> None:
    draft, missing = _json(run, "draft.docx", "missing.docx")["documents"]
    assert draft["sha256"] == hashlib.sha256(desk.draft.read_bytes()).hexdigest()
    assert (draft["format"], draft["ruleset"], draft["template"], draft["status"]) == ("docx", "rotherham", "scrutiny-report", "fail")
    assert [missing[k] for k in DOCUMENT[2:7]] == [None] * 5


def test_the_summary_counts_every_document(run: Run, desk: Desk) -> None:
    result = _json(run, "draft.docx", "clean.docx", "missing.docx")
    severities = [f["severity"] for d in result["documents"] for f in d["findings"]]
    counts = {s: severities.count(s) for s in ("error", "warning", "info")}
    assert result["summary"] == {"documents": 3, "unreadable": 1, **counts, "waived": 0}
    assert counts["error"] and counts["warning"] and counts["info"]


def test_findings_stand_in_reading_order(run: Run, desk: Desk) -> None:
    (draft,) = _json(run, "draft.docx")["documents"]
    places = [f["location"]["paragraph"] or 0 for f in draft["findings"]]
    assert len(places) > 5
    assert places == sorted(places)


def test_fingerprints_are_unique(run: Run, desk: Desk) -> None:
    (draft,) = _json(run, "draft.docx", "--stage", "submission")["documents"]
    prints = [f["fingerprint"] for f in draft["findings"]]
    assert len(set(prints)) == len(prints)


def test_the_same_reports_give_the_same_bytes(run: Run, desk: Desk) -> None:
    arguments = ("check", "draft.docx", "--format", "json", "--on", "2026-04-20")
    assert run(*arguments).stdout_bytes == run(*arguments).stdout_bytes


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_file_holds_what_the_screen_would(run: Run, desk: Desk, form: str) -> None:
    arguments = ("check", "draft.docx", "--format", form, "--on", "2026-04-20")
    target = desk.folder / "out.txt"
    target.write_text("what was there before, and is longer\n" * 5000)
    result = run(*arguments, "--output", "out.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    written = target.read_text(encoding="utf-8")
    if form == "json":
        assert written == run(*arguments).stdout
    else:
        assert written.rstrip().splitlines()[-1].startswith("Not ready as a draft")
    assert sorted(p.name for p in desk.folder.iterdir()) == ["clean.docx", "draft.docx", "out.txt"]


def test_a_write_that_fails_leaves_nothing_that_could_be_taken_for_its_own(run: Run, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    target = desk.folder / "out.json"
    target.write_text("before")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("reportlint.cli._files.os.fsync", full)
    result = run("check", "clean.docx", "--format", "json", "--output", "out.json")
    assert result.exit_code == 2
    assert "out.json could not be written: No space left on device." in result.stderr
    assert sorted(p.name for p in desk.folder.iterdir()) == ["clean.docx", "draft.docx"]

"""What the server says of a document is what the command line says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from reportlint import formats

ROOT = Path(__file__).parents[2]
DRAFT = ROOT / "examples" / "draft-report.docx"
CLEAN = ROOT / "examples" / "clean-report.docx"
DAY = "2026-01-05"
EXAMPLES = sorted(p for p in (ROOT / "examples").rglob("*") if p.suffix in formats.SUFFIXES)


def test_a_bare_document_is_checked(client: httpx.Client) -> None:
    answer = client.post("/api/check", params={"name": "draft.docx"}, content=DRAFT.read_bytes())
    assert answer.status_code == 200
    assert answer.headers["Reportlint-Verdict"] == "fail"
    assert [d["path"] for d in answer.json()["documents"]] == ["draft.docx"]


def test_a_form_with_documents_is_checked(client: httpx.Client) -> None:
    files = [("file", (path.name, path.read_bytes())) for path in (DRAFT, CLEAN)]
    answer = client.post("/api/check", files=files)
    assert [(d["path"], d["status"]) for d in answer.json()["documents"]] == [("draft-report.docx", "fail"), ("clean-report.docx", "pass")]
    summary = answer.json()["summary"]
    counts = ", ".join(f"{name}={summary[name]}" for name in ("error", "warning", "info", "waived"))
    assert answer.headers["Reportlint-Counts"] == counts


def test_every_example_has_the_findings_that_the_command_line_finds(client: httpx.Client) -> None:
    command = [sys.executable, "-m", "reportlint", "check", *map(str, EXAMPLES), "--format", "json", "--on", DAY, "--stage", "submission"]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, timeout=120)
    told = {d["path"]: d for d in json.loads(done.stdout)["documents"]}
    assert len(told) == len(EXAMPLES) > 10
    for path in EXAMPLES:
        params = {"name": path.name, "on": DAY, "stage": "submission"}
        (document,) = client.post("/api/check", params=params, content=path.read_bytes()).json()["documents"]
        expected = told[str(path)]
        assert document["status"] == expected["status"], path
        assert document["findings"] == expected["findings"], path


@pytest.mark.parametrize(
    ("accept", "kind", "starts"),
    [
        ("*/*", "application/json", b"{"),
        ("application/sarif+json", "application/sarif+json", b"{"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html", b"<!DOCTYPE html>"),
        ("text/markdown", "text/markdown", b"#"),
        ("text/csv;q=0.5, text/plain;q=0.1", "text/csv", b"path,"),
        ("application/xml", "application/xml", b"<?xml"),
    ],
)
def test_the_answer_comes_in_the_form_that_is_accepted(client: httpx.Client, accept: str, kind: str, starts: bytes) -> None:
    answer = client.post("/api/check", content=DRAFT.read_bytes(), headers={"Accept": accept})
    assert answer.headers["Content-Type"].partition(";")[0] == kind
    assert answer.content.lstrip(b"\xef\xbb\xbf").startswith(starts)


def test_a_form_may_say_the_form_of_the_answer(client: httpx.Client) -> None:
    answer = client.post("/api/check", files={"file": ("a.docx", DRAFT.read_bytes())}, data={"format": "html"})
    assert answer.headers["Content-Type"].startswith("text/html")


def test_choices_reach_the_check(client: httpx.Client) -> None:
    def findings(**params: str) -> list[dict[str, object]]:
        answer = client.post("/api/check", params=params, content=DRAFT.read_bytes())
        found: list[dict[str, object]] = answer.json()["documents"][0]["findings"]
        return found

    everything = findings()
    rules = {str(f["rule"]) for f in everything}
    one = sorted(rules)[0]
    assert {f["rule"] for f in findings(select=one)} == {one}
    assert {f["rule"] for f in findings(ignore=one)} == rules - {one}
    later = {(f["rule"], f["subject"]): f["severity"] for f in findings(stage="publication")}
    assert any(later.get((f["rule"], f["subject"])) == "error" != f["severity"] for f in everything)
    assert client.post("/api/check", params={"fail_on": "never"}, content=DRAFT.read_bytes()).headers["Reportlint-Verdict"] == "pass"


def test_a_document_that_cannot_be_read_is_told_so_and_the_others_are_checked(client: httpx.Client) -> None:
    files = [("file", ("broken.docx", b"PK\x03\x04 no more of this")), ("file", (CLEAN.name, CLEAN.read_bytes()))]
    answer = client.post("/api/check", files=files)
    assert answer.status_code == 200
    assert answer.headers["Reportlint-Verdict"] == "unreadable"
    assert [d["status"] for d in answer.json()["documents"]] == ["unreadable", "pass"]


def test_text_is_read_by_its_content_type_or_name(client: httpx.Client) -> None:
    text = (ROOT / "examples" / "draft-report.md").read_bytes()
    for params, kind in (({"name": "draft.md"}, ""), ({}, "text/markdown; charset=utf-8"), ({}, "application/octet-stream")):
        answer = client.post("/api/check", params=params, content=text, headers={"Content-Type": kind} if kind else {})
        assert answer.json()["documents"][0]["format"] == "markdown"


def test_waivers_and_a_baseline_may_come_with_the_document(client: httpx.Client) -> None:
    def ask(**files: str) -> httpx.Response:
        parts = {"file": ("draft.docx", DRAFT.read_bytes()), **{n: (n, text.encode()) for n, text in files.items()}}
        return client.post("/api/check", files=parts, data={"on": DAY})

    found = ask().json()["documents"][0]["findings"]
    error = next(f for f in found if f["severity"] == "error")
    waiver = (
        f"waivers:\n  - fingerprint: {error['fingerprint']}\n    document: {{path: draft.docx}}\n    reason: It was agreed.\n"
        "    approved-by: A Person\n    approved-on: 2026-01-01\n    until: 2026-02-01\n"
    )
    waived = ask(waivers=waiver)
    assert waived.headers["Reportlint-Verdict"] == "pass"
    assert waived.json()["summary"]["waived"] == 1
    entry = {"path": "draft.docx", "fingerprint": error["fingerprint"], "finding": error["rule"], "since": "2025-12-01"}
    known = ask(baseline=json.dumps({"schema": "reportlint/baseline/1", "findings": [entry]}))
    assert known.json()["summary"]["waived"] == 1
    wrong = ask(waivers="waivers: none")
    assert wrong.status_code == 400
    assert "waivers:1:" in wrong.json()["detail"]


def test_a_name_leads_nowhere_and_shows_nothing_unseen(client: httpx.Client) -> None:
    names = {"../../etc/passwd.docx": "etc/passwd.docx", "C:\\drafts\\a.docx": "drafts/a.docx", "a\u202e\tb.docx": "ab.docx"}
    for given, shown in names.items():
        answer = client.post("/api/check", params={"name": given}, content=DRAFT.read_bytes())
        assert answer.status_code == 200, answer.text
        assert answer.json()["documents"][0]["path"] == shown

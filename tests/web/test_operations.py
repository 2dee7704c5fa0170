"""The other things that a program may ask: annotated and mended copies, packs, rules, templates, blank reports, deadlines."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]
DRAFT = (ROOT / "examples" / "draft-report.docx").read_bytes()
DAY = "2026-01-05"


def _said(*arguments: str) -> str:
    command = [sys.executable, "-m", "reportlint", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT, timeout=60).stdout


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("action", ["annotate", "fix"])
def test_a_copy_is_what_the_command_line_writes(client: httpx.Client, tmp_path: Path, action: str) -> None:
    answer = client.post(f"/api/{action}", files={"file": ("My draft.docx", DRAFT)}, data={"on": DAY})
    (tmp_path / "My draft.docx").write_bytes(DRAFT)
    _said(action, str(tmp_path / "My draft.docx"), "-o", str(tmp_path / "out.docx"), "--on", DAY)
    assert _parts(answer.content) == _parts((tmp_path / "out.docx").read_bytes())
    word = {"annotate": "annotated", "fix": "fixed"}[action]
    assert f"filename*=UTF-8''My%20draft-{word}.docx" in answer.headers["Content-Disposition"]
    assert answer.headers["Reportlint-Verdict"] == "fail"


def test_edits_may_be_had_as_text(client: httpx.Client) -> None:
    params = {"format": "diff", "suggested": "true", "on": DAY}
    answer = client.post("/api/fix", params=params, content=DRAFT)
    assert answer.text == _said("fix", "examples/draft-report.docx", "--diff", "--suggested", "--on", DAY)
    made = int(answer.headers["Reportlint-Edits"].partition("made=")[2].partition(",")[0])
    assert answer.text.count("@@ ") == made > 0


@pytest.mark.parametrize("action", ["annotate", "fix"])
def test_what_is_no_word_file_is_refused_in_words(client: httpx.Client, action: str) -> None:
    answer = client.post(f"/api/{action}", params={"name": "a.docx"}, content=b"%PDF-1.7 no Word file")
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "PDF" in answer.json()["detail"]


@pytest.mark.parametrize("pack", ["agenda-pack.docx", "clean-agenda-pack.md"])
def test_a_pack_is_held_against_itself(client: httpx.Client, pack: str) -> None:
    path = f"examples/pack/{pack}"
    answer = client.post("/api/agenda", files={"file": (path, (ROOT / path).read_bytes())}, data={"on": DAY})
    told = json.loads(_said("agenda", path, "--format", "json", "--on", DAY))
    assert answer.json() == told
    wrong = any(f["severity"] == "error" for d in [told, *told["documents"]] for f in d["findings"])
    assert answer.headers["Reportlint-Verdict"] == ("fail" if wrong else "pass")


def test_what_is_read_is_shown(client: httpx.Client) -> None:
    answer = client.post("/api/inspect", params={"name": "examples/draft-report.docx"}, content=DRAFT)
    assert answer.json() == json.loads(_said("inspect", "examples/draft-report.docx", "--format", "json"))


def test_the_rules_are_those_of_the_command_line(client: httpx.Client) -> None:
    told = json.loads(_said("rules", "list", "--ruleset", "core", "--format", "json"))
    assert client.get("/api/rules", params={"ruleset": "core"}).json() == told
    rule = client.get("/api/rules/section-missing").json()
    assert rule["id"] == "section-missing" and rule["fix"] and rule["examples"]
    missing = client.get("/api/rules/section-mising")
    assert missing.status_code == 404
    assert "section-mising" in missing.json()["detail"]


def test_a_blank_report_of_every_template_can_be_had(client: httpx.Client) -> None:
    templates = client.get("/api/templates").json()["templates"]
    assert len({t["name"] for t in templates}) > 3
    for template in templates:
        params = {"template": template["name"], "ruleset": template["ruleset"]}
        blank = client.get("/api/new", params=params)
        assert blank.content.startswith(b"PK")
        checked = client.post("/api/check", params={"name": "blank.docx", **params}, content=blank.content).json()
        assert checked["documents"][0]["template"] == template["name"]
    assert client.get("/api/new", params={**params, "format": "md"}).text.startswith("---\n")


def test_deadlines_are_those_of_the_command_line(client: httpx.Client) -> None:
    answer = client.get("/api/deadlines", params={"meeting": "2026-12-29"})
    assert answer.json() == json.loads(_said("deadlines", "--meeting", "2026-12-29", "--format", "json"))
    calendar = client.get("/api/deadlines", params={"meeting": "2026-12-29"}, headers={"Accept": "text/calendar"})
    assert calendar.text.startswith("BEGIN:VCALENDAR")
    assert client.get("/api/deadlines").status_code == 400


@pytest.mark.parametrize(
    ("method", "path", "options", "status", "words"),
    [
        ("GET", "/api/nothing", {}, 404, "no such page"),
        ("GET", "/api/check", {}, 405, "Allow"),
        ("GET", "/api/rules", {"headers": {"Accept": "image/png"}}, 406, "application/json"),
        ("POST", "/api/check", {"content": b"x", "headers": {"Content-Type": "application/x-www-form-urlencoded"}}, 415, "multipart"),
        ("POST", "/api/check", {"content": b""}, 400, "no document"),
        ("POST", "/api/check", {"params": {"tempalte": "x"}, "content": b"x"}, 400, "'template'"),
        ("POST", "/api/check", {"params": {"stage": "late"}, "content": b"x"}, 400, "submission"),
        ("POST", "/api/check", {"params": {"on": "5.1.2026"}, "content": b"x"}, 400, "2025-01-14"),
        ("POST", "/api/check", {"params": {"ruleset": "/etc"}, "content": b"x"}, 400, "Choose one of"),
        ("POST", "/api/check", {"params": {"template": "scrutiny-reprot"}, "content": b"x"}, 400, "Did you mean"),
        ("POST", "/api/check", {"params": {"select": "no-such-rule"}, "content": b"x"}, 400, "no-such-rule"),
        ("POST", "/api/check", {"content": b"x", "headers": {"Content-Type": "multipart/form-data"}}, 400, "form"),
        ("POST", "/api/fix", {"files": [("file", ("a", b"x")), ("file", ("b", b"x"))]}, 400, "one at a time"),
    ],
)  # fmt: skip
def test_what_cannot_be_served_is_said_in_plain_words(
    client: httpx.Client, method: str, path: str, options: dict[str, object], status: int, words: str
) -> None:
    answer = client.request(method, path, **options)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert set(answer.json()) == {"type", "title", "status", "detail"}
    assert words in answer.json()["detail"] + str(answer.headers)

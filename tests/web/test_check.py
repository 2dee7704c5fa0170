"""What the server says of a document is what the command line says."""

from __future__ import annotations

from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
DRAFT = ROOT / "examples" / "draft-report.docx"
CLEAN = ROOT / "examples" / "clean-report.docx"


def test_a_bare_document_is_checked(client: httpx.Client) -> None:
    answer = client.post("/api/check", params={"name": "draft.docx"}, content=DRAFT.read_bytes())
    assert answer.status_code == 200
    assert answer.headers["Reportlint-Verdict"] == "fail"
    assert [d["path"] for d in answer.json()["documents"]] == ["draft.docx"]


def test_a_form_with_documents_is_checked(client: httpx.Client) -> None:
    files = [("file", (path.name, path.read_bytes())) for path in (DRAFT, CLEAN)]
    answer = client.post("/api/check", files=files)
    assert [(d["path"], d["status"]) for d in answer.json()["documents"]] == [("draft-report.docx", "fail"), ("clean-report.docx", "pass")]

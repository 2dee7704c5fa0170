"""`reportlint inspect`: the report as it was read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from desk import Desk, Run

PARAGRAPH = ["ordinal", "text", "story", "style", "outline_level", "number", "page", "table", "row", "cell"]
HEAD = ["schema", "path", "format", "properties", "paragraphs", "template"]


def _seen(run: Run, *arguments: str, **more: Any) -> dict[str, Any]:
    result = run("inspect", *arguments, "--format", "json", **more)
    assert result.exit_code == 0, result.output
    return dict(json.loads(result.stdout))


def test_the_keys(run: Run, desk: Desk) -> None:
    seen = _seen(run, "draft.docx")
    assert list(seen)[: len(HEAD)] == HEAD
    assert {"fields", "sections", "tables", "comments", "revisions", "hidden", "controls", "images", "links", "notes"} <= set(seen)
    assert seen["schema"] == "reportlint/inspect/1"
    assert (seen["path"], seen["format"]) == ("draft.docx", "docx")
    assert list(seen["template"]) == ["name", "recognised_by"]
    assert all(list(p) == PARAGRAPH for p in seen["paragraphs"])
    assert all(list(s) == ["id", "number", "title", "first", "last"] for s in seen["sections"])


def test_the_parts_and_their_places(run: Run, desk: Desk) -> None:
    seen = _seen(run, "draft.docx")
    assert seen["template"]["name"] == "scrutiny-report"
    assert seen["fields"]["report-title"] == "Library Opening Hours Review"
    place = seen["field_places"]["report-title"]
    assert seen["paragraphs"][place["last"] - 1]["text"] == "Library Opening Hours Review"
    sections = {s["id"]: s for s in seen["sections"]}
    assert seen["absent_sections"] == ["climate"]
    assert "climate" not in sections
    assert seen["paragraphs"][sections["legal"]["first"] - 1]["text"] .split() == ["7.", "Legal", "Advice", "and", "Implications"]
    assert sections["legal"]["last"] == sections["legal"]["first"] + 1
    assert seen["tables"][0]["rows"][0]["cells"][0]["text"] == "Central library"
    assert [r["text"] for r in seen["revisions"]] == ["£38,000", "£45,000"]
    assert seen["comments"][0]["author"] == "Josh Penrose"


def test_a_document_without_a_template_is_shown_all_the_same(run: Run, desk: Desk) -> None:
    (desk.folder / "letter.md").write_text("Dear Sir or Madam\n\nThank you for your letter.\n")
    seen = _seen(run, "letter.md")
    assert (seen["template"], seen["fields"], seen["sections"]) == (None, {}, [])
    assert [p["text"] for p in seen["paragraphs"]] == ["Dear Sir or Madam", "Thank you for your letter."]
    shown = run("inspect", "letter.md").stdout
    assert "No template fits." in shown
    assert "Thank you for your letter." in shown


def test_a_template_that_is_asked_for_is_taken(run: Run, desk: Desk) -> None:
    (desk.folder / "letter.md").write_text("Dear Sir or Madam\n\nReport Title\n\nThanks\n")
    seen = _seen(run, "letter.md", "--template", "scrutiny-report")
    assert seen["template"]["name"] == "scrutiny-report"
    assert seen["fields"]["report-title"].startswith("Thanks")


def test_standard_input(run: Run, desk: Desk) -> None:
    seen = _seen(run, "-", input=desk.draft.read_bytes())
    assert (seen["path"], seen["format"]) == ("-", "docx")


@pytest.mark.parametrize(
    "words",
    [
        "Template: scrutiny-report, because ",
        "Report Title: Library Opening Hours Review (paragraphs 5 to 6)",
        "7. Legal Advice and Implications [legal] (paragraphs ",
        "Sections that are not there\n  Implications for CO2 Emissions and Climate Change",
        "insertion by Josh Penrose: £45,000",
        "click here -> https://",
    ],
)
def test_the_text(run: Run, desk: Desk, words: str) -> None:
    assert words in run("inspect", "draft.docx").stdout


def test_a_missing_file(run: Run, desk: Desk) -> None:
    result = run("inspect", "nothing.docx")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", "There is no such file.\n")

"""The pages as people use them, with script: dropping, choosing, reading, downloading, going back and forward."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from .conftest import Start
from .steps import CLEAN, DRAFT, EXAMPLES, HOSTILE, check, focused, found

Visit = Callable[..., Page]

pytestmark = pytest.mark.xdist_group("browser")

DROP = """async ([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  for (const kind of ["dragenter", "dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
  }
}"""


def test_a_dropped_report_is_checked(visit: Visit) -> None:
    page = visit()
    page.evaluate(DROP, ["dropped.md", (EXAMPLES / "draft-report.md").read_text(encoding="utf-8")])
    assert focused(page) == "file"
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("dropped.md")
    expect(page.locator(".verdict")).to_have_text("Not ready as a draft")


def test_the_result_is_the_command_lines_and_focus_goes_to_it(visit: Visit) -> None:
    page = visit()
    check(page, DRAFT, stage="Submission")
    findings = found(DRAFT, "--stage", "submission")[0]["findings"]
    assert page.title().startswith("Not ready for submission: draft-report.docx")
    assert focused(page) == "d1"
    assert page.locator(".entry").count() == page.locator(".note").count() == len(findings)
    for severity in ("error", "warning", "info"):
        assert page.locator(f".group.{severity} .entry").count() == sum(f["severity"] == severity for f in findings)
    assert [m.inner_text() for m in page.locator(".note .message").all()] == [f["message"] for f in findings]


def test_every_example_has_as_many_findings_as_on_the_command_line(visit: Visit) -> None:
    reports = sorted(EXAMPLES.glob("*.docx"))
    assert len(reports) > 3
    page = visit()
    check(page, *reports)
    for number, document in enumerate(found(*reports), 1):
        article = page.locator(f"article[aria-labelledby=d{number}]")
        assert article.locator("h2").first.inner_text() == Path(document["path"]).name
        assert article.locator(".entry").count() == len(document["findings"])


def test_from_the_checklist_to_the_place_to_the_note_and_back(visit: Visit) -> None:
    page = visit()
    check(page, DRAFT)
    for width, in ((1280,), (500,)):
        page.set_viewport_size({"width": width, "height": 900})
        page.locator("#d1-entry-2 a").focus()
        page.keyboard.press("Enter")
        assert focused(page) == "d1-place-2"
        assert 0 < page.locator("#d1-place-2").bounding_box()["y"] < 900  # type: ignore[index]
        page.keyboard.press("Enter")
        assert page.url.endswith("#d1-note-2")
        page.locator("#d1-note-2 .back").press("Enter")
        assert page.url.endswith("#d1-entry-2")
        assert page.evaluate("document.activeElement.closest('.entry')?.id ?? document.activeElement.id") == "d1-entry-2"
        entry = page.locator("#d1-entry-2").bounding_box()
        assert entry is not None and 0 <= entry["y"] < 900


def test_the_checklist_stands_beside_the_document_where_there_is_room(visit: Visit) -> None:
    page = visit()
    check(page, DRAFT)
    page.locator("#d1-entry-30 a").click()
    left, right = page.locator(".found").bounding_box(), page.locator(".text").bounding_box()
    assert left is not None and right is not None
    assert left["x"] + left["width"] <= right["x"]
    assert 0 <= left["y"] < 10, "the list stays in sight while the document is scrolled"
    page.set_viewport_size({"width": 500, "height": 900})
    left, right = page.locator(".found").bounding_box(), page.locator(".text").bounding_box()
    assert left is not None and right is not None and left["y"] + left["height"] <= right["y"]


def test_a_finding_leads_to_its_rule_and_back_without_losing_the_result(visit: Visit) -> None:
    page = visit()
    check(page, DRAFT)
    count = page.locator(".note").count()
    why = page.locator("#d1-note-2 details")
    why.locator("summary").click()
    why.get_by_role("link").click()
    expect(page.get_by_role("heading", name="How to fix it in Word")).to_be_visible()
    page.go_back()
    expect(page.locator(".verdict")).to_be_visible()
    assert page.locator(".note").count() == count
    assert why.get_attribute("open") is not None


def test_back_and_forward_lose_nothing(visit: Visit) -> None:
    page = visit()
    check(page, DRAFT, stage="Publication")
    page.locator("#d1-entry-1 a").click()
    page.go_back()
    expect(page.locator(".verdict")).to_have_text("Not ready for publication")
    page.go_back()
    expect(page.get_by_role("button", name="Check")).to_be_visible()
    assert page.get_by_label("Publication", exact=True).is_checked()
    page.go_forward()
    expect(page.locator(".verdict")).to_have_text("Not ready for publication")
    assert "Not ready" in page.title()
    page.go_forward()
    assert page.url.endswith("#d1-place-1")
    expect(page.locator(".verdict")).to_be_visible()


def test_a_result_that_is_loaded_anew_asks_for_the_document_again_and_keeps_the_choices(visit: Visit) -> None:
    page = visit()
    check(page, DRAFT, stage="Publication")
    page.reload()
    expect(page.get_by_text("this server keeps nothing")).to_be_visible()
    assert page.get_by_label("Publication", exact=True).is_checked()
    page.go_back()
    expect(page.get_by_role("button", name="Check")).to_be_visible()


def test_check_again_keeps_the_choices(visit: Visit) -> None:
    page = visit()
    page.get_by_label("Template", exact=True).select_option(label="Record of an officer's decision")
    check(page, EXAMPLES / "decision-record.docx", stage="Submission")
    assert "it was asked for" in (page.locator(".about").text_content() or "")
    page.get_by_role("link", name="Check again").click()
    expect(page.get_by_label("Submission", exact=True)).to_be_checked()
    assert page.locator("#template option:checked").inner_text() == "Record of an officer's decision"
    page.go_back()
    expect(page.locator(".verdict")).to_contain_text("for submission")


def test_several_files_each_have_a_result_and_a_place_in_the_list(visit: Visit) -> None:
    page = visit()
    check(page, CLEAN, DRAFT, EXAMPLES / "charging-sessions.png")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 of 3 reports ready as a draft")
    entries = page.locator(".contents li")
    assert [e.locator(".tag").inner_text() for e in entries.all()] == ["Ready", "Not ready", "Not checked"]
    entries.nth(1).get_by_role("link").click()
    assert focused(page) == "d2"


def test_a_bad_file_is_named_and_what_to_do_is_said(visit: Visit) -> None:
    page = visit()
    broken = {"name": "broken.docx", "mimeType": "application/octet-stream", "buffer": b"PK\x03\x04" + b"no archive" * 50}
    page.locator("#file").set_input_files(broken)  # type: ignore[arg-type]
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".verdict")).to_have_text("Not checked as a draft")
    expect(page.locator(".panel")).to_contain_text("To fix:")


def test_nothing_chosen_is_said_beside_the_field_and_above_the_form(visit: Visit) -> None:
    page = visit()
    page.get_by_role("button", name="Check").click()
    assert focused(page) == "summary"
    assert page.title().startswith("Error: ")
    page.get_by_role("link", name="Choose at least one file to check.").click()
    assert focused(page) == "file"
    assert "file-problem" in (page.locator("#file").get_attribute("aria-describedby") or "")
    check(page, CLEAN)
    expect(page.locator(".verdict")).to_have_text("Ready as a draft")


@pytest.fixture(scope="session")
def small(start: Start) -> str:
    """A server that takes one megabyte, and two files, at once."""
    return start("[serve]\nworkers = 1\nbody-megabytes = 1\nfiles = 2\n")


def test_what_is_too_large_or_too_many_is_said_before_it_is_sent(visit: Visit, small: str) -> None:
    page = visit(at=small)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.locator("#file").set_input_files({"name": "huge.docx", "mimeType": "", "buffer": bytes(1 << 21)})  # type: ignore[arg-type]
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".summary")).to_contain_text("too large (2 MB); no more than 1 MB")
    page.locator("#file").set_input_files([DRAFT, CLEAN, DRAFT.with_suffix(".md")])
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".summary")).to_contain_text("no more than 2 can be checked at once")
    assert "POST" not in sent


def test_it_says_how_far_it_is(visit: Visit) -> None:
    page = visit()
    page.evaluate("""() => {
      window.told = [];
      const line = document.querySelector('#working-words');
      new MutationObserver(() => window.told.push(line.textContent)).observe(line, { childList: true });
    }""")
    assert page.locator("#working-words").get_attribute("role") == "status"
    check(page, CLEAN, DRAFT)
    told = page.evaluate("window.told")
    assert told[0] == "Sending 2 files …"
    assert "Reading 2 of 2: draft-report.docx …" in told


def _taken(page: Page, button: str) -> tuple[str, bytes]:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).first.click()
    expect(page.locator("[data-told]")).to_have_text(f"{download.value.suggested_filename} is downloaded.")
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_downloads_are_what_the_commands_write(visit: Visit, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from reportlint.cli import main

    page = visit()
    check(page, DRAFT, stage="Submission")
    for button, command, name in (
        ("Word file with comments", "annotate", "draft-report-annotated.docx"),
        ("Word file with safe edits", "fix", "draft-report-fixed.docx"),
    ):
        suggested, data = _taken(page, button)
        assert suggested == name
        written = tmp_path / name
        CliRunner().invoke(main, [command, str(DRAFT), "-o", str(written), "--stage", "submission"])
        assert _parts(data) == _parts(written.read_bytes())
        assert docx.Document(io.BytesIO(data)).paragraphs
    suggested, data = _taken(page, "Result as data (JSON)")
    assert suggested == "draft-report-checked.json"
    assert json.loads(data)["documents"][0]["findings"] == found(DRAFT, "--stage", "submission")[0]["findings"]
    suggested, data = _taken(page, "Result as one page (HTML)")
    assert suggested == "draft-report-checked.html"
    assert b"Not ready for submission" in data and b"<style>" in data
    expect(page.locator(".verdict")).to_be_visible()


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_each_of_several_is_downloaded_by_itself(visit: Visit) -> None:
    page = visit()
    check(page, CLEAN, DRAFT)
    with page.expect_download() as download:
        page.locator("article").nth(1).get_by_role("button", name="Result as data").click()
    documents = json.loads(Path(download.value.path()).read_bytes())["documents"]
    assert [d["path"] for d in documents] == ["draft-report.docx"]
    name, data = _taken(page, "Results as data (JSON)")
    assert name == "reports-checked.json"
    assert len(json.loads(data)["documents"]) == 2


def test_an_agenda_pack_is_taken_apart(visit: Visit) -> None:
    page = visit("agenda")
    check(page, EXAMPLES / "pack" / "agenda-pack.docx")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Agenda pack: ")
    assert page.locator(".contents li").first.inner_text().startswith("The pack as a whole")
    assert page.locator(".papers tbody tr").count() > 3
    name, data = _taken(page, "Results as data (JSON)")
    assert name == "agenda-pack-agenda-checked.json"
    assert json.loads(data)["schema"].startswith("reportlint/agenda/")


def test_a_hostile_document_runs_nothing(visit: Visit) -> None:
    page = visit()
    page.locator("#file").set_input_files({"name": "<img src=x onerror=owned()>.md", "mimeType": "", "buffer": HOSTILE})  # type: ignore[arg-type]
    page.get_by_role("button", name="Check").click()
    page.locator("main[data-result]").wait_for()
    assert "<img src=x onerror=" in page.locator("h1").inner_text()
    assert "window.owned = 1" in page.locator(".sheet").inner_text()
    assert page.locator("main script, main img, main iframe, main [onerror], main [style]").count() == 0
    assert page.evaluate("window.owned") is None


def test_a_blank_report_is_downloaded_and_opens(visit: Visit) -> None:
    page = visit("templates")
    page.get_by_role("link", name="Record of an officer's decision").click()
    assert page.get_by_role("heading", name="Fields").is_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download a blank report").click()
    assert download.value.suggested_filename == "officer-decision.docx"
    assert docx.Document(str(download.value.path())).paragraphs
    page.get_by_role("link", name="Check a report on this template").click()
    assert page.locator("#template option:checked").inner_text() == "Record of an officer's decision"


def test_rules_are_found_by_words_and_told_whole(visit: Visit) -> None:
    page = visit("rules")
    total = page.locator(".rows a").count()
    page.get_by_label("Find rules about").fill("heading styl")
    page.get_by_role("button", name="Find").click()
    assert 0 < page.locator(".rows a").count() < total
    page.get_by_role("link", name="looks like a heading").or_(page.locator(".rows a")).first.click()
    for heading in ("Why it matters", "How to fix it in Word", "How much it weighs", "Avoid", "Prefer"):
        assert page.get_by_role("heading", name=heading).is_visible()



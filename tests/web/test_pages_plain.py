"""The pages without script, and what stands in their answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import docx
import httpx
import pytest
from playwright.sync_api import Page

from reportlint.web.pages import trouble
from reportlint.web.problems import Problem

from .conftest import Start
from .steps import CLEAN, DRAFT, EXAMPLES, HOSTILE, check, found

Visit = Callable[..., Page]
HTML = {"Accept": "text/html"}
PLAIN = {"java_script_enabled": False}

pytestmark = pytest.mark.xdist_group("browser")


def test_without_script_reports_are_checked_and_choices_kept(visit: Visit) -> None:
    page = visit(**PLAIN)
    assert not page.locator(".drop-here").is_visible(), "nothing is promised that only a script does"
    check(page, CLEAN, DRAFT, stage="Submission")
    findings = found(CLEAN, DRAFT, "--stage", "submission")[1]["findings"]
    article = page.locator("article").nth(1)
    assert article.locator(".verdict").inner_text() == "Not ready for submission"
    assert article.locator(".entry").count() == article.locator(".note:visible").count() == len(findings)
    article.locator(".entry a").first.click()
    assert page.url.endswith("#d2-place-" + article.locator(".entry").first.get_attribute("id").rpartition("-")[2])  # type: ignore[union-attr]
    page.get_by_role("link", name="Check again").click()
    assert page.get_by_label("Submission", exact=True).is_checked()


def test_without_script_every_download_is_there(visit: Visit) -> None:
    page = visit(**PLAIN)
    check(page, CLEAN, DRAFT)
    second = page.locator("article").nth(1)
    for button, word in (("Word file with comments", "annotated"), ("Word file with safe edits", "fixed")):
        with page.expect_download() as download:
            second.get_by_role("button", name=button).click()
        assert download.value.suggested_filename == f"draft-report-{word}.docx"
        assert docx.Document(str(download.value.path())).paragraphs
    with page.expect_download() as download:
        page.get_by_role("button", name="Results as data").click()
    documents = json.loads(Path(download.value.path()).read_bytes())["documents"]
    assert [d["path"] for d in documents] == ["clean-report.docx", "draft-report.docx"]
    assert page.locator("article").count() == 2, "a download does not lead away from the result"


def test_without_script_nothing_chosen_is_said(visit: Visit) -> None:
    page = visit(**PLAIN)
    page.get_by_label("Publication", exact=True).check()
    page.get_by_role("button", name="Check").click()
    assert page.locator(".summary").inner_text().endswith("Choose at least one file to check.")
    assert page.title().startswith("Error: ")
    assert page.get_by_label("Publication", exact=True).is_checked()


def test_without_script_the_way_back_from_a_result_is_the_form_as_it_was(visit: Visit) -> None:
    page = visit(**PLAIN)
    check(page, CLEAN, stage="Publication")
    page.go_back()
    assert page.get_by_role("button", name="Check").is_visible()
    assert page.get_by_label("Publication", exact=True).is_checked()


def test_a_copy_of_a_markdown_draft_is_markdown(client: httpx.Client) -> None:
    files = [("file", ("draft.md", (EXAMPLES / "draft-report.md").read_bytes()))]
    answer = client.post("/download/annotated", files=files)
    assert answer.headers["Content-Type"].startswith("text/markdown")
    assert 'filename="draft-annotated.md"' in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nowhere", 404, "Page not found"),
        ("/rules/nowhere", 404, "There is no rule"),
        ("/templates/nowhere", 404, "There is no template"),
        ("/download/json", 405, "takes documents from the form"),
    ],
)
def test_people_are_told_in_a_page_and_programs_as_problems(client: httpx.Client, path: str, status: int, words: str) -> None:
    page = client.get(path, headers=HTML)
    assert page.status_code == status
    assert page.headers["Content-Type"].startswith("text/html")
    assert words in page.text
    assert client.get(path).headers["Content-Type"] == "application/problem+json"


def test_a_file_over_the_limit_is_refused_in_a_page(start: Start) -> None:
    address = start("[serve]\nworkers = 1\nbody-megabytes = 1\n")
    answer = httpx.post(f"{address}check", files={"file": ("huge.docx", bytes(3 << 20))}, headers=HTML)
    assert answer.status_code == 413
    assert "That is too much at once" in answer.text and "1 MB" in answer.text
    # What fits, but would not if it were sent back from the page, is not offered to be.
    big = b"# A report\n\n" + b"Words and words. " * 55_000
    answer = httpx.post(f"{address}check", files={"file": ("big.txt", big)}, headers=HTML, timeout=60)
    assert answer.status_code == 200
    assert 'formaction="/download' not in answer.text and "too large to be handed back" in answer.text


def test_a_busy_server_says_that_the_document_is_not_to_blame() -> None:
    page = trouble.page(Problem(429, "The server has more to do than it can take on.", {"Retry-After": "3"}))
    assert page.status_code == 429 and page.headers["Retry-After"] == "3"
    assert b"Try again in 3 seconds" in page.body and b"Nothing is wrong with your document" in page.body


@pytest.mark.parametrize(
    "data", [{"name": "a.docx"}, {"name": "a.docx", "document": "no base64!"}, {"stage": "draft"}, {"stage": "nonsense"}]
)
def test_a_download_form_that_was_tampered_with_is_refused(client: httpx.Client, data: dict[str, str]) -> None:
    answer = client.post("/download/json?document=1", data=data, files={"none": ("", b"")}, headers=HTML)
    assert answer.status_code == 400
    assert "There is a problem" in answer.text


def test_choices_that_are_not_offered_are_refused_in_the_form_and_forgiven_in_an_address(client: httpx.Client) -> None:
    files = {"file": ("draft.docx", DRAFT.read_bytes())}
    for choice in ({"stage": "nonsense"}, {"template": "nobody/nothing"}):
        assert client.post("/check", files=files, data=choice, headers=HTML).status_code == 400
        assert client.get("/", params=choice, headers=HTML).status_code == 200


def test_a_hostile_document_is_only_words(client: httpx.Client) -> None:
    page = client.post("/check", files={"file": ("<script>.md", HOSTILE)}, headers=HTML).text
    assert "<script>window" not in page and "<img" not in page and "<iframe" not in page
    assert page.count("<script") == 1
    assert "{{ 7 * 7 }}" in page


def test_pages_hold_no_script_or_style_of_their_own_and_fetch_nothing_from_elsewhere(client: httpx.Client) -> None:
    for path in ("/", "/agenda", "/rules", "/rules/section-missing", "/templates", "/templates/officer-decision", "/nowhere"):
        answer = client.get(path, headers=HTML)
        assert "<style" not in answer.text and " style=" not in answer.text and " onclick" not in answer.text
        assert "://" not in answer.text.replace("http://www.w3.org/", "")
        assert "'unsafe" not in answer.headers["Content-Security-Policy"]


def test_style_sheets_are_not_sent_again_to_those_who_have_them(client: httpx.Client) -> None:
    first = client.get("/static/page.css")
    assert first.headers["Content-Type"].startswith("text/css")
    assert client.get("/static/page.css", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert client.get("/static/look.py").status_code == 404

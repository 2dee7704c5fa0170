"""What a format cannot tell is not evaluated, and never a pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import opendoc
import printer
import pytest
from test_pdf import tagged
from word import docx, p

from reportlint import check, formats
from reportlint.findings import DocumentResult, Outcome

WORDS = "Some words about nothing in particular."
STYLES = {"heading-unstyled", "heading-level-skipped"}
TABLES = {"table-header-missing", "table-header-blank", "table-merged"}
PROPERTIES = {"document-title-missing", "document-language-missing"}
DRAFTING = {"tracked-changes-left", "comments-left"}

#: format: its file, and the rules of Rotherham's that it cannot answer.
FORMATS: Mapping[str, tuple[str, Callable[[], bytes], set[str]]] = {
    "txt": (
        ".txt",
        WORDS.encode,
        STYLES | TABLES | PROPERTIES | DRAFTING | {"hidden-text", "list-unstyled", "image-alt-missing", "link-text-unclear", "link-broken"},
    ),
    "md": (".md", WORDS.encode, STYLES | TABLES | PROPERTIES | DRAFTING | {"hidden-text", "list-unstyled"}),
    "html": (".html", lambda: f"<html><body><p>{WORDS}</p></body></html>".encode(), DRAFTING),
    "pdf": (
        ".pdf",
        lambda: printer.printed([printer.at(72, 700, WORDS)]),
        STYLES | TABLES | DRAFTING | {"hidden-text", "list-unstyled", "image-alt-missing"},
    ),
    "tagged pdf": (".pdf", lambda: tagged(printer.at(72, 700, WORDS)), DRAFTING | {"hidden-text"}),
    "odt": (".odt", lambda: opendoc.odt(opendoc.p(WORDS)), set()),
    "docx": (".docx", lambda: docx(p(WORDS)), set()),
}


def result(name: str, data: bytes, ruleset: str = "rotherham", template: str = "scrutiny-report") -> DocumentResult:
    return check([(name, data)], ruleset=ruleset, template=template, stage="publication").documents[0]


@pytest.mark.parametrize("name", FORMATS)
def test_rules_that_a_format_cannot_answer_are_not_evaluated(name: str) -> None:
    suffix, made, unanswered = FORMATS[name]
    found = result("a" + suffix, made())
    assert {e.rule for e in found.evaluations if e.outcome is Outcome.NOT_EVALUATED} == unanswered
    assert not unanswered & {f.rule for f in found.findings}
    assert all("does not record" in e.reason for e in found.evaluations if e.rule in unanswered)


ODD = "about noth\u0456ng"


@pytest.mark.parametrize(
    ("suffix", "data"),
    [
        (".txt", ODD.encode()),
        (".md", ODD.encode()),
        (".html", f"<html><body><p>{ODD}</p></body></html>".encode()),
        (".odt", opendoc.odt(opendoc.p(ODD))),
        (".docx", docx(p(ODD))),
    ],
)
def test_words_that_are_not_what_they_look_like_are_found_in_every_format(suffix: str, data: bytes) -> None:
    assert "hidden-text" in {f.rule for f in result("a" + suffix, data).findings}


def test_what_a_page_shows_of_changes_and_comments_is_judged() -> None:
    page = "<p>Some <del>words</del><ins>text</ins></p>"
    assert "tracked-changes-left" in {f.rule for f in result("a.html", page.encode()).findings}


@pytest.mark.parametrize(("pages", "found"), [(4, False), (5, True)])
def test_the_pages_of_a_pdf_are_counted(pages: int, found: bool) -> None:
    data = printer.printed([printer.at(72, 700, f"{WORDS} {chr(65 + k)}", size=11) for k in range(pages)])
    assert ("report-too-long" in {f.rule for f in result("a.pdf", data, "brighton", "meeting-report").findings}) is found


def test_pages_are_known_where_an_opendocument_text_was_laid_out() -> None:
    body = f"{opendoc.p('One')}<text:soft-page-break/>{opendoc.p('Two')}"
    laid = opendoc.root(
        "document-content", f"<office:body><office:text text:use-soft-page-breaks='true'>{body}</office:text></office:body>"
    )
    document = formats.read(opendoc.odt("", **{"content.xml": laid}), "a.odt")
    assert [q.page for q in document.paragraphs] == [1, 2]
    assert "pages" in document.records
    assert "pages" not in opendoc.read(body).records

"""Findings as HTML comments: where they stand, that nobody reads them as text, and that nothing is left of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from redline import ON, REPORTS, ROOT, checker, finding, fixed_result

from reportlint.errors import UsageError
from reportlint.formats import markdown
from reportlint.markdown.annotate import annotate, clear
from reportlint.model import Span

FILES = sorted([*(ROOT / "examples").rglob("*.md"), *REPORTS.glob("*.md")])


def noted(source: str, span: Span, message: str = "Wrong.") -> str:
    """The source with one comment, which is shown as `<>`."""
    data = source.encode()
    made = annotate(data, fixed_result(finding(span, message=message)), ON)
    assert clear(made.data) == (data, 1)
    assert markdown.read(made.data) == markdown.read(data)
    text = made.data.decode()
    start = text.index("<!-- reportlint: ")
    return text[:start] + "<>" + text[text.index(" -->", start) + 4 :]


@pytest.mark.parametrize(
    ("source", "span", "shown"),
    [
        ("a MARK b\n", Span(1, 2, 6), "a MARK<> b\n"),
        ("## 1. MARK ##\n\ntext\n", Span(1, 3, 7), "## 1. MARK<> ##\n\ntext\n"),
        ("a **MA**RK b", Span(1, 2, 6), "a **MA**RK<> b"),
        ("a **MARK** b", Span(1, 2, 6), "a **MARK<>** b"),
        ("a `MARK` b", Span(1, 2, 6), "a `MARK`<> b"),
        ("a &amp; b", Span(1, 2, 3), "a &amp;<> b"),
        ("| x | MARK |\n|---|---|\n| y |  |", Span(2, 0, 4), "| x | MARK<> |\n|---|---|\n| y |  |"),
        ("| x | z |\n|---|---|\n| y |  |", Span(4, 0, 0), "| x | z |\n|---|---|\n| y | <> |"),
        ("- one\n- MARK\n- two\n", Span(2, 0, 4), "- one\n- MARK<>\n- two\n"),
        ("> quoted MARK\r\n> more\r\n", Span(1, 7, 11), "> quoted MARK<>\r\n> more\r\n"),
        ("one\n\ntwo\n", Span(2, 0, 0), "one\n\ntwo<>\n"),
        ("one\n\n```\nMARK\n```\n", Span(2, 0, 4), "one<>\n\n```\nMARK\n```\n"),
        ("[a MARK](http://x.org) b", Span(1, 2, 6), "[a MARK<>](http://x.org) b"),
        ("see http://example.org/x. b", Span(1, 4, 8), "see http://example.org/x<>. b"),
        ("---\ntitle: x\n---\nMARK", Span(1, 0, 4), "---\ntitle: x\n---\nMARK<>"),
        ("<!-- a person's --> MARK\n", Span(1, 0, 4), "<!-- a person's --> MARK<>\n"),
    ],
)
def test_a_comment_stands_behind_its_words(source: str, span: Span, shown: str) -> None:
    assert noted(source, span) == shown


@pytest.mark.parametrize("message", ["a -- b --> c", "--", "->", "<!-- x -->", "a | b `c`", "two\nlines", "[Insert text] £ é"])
def test_whatever_a_comment_says_it_is_one(message: str) -> None:
    assert noted("| a | b |\n|---|---|\n| c | d |\n", Span(3, 0, 1), message) == "| a | b |\n|---|---|\n| c<> | d |\n"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_every_report_says_the_same_with_its_comments(path: object) -> None:
    data = path.read_bytes()  # type: ignore[attr-defined]
    for original in (data, b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"), data.rstrip(b"\n")):
        check = checker("report.md")
        made = annotate(original, check, ON)
        assert made.counts == {"exact": len(made.result.findings), "nearest": 0, "not": 0}
        assert replace(check(made.data), sha256=made.result.sha256) == made.result
        assert clear(made.data) == (original, len(made.result.findings))
        again = annotate(made.data, check, ON)
        assert (again.data, again.replaced) == (made.data, len(made.result.findings))


def test_what_is_missing_is_noted_at_the_heading_before_it() -> None:
    check = checker("report.md")
    text = annotate((ROOT / "examples" / "draft-report.md").read_bytes(), check, ON).data.decode()
    line = next(line for line in text.splitlines() if "section-missing:climate" in line)
    assert line.startswith("10. Equalities and Human Rights Advice and Implications<!-- reportlint: section-missing:climate")


def test_several_comments_at_one_place_stand_in_reading_order() -> None:
    both = (finding(Span(1, 0, 1), message="First."), finding(Span(1, 0, 1), message="Second."))
    text = annotate(b"a\n", fixed_result(*both), ON).data.decode()
    assert text.index("First.") < text.index("Second.")
    assert text.startswith("a<!-- reportlint") and text.endswith("-->\n")


def test_a_waived_finding_says_so() -> None:
    made = annotate(b"a\n", fixed_result(replace(finding(Span(1, 0, 1)), waiver={"reason": "Agreed."})), ON)
    assert b"Waived: Agreed." in made.data


def test_a_comment_that_is_shown_as_code_is_not_taken_out() -> None:
    data = b"```\n<!-- reportlint: x Error: y. -->\n```\n\na\n"
    assert clear(data) == (data, 0)
    made = annotate(data, fixed_result(finding(Span(2, 0, 1))), ON)
    assert clear(made.data) == (data, 1)


def test_a_comment_that_is_never_closed_is_no_place_for_another() -> None:
    with pytest.raises(UsageError, match="never closed"):
        annotate(b"one <!-- two\n\nMARK\n", fixed_result(finding(Span(2, 0, 4))), ON)


def test_plain_text_has_no_comments() -> None:
    with pytest.raises(UsageError, match="Plain text has no comments"):
        annotate(b"a\n", fixed_result(finding(Span(1, 0, 1))), ON, "text")


PIECES = ("# A **b** c", "> d e", "- f", "1. g", "| h | i |\n|---|---|\n| j |  |", "k `l` m", "n\to\np\tq", "", "r &amp; s", "```\nt\n```")


@settings(deadline=None, max_examples=150)
@given(st.data(), st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), st.sampled_from(["\n", "\n\n", "\r\n\r\n"]))
def test_wherever_a_comment_stands_nothing_is_read_otherwise(data: st.DataObject, pieces: list[str], between: str) -> None:
    original = between.join(pieces).encode()
    before = markdown.read(original)
    if not before.paragraphs:
        return
    paragraph = data.draw(st.sampled_from(before.paragraphs))
    start = data.draw(st.integers(0, len(paragraph.text)))
    end = data.draw(st.integers(start, len(paragraph.text)))
    made = annotate(original, fixed_result(finding(Span(paragraph.ordinal, start, end))), ON)
    assert markdown.read(made.data) == before
    assert clear(made.data)[0] == original

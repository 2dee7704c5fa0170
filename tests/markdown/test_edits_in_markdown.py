"""Edits made in Markdown and text: what they write, and that every other byte stays."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from redline import FAULTS, ON, REPORTS, ROOT, WORDY, checker, finding, fixed_result, spoilt

from reportlint.findings import Edit
from reportlint.formats import markdown
from reportlint.formats import text as plain
from reportlint.markdown.fix import fix
from reportlint.model import Span

FILES = sorted([*(ROOT / "examples").rglob("*.md"), *REPORTS.glob("*.md")])


def edited(source: str, *edits: Edit, format: str = "markdown", suggested: bool = True) -> str:
    made = fix(source.encode(), fixed_result(finding(edits[0].span, edits=edits)), ON, suggested=suggested, format=format)
    assert not made.left, made.left
    return made.data.decode()


@pytest.mark.parametrize(
    ("source", "edit", "shown"),
    [
        ("a MARK b\n", Edit("replace", Span(1, 2, 6), "word"), "a word b\n"),
        ("a **MARK** b", Edit("replace", Span(1, 2, 6), "word"), "a **word** b"),
        ("a **MA**RK b", Edit("replace", Span(1, 2, 6), "word"), "a **word** b"),
        ("a MA**RK b**", Edit("replace", Span(1, 2, 6), "word"), "a **word b**"),
        ("a **b MA**RK", Edit("replace", Span(1, 4, 8), "word"), "a **b word**"),
        ("a MARK b", Edit("replace", Span(1, 2, 6), "*x*"), "a \\*x\\* b"),
        ("| x | MARK |\n|---|---|\n| y | z |", Edit("replace", Span(2, 0, 4), "a|b"), "| x | a\\|b |\n|---|---|\n| y | z |"),
        ("a &amp; b", Edit("replace", Span(1, 2, 3), "and"), "a and b"),
        ("> a MARK\r\n\r\nb\r\n", Edit("replace", Span(1, 2, 6), "word"), "> a word\r\n\r\nb\r\n"),
        ("a MARK <!-- kept --> b", Edit("replace", Span(1, 2, 6), "word"), "a word <!-- kept --> b"),
        ("## 8. Legal\n", Edit("number", Span(1, 0, 3), "7."), "## 7. Legal\n"),
        ("- 8.2 Words\n", Edit("number", Span(1, 0, 3), "7.1"), "- 7.1 Words\n"),
        ("one\n\nDelete this.\n\ntwo\n", Edit("delete", Span(2, 0, 12)), "one\n\ntwo\n"),
        ("one\r\nDelete this.\r\ntwo", Edit("delete", Span(2, 0, 12)), "one\r\ntwo"),
        ("one\n\nDelete this.", Edit("delete", Span(2, 0, 12)), "one\n\n"),
        ("Keep. Delete this. Keep.\n", Edit("delete", Span(1, 6, 18)), "Keep. Keep.\n"),
        ("| a | Delete |\n|---|---|\n| b | c |", Edit("delete", Span(2, 0, 6)), "| a |  |\n|---|---|\n| b | c |"),
        ("- one\n- Delete\n- two\n", Edit("delete", Span(2, 0, 6)), "- one\n- two\n"),
    ],
)  # fmt: skip
def test_an_edit_is_made_and_nothing_else(source: str, edit: Edit, shown: str) -> None:
    assert edited(source, edit) == shown


def test_byte_order_marks_and_old_encodings_are_kept() -> None:
    edit = Edit("replace", Span(1, 5, 9), "word")
    check = fixed_result(finding(edit.span, edits=(edit,)))
    assert fix(b"caf\xe9 MARK \x81\r\n", check, ON).data == b"caf\xe9 word \x81\r\n"
    wide = "\ufeffcafé MARK".encode("utf-16-le")
    assert fix(wide, fixed_result(finding(edit.span, edits=(edit,))), ON).data == "\ufeffcafé word".encode("utf-16-le")


def test_plain_text_is_mended_too() -> None:
    edit = Edit("replace", Span(1, 2, 6), "*word*")
    assert edited("a MARK *b*\r\n", edit, format="text") == "a *word* *b*\r\n"
    assert plain.read(b"a *word*").paragraphs[0].text == "a *word*"


def test_what_only_word_has_and_what_a_list_counts_is_left_alone() -> None:
    word, number = Edit("property", Span(1, 0, 1), "title=x"), Edit("number", Span(1, 0, 1), "2.")
    for edit, why in ((word, "only a Word file"), (number, "list makes")):
        made = fix(b"1. a\n2. b\n", fixed_result(finding(edit.span, edits=(edit,))), ON)
        assert (made.data, [why in left.why for left in made.left]) == (b"1. a\n2. b\n", [True])


def test_an_edit_that_waits_for_thought_is_only_counted() -> None:
    edit = Edit("replace", Span(1, 0, 1), "z", safe=False)
    assert edited("abc", edit, suggested=False) == "abc"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
@pytest.mark.parametrize("suggested", [False, True])
def test_every_report_is_mended_for_good(path: object, suggested: bool) -> None:
    data, check = path.read_bytes(), checker("report.md")  # type: ignore[attr-defined]
    made = fix(data, check, ON, suggested=suggested)
    left = {x.rule for x in made.left}
    assert [f.name for f in check(made.data).findings for e in f.edits if (e.safe or suggested) and f.name not in left] == []
    assert fix(made.data, check, ON, suggested=suggested).data == made.data
    crlf = fix(data.replace(b"\n", b"\r\n"), check, ON, suggested=suggested).data
    assert crlf == made.data.replace(b"\n", b"\r\n")
    _only_changed_lines_differ(data.decode(), made.data.decode(), len(made.changes))


def _only_changed_lines_differ(before: str, after: str, changes: int) -> None:
    matcher = difflib.SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False)
    touched = sum(i2 - i1 for tag, i1, i2, _, _ in matcher.get_opcodes() if tag != "equal")
    assert touched <= 2 * changes


@pytest.mark.parametrize("form", ["markdown", "text"])
def test_missing_sections_and_changed_titles_are_put_right(form: str) -> None:
    from mutations.draft import bases
    from mutations.forms import FORMS

    assert FAULTS
    name = f"report{FORMS[form].suffix}"
    check = checker(name)
    made = fix(FORMS[form].write(spoilt(min(bases().items())[1])), check, ON, format=form)
    after = check(made.data)
    assert {f.rule for f in after.findings}.isdisjoint({"section-missing", "section-title-changed", "section-number", "plain-english"})
    assert after.report is not None
    sections = [s for s in after.report.sections if s.id]
    assert [s.id for s in sections] == [s.id for s in after.report.template.sections]
    assert [s.number.strip(".") for s in sections] == [str(n) for n in range(1, len(sections) + 1)]
    empty = {f.location.section for f in after.findings if f.rule in ("placeholder-text", "section-empty")}
    assert {"legal", "background"} <= empty
    assert WORDY not in made.data.decode()
    assert "To keep it open before the survey, the Council met on 13 June 2024." in made.data.decode()


PIECES = ("# A **bc** d", "> e f", "1. h\n2. i", "| j | k |\n|---|---|\n| l |  |", "m `n` o", "p\tq\nr\ts", "t &amp; u", "```\nv w\n```")


@settings(deadline=None, max_examples=150)
@given(st.data(), st.lists(st.sampled_from(PIECES), min_size=1, max_size=6), st.sampled_from(["\n\n", "\r\n\r\n"]))
def test_whatever_is_replaced_the_rest_reads_as_it_did(data: st.DataObject, pieces: list[str], between: str) -> None:
    original = between.join(pieces).encode()
    before = markdown.read(original)
    paragraph = data.draw(st.sampled_from([p for p in before.paragraphs if p.text]))
    start = data.draw(st.integers(0, len(paragraph.text) - 1))
    end = data.draw(st.integers(start + 1, len(paragraph.text)))
    edit = Edit("replace", Span(paragraph.ordinal, start, end), data.draw(st.sampled_from(["word", "two words", "a_b", "*z*"])))
    made = fix(original, fixed_result(finding(edit.span, edits=(edit,))), ON)
    after = [p.text for p in markdown.read(made.data).paragraphs]
    wanted = [p.text if p is not paragraph else p.text[:start] + edit.text + p.text[end:] for p in before.paragraphs]
    assert after == wanted or (made.data == original and made.left)

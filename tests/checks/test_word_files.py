"""What a Word file holds beside its words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from snippet import document, hits, quotes

from reportlint.model import Revision, Span

SECTIONS = "## 1. Background\n\n{}\n\n## 7. Legal implications\n\nThere are powers."


def test_changes_are_said_once_with_their_count() -> None:
    (hit,) = hits("changes_settled", "A {++new++} word{-- too--}.", "document")
    assert (hit.facts["count"], hit.facts["text"]) == (2, "new")


def test_a_change_of_formatting_alone_is_no_change_of_text() -> None:
    read = replace(document("A word."), revisions=(Revision("formatting", Span(1, 0, 1), "Jo", ""),))
    assert hits("changes_settled", read, "document") == []


def test_comments_are_said_once_with_their_count() -> None:
    (hit,) = hits("comments_settled", "{==A==}{>>Jo: why?<<} and {==B==}{>>Al: how?<<}.", "document")
    assert (hit.facts["count"], hit.facts["author"], hit.facts["comment"]) == (2, "Al, Jo", "why?")


def test_hidden_text_is_said_and_hidden_blanks_are_not() -> None:
    assert [h.facts["hidden"] for h in hits("nothing_hidden", "A[ secret ]{.hidden} B[ ]{.hidden}.", "document")] == ["secret"]


def test_pictures_need_words_that_are_no_file_name() -> None:
    source = "![](a.png) ![b.png](b.png) ![A map of the sites](c.png) ![](d.png){.decorative}"
    assert [h.facts["name"] for h in hits("alt_text", source, "document", useless=[r"\w+\.png"])] == ["a.png", "b.png"]


def test_a_heading_of_bold_text_is_said_and_its_edit_gives_the_level() -> None:
    source = "**1. Background**\n\n**Visits**\n\nThere were many.\n\n## 7. Legal implications\n\nThere are powers."
    assert [h.edits[0].text for h in hits("headings_styled", source, "headings")] == ["heading 2", "heading 3"]


@pytest.mark.parametrize("line", ["**All of this sentence is bold.**", "- **Visits**", "**Table 1: visits**", "A **word**", "### Visits"])
def test_bold_that_is_no_heading_is_not_said(line: str) -> None:
    assert quotes("headings_styled", SECTIONS.format(f"{line}\n\nThere were many."), "headings", except_=["^table"]) == []


def test_a_level_may_be_left_but_not_skipped() -> None:
    source = "# Title\n\nWords.\n\n## One\n\nWords.\n\n#### Two\n\nWords.\n\n## Three\n\nWords."
    assert quotes("heading_levels", source, "document") == ["Two"]


TABLE = "| Day | Visits |\n|---|---|\n| Monday | 4 |"


def test_a_data_table_needs_a_header_row() -> None:
    assert hits("table_header", TABLE, "document") == []
    (hit,) = hits("table_header", TABLE.replace("|---|---|\n", ""), "document")
    assert hit.edits[0].kind == "header-row"


def test_a_box_of_one_column_is_no_data_table() -> None:
    assert hits("table_header", "| Note |\n| Read this |", "document") == []


def test_a_blank_header_cell_is_said_but_for_the_corner_where_it_may_be() -> None:
    assert [h.facts["column"] for h in hits("table_header_text", TABLE.replace("Visits", " "), "document")] == [2]
    approvals = "1. Background\n\nWords.\n\nApprovals\n\n| | Name |\n|---|---|\n| Strategic Director | Jo Bloggs |"
    assert len(hits("table_header_text", approvals, "document")) == 1
    assert hits("table_header_text", approvals, "document", corner=["approvals"]) == []


def test_merged_cells_are_said_once_a_table() -> None:
    source = "| A | B |\n|---|---|\n| one ||\n| two ||"
    assert [h.facts["count"] for h in hits("table_merged", source, "document")] == [2]
    assert hits("table_merged", TABLE, "document") == []


@pytest.mark.parametrize(
    ("lines", "counts"),
    [
        (("• one",), [1]),
        (("\u2013 one", "\u2013 two"), [2]),
        (("(a) one", "(b) two", "Words.", "(i) one", "(ii) two"), [2, 2]),
        (("\u2013 one", "Words."), []),
        (("(a) one", "(c) three"), []),
        (("2.1 one", "2.2 two"), []),
    ],
)
def test_typed_lists_are_said_once_a_run(lines: tuple[str, ...], counts: list[int]) -> None:
    assert [h.facts["count"] for h in hits("list_styled", "\n\n".join(lines), "document")] == counts


def test_a_list_that_is_a_list_is_not_said() -> None:
    assert hits("list_styled", "- one\n- two\n\n1. one\n2. two", "document") == []


def test_a_property_is_missing_or_useless_and_the_edit_takes_the_covers_title() -> None:
    source = "---\ntitle: Document1\n---\nTitle\n\nOpening hours\n\n1. Background\n\nWords."
    (hit,) = hits("property_set", source, "document", property="title", useless=[r"document\d*"])
    assert hit.edits[0].text == "title=Opening hours"
    assert hits("property_set", source.replace("Document1", "Hours"), "document", property="title", useless=[r"document\d*"]) == []

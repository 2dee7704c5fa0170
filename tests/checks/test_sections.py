"""What sections are called and what they say."""

from __future__ import annotations

import pytest
from snippet import hits, quotes, subjects

HEAD = "1. Background\n\n1.1 The library opens on six days.\n\n"
NIL = ["not applicable", "n/?a", "none|nil"]
TARGETS = [r"\bpresentation\b", r"\bappendix(?: \d+)?\b", r"\battached \w+\b"]
POINTING = ["the a an these is are please see set out provides overview and update highlighted within in"]


def _legal(text: str) -> str:
    return f"{HEAD}7. Legal implications\n\n{text}"


def test_a_near_title_is_said_and_the_edit_restores_it() -> None:
    source = _legal("7.1 There are powers.").replace("Legal implications", "Legal implication")
    (hit,) = hits("title_kept", source, "headings")
    assert (hit.subject, [(e.kind, e.text) for e in hit.edits]) == ("legal", [("replace", "Legal implications")])


@pytest.mark.parametrize("title", ["LEGAL IMPLICATIONS", "Legal\u00a0implications:", "Legal impli\u00adcations", "Legal  implications"])
def test_typography_does_not_change_a_title(title: str) -> None:
    assert hits("title_kept", _legal("7.1 There are powers.").replace("Legal implications", title), "headings") == []


def test_the_second_of_two_sections_is_said() -> None:
    source = _legal("7.1 There are powers.\n\n8. Legal implications\n\n8.1 There are more.")
    (hit,) = hits("unique", source, "headings")
    assert (hit.subject, hit.span.paragraph) == ("legal", 5)


def test_a_heading_that_the_template_lacks_is_said_and_a_list_item_is_not() -> None:
    source = f"{HEAD}2. Lessons learnt\n\n2.1 Two towns did it:\n\n3. Northam\n4. Southam\n\n7. Legal implications\n\n7.1 There are powers."
    assert quotes("known", source, "headings") == ["Lessons learnt"]


@pytest.mark.parametrize("text", ["7.1 Not applicable.", "N/A", "7.1\tNone", "7.1 Nil.\n\n7.2 Not applicable."])
def test_a_bare_nil_answer_is_said(text: str) -> None:
    assert subjects("reasoned", _legal(text), "sections", answers=NIL) == ["legal"]


@pytest.mark.parametrize(
    "text", ["7.1 Not applicable. Update only", "None, because nothing is decided.", "There are no direct legal implications."]
)
def test_an_answer_with_a_reason_passes(text: str) -> None:
    assert subjects("reasoned", _legal(text), "sections", answers=NIL) == []


@pytest.mark.parametrize(
    "text",
    ["7.1 The presentation provides an overview and update.", "See Appendix 1.", "7.1 The legal implications are set out in Appendix 2."],
)
def test_a_section_that_only_points_elsewhere_is_said(text: str) -> None:
    assert subjects("self_contained", _legal(text), "sections", targets=TARGETS, pointing=POINTING) == ["legal"]


@pytest.mark.parametrize(
    "text", ["7.1 Appendix 1 shows that costs rise.", "7.1 The Council has the power. See Appendix 1.", "7.1 An update."]
)
def test_a_section_that_says_something_too_passes(text: str) -> None:
    assert subjects("self_contained", _legal(text), "sections", targets=TARGETS, pointing=POINTING) == []


def test_a_repeated_sentence_is_said_once_where_it_comes_again() -> None:
    same = "There are no direct implications of this report."
    headings = ("6. Financial implications", "7. Legal implications", "8. Human resources implications")
    source = HEAD + "\n\n".join(f"{h}\n\n{same}" for h in headings)
    (hit,) = hits("unrepeated", source, "sections tagged implications")
    assert hit.span.paragraph == 6
    assert (hit.facts["first"], hit.facts["second"]) == ("Financial implications", "Legal implications")


def test_short_answers_may_repeat() -> None:
    source = f"{HEAD}6. Financial implications\n\n6.1 Not applicable.\n\n7. Legal implications\n\n7.1 Not applicable."
    assert hits("unrepeated", source, "sections tagged implications") == []

"""Recommendations and appendices: how lists are numbered, begun, and cited."""

from __future__ import annotations

import pytest
from snippet import automatic, hits, quotes, subjects

WORDS = {"words": ["appendix", "appendices"], "own": ["this report"], "nil": ["none"]}


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        ("To note it", ["To note it"]),
        ("1. That a\n\n1. That b", ["1. That b"]),
        ("1. That a\n\n3. That c", ["3. That c"]),
        ("2. That b", ["2. That b"]),
        ("1. That a\n\nThat b", ["That b"]),
        ("1. That a\n\nand this goes on\n\n2. That b", []),
        ("(a) That a\n\n(b) That b", []),
        ("1. That a\n\n(i) one\n\n(ii) two\n\n2. That b", []),
        ("That Cabinet:\n\n1. note\n\nThat Council:\n\n1. approve", []),
        ("1. That a\n\nAppendix 1 The audit", []),
    ],
)
def test_items_are_numbered_in_order(lines: str, wrong: list[str]) -> None:
    assert quotes("numbered_items", f"Recommendations\n\n{lines}", "fields recommendations", items=["^that "]) == wrong


def test_numbers_that_word_made_count() -> None:
    source = automatic("Recommendations\n\nThat a\n\nThat b", {2: "1.", 3: "3."})
    assert quotes("numbered_items", source, "fields recommendations") == ["That b"]


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        ("1. That a\n\n2. To note b", ["2. To note b"]),
        ("To note content", ["To note content"]),
        ("That content be noted", []),
        ("That Cabinet:\n\n1. note\n\n2. approve", []),
        ("That Cabinet:\n\n1. The report", ["1. The report"]),
        ("The committee is asked to:\n\n1. note", ["1. note"]),
        ("1. That a\n\n(a) in part\n\nAppendix 1 The audit", []),
    ],
)
def test_items_begin_with_the_stem_or_go_on_from_it(lines: str, wrong: list[str]) -> None:
    options = {"stems": [r"^that\b"], "never_after_stem": [r"^the\b"]}
    assert quotes("items_begin", f"Recommendations\n\n{lines}", "fields recommendations", **options) == wrong


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("See Appendix 2.", ["2"]),
        ("See Appendices 1 and 3.", ["3"]),
        ("See Appendices 1 to 3, and Appendix 3 again.", ["2", "3"]),
        ("See Appendix B.", ["B"]),
        ("See Appendix 2 to this report.", ["2"]),
        ("See Appendix 1(a) and 14 other papers.", []),
        ("See Appendix 2 of the Strategy, Ofsted's Appendix 3 and its appendix 4.", []),
    ],
)
def test_what_is_cited_is_listed(text: str, missing: list[str]) -> None:
    source = f"Appendices\n\nAppendix 1 The audit\n\n1. Background\n\n1.1 {text}"
    assert subjects("listed", source, "fields appendices", in_=["body"], **WORDS) == missing


def test_a_list_without_numbers_is_counted_and_a_nil_answer_lists_nothing() -> None:
    body = "\n\n1. Background\n\n1.1 See Appendix 1."
    assert subjects("listed", f"Appendices\n\nThe audit{body}", "fields appendices", in_=["body"], **WORDS) == []
    assert subjects("listed", f"Appendices\n\nNone{body}", "fields appendices", in_=["body"], **WORDS) == ["1"]


@pytest.mark.parametrize(
    ("text", "uncited"),
    [("Nothing.", ["1", "2"]), ("Appendix 1 and 2.", []), ("Appendices 1-2.", []), ("Appendix 2, and Appendix 1 of the Guide.", ["1"])],
)
def test_what_is_listed_is_cited(text: str, uncited: list[str]) -> None:
    source = f"Appendices\n\nAppendix 1 The audit\n\nAppendix 2: Costs\n\n1. Background\n\n1.1 See {text}"
    assert subjects("cited", source, "fields appendices", in_=["body"], **WORDS) == uncited


@pytest.mark.parametrize(
    ("labels", "said"),
    [("12", None), ("13", ("3", "2")), ("11", ("1", "2")), ("AB", None), ("AC", ("C", "B")), ("2", ("2", "1"))],
)
def test_a_list_has_no_gap_and_no_repeat(labels: str, said: tuple[str, str] | None) -> None:
    lines = "\n\n".join(f"Appendix {n} – Paper" for n in labels)
    found = hits("consecutive", f"Appendices\n\n{lines}", "fields appendices", **WORDS)
    assert [(h.facts["label"], h.facts["expected"]) for h in found] == ([said] if said else [])

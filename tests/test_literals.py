"""What is left out of a search before it is made would not have been found by it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.language import literals
from reportlint.language.fold import searchable
from reportlint.language.patterns import among, any_found, found, phrase

_PATTERNS = (
    r"\bthis (?:section|paragraph) (?:should|must) explain\b",
    r"\[\s*(?:insert|tbc|x{2,})\b[^\]]*\]",
    r"x{2,}",
    r"^(?:the|an?)\b",
    r"none\.?$",
    r"(?:very |quite )?long",
    r"caf[eé]s?\b",
    r"\bna(?:ï|i)ve\b",
    r"\d{2}-\d{2}",
    r"(?:a|bc)+d",
    r"report's (?:end|start)",
    r"\Aonly first",
    r"(?-i)\bNHS\b",
    "…",
)
_PIECES = ("this section must explain", "[ insert name]", "xx", "The", "none.", "very long", "Café", "naïve", "NAIVE", "10-12", "bcad", 
           "Report’s end",
           "only first", "NHS", "…", "Section", " ", "\n", "K", "ſ", "\u00ad", "İ", "grün")  # fmt: skip
_TEXTS = st.lists(st.sampled_from(_PIECES), max_size=5).map(" ".join)


@given(_TEXTS)
def test_a_text_that_a_pattern_matches_has_a_word_that_the_pattern_needs(text: str) -> None:
    said = literals.plainest(searchable(text)[0])
    for source in _PATTERNS:
        if any_found((source,), text):
            assert literals.worth((source,), said.__contains__) == (source,)


@given(st.lists(_TEXTS, max_size=6))
def test_texts_searched_as_one_leave_out_none_that_is_matched_alone(texts: list[str]) -> None:
    for source in _PATTERNS:
        likely = among((source,), texts)
        assert {n for n, text in enumerate(texts) if any_found((source,), text)} <= set(likely)


@given(_TEXTS)
def test_a_phrase_that_stands_in_a_text_is_worth_looking_for(text: str) -> None:
    said = " ".join(literals.plainest(searchable(text)[0]).split())
    for words in ("this section must explain", "very long", "café", "section"):
        if list(found(phrase(words), text)):
            assert literals.of_phrase(words) in said


@pytest.mark.parametrize(
    ("source", "needed"),
    [
        (r"\bgoing forward\b", {"going forward"}),
        (r"(?:utilise|leverage)s?", {"utilise", "leverage"}),
        (r"x{3,}", {"xxx"}),
        (r"\[[^\]]*\]", {"["}),
        (r"\w+", set()),
        (r"(?:word)?", set()),
        (r"É{0}crit", {"crit"}),
    ],
)
def test_what_a_pattern_needs(source: str, needed: set[str]) -> None:
    assert literals.needed(source) == needed

"""Patterns: in linear time, accents aside, with places in the text as written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.language import patterns

#: Each would take a backtracking engine longer than the age of the universe on the text beside it.
_ENDLESS = [
    (r"(a+)+$", "a" * 50_000 + "b"),
    (r"(a|aa)+$", "a" * 50_000 + "b"),
    (r"(.*)*x", "a" * 50_000),
    (r"(?:a?){40}a{40}", "a" * 39),
    (r"\b(?:\w+\s*)+:", "word " * 10_000),
    (r"^(?:(?:\d+)\.?)+$", "1" * 50_000 + "x"),
    (r"\[(?:[^\]]*,?)*\]", "[" + "a," * 25_000),
]


@pytest.mark.parametrize(("source", "text"), _ENDLESS)
def test_no_pattern_runs_for_ever(source: str, text: str) -> None:
    assert not patterns.any_found((source,), text)
    assert not patterns.wholly((source,), text)
    assert list(patterns.found(patterns.pattern(source), text)) == []


@pytest.mark.parametrize(
    ("source", "text", "words"),
    [
        (r"\bjosé\b", "Ask José today", "José"),
        (r"\bjose\b", "Ask José today", "José"),
        (r"(?-i)\b[A-Z]\w+ \w+\b", "ask Siân Ó'Dwyer", "Siân Ó"),
        (r"\bŵyl\b", "yr ŵyl hon", "ŵyl"),
        (r"cost of £\d+", "the cost of £40", "cost of £40"),
        (r"report’s end", "The report's end.", "report's end"),
        (r"NHS", "the nhs", "nhs"),
        (r"in due\b", "€5 • in\u00ad due course", "in\u00ad due"),
    ],
)
def test_what_is_found_is_quoted_as_it_is_written(source: str, text: str, words: str) -> None:
    ((start, end),) = patterns.found(patterns.pattern(source), text)
    assert text[start:end] == words


def test_capitals_count_where_a_pattern_says_so() -> None:
    assert not patterns.any_found(("(?-i)NHS",), "the nhs")
    assert patterns.any_found(("(?-i)NHS", "none"), "NONE")
    assert not patterns.any_found(("(?-i)NHS", "none"), "nhs")


def test_wholly_means_the_whole() -> None:
    assert patterns.wholly(("none|none identified",), " None identified. ")
    assert not patterns.wholly(("none",), "none at all")
    assert not patterns.wholly((), "none")


def test_names_of_groups_may_repeat_from_pattern_to_pattern() -> None:
    assert patterns.any_found((r"(?P<n>a)b", r"(?P<n>c)d"), "cd")


def test_a_word_inside_another_is_no_word() -> None:
    assert not patterns.any_found((r"\bsian\b",), "Siânog")
    assert not patterns.any_found((r"\bcaf\b",), "café")


@given(st.text(max_size=40))
def test_places_lie_within_the_text(text: str) -> None:
    for start, end in patterns.found(patterns.pattern(r"\w+"), text):
        assert 0 <= start < end <= len(text)

"""What is asked of the fields of a cover sheet."""

from __future__ import annotations

import pytest
from snippet import document, hits, quotes, subjects

EMPTY = ["TBC", r"to be confirmed"]


@pytest.mark.parametrize("value", ["", "TBC", "To be confirmed.", "…", "–"])
def test_a_field_with_nothing_of_its_own_is_not_filled(value: str) -> None:
    assert subjects("filled", f"Wards\n\n{value}\n\nSummary\n\nWords.", "fields", placeholders=EMPTY) == ["wards"]


@pytest.mark.parametrize("value", ["None", "?", "The TBC band", "N/A"])
def test_a_field_that_says_anything_is_filled(value: str) -> None:
    assert subjects("filled", f"Wards\n\n{value}", "fields", placeholders=EMPTY) == []


def test_an_empty_field_is_found_at_its_unfilled_control() -> None:
    source = document("Wards\n\n[Enter the wards]{.unfilled}\n\nSummary\n\nWords.")
    (hit,) = hits("filled", source, "fields")
    assert hit.span.paragraph == source.controls[0].spans[0].paragraph


def test_only_the_part_that_was_moved_is_out_of_order() -> None:
    source = "Summary\n\nWords.\n\nMeeting\n\nAudit\n\nTitle\n\nT\n\nWards\n\nAll\n\nAppendices\n\nNone"
    (hit,) = hits("in_order", source, "fields")
    assert (hit.subject, hit.facts["previous"]) == ("summary", "Wards")


@pytest.mark.parametrize(("value", "wrong"), [("Maybe", ["Maybe"]), ("Yes/No", ["Yes/No"]), ("No, see below", []), ("TBC", [])])
def test_a_choice_is_one_of_its_choices(value: str, wrong: list[str]) -> None:
    assert quotes("one_of", f"Exempt\n\n{value}", "choice fields", placeholders=EMPTY) == wrong


@pytest.mark.parametrize(("words", "said"), [(9, True), (10, False), (12, False), (13, True)])
def test_the_limits_themselves_are_allowed(words: int, said: bool) -> None:
    assert bool(hits("word_count", "Summary\n\n" + "word " * words, "fields summary", min=10, max=12)) is said


def test_what_is_excepted_does_not_count_as_mentioned() -> None:
    options = {"any": ["forward plan"], "except": ["not on the forward plan"]}
    assert quotes("mentions", "Key decision\n\nYes, not on the Forward Plan", "fields key-decision", **options)
    assert not quotes("mentions", "Key decision\n\nYes, on the Forward Plan", "fields key-decision", **options)


def test_every_group_must_be_mentioned_and_the_missing_are_named() -> None:
    (hit,) = hits("mentions", "Exempt\n\nYes, paragraph 3", "fields exempt", all={"the paragraph": ["paragraph"], "the test": ["interest"]})
    assert hit.facts["missing"] == "the test"


@pytest.mark.parametrize(
    "meeting", ["Health & Housing Committee – Tuesday 28 January 2025, 5.30 p.m.", "The Health and Housing Committee, Town Hall"]
)
def test_a_committee_is_the_same_whatever_day_and_place_are_given(meeting: str) -> None:
    source = f"Public report\n\nHealth and Housing Committee\n\nMeeting\n\n{meeting}\n\nTitle\n\nT"
    assert not hits("same_as", source, "block block-committee", with_="fields committee-and-date", compare="committee")


def test_another_committee_differs() -> None:
    source = "Public report\n\nHealth Committee\n\nMeeting\n\nHousing Committee, 28 January 2025\n\nTitle\n\nT"
    assert quotes("same_as", source, "block block-committee", with_="fields committee-and-date", compare="committee") == [
        "Health Committee"
    ]


@pytest.mark.parametrize(
    ("meeting", "wrong"),
    [
        ("Audit Committee", ["Audit Committee"]),
        ("Audit, January 2025", ["Audit, January 2025"]),
        ("Audit, 31 February 2025", ["31 February 2025"]),
        ("Audit, 28 January 2204", ["28 January 2204"]),
        ("Audit, 1/2/1950", ["1/2/1950"]),
        ("Audit, 28th January 2025", []),
        ("TBC", []),
    ],
)
def test_a_date_exists_and_can_be_meant(meeting: str, wrong: list[str]) -> None:
    assert quotes("real_date", f"Meeting\n\n{meeting}", "fields committee-and-date", placeholders=EMPTY) == wrong


def test_a_wrong_weekday_is_found_and_the_right_one_offered() -> None:
    source = "1. Background\n\n1.1 On Monday 28 January 2025, Tue 28 January 2025, and the panel sat 3 May 2024."
    (hit,) = hits("weekday", source, "report")
    assert (hit.facts["actual"], hit.edits[0].text, hit.edits[0].safe) == ("Tuesday", "Tuesday", False)


def test_an_answer_and_a_marking_in_a_header_differ() -> None:
    options = {"closed": ["Yes"], "open": ["No"], "above": "block classification", "markings": ["^not for publication"]}
    source = "Not for publication\n\nTitle\n\nT\n\nExempt\n\n{}"
    assert quotes("agree", source.format("No"), "fields exempt", **options) == ["Not for publication"]
    assert not quotes("agree", source.format("Yes"), "fields exempt", **options)


def test_a_ground_goes_with_its_own_description() -> None:
    options = {
        "above": "block classification",
        "numbers": [r"paragraph ([1-7])"],
        "grounds": {"1": ["any individual"], "3": ["business affairs"]},
    }
    assert quotes("agree", "Exempt\n\nYes, paragraph 3 (any individual)", "fields exempt", **options) == ["paragraph 3"]
    assert not quotes("agree", "Exempt\n\nYes, paragraph 3 (business affairs)", "fields exempt", **options)


CLAIM = {"claim_answer": ["No"], "evidence": [r"approved by \w+"], "except": [r"will be approved"], "elsewhere": ["body"]}


def test_a_claim_is_contradicted_by_a_sentence_elsewhere() -> None:
    (hit,) = hits(
        "uncontradicted",
        "Other committees\n\nNo\n\n1. Background\n\n1.1 It began. It was approved by Cabinet.",
        "fields other-committees",
        **CLAIM,
    )
    assert (hit.facts["evidence"], hit.facts["where"]) == ("It was approved by Cabinet", "Background")


@pytest.mark.parametrize("text", ["It will be approved by Cabinet.", "It was approved by the Audit Committee."])
def test_what_is_to_come_and_what_the_same_committee_did_is_no_evidence(text: str) -> None:
    source = f"Meeting\n\nAudit Committee, 28 January 2025\n\nOther committees\n\nNo\n\n1. Background\n\n1.1 {text}"
    assert not hits("uncontradicted", source, "fields other-committees", not_naming=["fields committee-and-date"], **CLAIM)

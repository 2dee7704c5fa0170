"""What is looked for in running text."""

from __future__ import annotations

import pytest
from snippet import hits, quotes

NHS = [{"pattern": r"\b\d{3} ?\d{3} ?\d{4}\b", "checksum": "nhs-number"}]
GUIDANCE = [{"marks": {"italic": ".*", "colour": "^0000FF$"}, "words": 3}]


def test_phrases_are_whole_words_and_the_edit_keeps_the_capital() -> None:
    (first, second) = hits("forbidden", "Prior to this, and prior to that. The prior torch.", "report", replace={"prior to": "before"})
    assert [first.edits[0].text, second.edits[0].text] == ["Before", "before"]
    assert first.facts["instead"] == "before"


def test_of_overlapping_matches_the_longest_is_said() -> None:
    assert quotes(
        "forbidden", "Pay to 12-34-56 and 12345678.", "report", patterns=[r"\d{2}-\d{2}-\d{2}", r"\d{2}-\d{2}-\d{2} and \d{8}"]
    ) == ["12-34-56 and 12345678"]


def test_what_an_exception_covers_is_not_said() -> None:
    assert quotes("forbidden", "TBC is the TBC band.", "report", patterns=["TBC"], except_=["TBC band"]) == ["TBC"]


def test_a_number_counts_only_if_its_checksum_holds() -> None:
    assert quotes("forbidden", "943 476 5919, 943 476 5918 and 1111111111", "report", numbers=NHS) == ["943 476 5919"]


def test_a_number_may_stand_in_the_parts_outside_which_it_is_sought() -> None:
    source = "Authors\n\nJo 12345\n\n1. Background\n\n1.1 Ring 54321."
    numbers = [{"pattern": r"\b\d{5}\b", "outside": ["fields authors"]}]
    assert quotes("forbidden", source, "report", numbers=numbers) == ["54321"]


def test_looks_must_be_borne_together_by_enough_words() -> None:
    source = "[Write here what applies]{.italic .blue} and [only this one is blue]{.blue} and [too few]{.italic .blue}."
    assert quotes("forbidden", source, "report", looks=GUIDANCE) == ["Write here what applies"]


def test_a_hyperlink_is_no_guidance_by_its_look() -> None:
    assert quotes("forbidden", "[[see the long page](https://a.example)]{.italic .blue}", "report", looks=GUIDANCE) == []


def test_an_unfilled_control_and_a_comment_are_said_with_their_own_words() -> None:
    source = "Name: [Click here to enter text.]{.unfilled} {==costs==}{>>Template: say what it costs<<} {==so==}{>>Jo: is it?<<}"
    found = hits("forbidden", source, "report", controls=True, comments=[r"^[^\n]*template"])
    assert [h.facts["text"] for h in found] == ["Click here to enter text.", "say what it costs"]


def test_dates_that_are_no_days_are_said_with_the_reason() -> None:
    (hit,) = hits("dates_real", "On 31 June 2024 and 30 June 2024, version 1.13.", "report")
    assert hit.facts["problem"] == "June has no day 31"


def test_dates_outside_are_left_to_others() -> None:
    source = "Meeting\n\n31 June 2024\n\n1. Background\n\n1.1 On 29 February 2025."
    assert quotes("dates_real", source, "report", outside=["fields committee-and-date"]) == ["29 February 2025"]


def test_the_rarer_form_of_dates_is_said_once() -> None:
    assert quotes("one_date_form", "On 1 May 2024, 02.05.24, 3rd May 2024 and 04.05.2024, 5 May 2024.", "report") == ["02.05.24"]


@pytest.mark.parametrize("text", ["On 1 May 2024, Monday 2nd May 2024, and the 3rd of May 2024.", "Only 12.05.24."])
def test_ordinals_and_weekdays_are_no_other_form(text: str) -> None:
    assert quotes("one_date_form", text, "report") == []


def test_long_sentences_are_said_and_items_count_alone() -> None:
    long = "One two three four five six seven."
    assert quotes("sentence_length", f"1.1 {long} Two.\n\n- one two three four\n- five six seven", "report", max=6) == [long]


def test_what_follows_a_colon_counts_by_itself() -> None:
    assert quotes("sentence_length", "One two three four: Five six seven eight.", "report", max=5) == []
    assert len(quotes("sentence_length", "One two three four: five six seven eight.", "report", max=5)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The Library Users Panel (LUP) met, and the LUP agreed.",
        "The LUP met. LUP (Library Users Panel) is new.",
        "Two Education, Health and Care Plans (EHCPs) and one EHCP.",
        "See GOV.UK, S60 1AE, RB2024/1, a.b@LUP.example and Part III.",
        "THE WHOLE LINE IS IN CAPITALS ABOUT THE LUP",
        "The NHS agreed.",
        "CO₂ fell.",
    ],
)
def test_acronyms_that_are_spelt_out_or_none_pass(text: str) -> None:
    assert hits("acronyms_expanded", text, "report", allowed=["NHS"]) == []


@pytest.mark.parametrize(
    ("text", "acronyms"),
    [
        ("The LUP met the LUP.", ["LUP"]),
        ("Two LUPs met, and one XYZ's chair.", ["LUP", "XYZ"]),
        ("Members of the (LUP) met.", ["LUP"]),
        ("The Library Users Panel met. The LUP agreed.", ["LUP"]),
    ],
)
def test_acronyms_never_spelt_out_are_said_once_each(text: str, acronyms: list[str]) -> None:
    assert [h.subject for h in hits("acronyms_expanded", text, "report")] == acronyms


def test_surnames_in_capitals_are_no_acronyms_where_people_are_named() -> None:
    source = "Director\n\nHelen STRAND, Director\n\n1. Background\n\n1.1 Helen STRAND agreed."
    assert [h.span.paragraph for h in hits("acronyms_expanded", source, "report", outside=["people fields"])] == [4]


def test_links_without_a_way_out_are_said() -> None:
    source = "[a]() [b](file:///c.docx) [c](https://a.example) [d](#) [e](#part)"
    assert quotes("link_target", source, "report", broken=["^file:"]) == ["a", "b"]


def test_link_words_must_not_be_wholly_unclear() -> None:
    source = "[Click here](https://a.example), [the results here](https://b.example) and https://c.example/x"
    assert quotes("link_text", source, "report", unclear=["click here", r"https?://\S+"]) == ["Click here", "https://c.example/x"]

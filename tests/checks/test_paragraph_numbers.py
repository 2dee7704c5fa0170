from __future__ import annotations

import pytest
from snippet import automatic, hits, quotes

HEAD = "1. Background\n\n1.1 Officers looked at this.\n\n2. Key issues\n\n"
TAIL = "\n\n7. Legal implications\n\n7.1 The Council has the power."


def _said(*lines: str) -> list[str]:
    return quotes("paragraph_numbers", HEAD + "\n\n".join(lines) + TAIL, "headings")


def test_numbers_that_run_on_are_right_at_every_level() -> None:
    assert _said("2.1 One.", "2.2 Two.", "2.2.1 Two and one.", "2.2.2 Two and two.", "2.3 Three.") == []


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        (("2.1 One.", "2.1 Two.", "2.2 Three."), ["2.1"]),
        (("2.1 One.", "2.3 Three.", "2.4 Four."), ["2.3"]),
        (("2.1 One.", "2.7 Two.", "2.3 Three."), ["2.7"]),
        (("2.2 Two.",), ["2.2"]),
        (("2.1 One.", "2.1.1 A.", "2.1.3 C."), ["2.1.3"]),
        (("9.1 One.", "9.2 Two."), ["9.1"]),
    ],
)
def test_a_jump_or_another_sections_number_is_said_once(lines: tuple[str, ...], wrong: list[str]) -> None:
    assert _said(*lines) == wrong


@pytest.mark.parametrize("line", ["2.4 million people came.", "12.01.25 was the day.", "5.5% of them agreed.", "10.00 Welcome and tea"])
def test_amounts_dates_and_times_are_no_paragraph_numbers(line: str) -> None:
    assert _said("2.1 One.", line, "2.2 Two.") == []


def test_the_numbers_of_a_section_whose_heading_is_gone_are_left_alone() -> None:
    assert _said("2.1 One.", "3.1 The options were two.", "3.2 The second is best.") == []


def test_the_places_number_is_accepted_beside_the_one_that_is_printed() -> None:
    source = (HEAD + "2.1 One." + TAIL).replace("7. Legal", "3. Legal")
    assert quotes("paragraph_numbers", source, "headings") == []


def test_numbers_that_word_made_count_too() -> None:
    source = "1. Background\n\nOne.\n\nTwo.\n\n7. Legal implications\n\nThree."
    read = automatic(source, {2: "1.1", 3: "1.3", 5: "7.1"})
    assert [h.facts["expected"] for h in hits("paragraph_numbers", read, "headings")] == ["1.2"]

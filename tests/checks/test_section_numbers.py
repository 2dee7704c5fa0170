from __future__ import annotations

from snippet import hits, subjects

TITLES = ("Background", "Key issues", "Options", "Consultation", "Timetable")
IDS = ("background", "key-issues", "options", "consultation", "timetable")


def _report(*headings: str) -> str:
    return "\n\n".join(f"{h}\n\nWe looked at this and write what we found." for h in (*headings, "7. Legal implications"))


def _numbered(*numbers: str) -> str:
    return _report(*(f"{n} {t}".strip() for n, t in zip(numbers, TITLES, strict=False)))


def _wrong(*numbers: str) -> list[str | None]:
    return subjects("section_numbers", _numbered(*numbers), "headings")


def test_numbers_that_run_on_are_right() -> None:
    assert _wrong("1.", "2.", "3.", "4.", "5.") == []


def test_a_wrong_number_is_said_once() -> None:
    assert _wrong("1.", "2.", "9.", "4.", "5.") == ["options"]


def test_a_repeat_is_said_and_what_runs_on_from_it_is_not() -> None:
    assert _wrong("1.", "2.", "2.", "3.", "4.") == ["options"]


def test_a_missing_number_among_others_is_said() -> None:
    assert _wrong("1.", "2.", "", "4.", "5.") == ["options"]


def test_another_form_among_others_is_said() -> None:
    assert _wrong("1.", "2.", "3", "4.", "5.") == ["options"]


def test_one_other_form_throughout_is_not() -> None:
    source = _numbered("1", "2", "3", "4", "5").replace("7. Legal", "7 Legal")
    assert subjects("section_numbers", source, "headings") == []


def test_without_any_number_only_the_first_is_said() -> None:
    source = _report(*(f"**{t}**" for t in TITLES)).replace("7. Legal implications", "**Legal implications**")
    assert subjects("section_numbers", source, "headings") == ["background"]


def test_a_section_that_is_missing_is_no_wrong_number_whether_the_rest_is_renumbered_or_not() -> None:
    kept = _report("1. Background", "2. Key issues", "4. Consultation", "5. Timetable")
    renumbered = _report("1. Background", "2. Key issues", "3. Consultation", "4. Timetable").replace("7. Legal", "5. Legal")
    assert subjects("section_numbers", kept, "headings") == []
    assert subjects("section_numbers", renumbered, "headings") == []


def test_the_edit_gives_the_number_that_is_due() -> None:
    (hit,) = hits("section_numbers", _numbered("1.", "2.", "9.", "4.", "5."), "headings")
    assert hit.facts == {"number": "9.", "expected": "3."}
    assert [(e.kind, e.text) for e in hit.edits] == [("number", "3.")]

"""Who signed, when, and whether that was in time."""

from __future__ import annotations

import pytest
from snippet import hits, quotes, subjects

PEOPLE = {"compare": "people", "courtesy": ("Ms", "Councillor"), "posts": ("Director", "Head", "Finance", "Report", "Author")}


def signed(director: str, member: str = "09/12/24", name: str = "Jane Doe", meeting: str = "28 January 2025") -> str:
    rows = f"| Strategic Director | {name} | {director} |\n| Cabinet Member | Councillor Roe | {member} |\n"
    cover = f"Meeting\n\nAudit Committee, {meeting}\n\nDirector\n\nMs Jane Doe, Director of Finance\n\n"
    return f"{cover}1. Background\n\n1.1 It began.\n\nApprovals\n\n| | Name | Date |\n|---|---|---|\n{rows}"


@pytest.mark.parametrize(("day", "late"), [("20/01/25", []), ("21/01/25", ["21/01/25"]), ("Agreed 21 January 2025", ["21 January 2025"])])
def test_five_clear_days_count_neither_end(day: str, late: list[str]) -> None:
    assert quotes("date_not_after", signed(day), "dates", of="fields committee-and-date", clear_days=5) == late


def test_bank_holidays_are_no_clear_days() -> None:
    source = signed("16 May 2025", "19 May 2025", meeting="27 May 2025")
    assert subjects("date_not_after", source, "dates", of="fields committee-and-date", clear_days=5) == ["cabinet-member"]


@pytest.mark.parametrize("meeting", ["31 February 2025", "28 January 1904", "soon"])
def test_without_a_day_that_can_be_meant_nothing_is_after_it(meeting: str) -> None:
    assert not hits("date_not_after", signed("05/12/24", meeting=meeting), "dates", of="fields committee-and-date")


def test_the_day_of_checking_may_be_what_is_late() -> None:
    options = {"of": "fields committee-and-date", "clear_days": 5, "checked": True}
    assert not hits("date_not_after", signed("05/12/24"), "fields committee-and-date", **options)
    assert hits("date_not_after", signed("05/12/24", meeting="21 January 2025"), "fields committee-and-date", **options)


@pytest.mark.parametrize(
    ("name", "wrong"), [("J. A. Doe", []), ("Richard Roe", ["Richard Roe"]), ("Director of Finance", []), ("Jane Roe", ["Jane Roe"])]
)
def test_names_are_compared_without_titles_and_posts(name: str, wrong: list[str]) -> None:
    assert quotes("same_as", signed("05/12/24", name=name), "names strategic-director", with_="fields director", **PEOPLE) == wrong


@pytest.mark.parametrize(
    ("text", "named"), [("Jane Doe – Head of Finance", True), ("Head of Finance", False), ("", False), ("jane.doe@example.gov.uk", True)]
)
def test_a_post_is_nobody(text: str, named: bool) -> None:
    source = f"1. Background\n\n1.1 It began.\n\n14. Accountable officers\n\n{text}"
    options = {"courtesy": ("Ms",), "posts": ("Head", "Finance")}
    assert bool(hits("names_someone", source, "sections accountable-officers", **options)) is not named


def test_an_absent_row_is_found_at_the_end_of_the_table() -> None:
    source = (
        "1. Background\n\n1.1 It began.\n\nApprovals\n\n| | Name | Date |\n|---|---|---|\n| Strategic Director | Jane Doe | 05/12/24 |\n"
    )
    assert subjects("present", source, "rows") == ["cabinet-member"]
    assert quotes("present", source, "rows") == ["05/12/24"]

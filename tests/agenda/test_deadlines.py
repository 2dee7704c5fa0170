"""The days by which papers must be ready, on paper and in a calendar."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import icalendar
import pytest

from reportlint import rulesets
from reportlint.agenda.deadlines import Calendar, as_ics, as_json, as_text, due
from reportlint.errors import RulesetError, UsageError
from reportlint.rulesets.rule import Deadline

MEETING = date(2025, 1, 28)
PUBLICATION = Deadline("publication", "Last day for publication", clear_days=5)


def _ruleset(folder: Path, body: str) -> Path:
    home = folder / "ours"
    home.mkdir()
    (home / "ruleset.yaml").write_text(f"name: ours\ntitle: Ours\n{body}", encoding="utf-8")
    return home


def test_five_clear_days_are_needed_in_england() -> None:
    england = rulesets.load("england")
    (published,) = due(MEETING, england.deadlines, england.nation)
    assert (published.id, published.day) == ("publication", date(2025, 1, 20))


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("wales", {"publication": date(2025, 1, 22)}),
        ("scotland", {"publication": date(2025, 1, 22)}),
        ("rotherham", {"publication": date(2025, 1, 20)}),
        ("lambeth", {"sign-off": date(2025, 1, 13), "publication": date(2025, 1, 20)}),
        ("brighton", {"submission": date(2025, 1, 17), "publication": date(2025, 1, 20)}),
    ],
)
def test_the_rulesets_set_the_days_of_their_nation_and_council(name: str, days: dict[str, date]) -> None:
    ruleset = rulesets.load(name)
    found = due(MEETING, ruleset.deadlines, ruleset.nation)
    assert {d.id: d.day for d in found} == days
    assert all(d.source for d in found)


@pytest.mark.parametrize(
    ("nation", "clear", "day"),
    [
        ("ENG", 5, date(2026, 4, 1)),  # Good Friday and Easter Monday do not count
        ("WLS", 3, date(2026, 4, 7)),
        ("SCT", 3, date(2026, 4, 7)),
        ("SCT", 5, date(2026, 4, 2)),  # in Scotland Easter Monday counts
    ],
)
def test_bank_holidays_of_the_nation_do_not_count(nation: str, clear: int, day: date) -> None:
    (published,) = due(date(2026, 4, 13), [Deadline("publication", "Published", clear_days=clear)], nation)
    assert published.day == day


def test_a_ruleset_sets_its_own_deadlines_and_the_later_layer_wins(tmp_path: Path) -> None:
    home = _ruleset(
        tmp_path,
        "extends: [england]\nnation: WLS\ndeadlines:\n"
        "  - {id: publication, title: Published, clear-days: 3}\n"
        "  - {id: submission, title: Handed in, working-days-before: 2, from: publication}\n"
        "  - {id: sign-off, title: Signed off, working-days-before: 10}\n",
    )
    ruleset = rulesets.load(home)
    found = due(MEETING, ruleset.deadlines, ruleset.nation)
    assert [(d.id, d.day) for d in found] == [
        ("sign-off", date(2025, 1, 14)),
        ("submission", date(2025, 1, 20)),
        ("publication", date(2025, 1, 22)),
    ]
    # From the cache the same.
    again = rulesets.load(home)
    assert again.deadlines == ruleset.deadlines


@pytest.mark.parametrize(
    "deadline",
    [
        "{id: submission, title: Handed in}",
        "{id: submission, title: Handed in, clear-days: 2, working-days-before: 2}",
        "{id: publication, title: Published, clear-days: 2, from: publication}",
        "{id: submission, title: Handed in, working-days: 2}",
    ],
)
def test_a_deadline_that_says_nothing_or_too_much_is_refused(tmp_path: Path, deadline: str) -> None:
    with pytest.raises(RulesetError):
        rulesets.load(_ruleset(tmp_path, f"deadlines:\n  - {deadline}\n"))


def test_what_is_counted_from_a_publication_needs_one() -> None:
    with pytest.raises(UsageError, match="does not say when that is"):
        due(MEETING, [Deadline("submission", "Handed in", working_days=2, since="publication")], "ENG")


def test_a_template_may_need_more_clear_days() -> None:
    (published,) = due(MEETING, [PUBLICATION], "ENG", clear_days=28)
    assert published.day == date(2024, 12, 13)


@pytest.mark.parametrize("year", [1, 1974, 2200, 9999])
def test_a_year_whose_holidays_cannot_be_told_is_refused(year: int) -> None:
    with pytest.raises(UsageError, match="can be reckoned"):
        due(date(year, 1, 28), [PUBLICATION], "ENG")


def _calendar(*titles: str) -> Calendar:
    deadlines = [PUBLICATION, *(Deadline(f"d{n}", t, working_days=n + 1) for n, t in enumerate(titles))]
    return Calendar(MEETING, "ENG", "ours", due(MEETING, deadlines, "ENG"))


def test_a_calendar_opens_the_ics_file() -> None:
    title = "Final report, signed; with café and a title that is far longer than one line of a calendar may be \\ ever"
    written = as_ics(_calendar(title))
    read = icalendar.Calendar.from_ical(written)
    events = {str(e["SUMMARY"]): e for e in read.walk("VEVENT")}
    assert set(events) == {title, "Last day for publication"}
    published = events["Last day for publication"]
    assert published["DTSTART"].dt == date(2025, 1, 20) and published["DTEND"].dt == date(2025, 1, 21)
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    assert written.replace("\r\n", "").count("\n") == 0
    assert len({str(e["UID"]) for e in events.values()}) == 2
    assert not read.errors and not any(e.errors for e in events.values())


def test_the_same_deadlines_give_the_same_bytes() -> None:
    assert as_ics(_calendar("Handed in")) == as_ics(_calendar("Handed in"))


def test_json_says_day_and_reason() -> None:
    made = json.loads(as_json(_calendar()))
    assert made["schema"] == "reportlint/deadlines/1"
    assert made["deadlines"] == [
        {"id": "publication", "title": "Last day for publication", "day": "2025-01-20",
         "counted": "5 clear working days before the meeting", "source": None}
    ]  # fmt: skip


def test_text_gives_the_weekday_and_says_where_there_is_nothing() -> None:
    assert "Monday 20 January 2025  Last day for publication" in as_text(_calendar())
    assert "sets no deadlines" in as_text(Calendar(MEETING, "ENG", "ours", ()))

"""Invented reports, as many and as varied as wanted; the same number gives the same report."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from mutations.defects import FOUNDING, Defect
from mutations.draft import Draft, Inapplicable
from mutations.forms import FORMS
from mutations.trial import drafts, mutations

COMMITTEES = (
    "Improving Places Select Commission", "Improving Lives Select Commission", "Health Select Commission",
    "Overview and Scrutiny Management Board", "Audit Committee",
)  # fmt: skip
DIRECTORATES = (
    "Regeneration and Environment", "Children and Young People's Services", "Adult Care, Housing & Public Health",
    "Finance & Customer Services",
)  # fmt: skip
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
THINGS = ("Allotment", "Library", "Footpath", "Playground", "Museum", "Market", "Bus Shelter", "Cemetery", "Car Park", "Nursery")
_DATE = re.compile(r"\d{1,2} (?:" + "|".join(MONTHS) + r") \d{4}")
#: Forms that are quick to write, so that ten thousand reports need not long.
_WORD = ("typed", "styles", "styles_labels_h2", "table_cover", "controls", "tracked", "linebreak")


@cache
def _defects() -> tuple[Defect, ...]:
    return tuple(mutations())


def report(n: int, words: bool = True) -> tuple[str, bytes]:
    """The name and the bytes of the report with this number. words: as a Word file, or now and then one; else as Markdown."""
    dice = random.Random(n)
    draft = dice.choice([d for d in drafts().values() if d.name not in FOUNDING]).copy()
    form = dice.choice(_WORD) if words else "markdown"
    draft.field("committee-and-date").values[0].text = (
        f"{dice.choice(COMMITTEES)} – {dice.randint(1, 28)} {dice.choice(MONTHS)} {dice.randint(2023, 2025)}"
    )
    draft.field("director").values[0].text = f"Amina Hale, Strategic Director of {dice.choice(DIRECTORATES)}"
    draft.field("report-title").values[0].text = f"{dice.choice(THINGS)} Review {n}"
    for _ in range(dice.randint(0, 4)):
        draft = _spoilt(draft, dice.choice(_defects()), form)
    written = FORMS[form]
    return f"{n % 17:02}/{n:06}-{form}{written.suffix}", written.write(draft)


def _spoilt(draft: Draft, defect: Defect, form: str) -> Draft:
    try:
        return defect.mutate(draft.copy()) if defect.suits_form(form) and defect.suits_base(draft) else draft
    except (Inapplicable, LookupError, ValueError):
        return draft


def folder(where: Path, numbers: Iterator[int] | range, words: bool = True) -> Path:
    """The folder, with these reports in it."""
    for n in numbers:
        name, data = report(n, words)
        path = where / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return where

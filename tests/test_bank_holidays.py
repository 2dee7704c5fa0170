"""Bank holidays are told without importing the library, and never otherwise than it tells them."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from reportlint.language import bank_holidays

_QUIETLY = """
import sys
from datetime import date
from reportlint.language import bank_holidays
bank_holidays.source = lambda: bank_holidays._KEPT.read_text().split()[0]
days = bank_holidays.of("SCT", 2026)
assert date(2026, 1, 2) in days and date(2026, 11, 30) in days, days
assert "holidays" not in sys.modules
"""


@pytest.mark.parametrize("nation", bank_holidays.NATIONS)
def test_what_is_kept_is_what_the_library_says(nation: str) -> None:
    for year in (1999, *bank_holidays.YEARS, 2041):
        assert bank_holidays.of(nation, year) == bank_holidays.told(nation, year), year


def test_the_library_is_not_imported_for_what_is_kept() -> None:
    subprocess.run([sys.executable, "-c", _QUIETLY], check=True)


def test_what_was_taken_from_another_edition_of_the_library_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_any(nation: str, year: int) -> frozenset[date]:
        return frozenset()

    monkeypatch.setattr(bank_holidays, "source", lambda: "another")
    monkeypatch.setattr(bank_holidays, "told", without_any)
    for kept in (bank_holidays._kept, bank_holidays.of):
        kept.cache_clear()
    try:
        assert bank_holidays.of("ENG", 2026) == frozenset()
    finally:
        for kept in (bank_holidays._kept, bank_holidays.of):
            kept.cache_clear()

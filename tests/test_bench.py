"""What the benchmark measures is what it says: files that are read whole, and bars that are held to."""

from __future__ import annotations

from datetime import date

import pytest

from reportlint import api
from reportlint.formats import docx
from tests.bench import fixtures
from tests.bench.rows import Row, floor


def test_the_report_is_recognised_and_has_its_pages() -> None:
    run = api.prepared(api.Options(on=date(2026, 2, 20)))
    seen = run.see(docx.read(fixtures.report(12)))
    assert seen.report is not None and seen.ruleset.name == "rotherham"
    assert all(p.found for p in seen.report.fields)
    assert {p.story for p in seen.document.paragraphs} == {"body", "header", "footer"}
    assert seen.document.images and seen.document.tables
    assert 10 <= max(p.page or 0 for p in seen.document.paragraphs) <= 14
    assert {"1.", "1.1", "2.", "•"} <= {p.number for p in seen.document.paragraphs}


def test_each_variant_says_something_else_in_the_same_styles() -> None:
    one, other = (docx.read(fixtures.report(6, n)) for n in (0, 1))
    assert [p.text for p in one.paragraphs] != [p.text for p in other.paragraphs]
    assert {p.style for p in one.paragraphs} == {p.style for p in other.paragraphs}
    assert fixtures.report(6, 1) == fixtures.report(6, 1)


def test_the_floor_reads_every_part_of_every_fixture() -> None:
    for data in (fixtures.report(6), fixtures.listing(20), fixtures.table(20), fixtures.prose(2)):
        assert floor(data)
    assert len(docx.read(fixtures.table(20)).tables[0].rows) == 20


@pytest.mark.parametrize(("measured", "more", "met"), [(1.0, False, True), (2.1, False, False), (2.0, True, True), (None, False, False)])
def test_a_bar_is_met_or_not(measured: float | None, more: bool, met: bool) -> None:
    assert Row(1, "", "F", 2, 1, measured, more=more).meets(2) is met

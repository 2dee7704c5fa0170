"""Packs as they are published: as PDFs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from reportlint.agenda.result import PackResult

from .conftest import FOUNDING, PACK, checked
from .paged import printed, spread, stamped

pytestmark = pytest.mark.xdist_group("libreoffice")

#: Rules about how a document was made, which formats tell differently.
WORD = {"heading-unstyled", "list-unstyled", "link-text-unclear"}
#: How each paper of the founding pack begins, and the pages that it has; the agenda names those of all but its own.
PAPERS = {
    "IMPROVING LIVES SELECT COMMISSION\n\nDate": (1, 2),
    "IMPROVING LIVES SELECT COMMISSION\nTuesday": (3, 14),
    "Public Report\nImproving": (15, 21),
    "Area SEND inspection of Rotherham": (22, 29),
    "Public Report\nImproving Lives": (30, 33),
    "**Improving Lives Select Commission –Summary": (34, 35),
}


def _told(found: PackResult) -> tuple[Counter[tuple[object, ...]], Counter[tuple[object, ...]], list[tuple[object, ...]]]:
    """What is found across the papers, with pages; in each report; and the papers with theirs."""
    across = Counter((p.ordinal, f.name, f.location.page) for p, f in found.findings)
    within = Counter((p.ordinal, f.name) for p, d in zip(found.papers, found.result.documents, strict=True) for f in d.findings)
    return across, within, [(p.kind, p.spec and p.spec.id, p.title, p.item and p.item.value, p.pages) for p in found.pack.papers]


@pytest.mark.parametrize("tagged", ["true", "false"])
@pytest.mark.parametrize("name", ["agenda-pack", "clean-agenda-pack"])
def test_a_pack_has_as_pdf_what_it_has_in_word(name: str, tagged: str, converted: Path) -> None:
    word = checked((PACK / f"{name}.docx").read_bytes(), f"{name}.docx")
    other = checked((converted / tagged / f"{name}.pdf").read_bytes(), f"{name}.pdf")
    assert _told(other) == _told(word)
    assert (other.problems, other.exit_code) == (word.problems, word.exit_code)


@pytest.mark.parametrize("tagged", ["true", "false"])
@pytest.mark.parametrize("name", ["agenda-pack", "clean-agenda-pack"])
def test_what_a_committee_system_prints_on_the_pages_changes_nothing(name: str, tagged: str, converted: Path) -> None:
    word = checked((PACK / f"{name}.docx").read_bytes(), f"{name}.docx")
    data = stamped((converted / tagged / f"{name}.pdf").read_bytes(), {3: 2, 9: 6, 17: 7, 29: 8, 39: 9})
    assert _told(checked(data, f"{name}.pdf")) == _told(word)


@pytest.fixture(scope="session")
def founding_pdf(tmp_path_factory: pytest.TempPathFactory) -> PackResult:
    """The founding pack, printed on the pages that its agenda names."""
    if not FOUNDING.is_file():
        pytest.skip("the founding pack is not here")
    text = FOUNDING.read_text(encoding="utf-8")
    starts: list[int] = []
    for begins in PAPERS:
        starts.append(text.index(begins, starts[-1] + 1 if starts else 0))
    pages: list[str] = []
    for (first, last), at, end in zip(PAPERS.values(), starts, [*starts[1:], len(text)], strict=True):
        pages += spread(text[at:end], last - first + 1)
    return checked(printed(pages, tmp_path_factory.mktemp("founding")), "founding.pdf")


def test_the_founding_pack_has_its_papers_at_their_pages(founding_pdf: PackResult) -> None:
    told = [(p.spec.id if p.spec else None, p.pages) for p in founding_pdf.pack.papers]
    assert told == list(zip(["agenda", "minutes", "report", "letter", "report", "work-programme"], PAPERS.values(), strict=True))
    assert not founding_pdf.problems


def test_the_founding_pack_has_as_pdf_what_was_found_by_hand(founding_pdf: PackResult, founding: PackResult) -> None:
    found = {(paper.title, finding.name, finding.severity.value) for paper, finding in founding_pdf.findings}
    assert found == {(paper.title, finding.name, finding.severity.value) for paper, finding in founding.findings}


def test_the_founding_reports_have_as_pdf_what_they_have_as_text(founding_pdf: PackResult, founding: PackResult) -> None:
    for ours, theirs in zip(founding_pdf.result.documents, founding.result.documents, strict=True):
        told = [{f.name for f in found.findings if f.rule not in WORD} for found in (ours, theirs)]
        assert told[0] == told[1]

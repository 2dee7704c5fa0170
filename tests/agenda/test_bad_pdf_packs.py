"""PDFs that are not what a pack should be: a sentence or a finding, never a pass and never silence."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest

from reportlint import limits

from .conftest import PACK, checked, print_pdfs, rules

pytestmark = pytest.mark.xdist_group("libreoffice")

#: The pages of the agenda in the invented pack, from 0.
AGENDA = [0, 1]


def pages(data: bytes, wanted: Sequence[int]) -> bytes:
    """A PDF of these pages, from 0, of another."""
    made = pypdfium2.PdfDocument.new()
    made.import_pages(pypdfium2.PdfDocument(data), list(wanted))
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


@pytest.fixture(scope="session")
def pack(converted: Path) -> bytes:
    return (converted / "false" / "clean-agenda-pack.pdf").read_bytes()


def test_the_pack_itself_is_clean(pack: bytes) -> None:
    found = checked(pack, "pack.pdf")
    assert (rules(found), found.problems) == (set(), ())


def test_without_an_agenda_the_reports_are_checked_and_the_job_is_not_done(pack: bytes) -> None:
    found = checked(pages(pack, range(len(AGENDA), 40)), "pack.pdf")
    assert len(found.result.documents) == 3
    assert (found.exit_code, found.problems) == (2, ("No agenda was found in pack.pdf, so the papers cannot be held against one.",))


def test_two_agendas_are_said_to_be_two_with_their_pages(pack: bytes) -> None:
    found = checked(pages(pack, [*range(40), *AGENDA]), "pack.pdf")
    assert found.exit_code == 2
    assert "There are 2 agendas in pack.pdf (page 1 and page 41)" in found.problems[0]


def test_a_report_cut_at_the_end_of_the_pack_lacks_what_is_gone(pack: bytes) -> None:
    reports = [p for p in checked(pack, "pack.pdf").pack.papers if p.kind == "report"]
    assert reports[-1].pages is not None
    found = checked(pages(pack, range(reports[-1].pages[0] + 1)), "pack.pdf")
    last = found.result.documents[-1]
    assert any(f.rule in ("section-missing", "approvals-missing") for f in last.findings)
    assert "agenda-pages-wrong" in rules(found)
    assert found.exit_code == 1


def test_a_pack_of_pages_in_the_wrong_order_is_told(pack: bytes) -> None:
    found = checked(pages(pack, [*AGENDA, *range(20, 40), *range(2, 20)]), "pack.pdf")
    assert "agenda-pages-wrong" in rules(found)


@pytest.mark.parametrize("part", [0.3, 0.9])
def test_a_file_cut_short_never_passes(pack: bytes, part: float) -> None:
    found = checked(pack[: int(len(pack) * part)], "pack.pdf")
    assert found.exit_code in (1, 2)
    assert found.problems or rules(found)


def test_more_pages_than_are_read_are_a_sentence(pack: bytes) -> None:
    blank = pypdfium2.PdfDocument.new()
    for _ in range(limits.LIMITS.pages + 1):
        blank.new_page(595, 842)
    held = io.BytesIO()
    blank.save(held)
    found = checked(held.getvalue(), "pack.pdf")
    assert found.exit_code == 2
    assert any("more than 1,000 pages" in p for p in found.problems)


def test_a_pack_with_a_password_is_refused_and_one_that_may_only_be_read_is_read(tmp_path: Path) -> None:
    word = PACK / "clean-agenda-pack.docx"
    print_pdfs([word], tmp_path / "locked", EncryptFile="true", DocumentOpenPassword="secret")
    found = checked((tmp_path / "locked" / "clean-agenda-pack.pdf").read_bytes(), "pack.pdf")
    assert found.exit_code == 2
    assert any("password" in p for p in found.problems)
    print_pdfs([word], tmp_path / "kept", RestrictPermissions="true", PermissionPassword="secret")
    found = checked((tmp_path / "kept" / "clean-agenda-pack.pdf").read_bytes(), "pack.pdf")
    assert (rules(found), found.problems) == (set(), ())


def test_a_scanned_pack_is_refused_and_never_passes() -> None:
    picture = pypdfium2.PdfDocument.new()
    page = picture.new_page(595, 842)
    image = pypdfium2.PdfImage.new(picture)
    image.set_bitmap(pypdfium2.PdfBitmap.new_native(4, 4, pypdfium2.raw.FPDFBitmap_Gray))
    image.set_matrix(pypdfium2.PdfMatrix().scale(500, 700))
    page.insert_obj(image)
    page.gen_content()
    held = io.BytesIO()
    picture.save(held)
    found = checked(held.getvalue(), "pack.pdf")
    assert found.exit_code == 2
    assert any("scan" in p for p in found.problems)

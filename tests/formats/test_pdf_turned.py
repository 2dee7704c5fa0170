"""Pages that are turned, and text that is set sideways."""

from __future__ import annotations

import pytest
from printer import at, box, printed

from reportlint import formats
from reportlint.model import Document


def _sideways(matrix: str, *lines: str) -> str:
    """Lines of text in a system of coordinates of their own."""
    return f"q {matrix} cm\n{''.join(lines)}Q\n"


#: By the quarters that a page is turned: what makes it stand upright again.
UPRIGHT = {0: "1 0 0 1 0 0", 90: "0 1 -1 0 595 0", 180: "-1 0 0 -1 595 842", 270: "0 -1 1 0 0 842"}
TABLE = at(80, 500, "Ward") + at(180, 500, "Trees") + at(80, 480, "East") + at(180, 480, "12") + box([72, 172, 272], [515, 495, 470])


def _read(page: str, rotate: int = 0) -> Document:
    data = printed([page]).replace(b"/MediaBox", f"/Rotate {rotate}/MediaBox".encode())
    return formats.read(data, "a.pdf")


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("told", [True, False])
def test_a_page_is_read_as_its_text_stands(rotate: int, told: bool) -> None:
    page = _sideways(UPRIGHT[rotate], at(72, 540, "The planting of trees"), TABLE, at(72, 400, "And so on"))
    document = _read(page, rotate if told else 0)
    assert [p.text for p in document.flow] == ["The planting of trees", "Ward", "Trees", "East", "12", "And so on"]
    assert [len(row.cells) for table in document.tables for row in table.rows] == [2, 2]
    assert document.notes == ()


def test_text_at_the_side_of_other_text_is_noted() -> None:
    page = at(72, 700, "The planting of trees in the streets") + _sideways(UPRIGHT[90], at(100, 500, "Printed for the meeting"))
    document = _read(page)
    assert [p.text for p in document.flow] == ["The planting of trees in the streets"]
    assert "Page 1 has text that is set sideways" in document.notes[0]

"""PDFs built in code: text, lines and links at places on pages, without any library.

data = printed([at(72, 700, "Title", font="B", size=16) + at(72, 680, "Some text")])
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlint import formats
from reportlint.model import Document

_FONTS = {"R": "Helvetica", "B": "Helvetica-Bold"}


def at(x: float, y: float, text: str, font: str = "R", size: float = 12, colour: str = "0 0 0") -> str:
    """Text whose base line begins at a place."""
    escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT {colour} rg /{font} {size:g} Tf {x:g} {y:g} Td ({escaped}) Tj ET\n"


def column(x: float, y: float, lines: Sequence[str], step: float = 14, **look: str) -> str:
    """Lines beneath each other."""
    return "".join(at(x, y - k * step, line, **look) for k, line in enumerate(lines))  # type: ignore[arg-type]


def rule(x: float, y: float, to_x: float, to_y: float) -> str:
    return f"0.5 w {x:g} {y:g} m {to_x:g} {to_y:g} l S\n"


def box(xs: Sequence[float], ys: Sequence[float]) -> str:
    """A grid of lines."""
    across = "".join(rule(xs[0], y, xs[-1], y) for y in ys)
    return across + "".join(rule(x, ys[0], x, ys[-1]) for x in xs)


def printed(pages: Sequence[str], info: str = "", catalog: str = "", links: Sequence[tuple[int, str, str]] = (), extra: str = "") -> bytes:
    """The file. info, catalog: entries of those dictionaries; links: (page from 0, rectangle, address); extra: of the trailer."""
    objects: list[str] = ["", ""]
    fonts = []
    for key, name in _FONTS.items():
        objects.append(f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>")
        fonts.append(f"/{key} {len(objects)} 0 R")
    kids = []
    for k, content in enumerate(pages):
        stream = content.encode("cp1252")
        objects.append(f"<</Length {len(stream)}>>\nstream\n{content}\nendstream")
        held = len(objects)
        own = [(r, a) for page, r, a in links if page == k]
        annotations = "".join(f"<</Type/Annot/Subtype/Link/Rect[{r}]/A<</S/URI/URI({a})>>>>" for r, a in own)
        resources = f"<</Font<<{' '.join(fonts)}>>>>"
        page = f"/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {held} 0 R/Resources{resources}/Annots[{annotations}]"
        objects.append(f"<</Type/Page{page}>>")
        kids.append(f"{len(objects)} 0 R")
    objects[0] = f"<</Type/Catalog/Pages 2 0 R{catalog}>>"
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    objects.append(f"<<{info}>>")
    return _file(objects, extra)


def _file(objects: Sequence[str], extra: str) -> bytes:
    data, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for k, held in enumerate(objects, 1):
        places.append(len(data))
        data += f"{k} 0 obj\n{held}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<</Size {size}/Root 1 0 R/Info {size - 1} 0 R{extra}>>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("cp1252")


def read(*pages: str, **options: str) -> Document:
    return formats.read(printed(pages, **options), "a.pdf")  # type: ignore[arg-type]


def texts(document: Document) -> list[str]:
    return [p.text for p in document.paragraphs]

"""Files whose bytes were mangled: read or refused in plain words, and nothing else ever."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from opendoc import h, odt, p
from printer import at, box, column, printed

from reportlint import formats
from reportlint.errors import UnreadableDocument

TABLE = "<table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>"
ODT = odt(
    h("One", 1)
    + p("two <text:span>three</text:span>")
    + "<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>"
    + TABLE
)
PDF = printed(
    [column(72, 700, ["One", "two"]) + box((72, 200, 300), (600, 580, 560)) + at(80, 586, "x")], links=[(0, "70 690 100 710", "a:b")]
)
PAGE = (
    b"<html lang=en><style>.a{color:red}</style><h1>One</h1><ol start=2><li>a<p class=a>b</ol>"
    b"<table><tr><th colspan=2>x</table><a href=#b>c</a>"
)


def read_or_refuse(data: bytes, name: str) -> None:
    try:
        document = formats.read(data, name)
    except UnreadableDocument as refusal:
        assert str(refusal)
        return
    for k, paragraph in enumerate(document.paragraphs, 1):
        assert paragraph.ordinal == k
        assert all(0 <= m.start <= m.end <= len(paragraph.text) for m in paragraph.marks)
    for placed in (*document.links, *document.images, *document.comments, *document.revisions, *document.hidden):
        assert placed.span.end <= len(document.paragraph(placed.span.paragraph).text)


def mangled(data: bytes, at: list[int], by: list[int], cut: int) -> bytes:
    changed = bytearray(data)
    for place, byte in zip(at, by, strict=False):
        changed[place % len(changed)] = byte
    return bytes(changed[: len(changed) - cut % len(changed) if cut else None])


MANGLING = {
    "at": st.lists(st.integers(0, 100_000), max_size=8),
    "by": st.lists(st.integers(0, 255), min_size=8, max_size=8),
    "cut": st.just(0) | st.integers(0, 100_000),
}
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(**MANGLING)
def test_a_mangled_pdf(at: list[int], by: list[int], cut: int) -> None:
    read_or_refuse(mangled(PDF, at, by, cut), "a.pdf")


@FEW
@given(**MANGLING)
def test_a_mangled_page(at: list[int], by: list[int], cut: int) -> None:
    read_or_refuse(mangled(PAGE, at, by, cut), "a.html")


@FEW
@given(**MANGLING)
def test_a_mangled_opendocument_text(at: list[int], by: list[int], cut: int) -> None:
    read_or_refuse(mangled(ODT, at, by, cut), "a.odt")


@FEW
@given(**MANGLING)
def test_mangled_content_in_a_sound_opendocument_package(at: list[int], by: list[int], cut: int) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ODT)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            held = old.read(name)
            new.writestr(name, mangled(held, at, by, cut) if name == "content.xml" else held)
    read_or_refuse(made.getvalue(), "a.odt")


@pytest.mark.parametrize("nested", ["<ul><li>", "<table><tr><td>", "<b>", "<blockquote>", "<div><p><span>"])
def test_a_page_that_nests_without_end(nested: str) -> None:
    for depth in (60, 120, 5000):
        read_or_refuse(("<html><body>" + nested * depth + "x").encode(), "a.html")


@pytest.mark.parametrize(
    ("opens", "closes"),
    [
        ("<text:list><text:list-item>", "</text:list-item></text:list>"),
        ("<table:table><table:table-row><table:table-cell>", "</table:table-cell></table:table-row></table:table>"),
        ("<text:section>", "</text:section>"),
        ("<draw:frame><draw:text-box>", "</draw:text-box></draw:frame>"),
    ],
)
def test_an_opendocument_text_that_nests_without_end(opens: str, closes: str) -> None:
    for depth in (60, 80, 120, 5000):
        read_or_refuse(odt(opens * depth + p("x") + closes * depth), "a.odt")

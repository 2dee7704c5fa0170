"""Where the characters of Markdown and text stand in their file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportlint.errors import UnreadableDocument
from reportlint.formats import markdown, text, written

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "examples").rglob("*.md"), *(ROOT.parent / "shared" / "reports").glob("*.md")])

#: A piece of Markdown each, in which signs, entities, comments, quotes, joined lines and tables stand.
PIECES = (
    "# A **bold *and*** title <!-- no --> #",
    "> quoted &amp; \\*escaped\\* `code **x**`",
    "- item *one*\n- item two",
    "1. first\n2. second",
    "| a | b \\| c |\n|---|---|\n| x <!-- y --> |  |\n| | **z** |",
    "[a link](http://example.org) and http://example.com/x_y.",
    "a line that is so long that it has surely been broken because it was full and\nso it goes on in the next",
    "```\ncode <!-- kept -->\n```",
    "one\ttwo\nthree\tfour",
    "Title\n=====",
    "{++in++} {--out--} {~~old~>new~~} {==lit==}{>>me: why<<}",
    "text[^1] on\n\n[^1]: A note.",
    "words\\\nmore",
    "![alt](x.png) after",
    "<!-- one\n\ntwo --> tail",
    "* * *",
    "7.1\tNumbered words",
    "\\newpage",
    '[hidden]{.hidden} seen {style="Heading 2"}',
)


def agree(data: bytes, format: str) -> None:
    """Every character of every paragraph has its place, and the same character stands there."""
    found = written.read(data, format)
    reader = markdown if format == "markdown" else text
    assert found.document == reader.read(data)
    assert found.encode(found.text) == data
    assert len(found.anchors) == len(found.document.paragraphs)
    for paragraph, stretches in zip(found.document.paragraphs, found.anchors, strict=True):
        assert stretches[0].start == 0
        assert stretches[-1].end == len(paragraph.text)
        at = 0
        for stretch in stretches:
            assert stretch.start == at
            at = stretch.end
            source = found.text[stretch.source : stretch.source + stretch.width]
            assert stretch.whole or _flat(source) == _flat(paragraph.text[stretch.start : stretch.end])


def _flat(words: str) -> str:
    """The words, the ends of lines that were joined as the space that joined them."""
    return "".join(" " if c.isspace() else c for c in words)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_every_report_agrees_with_its_source(path: Path) -> None:
    agree(path.read_bytes(), "markdown")
    agree(path.read_bytes(), "text")
    agree(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"), "markdown")


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8), st.sampled_from(["\n", "\n\n"]), st.booleans())
def test_whatever_stands_in_it(pieces: list[str], between: str, wide: bool) -> None:
    source = "---\ntitle: x\n---\n" + between.join(pieces)
    agree(source.replace("\n", "\r\n").encode("utf-16") if wide else source.encode(), "markdown")


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="ab .|*_[](){}<>!-#`\\&;\n\r\t1+=~^>", max_size=60))
def test_whatever_signs_stand_in_it(source: str) -> None:
    agree(source.encode(), "markdown")
    agree(source.encode(), "text")


def test_old_bytes_are_kept_and_broken_ones_refused() -> None:
    assert written.read(b"caf\xe9 \x81 au lait", "text").encode("x") == b"x"
    agree(b"caf\xe9 au lait", "markdown")
    with pytest.raises(UnreadableDocument, match="damaged"):
        written.read(b"\xff\xfeab\x00\xd8", "markdown")

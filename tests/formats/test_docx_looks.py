"""How text looks in the end: hidden text taken out, marks with everything they inherit, outline levels."""

from __future__ import annotations

import pytest
from word import ins, p, r, read, style, tbl, tc, texts, tr

from reportlint.model import Hidden, Mark, Span

VANISH = "<w:rPr><w:vanish/></w:rPr>"
BOLD = "<w:rPr><w:b/></w:rPr>"


def marks(body: str, kind: str, **options: object) -> list[tuple[int, int, str]]:
    return [(m.start, m.end, m.value) for m in read(body, **options).paragraphs[0].marks if m.kind == kind]


@pytest.mark.parametrize(
    ("props", "styles"),
    [
        ("<w:vanish/>", ""),
        ("<w:vanish w:val='true'/>", ""),
        ("<w:rStyle w:val='C'/>", style("C", VANISH, kind="character")),
        ("<w:rStyle w:val='D'/>", style("C", VANISH, kind="character") + style("D", kind="character", based="C")),
    ],
)
def test_hidden_text_is_taken_out_and_recorded(props: str, styles: str) -> None:
    document = read(p(content=r("see ") + r("not ", props) + r("this")), styles=styles)
    assert texts(document) == ["see this"]
    assert document.hidden == (Hidden(Span(1, 4, 4), "not "),)


@pytest.mark.parametrize("props", ["<w:vanish w:val='0'/>", "<w:webHidden/>", "<w:rStyle w:val='nobody'/>"])
def test_what_is_not_hidden_in_print_stays(props: str) -> None:
    document = read(p(content=r("seen", props)))
    assert texts(document) == ["seen"]
    assert document.hidden == ()


def test_hidden_through_a_paragraph_style_or_the_defaults() -> None:
    hidden = style("H", VANISH)
    document = read(p("kept") + p("gone", style="H"), styles=hidden)
    assert texts(document) == ["kept"]
    assert document.hidden == (Hidden(Span(1, 4, 4), "gone"),)
    defaults = f"<w:docDefaults><w:rPrDefault>{VANISH}</w:rPrDefault></w:docDefaults>"
    assert texts(read(p("gone") + p(content=r("seen", "<w:vanish w:val='0'/>")), styles=defaults)) == ["seen"]


def test_styles_that_both_hide_show_again() -> None:
    styles = style("H", VANISH) + style("C", VANISH, kind="character")
    assert texts(read(p(style="H", content=r("seen", "<w:rStyle w:val='C'/>")), styles=styles)) == ["seen"]


def test_a_hidden_paragraph_is_not_there_and_its_text_is_recorded_nearby() -> None:
    hidden = p(props=VANISH, content=r("gone", "<w:vanish/>"))
    document = read(hidden + p("One") + hidden + p("two"))
    assert texts(document) == ["One", "two"]
    assert document.hidden == (Hidden(Span(1, 0, 0), "gone"), Hidden(Span(1, 3, 3), "gone"))


def test_a_paragraph_whose_mark_is_seen_stays_empty() -> None:
    assert texts(read(p(content=r("gone", "<w:vanish/>")) + p("two"))) == ["", "two"]


def test_a_hidden_row_is_not_there() -> None:
    document = read(tbl(tr("A", "B"), tr("x", "y", props="<w:hidden/>")))
    assert texts(document) == ["A", "B"]
    assert [(h.span, h.text) for h in document.hidden] == [(Span(2, 1, 1), "x\ny")]


def test_a_hidden_insertion_is_hidden() -> None:
    assert texts(read(p(content=ins(r("gone", "<w:vanish/>")) + r("seen")))) == ["seen"]


WHITE = "<w:color w:val='FFFFFF'/>"
FILL = "<w:shd w:val='clear' w:color='auto' w:fill='{}'/>"


def test_white_on_white_is_not_seen() -> None:
    document = read(p(content=r("see ") + r("not", WHITE)))
    assert texts(document) == ["see "]
    assert document.hidden == (Hidden(Span(1, 4, 4), "not", "white"),)


@pytest.mark.parametrize(
    "body",
    [
        p(content=r("seen", WHITE + FILL.format("000080"))),
        p(content=r("seen", WHITE + "<w:highlight w:val='blue'/>")),
        p(props=FILL.format("000080"), content=r("seen", WHITE)),
        p(style="Dark", content=r("seen", WHITE)),
        tbl(tr(tc(p(content=r("seen", WHITE)), props=FILL.format("000080")))),
        tbl(tr(tc(p(content=r("seen", WHITE)), props="<w:shd w:val='solid' w:color='000000' w:fill='auto'/>"))),
        tbl(tr(tc(tbl(tr(tc(p(content=r("seen", WHITE))))), props=FILL.format("000080")))),
        tbl(tr(tc(p(content=r("seen", WHITE)))), props="<w:tblStyle w:val='Grid'/>"),
    ],
)
def test_white_on_something_else_is_seen(body: str) -> None:
    styles = style("Dark", f"<w:pPr>{FILL.format('000080')}</w:pPr>")
    assert "seen" in texts(read(body, styles=styles))


def test_white_on_white_shading_is_not_seen() -> None:
    assert texts(read(p(content=r("x") + r("gone", WHITE + FILL.format("FFFFFF"))))) == ["x"]


def test_tiny_text_is_not_seen() -> None:
    document = read(p(content=r("see ") + r("not", "<w:sz w:val='2'/>") + r("8pt", "<w:sz w:val='16'/>")))
    assert texts(document) == ["see 8pt"]
    assert document.hidden == (Hidden(Span(1, 4, 4), "not", "tiny"),)


def test_marks_are_merged_into_the_longest_ranges() -> None:
    body = p(content=r("plain ") + r("bold ", "<w:b/>") + r("both", "<w:b/><w:i/>") + r(" plain"))
    assert marks(body, "bold") == [(6, 15, "")]
    assert marks(body, "italic") == [(11, 15, "")]


def test_marks_skip_what_is_hidden() -> None:
    assert marks(p(content=r("ab", "<w:b/>") + r("xx", "<w:vanish/>") + r("cd", "<w:b/>")), "bold") == [(0, 4, "")]


@pytest.mark.parametrize(
    ("body", "styles", "bold"),
    [
        (p("x", style="A"), style("A", BOLD), True),
        (p("x", style="B"), style("A", BOLD) + style("B", based="A"), True),
        (p("x", style="B"), style("A", BOLD) + style("B", "<w:rPr><w:b w:val='0'/></w:rPr>", based="A"), False),
        (p(style="A", content=r("x", "<w:b w:val='0'/>")), style("A", BOLD), False),
        (p(style="A", content=r("x", "<w:b/>")), style("A", BOLD), True),
        (p(style="A", content=r("x", "<w:rStyle w:val='C'/>")), style("A", BOLD) + style("C", BOLD, kind="character"), False),
        (p("x"), style("A", BOLD, default=True), True),
        (p("x", style="missing"), style("A", BOLD, default=True), True),
        (p("x"), f"<w:docDefaults><w:rPrDefault>{BOLD}</w:rPrDefault></w:docDefaults>", True),
        (p("x", style="A"), style("A", BOLD, based="B") + style("B", based="A"), True),
        (p("x", style="A"), style("A", based="A"), False),
        (tbl(tr("x"), props="<w:tblStyle w:val='T'/>"), style("T", BOLD, kind="table"), True),
    ],
)
def test_bold_is_what_is_inherited(body: str, styles: str, bold: bool) -> None:
    assert bool(marks(body, "bold", styles=styles)) is bold


def test_values_of_marks() -> None:
    props = "<w:rStyle w:val='C'/><w:color w:val='0000ff'/><w:sz w:val='28'/><w:highlight w:val='yellow'/>"
    document = read(p(content=r("x", props)), styles=style("C", name="Strong", kind="character"))
    assert set(document.paragraphs[0].marks) == {
        Mark("colour", 0, 1, "0000FF"),
        Mark("size", 0, 1, "14"),
        Mark("highlight", 0, 1, "yellow"),
        Mark("style", 0, 1, "Strong"),
    }


def test_black_automatic_and_usual_values_are_no_marks() -> None:
    props = "<w:color w:val='000000'/><w:sz w:val='22'/><w:highlight w:val='none'/>"
    normal = style("N", "<w:rPr><w:sz w:val='22'/></w:rPr>", name="Normal", default=True)
    assert read(p(content=r("x", props)), styles=normal).paragraphs[0].marks == ()


OUTLINE = "<w:pPr><w:outlineLvl w:val='{}'/></w:pPr>"


@pytest.mark.parametrize(
    ("body", "styles", "level"),
    [
        (p("x", props="<w:outlineLvl w:val='0'/>"), "", 1),
        (p("x", style="A"), style("A", OUTLINE.format(2)), 3),
        (p("x", style="B"), style("A", OUTLINE.format(2)) + style("B", based="A"), 3),
        (p("x", style="B"), style("A", OUTLINE.format(2)) + style("B", OUTLINE.format(9), based="A"), None),
        (p("x", style="A", props="<w:outlineLvl w:val='9'/>"), style("A", OUTLINE.format(0)), None),
        (p("x", style="berschrift1"), style("berschrift1", name="heading 1"), 1),
        (p("x", style="Mine"), style("berschrift2", name="Heading 2") + style("Mine", based="berschrift2"), 2),
        (p("x", style="Heading1"), "", 1),
        (p("x", style="Title"), "", None),
        (p("x", style="Title"), style("Title", name="Title"), None),
        (p("x"), "", None),
    ],
)
def test_outline_levels(body: str, styles: str, level: int | None) -> None:
    options = {"styles": styles} if styles else {}
    assert read(body, **options).paragraphs[0].outline_level == level


def test_style_names_are_those_that_word_shows() -> None:
    styles = style("N", name="Normal", default=True) + style("H", name="heading 1") + style("T", name="toc 1") + style("M", name="my style")
    document = read(p("a") + p("b", style="H") + p("c", style="T") + p("d", style="M") + p("e", style="gone"), styles=styles)
    assert [(q.style, q.style_name) for q in document.paragraphs] == [
        ("N", "Normal"),
        ("H", "Heading 1"),
        ("T", "TOC 1"),
        ("M", "my style"),
        ("gone", ""),
    ]

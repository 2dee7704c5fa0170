"""Text that an eye and a program read differently."""

from __future__ import annotations

import pytest
from word import docx, p, r, read, style, tbl, tc, tr

from reportlint import formats
from reportlint.model import Document


def seen(body: str, **options: object) -> Document:
    return formats.read(docx(body, **options), "a.docx")  # type: ignore[arg-type]


HEADING = style("H", name="heading 1")


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Le\u200bgal Advice", ("invisible", "Legal (ZERO WIDTH SPACE)")),
        ("Report \u202egnp.exe", ("invisible", "gnp.exe (RIGHT-TO-LEFT OVERRIDE)")),
        ("L\u0435gal Advice", ("lookalike", "L\u0435gal (CYRILLIC SMALL LETTER IE)")),
        ("Legal Advice", None),
        ("Legal\u200b Advice\u200e", None),
        ("Caf\u00e9 na\u00efve \u00b5g \u03b2-blocker", None),
        ("\u041c\u043e\u0441\u043a\u0432\u0430", None),
        ("\u05e9\u05dc\u05d5\u05dd \u202babc\u202c", None),
        ("Family \U0001f468\u200d\U0001f469\u200d\U0001f467", None),
        ("un\u00adusual", None),
    ],
)
def test_words_that_are_not_what_they_look_like(text: str, how: tuple[str, str] | None) -> None:
    found = [(h.how, h.text) for h in seen(p(text)).hidden]
    assert found == ([how] if how else [])


def test_a_heading_of_lookalikes_alone_is_told_of() -> None:
    (found,) = seen(p("Report \u0410\u0421\u0415", style="H"), styles=HEADING).hidden
    assert found.how == "lookalike"


FRAME = "<w:framePr w:x='-30000' w:y='1'/>"
BOX = (
    "<w:drawing><wp:anchor><wp:positionH><wp:posOffset>{}</wp:posOffset></wp:positionH><a:graphic><a:graphicData><wps:wsp><wps:txbx>"
    "<w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
)


SHAPE = "<w:pict><v:shape style='margin-left:-9999pt;width:3pt'><w:txbxContent>{}</w:txbxContent></v:shape></w:pict>"


@pytest.mark.parametrize(
    ("body", "how"),
    [
        (p("gone", props=FRAME), "off-page"),
        (p("gone", props="<w:ind w:left='31000'/>"), "off-page"),
        (p("gone", props="<w:ind w:start='-15000' w:end='15000'/>"), "off-page"),
        (p(content=r(content=BOX.format(-90000000, p("gone")))), "off-page"),
        (p(content=r(content=SHAPE.format(p("gone")))), "off-page"),
        (p(content=r("gone", "<w:color w:val='FEFEFE'/>")), "white"),
        (tbl(tr("gone", props="<w:trHeight w:val='1' w:hRule='exact'/>")), "tiny"),
        (tbl(tr("gone", props="<w:hidden/>")), "hidden"),
    ],
)
def test_what_no_reader_sees_is_no_text(body: str, how: str) -> None:
    document = seen(body + p("seen"))
    assert [h.how for h in document.hidden if h.text == "gone"] == [how]
    assert "gone" not in "".join(q.text for q in document.paragraphs)


@pytest.mark.parametrize(
    "body",
    [
        p("seen", props="<w:framePr w:x='4000' w:y='12000'/>"),
        p("seen", props="<w:ind w:left='-1440' w:right='-1440'/>"),
        p(content=r(content=BOX.format(9000000, p("seen")))),
        p(content=r("seen", "<w:color w:val='F2F2F2'/>")),
        tbl(tr(tc("seen"), props="<w:trHeight w:val='280' w:hRule='exact'/>")),
        tbl(tr(tc("seen"), props="<w:trHeight w:val='1' w:hRule='atLeast'/>")),
    ],
)
def test_what_a_reader_sees_is_text(body: str) -> None:
    document = read(body)
    assert not document.hidden
    assert "seen" in "".join(q.text for q in document.paragraphs)

"""Automatic numbers as Word prints them."""

from __future__ import annotations

import pytest
from word import abstract, deleted, ins, lvl, num, numbered, p, r, read, style, tbl, tc, tr

from reportlint.formats.docx.numbering import formatted

MULTI = abstract(1, lvl(0, "%1."), lvl(1, "%1.%2"), lvl(2, "(%3)", "lowerLetter"), lvl(3, "%4)", "lowerRoman"))


def numbers(body: str, numbering: str = MULTI + num(1, 1), **options: object) -> list[str]:
    return [q.number for q in read(body, numbering=numbering, **options).paragraphs]


def items(*levels: int, of: int = 1) -> str:
    return "".join(p("x", props=numbered(of, level)) for level in levels)


def test_levels_count_and_restart() -> None:
    assert numbers(items(0, 1, 1, 2, 2, 3, 0, 1, 2)) == ["1.", "1.1", "1.2", "(a)", "(b)", "i)", "2.", "2.1", "(a)"]


def test_a_number_carries_its_list_and_depth_and_is_no_text() -> None:
    first, second, plain = read(items(0, 1) + p("3. typed"), numbering=MULTI + num(1, 1)).paragraphs
    assert (first.text, first.number, first.list_depth, first.list_id) == ("x", "1.", 0, "1")
    assert second.list_depth == 1
    assert (plain.number, plain.list_depth, plain.list_id) == ("", None, "")


def test_starts_and_missing_higher_levels() -> None:
    assert numbers(items(0, 0), abstract(1, lvl(0, "%1", start=4)) + num(1, 1)) == ["4", "5"]
    assert numbers(items(1, 1)) == ["1.1", "1.2"]


def test_a_level_that_says_no_start_starts_at_nought() -> None:
    level = "<w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/><w:lvlText w:val='%1'/></w:lvl>"
    assert numbers(items(0, 0), abstract(1, level) + num(1, 1)) == ["0", "1"]


def test_lists_of_one_definition_run_on_unless_one_starts_anew() -> None:
    override = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride>"
    two = MULTI + num(1, 1) + num(2, 1)
    assert numbers(items(0, 0) + items(0, 0, of=2), two) == ["1.", "2.", "3.", "4."]
    anew = MULTI + num(1, 1) + num(2, 1, override)
    assert numbers(items(0, 0) + items(0, 0, of=2), anew) == ["1.", "2.", "1.", "2."]
    assert numbers(items(0) + items(0, of=2) + items(0) + items(0, of=2), anew) == ["1.", "1.", "2.", "3."]


def test_a_level_may_be_replaced() -> None:
    override = f"<w:lvlOverride w:ilvl='0'>{lvl(0, '[%1]', 'upperRoman', start=3)}</w:lvlOverride>"
    assert numbers(items(0, 0), MULTI + num(1, 1, override)) == ["[III]", "[IV]"]


def test_a_level_may_never_restart_or_only_after_one_level() -> None:
    never = abstract(1, lvl(0, "%1"), lvl(1, "%2", extra="<w:lvlRestart w:val='0'/>")) + num(1, 1)
    assert numbers(items(0, 1, 0, 1), never) == ["1", "1", "2", "2"]
    first = abstract(1, lvl(0, "%1"), lvl(1, "%2"), lvl(2, "%3", extra="<w:lvlRestart w:val='1'/>")) + num(1, 1)
    assert numbers(items(0, 1, 2, 1, 2, 0, 1, 2), first) == ["1", "1", "1", "2", "2", "2", "1", "1"]


def test_legal_levels_are_in_digits() -> None:
    levels = abstract(1, lvl(0, "%1", "upperRoman"), lvl(1, "%1.%2", extra="<w:isLgl/>")) + num(1, 1)
    assert numbers(items(0, 1), levels) == ["I", "1.1"]


@pytest.mark.parametrize(
    ("value", "kind", "printed"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (14, "lowerRoman", "xiv"),
        (1999, "upperRoman", "MCMXCIX"),
        (1, "lowerLetter", "a"),
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (1, "ordinal", "1st"),
        (12, "ordinal", "12th"),
        (23, "ordinal", "23rd"),
        (3, "ordinalText", "Third"),
        (21, "ordinalText", "Twenty-first"),
        (30, "ordinalText", "Thirtieth"),
        (21, "cardinalText", "Twenty-one"),
        (105, "cardinalText", "One hundred five"),
        (4, "none", ""),
        (4, "chicago", "4"),
        (10**9, "upperLetter", "1000000000"),
        (10**9, "upperRoman", "1000000000"),
    ],
)
def test_number_formats(value: int, kind: str, printed: str) -> None:
    assert formatted(value, kind) == printed


def test_bullets_and_unnumbered_levels() -> None:
    levels = abstract(1, lvl(0, "\uf0b7", "bullet"), lvl(1, "", "none")) + num(1, 1)
    document = read(items(0, 1), numbering=levels)
    assert [(q.number, q.list_depth) for q in document.paragraphs] == [("•", 0), ("", None)]


def test_numbering_from_the_style() -> None:
    styles = style("ListBullet", "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>", name="List Bullet")
    document = read(p("x", style="ListBullet"), styles=styles, numbering=abstract(1, lvl(0, "o", "bullet")) + num(1, 1))
    assert [(q.number, q.list_depth) for q in document.paragraphs] == [("•", 0)]


def test_a_level_names_the_style_that_uses_it() -> None:
    linked = abstract(1, lvl(0, "%1.", extra="<w:pStyle w:val='H1'/>"), lvl(1, "%1.%2", extra="<w:pStyle w:val='H2'/>")) + num(1, 1)
    pointed = "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>"
    styles = style("H1", pointed, name="heading 1") + style("H2", pointed, name="heading 2") + style("Sub", based="H2")
    body = p("a", style="H1") + p("b", style="H2") + p("c", style="Sub") + p("d", style="H1")
    assert numbers(body, linked, styles=styles) == ["1.", "1.1", "1.2", "2."]


def test_numbering_taken_away() -> None:
    styles = style("L", f"<w:pPr>{numbered(1)}</w:pPr>") + style("M", f"<w:pPr>{numbered(0)}</w:pPr>", based="L")
    body = p("a", style="L") + p("b", style="L", props=numbered(0)) + p("c", style="M") + p("d", style="L")
    assert numbers(body, styles=styles) == ["1.", "", "", "2."]


def test_a_level_of_its_own_in_the_list_of_its_style() -> None:
    styles = style("L", f"<w:pPr>{numbered(1)}</w:pPr>")
    assert numbers(p("a", style="L") + p("b", style="L", props="<w:numPr><w:ilvl w:val='1'/></w:numPr>"), styles=styles) == ["1.", "1.1"]


def test_numbering_through_a_numbering_style() -> None:
    lists = abstract(1, extra="<w:numStyleLink w:val='Outline'/>") + abstract(2, lvl(0, "§%1"), extra="<w:styleLink w:val='Outline'/>")
    assert numbers(items(0, 0), lists + num(1, 1)) == ["§1", "§2"]


def test_what_is_not_there_does_not_count() -> None:
    gone = "<w:rPr><w:del w:author='Ann'/></w:rPr>"
    hidden = p(props=numbered(1) + "<w:rPr><w:vanish/></w:rPr>", content=r("x", "<w:vanish/>"))
    removed = p(props=numbered(1) + gone, content=deleted("x"))
    row = tbl(tr(tc(items(0)), props="<w:del w:author='Ann'/>"))
    assert numbers(items(0) + hidden + removed + items(0) + row + items(0)) == ["1.", "2.", "3."]


def test_tracked_numbering_counts() -> None:
    tracked = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/><w:ins w:author='Ann'/></w:numPr>"
    assert numbers(p(props=tracked, content=ins(r("x"))) + items(0)) == ["1.", "2."]


def test_a_list_that_is_not_defined_prints_nothing() -> None:
    first, second = read(items(0) + items(0, of=7), numbering=num(7, 9)).paragraphs
    assert (first.number, first.list_depth, second.number) == ("", None, "")
    assert read(items(0)).paragraphs[0].number == ""


def test_custom_formats_with_zeros() -> None:
    choice = "<mc:AlternateContent><mc:Choice Requires='w14'><w:numFmt w:val='custom' w:format='001, 002, 003, ...'/></mc:Choice>"
    level = f"<w:lvl w:ilvl='0'><w:start w:val='7'/>{choice}</mc:AlternateContent><w:lvlText w:val='%1'/></w:lvl>"
    assert numbers(items(0), abstract(1, level) + num(1, 1)) == ["007"]

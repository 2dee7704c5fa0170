"""Attacks by number and depth: files that are small and make work that is not."""

# ruff: noqa: E501
from __future__ import annotations

from collections.abc import Callable

from tests.attacks.attack import Attack, files, judged, read, refused
from tests.formats.word import W, abstract, docx, field, ins, lvl, num, numbered, p, r, sdt, style, tbl, tc, tr

RECOGNISED = '"status": "fail"'


def deep(before: str, after: str, depth: int, inner: str = "") -> Callable[[], bytes]:
    return lambda: docx(before * depth + inner + after * depth)


def styled(count: int) -> bytes:
    """Styles each based on the one before, and a paragraph in each of them."""
    styles = "".join(style(f"S{n}", based=f"S{n - 1}") for n in range(count))
    return docx("".join(p("x", style=f"S{n}") for n in range(count)), styles=styles)


def commented(count: int) -> bytes:
    """Comments that begin and never end, over many paragraphs."""
    return docx("".join(f"<w:p><w:commentRangeStart w:id='{n}'/><w:r><w:t>x</w:t></w:r></w:p>" for n in range(count)))


def fields(count: int) -> bytes:
    """Fields that begin and never end."""
    begin = "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
    return docx("<w:p>" + (begin + "<w:r><w:t>x</w:t></w:r>") * count + "</w:p>")


def replies(count: int) -> bytes:
    """Comments that answer one another in a chain."""
    made = "".join(f"<w:comment w:id='{n}'><w:p w14:paraId='{n:08X}'/></w:comment>" for n in range(count))
    chain = "".join(f"<w15:commentEx w15:paraId='{n:08X}' w15:paraIdParent='{n + 1:08X}'/>" for n in range(count))
    return docx(p("x"), comments=made, comments_extended=chain)


def prefixes(count: int) -> bytes:
    """A choice among alternatives again and again, where many prefixes are in force."""
    names = " ".join(f"xmlns:n{n}='urn:{n}'" for n in range(count))
    choice = "<mc:AlternateContent><mc:Choice Requires='n1'/><mc:Fallback/></mc:AlternateContent>"
    return docx(f"<w:customXml {names}><w:p>{choice * count}</w:p></w:customXml>")


def linked_lists(count: int) -> bytes:
    """Lists that are defined by way of styles, many times over."""
    lists = "".join(abstract(n, extra=f"<w:numStyleLink w:val='L{n}'/>") + num(n, n) for n in range(count))
    return docx("".join(p("x", props=numbered(n)) for n in range(count)), numbering=lists)


def long_number(fmt: str, start: int, extra: str = "") -> bytes:
    level = lvl(0, "%1" * 100, fmt=f"{fmt}", start=start, extra=extra)
    return docx(p("plainly read", props=numbered(1)) * 500, numbering=abstract(1, level) + num(1, 1))


def marked(count: int) -> bytes:
    """One paragraph of runs that look different by turns."""
    return docx("<w:p>" + (r("a", "<w:b/>") + r("b", "<w:i/>")) * count + "</w:p>")


def changed(count: int) -> bytes:
    return docx("<w:p>" + (ins(r("a")) + ins(r("b"), author="Bob")) * count + "</w:p>")


def related(count: int) -> bytes:
    return docx(p("x"), links=tuple((f"r{n}", "image", f"gone{n}.png") for n in range(count)))


def headings(text: str, count: int) -> bytes:
    return docx(p(text, style="H") * count, styles=style("H", name="heading 1"))


GRID = "<w:gridSpan w:val='3000000'/>"
MERGE = "<w:vMerge/>"

ATTACKS: list[Attack] = [
    refused("size-elements", lambda: docx("<w:p/>" * 1_600_000), "more than 1,500,000 elements"),
    refused("size-paragraphs-over-a-limit", lambda: docx(p("x") * 3000), "more than 2,000 paragraphs", limits=("paragraphs=2000",)),
    refused("size-time-over-a-limit", lambda: docx(p("word " * 40) * 20_000), "took longer than 0.3 seconds", limits=("seconds=0.3",)),
    refused("size-memory-over-a-limit", lambda: docx(p("word") * 60_000), "took more than 16 MB of memory", limits=("memory=16MB",)),
    refused("size-one-text-of-millions", lambda: docx(p("x" * 11_000_000)), "more than ten million characters"),
    refused("size-depth-of-controls", deep("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 2000), "more than 256 elements within"),
    refused("size-depth-of-nothing", deep("<w:customXml>", "</w:customXml>", 100_000), "more than 256 elements within"),
    refused("size-depth-in-styles", lambda: docx(p("x"), styles="<w:style>" * 400 + "</w:style>" * 400), "more than 256 elements within"),
    refused("size-depth-over-a-limit", deep("<w:customXml>", "</w:customXml>", 40), "more than 20 elements within", limits=("depth=20",)),
    judged("size-depth-of-tables", deep("<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>", 80), RECOGNISED),
    judged("size-depth-of-insertions", deep("<w:ins w:id='1' w:author='A'>", "</w:ins>", 240), RECOGNISED),
    judged("size-depth-of-boxes", deep("<w:p><w:r><w:pict><w:txbxContent>", "</w:txbxContent></w:pict></w:r></w:p>", 60), RECOGNISED),
    judged("size-depth-of-choices", deep("<mc:AlternateContent><mc:Fallback>", "</mc:Fallback></mc:AlternateContent>", 120, p("x")), RECOGNISED),
    judged("size-depth-of-choices-twice", lambda: docx(doubled(14)), RECOGNISED),
    judged("size-grid-span", lambda: docx(tbl(tr(tc("a", props=GRID), "b"))), RECOGNISED),
    judged("size-grid-span-everywhere", lambda: docx(tbl(tr(*[tc("a", props=GRID)] * 40) * 100)), RECOGNISED),
    judged("size-grid-before", lambda: docx(tbl(tr("a", props="<w:gridBefore w:val='2000000000'/>"))), RECOGNISED),
    judged("size-grid-negative", lambda: docx(tbl(tr(tc("a", props="<w:gridSpan w:val='-5'/>")))), RECOGNISED),
    judged("size-grid-of-digits", lambda: docx(tbl(tr(tc("a", props=f"<w:gridSpan w:val='{'9' * 100_000}'/>")))), RECOGNISED),
    judged("size-grid-columns", lambda: docx(tbl("<w:tblGrid>" + "<w:gridCol/>" * 200_000 + "</w:tblGrid>" + tr("a"))), RECOGNISED),
    judged("size-table-merged-through", lambda: docx(tbl(tr(tc("a", props=MERGE), tc("b", props=MERGE)) * 2000)), RECOGNISED),
    judged("size-table-of-one-row", lambda: docx(tbl(tr(*["a"] * 4000))), RECOGNISED),
    judged("size-tables", lambda: docx(tbl(tr("a")) * 3000), RECOGNISED),
    judged("size-styles-chained", lambda: styled(1500), RECOGNISED),
    judged("size-styles", lambda: docx(p("x"), styles="".join(style(f"S{n}") for n in range(30_000))), RECOGNISED),
    judged("size-comments-open", lambda: commented(1500), RECOGNISED),
    judged("size-comments-chained", lambda: replies(2000), RECOGNISED),
    judged("size-fields-open", lambda: fields(5000), RECOGNISED),
    judged("size-field-code", lambda: docx(p(content=field("HYPERLINK " + '"\\"' * 100_000, r("x")))), RECOGNISED),
    judged("size-prefixes", lambda: prefixes(1500), RECOGNISED),
    judged("size-lists-linked", lambda: linked_lists(3000), RECOGNISED),
    judged("size-list-levels", lambda: docx(p("x", props=numbered(1, 8)) * 3000, numbering=abstract(1, *(lvl(n, "%1.%2.%3.%4.%5.%6.%7.%8.%9") for n in range(9))) + num(1, 1)), RECOGNISED),
    read("size-number-roman", lambda: long_number("upperRoman", 999_999_999), "plainly read"),
    read("size-number-letters", lambda: long_number("upperLetter", 999_999_999), "plainly read"),
    read("size-number-words", lambda: long_number("ordinalText", 999_999_999), "plainly read"),
    read("size-number-padded", lambda: docx(p("plainly read", props=numbered(1)) * 50, numbering=abstract(1, f"<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='custom' w:format='{'0' * 1_000_000}, x'/><w:lvlText w:val='%1'/></w:lvl>") + num(1, 1)), "plainly read"),
    read("size-number-text", lambda: docx(p("plainly read", props=numbered(1)) * 500, numbering=abstract(1, lvl(0, "%1" * 500_000)) + num(1, 1)), "plainly read"),
    judged("size-marks", lambda: marked(5000), RECOGNISED),
    judged("size-changes", lambda: changed(4000), RECOGNISED),
    judged("size-relations-to-nothing", lambda: related(10_000), RECOGNISED),
    read("size-relations-to-nothing-told", lambda: related(3000), "There are 2980 more things like these."),
    judged("size-heading-long", lambda: headings("Legal advice and implications " * 10_000, 1), RECOGNISED),
    judged("size-headings-many", lambda: headings("Legal advice and implication", 2000), RECOGNISED),
    judged("size-headings-long-and-many", lambda: headings("Legal advice and implication " * 30, 300), RECOGNISED),
    judged("size-one-word", lambda: docx(p("a" * 500_000)), RECOGNISED),
    judged("size-one-sentence", lambda: docx(p("word " * 100_000)), RECOGNISED),
    judged("size-digits", lambda: docx(p("1" * 300_000)), RECOGNISED),
    judged("size-dates", lambda: docx(p("1 January 2025, " * 3000)), RECOGNISED),
    judged("size-spaces", lambda: docx(p(" " * 400_000 + "x")), RECOGNISED),
    judged("size-brackets", lambda: docx(p("(" * 50_000) + p("[" * 50_000) + p("<" * 20_000)), RECOGNISED),
    judged("size-dots", lambda: docx(p("." * 200_000) + p("_" * 100_000)), RECOGNISED),
    judged("size-addresses", lambda: docx(p("a@" * 50_000) + p("a." * 50_000 + "@")), RECOGNISED),
    judged("size-placeholders", lambda: docx(p("TBC [insert name] xx/xx/xxxx ") * 500), RECOGNISED),
    judged("size-tabs-and-breaks", lambda: docx(p(content="<w:r>" + "<w:tab/><w:br/>" * 30_000 + "</w:r>")), RECOGNISED),
    judged("size-links", lambda: docx("<w:p>" + f"<w:hyperlink w:anchor='a'>{r('here')}</w:hyperlink>" * 3000 + "</w:p>"), RECOGNISED),
    judged("size-controls", lambda: docx(sdt(p("x")) * 5000), RECOGNISED),
    judged("size-footnotes", lambda: docx("<w:p>" + "<w:r><w:footnoteReference w:id='1'/></w:r>" * 20_000 + "</w:p>", footnotes=f"<w:footnote w:id='1'>{p('x')}</w:footnote>"), RECOGNISED),
    judged("size-sections", lambda: docx(p("x", props="<w:sectPr/>") * 5000), RECOGNISED),
    judged("size-pages", lambda: docx(p(content="<w:r>" + "<w:lastRenderedPageBreak/><w:br w:type='page'/>" * 20_000 + "</w:r>")), RECOGNISED),
    judged("size-joined-paragraphs", lambda: docx(p("x", props="<w:rPr><w:del w:id='1' w:author='A'/></w:rPr>") * 5000), RECOGNISED),
    judged("size-attributes", lambda: docx(p("x") + "<w:p " + " ".join(f"w:a{n}='1'" for n in range(20_000)) + "/>"), RECOGNISED),
    judged("size-author-names", lambda: docx(ins(r("x"), author="A" * 1_000_000)), RECOGNISED),
    judged("size-markdown-stars", b"*a **b _c " * 5000, RECOGNISED, file="attack.md"),
    judged("size-markdown-brackets", b"[" * 30_000 + b"](" * 10_000, RECOGNISED, file="attack.md"),
    judged("size-markdown-quotes", b">" * 5000 + b" x\n" + b"> " * 5000, RECOGNISED, file="attack.md"),
    judged("size-markdown-lists", "\n".join(" " * n + "- x" for n in range(1000)).encode(), RECOGNISED, file="attack.md"),
    judged("size-markdown-tables", (b"|a" * 300 + b"|\n") * 8, RECOGNISED, file="attack.md"),
    judged("size-markdown-ticks", b"`" * 20_000 + b" `` " * 2000, RECOGNISED, file="attack.md"),
    judged("size-html-spans", b"<html><body><table><tr>" + b"<td colspan=99999 rowspan=99999>x</td>" * 200 + b"</tr></table>", RECOGNISED, file="attack.html"),
    judged("size-html-attributes", b"<html><body><p style='" + b"color:red;" * 50_000 + b"'>x</p></body></html>", RECOGNISED, file="attack.html"),
    refused("size-odt-repeats", lambda: repeated(), "far more than a report does", file="attack.odt"),
    Attack("size-many-files-one-of-them-bad", files({f"{n}.docx": docx(p("x")) if n != 3 else docx("<w:p/>" * 1_600_000) for n in range(6)}),
           ("check", ".", "--format", "json"), 2, ("more than 1,500,000 elements", '"documents": 6')),
]  # fmt: skip


def doubled(depth: int) -> str:
    """Alternatives within alternatives: a reader that takes both reads 2 to the power of `depth` of them."""
    made = p("x")
    for _ in range(depth):
        made = f"<mc:AlternateContent><mc:Choice Requires='w'>{made}</mc:Choice><mc:Fallback>{made}</mc:Fallback></mc:AlternateContent>"
    return made.replace("Requires='w'", f"xmlns:w='{W}' Requires='w'", 1)


def repeated() -> bytes:
    from tests.attacks.markup import odt

    space = "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"
    cell = "<table:table-cell table:number-columns-repeated='1000000'><text:p>x</text:p></table:table-cell>"
    row = f"<table:table-row table:number-rows-repeated='1000000'>{cell}</table:table-row>"
    return odt("", f"<table:table {space}>{row}</table:table>")

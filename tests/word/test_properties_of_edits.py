"""Whatever is edited in whatever document: rejecting gives the original's text, accepting the text that was meant."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from redline import ON, accepted, entries, finding, fixed_result, rejected, seen, texts
from word import deleted, docx, ins, p, r, sdt, style, tbl, tc, tr

from reportlint.findings import Edit
from reportlint.model import Span
from reportlint.word.annotate import annotate, clear
from reportlint.word.fix import fix

WORDS = st.text("abc é—\t", min_size=1, max_size=6).map(lambda w: w.replace("\t", "b"))
LOOKS = st.sampled_from(["", "<w:b/>", "<w:i/>", '<w:color w:val="0000FF"/>'])
RUN = st.builds(r, WORDS, LOOKS)
INLINE = st.one_of(
    RUN,
    RUN,
    RUN.map(lambda x: f"<w:hyperlink w:anchor='a'>{x}</w:hyperlink>"),
    RUN.map(lambda x: sdt(x, "<w:text/>")),
    RUN.map(ins),
    WORDS.map(deleted),
    st.just("<w:r><w:tab/><w:t>x</w:t><w:br/></w:r>"),
    st.just('<w:bookmarkStart w:id="90" w:name="b"/><w:bookmarkEnd w:id="90"/>'),
    st.just("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"),
)
PARAGRAPH = st.lists(INLINE, max_size=5).map(lambda parts: p(content="".join(parts)))
BLOCK = st.one_of(PARAGRAPH, PARAGRAPH.map(sdt), st.tuples(PARAGRAPH, PARAGRAPH).map(lambda c: tbl(tr(tc(c[0]), tc(c[1])))))
BODY = st.lists(BLOCK, min_size=1, max_size=4).map("".join)


@st.composite
def edits(draw: st.DrawFn) -> tuple[bytes, list[Edit], list[str]]:
    """A document, edits in it that do not overlap, and the texts that they should leave."""
    styles = style("Heading2", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>', name="heading 2")
    data = docx(draw(BODY), styles=styles, extra={"word/media/image1.png": b"\x89PNG not touched"})
    wanted, after = [], []
    for paragraph in seen(data).paragraphs:
        text, at, out = paragraph.text, 0, ""
        if draw(st.booleans()):
            wanted.append(Edit("style", paragraph.span, "heading 2"))
        if paragraph.table is not None and draw(st.booleans()):
            wanted.append(Edit("header-row", Span(paragraph.ordinal, 0, 0)))
        while at < len(text) and draw(st.booleans()):
            start = draw(st.integers(at, len(text) - 1))
            end = draw(st.integers(start + 1, len(text)))
            new = draw(st.text("xyz ", max_size=4))
            wanted.append(Edit("replace", Span(paragraph.ordinal, start, end), new))
            out += text[at:start] + new
            at = end
        after.append(out + text[at:])
    return data, wanted, after


@settings(max_examples=50, deadline=None)
@given(edits())
def test_rejected_it_is_the_original_and_accepted_what_was_meant(case: tuple[bytes, list[Edit], list[str]]) -> None:
    data, wanted, meant = case
    made = fix(data, fixed_result(*(finding(e.span, edits=(e,)) for e in wanted)), ON)
    back, original = seen(rejected(made.data)), seen(data)
    assert (back.paragraphs, back.tables, back.revisions) == (original.paragraphs, original.tables, original.revisions)
    assert texts(accepted(made.data)) == texts(made.data)
    if not made.left:
        assert texts(made.data) == meant
    before, after = entries(data), entries(made.data)
    assert list(before) == list(after)
    assert all(after[n] == before[n] for n in before if n != "word/document.xml")


@settings(max_examples=50, deadline=None)
@given(BODY, st.data())
def test_comments_change_no_text_and_leave_no_trace(body: str, data: st.DataObject) -> None:
    original = docx(body)
    spans = []
    for paragraph in seen(original).paragraphs:
        for _ in range(data.draw(st.integers(0, 3))):
            start = data.draw(st.integers(0, len(paragraph.text)))
            spans.append(Span(paragraph.ordinal, start, data.draw(st.integers(start, len(paragraph.text)))))
    made = annotate(original, fixed_result(*(finding(s, "" if s.start == s.end else "x") for s in spans)), ON)
    read = seen(made.data)
    assert read.paragraphs == seen(original).paragraphs
    # A range with words in it is exactly where it was asked for.
    wanted = sorted((s.paragraph, s.start, s.end) for s in spans if s.start < s.end)
    assert sorted((c.span.paragraph, c.span.start, c.span.end) for c in read.comments if c.span.start < c.span.end) == wanted
    bare, count = clear(made.data)
    assert (count, entries(bare).keys()) == (len(spans), entries(original).keys())
    assert seen(bare).paragraphs == seen(original).paragraphs

"""Inside a paragraph: runs and what they hold."""

from __future__ import annotations

from reportlint.formats.docx import fields, pictures
from reportlint.formats.docx.draft import Anchor, LinkDraft, Range
from reportlint.formats.docx.names import M_NS, R_ID, XML_NS, Element, q, w
from reportlint.formats.docx.styles import PLAIN, read_run
from reportlint.formats.docx.symbols import is_symbol_font, spelled, symbol
from reportlint.formats.docx.walk import Handler, Handlers, Walk, revision

_PROPERTIES = w("rPr")
_SPACE = q(XML_NS, "space")
_M_TEXT = q(M_NS, "t")
_GONE = frozenset({w("del"), w("moveFrom")})
_SPACES = str.maketrans("\n\r", "  ")


def run(walk: Walk, element: Element) -> None:
    """Read a run: its properties, then its content."""
    walk.run = PLAIN
    walk.visit(element, RUN)
    walk.run = PLAIN
    if walk.reformatted is not None:
        walk.close(walk.reformatted)
        walk.reformatted = None


def properties(walk: Walk, element: Element) -> None:
    walk.run, change = read_run(element)
    if change is not None and walk.sink is None:
        walk.reformatted = Range()
        walk.open(walk.reformatted)
        formatted(walk, change, walk.reformatted)
    if walk.run.lang:
        walk.found.languages[walk.run.lang] = walk.found.languages.get(walk.run.lang, 0) + 1


def formatted(walk: Walk, change: Element, stretch: Range | None = None) -> None:
    """Record a tracked change of formatting: of this stretch, else of the paragraph so far, else at the current place."""
    found = revision("formatting", change)
    if stretch is not None:
        found.range = stretch
    elif walk.draft is not None:
        found.range.segments.append((walk.draft, 0, walk.draft.length))
    else:
        found.point = walk.point()
    walk.found.revisions.append(found)


def text(walk: Walk, element: Element) -> None:
    words = element.text
    if words:
        if not (words[0] > " " and words[-1] > " "):
            words = _trimmed(walk, element, words)
        if "\n" in words or "\r" in words:
            words = words.translate(_SPACES)
        font = walk.run.font
        walk.put(spelled(words, font) if font and is_symbol_font(font) else words, element)


def _trimmed(walk: Walk, element: Element, words: str) -> str:
    """The words without spaces at their ends, unless the file says to keep these."""
    space = element.get(_SPACE)
    return words if space == "preserve" or (space is None and walk.preserve) else words.strip(" \t\r\n")


def deleted_text(walk: Walk, element: Element) -> None:
    # Outside a deletion this is a leftover that Word does not show.
    if walk.sink is not None and element.text:
        walk.put(element.text, element)


def character(what: str) -> Handler:
    """A handler that puts one character."""

    def put(walk: Walk, element: Element) -> None:
        walk.put(what, element)

    return put


def line_break(walk: Walk, element: Element) -> None:
    kind = element.get(w("type"), "textWrapping")
    if kind == "textWrapping":
        walk.put("\n", element)
    elif kind == "page" and walk.seen and walk.draft is not None:
        if walk.pages.counting:
            walk.pages.force()
        walk.draft.breaks_at.append(walk.draft.length)


def rendered_break(walk: Walk, element: Element) -> None:
    if walk.sink is not None or walk.draft is None or not walk.pages.counting:
        return
    walk.found.paged = True
    new = walk.pages.recorded()
    if new:
        walk.draft.breaks_at.append(walk.draft.length)


def sym(walk: Walk, element: Element) -> None:
    code = element.get(w("char"), "")
    try:
        walk.put(symbol(element.get(w("font"), ""), int(code, 16)), element)
    except ValueError:
        return


def math(walk: Walk, element: Element) -> None:
    """Put the characters of a formula."""
    for child in element:
        if child.tag == _M_TEXT:
            walk.put(child.text or "", child)
        elif child.tag not in _GONE:
            math(walk, child)


def ruby(walk: Walk, element: Element) -> None:
    """Read the base of a phonetic guide; the guide above it is not part of the sentence."""
    base = element.find(w("rubyBase"))
    if base is not None:
        before = walk.run
        walk.visit(base, INLINE)
        walk.run = before


def note_reference(kind: str) -> Handler:
    """A handler that notes that a footnote or endnote is referred to here."""

    def refer(walk: Walk, element: Element) -> None:
        if walk.seen:
            walk.found.notes.setdefault((kind, element.get(w("id"), "")), walk.pages.number)

    return refer


def anchor(walk: Walk, element: Element) -> Anchor:
    return walk.found.anchors.setdefault(element.get(w("id"), ""), Anchor())


def comment_reference(walk: Walk, element: Element) -> None:
    anchor(walk, element).point = walk.point()


def hyperlink(walk: Walk, element: Element) -> None:
    relation = walk.relation(element.get(R_ID))
    name = element.get(w("anchor")) or element.get(w("docLocation"))
    target = (relation.target if relation else "") + (f"#{name}" if name else "")
    stretch = Range()
    if walk.seen:
        walk.found.links.append(LinkDraft(stretch, target))
        walk.open(stretch)
    walk.visit(element, INLINE)
    walk.close(stretch)


def simple_field(walk: Walk, element: Element) -> None:
    """Read the result of a simple field; a HYPERLINK field is a link."""
    target = fields.link_target(element.get(w("instr"), ""))
    stretch = Range()
    if target is not None and walk.seen:
        walk.found.links.append(LinkDraft(stretch, target))
        walk.open(stretch)
    walk.visit(element, INLINE)
    walk.close(stretch)


def positional_tab(walk: Walk, element: Element) -> None:
    walk.put("\t", element)


def choose(walk: Walk, element: Element, handlers: Handlers) -> None:
    """Read the first alternative whose extensions are understood, else the fallback."""
    chosen = pictures.alternative(element)
    if chosen is not None:
        walk.visit(chosen, handlers)


RUN: dict[str, Handler] = {
    _PROPERTIES: properties,
    w("t"): text,
    w("delText"): deleted_text,
    w("tab"): character("\t"),
    w("br"): line_break,
    w("cr"): character("\n"),
    w("noBreakHyphen"): character("\u2011"),
    w("softHyphen"): character("\u00ad"),
    w("ptab"): positional_tab,
    w("sym"): sym,
    w("lastRenderedPageBreak"): rendered_break,
    w("fldChar"): fields.character,
    w("instrText"): fields.instruction,
    w("drawing"): pictures.drawing,
    w("pict"): pictures.vml,
    w("object"): pictures.vml,
    w("ruby"): ruby,
    w("footnoteReference"): note_reference("footnote"),
    w("endnoteReference"): note_reference("endnote"),
    w("commentReference"): comment_reference,
    q(M_NS, "t"): text,
}

INLINE: dict[str, Handler] = {
    w("r"): run,
    w("hyperlink"): hyperlink,
    w("fldSimple"): simple_field,
    q(M_NS, "oMath"): math,
    q(M_NS, "oMathPara"): math,
    q(M_NS, "r"): run,
}

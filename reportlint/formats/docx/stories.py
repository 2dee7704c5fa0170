"""The stories of a document in reading order: body, notes, headers and footers; and the comments on them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from reportlint import limits
from reportlint.formats.docx import body, flow
from reportlint.formats.docx.assemble import Assembly, assemble
from reportlint.formats.docx.draft import Anchor, Collected, Draft
from reportlint.formats.docx.names import MC_NS, R_ID, W14_NS, W15_NS, WP_NS, XML_NS, Element, on, q, val, w
from reportlint.formats.docx.numbering import Lists, read_lists
from reportlint.formats.docx.package import Package, Relation
from reportlint.formats.docx.styles import Styles, read_styles
from reportlint.formats.docx.walk import Pages, Place, Walk
from reportlint.model import Comment, Span, Story

_NEW_PAGE = frozenset({"nextPage", "oddPage", "evenPage"})
_SECTION = w("sectPr")
#: What was read of styles and numbering parts, by their bytes. Neither changes but by remembering its answers.
_TEMPLATES: dict[tuple[Hashable, ...], tuple[Styles, Lists]] = {}
_MOST_TEMPLATES = 16


@dataclass
class Reader:
    """Reads the stories of one package into one collection."""

    package: Package
    styles: Styles = field(default_factory=Styles)
    lists: Lists = field(default_factory=Lists)
    found: Collected = field(default_factory=Collected)
    backed: bool = False

    def __post_init__(self) -> None:
        self.styles, self.lists = self._template()

    def _template(self) -> tuple[Styles, Lists]:
        """The styles and lists, which are kept: the documents of a council are written on the same few templates."""
        package = self.package
        names = [package.related(package.main, kind) for kind in ("styles", "numbering")]
        key = (limits.current(), *(package.archive.read(name) if name else b"" for name in names))
        found = _TEMPLATES.get(key)
        if found is None:
            styles = read_styles(self.part("styles"))
            found = styles, read_lists(self.part("numbering"), styles)
            if len(_TEMPLATES) >= _MOST_TEMPLATES:
                _TEMPLATES.clear()
            _TEMPLATES[key] = found
        return found

    def part(self, kind: str) -> Element | None:
        """The root of the part of this kind that the main part relates to."""
        name = self.package.related(self.package.main, kind)
        return self.package.root(name) if name else None

    def walk(self, root: Element, relations: dict[str, Relation], story: Story, found: Collected | None = None) -> Walk:
        """A walk over a part, at its start."""
        process = root.get(q(MC_NS, "ProcessContent"), "").split()
        names = {_qualified(root, name) for name in process}
        collected = self.found if found is None else found
        start = Walk(self.styles, collected, body.WRAPPERS, body.BLOCKS, story, relations, process=frozenset(names))
        start.place = Place(backed=self.backed or _has_backdrop(root))
        start.preserve = root.get(q(XML_NS, "space")) == "preserve"
        return start

    def body(self, root: Element) -> None:
        """Read the body, then the notes that it refers to, then the headers and footers of its sections."""
        content = root.find(w("body"))
        if content is None:
            content = root
        background = root.find(w("background"))
        self.backed = background is not None and background.get(w("color"), "auto").upper() not in ("AUTO", "FFFFFF")
        sections = [s for s in content.iter(_SECTION) if (up := s.getparent()) is not None and up.tag != w("sectPrChange")]
        walk = self.walk(root, self.package.relations(self.package.main), "body")
        walk.part = self.package.main
        walk.sections = [(val(s, w("type")) or "nextPage") in _NEW_PAGE for s in sections]
        walk.visit(content, body.BLOCKS)
        flow.finish(walk)
        if not self.found.drafts:
            self.found.drafts.append(Draft("body"))  # as Word does: a document has a paragraph
        self.notes("footnotes", "footnote")
        self.notes("endnotes", "endnote")
        for story in ("header", "footer"):
            self.margins(sections, story)

    def notes(self, kind: str, story: Story) -> None:
        """Read the notes that the body refers to, in the order in which it does."""
        part = self.package.related(self.package.main, kind)
        wanted = {key: page for (which, key), page in self.found.notes.items() if which == story}
        if not part or not wanted:
            return
        root = self.package.root(part)
        by_id = {note.get(w("id"), ""): note for note in root.iter(w(story))}
        relations = self.package.relations(part)
        for key, page in wanted.items():
            note = by_id.get(key)
            if note is None or note.get(w("type"), "normal") != "normal":
                continue
            walk = self.walk(root, relations, story)
            walk.part = part
            walk.pages = Pages(number=page or 0, counting=False)
            walk.visit(note, body.BLOCKS)
            flow.finish(walk)

    def margins(self, sections: list[Element], story: Story) -> None:
        """Read the headers or footers that the sections refer to, each part once."""
        relations = self.package.relations(self.package.main)
        references = [r for section in sections for r in section.iterfind(w(f"{story}Reference"))]
        targets = [relations[key].target for r in references if (key := r.get(R_ID, "")) in relations]
        for part in dict.fromkeys(targets):
            if self.package.archive.has(part):
                root = self.package.root(part)
                walk = self.walk(root, self.package.relations(part), story)
                walk.part = part
                walk.pages = Pages(number=0, counting=False)
                walk.visit(root, body.BLOCKS)
                flow.finish(walk)

    def comments(self, assembly: Assembly) -> tuple[Comment, ...]:
        """The comments in reading order, replies after what they answer."""
        root = self.part("comments")
        if root is None or not assembly.paragraphs:
            return ()
        parents = self._parents(root)
        relations = self.package.relations(self.package.related(self.package.main, "comments"))
        result = []
        for element in root.iterfind(w("comment")):
            span = _comment_span(assembly, element.get(w("id"), ""), parents)
            author, date = element.get(w("author"), ""), element.get(w("date"), "")
            result.append(Comment(span, author, self._words(root, element, relations), date))
        return tuple(sorted(result, key=lambda comment: (comment.span.paragraph, comment.span.start)))

    def _words(self, root: Element, element: Element, relations: dict[str, Relation]) -> str:
        walk = self.walk(root, relations, "body", Collected())
        walk.visit(element, body.BLOCKS)
        flow.finish(walk)
        return "\n".join(p.text for p in assemble(walk.found, self.styles, self.lists).paragraphs)

    def _parents(self, root: Element) -> dict[str, str]:
        """Which comment a reply answers, by their ids."""
        extended = self.part("commentsExtended")
        if extended is None:
            return {}
        paragraphs = {p.get(q(W14_NS, "paraId"), ""): c.get(w("id"), "") for c in root.iterfind(w("comment")) for p in c.iter(w("p"))}
        pairs = ((e.get(q(W15_NS, "paraId"), ""), e.get(q(W15_NS, "paraIdParent"), "")) for e in extended)
        return {paragraphs[child]: paragraphs[parent] for child, parent in pairs if child in paragraphs and parent in paragraphs}


def _comment_span(assembly: Assembly, key: str, parents: dict[str, str]) -> Span:
    """The words that a comment stands on; a reply's are those of what it answers, and the document's start is the last resort."""
    seen: set[str] = set()
    while key not in seen:
        seen.add(key)
        anchor = assembly.found.anchors.get(key)
        span = None if anchor is None else _anchored(assembly, anchor)
        if span is not None:
            return span
        key = parents.get(key, key)
    return Span(1, 0, 0)


def _anchored(assembly: Assembly, anchor: Anchor) -> Span | None:
    spans = assembly.spans(anchor.range.segments)
    filled = next((span for span in spans if span.start < span.end), None)
    if filled is None and anchor.point is not None:
        return assembly.span(anchor.point)
    return filled or next(iter(spans), None)


def _has_backdrop(root: Element) -> bool:
    """Whether a picture or shape lies behind the text of a part, so that white words may stand out against it."""
    return any(on(anchor, "behindDoc") and anchor.get("behindDoc") for anchor in root.iter(q(WP_NS, "anchor")))


def _qualified(root: Element, name: str) -> str:
    prefix, _, local = name.partition(":")
    return q(root.nsmap.get(prefix) or "", local)

"""One XML part of a Word file while it is edited: its tree as the file has it, and elements made in its own namespace."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from reportlint.errors import UnreadableDocument
from reportlint.formats.archive import BAD_BYTES, damaged
from reportlint.formats.docx.names import R_NS, W_NS, Element
from reportlint.word._spelling import canonical, respelled

STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
STRICT_R = "http://purl.oclc.org/ooxml/officeDocument/relationships"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DECLARATION = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml[^>]*\?>\s*")
_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_BLANK_ENDS = re.compile(r"\A\s|\s\Z|\s\s")


class Part:
    """A part's tree. elements: all its elements as they stood before the first edit, by which anchors name them."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name, self.data = name, data
        self.root = _parsed(data, name)
        self.nodes: list[Element] = list(self.root.iter())
        self.elements: list[Element] = [n for n in self.nodes if isinstance(n.tag, str)]
        self.strict = self.root.tag.startswith(f"{{{STRICT_W}}}")
        self.namespace = STRICT_W if self.strict else W_NS
        self.relation_namespace = STRICT_R if self.strict else R_NS

    def w(self, name: str) -> str:
        """The full name of an element or attribute in this part's own WordprocessingML."""
        return f"{{{self.namespace}}}{name}"

    def new(self, name: str, **attributes: str) -> Element:
        """An element of WordprocessingML with these attributes of the same namespace."""
        made = etree.Element(self.w(name), nsmap={"w": self.namespace})
        for key, value in attributes.items():
            made.set(self.w(key), value)
        return made

    def text(self, name: str, words: str) -> Element:
        """A w:t or w:delText that keeps the spaces at the ends of its words."""
        made = self.new(name)
        self.write(made, words)
        return made

    def write(self, element: Element, words: str) -> None:
        """Make these the words of a w:t."""
        element.text = words
        if _BLANK_ENDS.search(words):
            element.set(XML_SPACE, "preserve")

    def run(self, words: str, properties: Element | None = None, tag: str = "t") -> Element:
        """A run of these words; a tab and a line break are elements of their own."""
        made = self.new("r")
        if properties is not None:
            made.append(properties)
        for piece in re.split(r"([\t\n])", words):
            if piece in ("\t", "\n"):
                made.append(self.new("tab" if piece == "\t" else "br"))
            elif piece:
                made.append(self.text(tag, piece))
        return made

    def find(self, element: Element | None, *path: str) -> Element | None:
        """The first descendant along this path of names."""
        for name in path:
            element = None if element is None else element.find(self.w(name))
        return element

    def val(self, element: Element | None, *path: str) -> str:
        """The w:val at the end of this path, "" without one."""
        found = self.find(element, *path)
        return "" if found is None else found.get(self.w("val"), "")

    def above(self, element: Element, name: str) -> Element | None:
        """The nearest ancestor of this name."""
        return next(element.iterancestors(self.w(name)), None)

    def every(self, *names: str) -> Iterator[Element]:
        """All elements of these names, in document order."""
        return self.root.iter(*(self.w(n) for n in names))

    def bytes(self) -> bytes:
        """The part as it is now; what was not edited, and the declaration that it began with, is kept to the byte."""
        if canonical(_parsed(self.data, self.name)) == canonical(self.root):
            return self.data
        encoding = _ENCODING.search(self.data[:200])
        if encoding is None or encoding[1].lower() == b"utf-8":
            kept = respelled(self.data, self.nodes, self.root)
            if kept is not None:
                return kept
        written = etree.tostring(self.root.getroottree(), encoding="UTF-8", xml_declaration=False)
        declared = _DECLARATION.match(self.data)
        if declared and b"utf-8" in declared[0].lower():
            return declared[0] + written
        return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + written


def _parsed(data: bytes, name: str) -> Element:
    """The root, with comments and processing instructions as the file has them."""
    if b"<!DOCTYPE" in data:
        raise UnreadableDocument("dtd", f"The part {name} of this file carries a document type definition, and was not read.")
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except BAD_BYTES as error:
        raise damaged(f"Its part {name} is not well-formed") from error


def local(element: Element) -> str:
    """The name of an element without its namespace, "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def before(element: Element, new: Element) -> None:
    element.addprevious(new)


def after(element: Element, new: Element) -> None:
    """Put an element right after another, without carrying off the text that follows."""
    parent = element.getparent()
    if parent is not None:
        parent.insert(parent.index(element) + 1, new)


def remove(element: Element) -> None:
    """Take an element out, and leave the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


#: What may stand between two paragraphs without parting them.
_BETWEEN = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd", "proofErr", "")


def beside(element: Element, ahead: bool = True) -> Element | None:
    """The next block after an element (or before it), marks of bookmarks and the like apart."""
    found = element.getnext() if ahead else element.getprevious()
    while found is not None and local(found) in _BETWEEN:
        found = found.getnext() if ahead else found.getprevious()
    return found


def next_paragraph(element: Element) -> Element | None:
    """The paragraph that follows this one directly, None if something else does."""
    found = beside(element)
    return found if found is not None and local(found) == "p" else None

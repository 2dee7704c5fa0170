"""The comments part of a Word file, and the parts beside it that must agree with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from xml.sax.saxutils import escape

from reportlint.formats.docx.names import W14_NS, W15_NS, Element, q
from reportlint.word._author import AUTHOR, INITIALS
from reportlint.word._merge import rejoin
from reportlint.word._package import Package
from reportlint.word._part import Part, local, remove

_CID = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
_CEX = "http://schemas.microsoft.com/office/word/2018/wordml/cex"
_PARA, _PARENT = q(W15_NS, "paraId"), q(W15_NS, "paraIdParent")
_EMPTY = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{}" xmlns:rl="urn:reportlint:comments"/>'
_OURS = "rl"  # the prefix that tells a comments part made here from one that was there
_DIVIDED = 0x00AC0000  # the revision mark of a comment's first paragraph says how the runs around its words were divided


class Comments:
    """The comments of one file; `add` writes one and gives back its id."""

    def __init__(self, package: Package, on: date) -> None:
        self.package, self.date = package, f"{on.isoformat()}T00:00:00Z"
        found = package.related("comments")
        self.part = found or package.add("comments", "comments.xml", _EMPTY.format(package.body.namespace).encode())
        self.reference = style(package, "annotation reference", "CommentReference", _REFERENCE)
        self.text = style(package, "annotation text", "", "")
        self._paragraphs = 0

    def add(self, lines: list[str]) -> Element:
        """A new comment of these paragraphs."""
        part = self.part
        comment = part.new("comment", id=self.package.next_id(), author=AUTHOR, date=self.date, initials=INITIALS)
        for n, line in enumerate(lines):
            paragraph = part.new("p")
            if self.text:
                properties = part.new("pPr")
                properties.append(part.new("pStyle", val=self.text))
                paragraph.append(properties)
            if n == 0:
                mark = part.run("", self._properties(part))
                mark.append(part.new("annotationRef"))
                paragraph.append(mark)
            paragraph.append(part.run(line))
            comment.append(paragraph)
        part.root.append(comment)
        self._register(comment)
        return comment

    def mark(self, body: Part, key: str) -> Element:
        """The run by which the body refers to a comment."""
        run = body.run("", self._properties(body))
        run.append(body.new("commentReference", id=key))
        return run

    def divided(self, comment: Element, start: int, end: int) -> None:
        """Note in a comment how the runs at both ends of its words were divided, so that they can be joined again."""
        if start or end:
            comment[0].set(self.part.w("rsidR"), f"{_DIVIDED | start << 4 | end:08X}")

    def _properties(self, part: Part) -> Element | None:
        if not self.reference:
            return None
        properties = part.new("rPr")
        properties.append(part.new("rStyle", val=self.reference))
        return properties

    def _register(self, comment: Element) -> None:
        """Enter a comment in the parts that list comments beside this one, where the file has them."""
        extended, ids = self.package.related("commentsExtended"), self.package.related("commentsIds")
        if W14_NS not in self.part.root.nsmap.values() or (extended is None and ids is None):
            return
        key = self._paragraph_id()
        comment[-1].set(q(W14_NS, "paraId"), key)
        if extended is not None:
            entry = extended.root.makeelement(q(W15_NS, "commentEx"), {_PARA: key, q(W15_NS, "done"): "0"})
            extended.root.append(entry)
        if ids is not None:
            ids.root.append(ids.root.makeelement(q(_CID, "commentId"), {q(_CID, "paraId"): key, q(_CID, "durableId"): key}))

    def _paragraph_id(self) -> str:
        if not self._paragraphs:
            every = [v for p in (self.part, self.package.body) for e in p.root.iter(p.w("p")) if (v := e.get(q(W14_NS, "paraId")))]
            self._paragraphs = max((int(v, 16) for v in every if _is_hex(v)), default=0)
            self._paragraphs = self._paragraphs if self._paragraphs < 0x7FFF0000 else 0x10000000
        self._paragraphs += 1
        return f"{self._paragraphs:08X}"


def name_author(package: Package) -> None:
    """Enter the author among the people of a file that lists them."""
    people = package.related("people")
    if people is None or any(e.get(q(W15_NS, "author")) == AUTHOR for e in people.root):
        return
    person = people.root.makeelement(q(W15_NS, "person"), {q(W15_NS, "author"): AUTHOR})
    presence = {q(W15_NS, "providerId"): "None", q(W15_NS, "userId"): AUTHOR}
    person.append(person.makeelement(q(W15_NS, "presenceInfo"), presence))
    people.root.append(person)


def clear(package: Package) -> int:
    """How many comments of ours were there; they are gone, and the runs that were divided for them are whole again."""
    part = package.related("comments")
    ours = [] if part is None else [c for c in part.root if local(c) == "comment" and c.get(part.w("author")) == AUTHOR]
    if part is None or not ours:
        return 0
    divided = {c.get(part.w("id"), ""): _bits(part, c) for c in ours}
    paragraphs = {key for c in ours for p in c.iter(part.w("p")) if (key := p.get(q(W14_NS, "paraId")))}
    rejoin(package.body, divided)
    for comment in ours:
        remove(comment)
    _forget(package, paragraphs)
    if len(part.root) == 0 and _OURS in part.root.nsmap:
        package.drop(part.name)
    return len(ours)


def _bits(part: Part, comment: Element) -> tuple[int, int]:
    first = comment.find(part.w("p"))
    mark = "" if first is None else first.get(part.w("rsidR"), "")
    value = int(mark, 16) if _is_hex(mark) else 0
    return (value >> 4 & 7, value & 7) if value & 0xFFFF0000 == _DIVIDED else (0, 0)


def _forget(package: Package, paragraphs: set[str]) -> None:
    """Take comments out of the lists beside the comments part; an answer to one of them stands by itself from now on."""
    durable = set()
    for kind, key in (("commentsExtended", _PARA), ("commentsIds", q(_CID, "paraId"))):
        part = package.related(kind)
        for entry in [] if part is None else list(part.root):
            if entry.get(key) in paragraphs:
                durable.add(entry.get(q(_CID, "durableId"), ""))
                remove(entry)
            elif entry.get(_PARENT) in paragraphs:
                del entry.attrib[_PARENT]
    extensible = package.related("commentsExtensible")
    for entry in [] if extensible is None else list(extensible.root):
        if entry.get(q(_CEX, "durableId"), "-") in durable:
            remove(entry)
    people = package.related("people")
    if people is not None and not package.names(AUTHOR):
        for person in [e for e in people.root if e.get(q(W15_NS, "author")) == AUTHOR]:
            remove(person)


_REFERENCE = (
    '<w:style xmlns:w="{}" w:type="character" w:styleId="{}"><w:name w:val="annotation reference"/><w:basedOn w:val="{}"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>'
)


def style(package: Package, name: str, key: str, xml: str) -> str:
    """The id of the style of this name, added as `key` if the file has styles and lacks it; "" without one."""
    from lxml import etree

    styles = package.related("styles")
    if styles is None:
        return ""
    there = {styles.val(s, "name").lower(): s.get(styles.w("styleId"), "") for s in styles.root.iter(styles.w("style"))}
    if name in there or not xml:
        return there.get(name, "")
    base = escape(next((s.get(styles.w("styleId"), "") for s in _defaults(styles)), ""), {'"': "&quot;"})
    while key in there.values():
        key += "x"
    made = xml.format(styles.namespace, key, base)
    styles.root.append(etree.fromstring(made if base else made.replace('<w:basedOn w:val=""/>', "")))
    return key


def _defaults(styles: Part) -> Iterator[Element]:
    """The default character style."""
    for found in styles.root.iter(styles.w("style")):
        if found.get(styles.w("type")) == "character" and found.get(styles.w("default")) in ("1", "true", "on"):
            yield found


def _is_hex(text: str) -> bool:
    return bool(text) and all(c in "0123456789abcdefABCDEF" for c in text)

"""OpenDocument texts, as a reader sees them with every tracked change accepted.

The parts are read with lxml alone: styles and list styles, then one walk over the content.
"""

from __future__ import annotations

from reportlint.errors import UnreadableDocument
from reportlint.formats._flow import Flow
from reportlint.formats.archive import Archive, open_archive
from reportlint.formats.odt.body import blocks
from reportlint.formats.odt.lists import Counter, Lists, ListStyle, read_styles
from reportlint.formats.odt.names import Element, get, inner_text, n
from reportlint.formats.odt.styles import Styles
from reportlint.formats.odt.walk import Change, Walk
from reportlint.model import Document, Story

SUFFIXES = (".odt", ".ott")
RECORDS = frozenset({"styles", "lists", "changes", "comments", "hidden", "images", "links", "tables", "properties"})

_MIMETYPE = b"application/vnd.oasis.opendocument."
_TEXT = _MIMETYPE + b"text"
_PROPERTIES = {
    n("dc:title"): "title",
    n("dc:language"): "language",
    n("dc:subject"): "subject",
    n("meta:keyword"): "keywords",
    n("meta:initial-creator"): "author",
    n("meta:creation-date"): "created",
    n("dc:date"): "modified",
}
_KINDS = {n("text:insertion"): "insertion", n("text:deletion"): "deletion", n("text:format-change"): "formatting"}


def sniff(data: bytes) -> bool:
    """Whether the bytes look like an OpenDocument file (a spreadsheet, too, about which `read` says what it is)."""
    if not data.startswith(b"PK"):
        return False
    if data[30:38] == b"mimetype" and data[38 : 38 + len(_MIMETYPE)] == _MIMETYPE:
        return True
    try:
        return _mimetype(open_archive(data)).startswith(_MIMETYPE)
    except UnreadableDocument:
        return False


def read(data: bytes) -> Document:
    """The document.

    Raises UnreadableDocument: "encrypted", "wrong-type", "damaged", or as the archive does.
    """
    archive = open_archive(data)
    _refuse(archive)
    content = archive.parse("content.xml")
    shared = archive.parse("styles.xml") if archive.has("styles.xml") else None
    styles, lists = _styles(content, shared)
    text = content.find(f"{n('office:body')}/{n('office:text')}")
    if text is None:
        raise UnreadableDocument("wrong-type", "This OpenDocument file holds no text document.")
    flow = Flow()
    walk = Walk(flow, styles, lists, paged=get(text, "text:use-soft-page-breaks") == "true", changes=_changes(text))
    try:
        blocks(walk, text)
        flow.end()
        _notes(walk)
        if shared is not None:
            _around(walk, shared)
    except RecursionError as error:
        raise UnreadableDocument("too-large", "This file nests far deeper than a report does, and was not read.") from error
    flow.notes += archive.notes
    if any(name.lower().startswith("basic/") for name in archive.names()):
        flow.notes.append("The file holds macros, which were not read.")
    return flow.document("odt", _properties(archive, styles), RECORDS | {"pages"} if walk.paged else RECORDS)


def _mimetype(archive: Archive) -> bytes:
    return archive.read("mimetype").strip() if archive.has("mimetype") else b""


def _refuse(archive: Archive) -> None:
    # Looked through, not parsed: OpenOffice wrote a document type into every manifest, and a part with one is not parsed here.
    locked = archive.has("META-INF/manifest.xml") and b":encryption-data" in archive.read("META-INF/manifest.xml")
    if locked or archive.has("encrypted-package"):
        message = "This document was saved with a password. Open it, choose File, Save As, clear 'Save with password' and save it anew."
        raise UnreadableDocument("encrypted", message)
    kind = _mimetype(archive)
    if kind and not kind.startswith(_TEXT):
        what = kind.removeprefix(_MIMETYPE).decode("ascii", "replace").split("-")[0]
        raise UnreadableDocument("wrong-type", f"This is an OpenDocument {what}, not a text document.")
    if not archive.has("content.xml"):
        raise UnreadableDocument("damaged", "This OpenDocument file is damaged: it holds no content. Ask for it again.")


def _styles(content: Element, shared: Element | None) -> tuple[Styles, Lists]:
    styles = Styles()
    named: dict[str, ListStyle] = {}
    for root, automatic, name in (
        (shared, False, "office:styles"),
        (shared, True, "office:automatic-styles"),
        (content, True, "office:automatic-styles"),
    ):
        container = root.find(n(name)) if root is not None else None
        styles.add(container, automatic)
        named.update(read_styles(container))
    return styles, Lists(named, outline=Counter(named.get("", {}), "outline"))


def _changes(text: Element) -> dict[str, Change]:
    """The tracked changes by their id; a deletion holds the words that are gone."""
    found: dict[str, Change] = {}
    for region in text.iter(n("text:changed-region")):
        for child in region:
            if child.tag not in _KINDS:
                continue
            info = child.find(n("office:change-info"))
            author = inner_text(info.find(n("dc:creator"))) if info is not None else ""
            date = inner_text(info.find(n("dc:date"))) if info is not None else ""
            words = "\n".join(inner_text(p) for p in child.iter(n("text:p"), n("text:h")))
            change = Change(_KINDS[child.tag], author, date, words)
            for identity in (get(region, "text:id"), get(region, "xml:id")):
                found.setdefault(identity, change)
    return found


def _notes(walk: Walk) -> None:
    """Footnotes and endnotes, after the body."""
    for body, kind in walk.notes:
        story: Story = "endnote" if kind == "endnote" else "footnote"
        with walk.flow.aside(story):
            blocks(walk, body)


def _around(walk: Walk, shared: Element) -> None:
    """Headers and footers, each text once."""
    seen: set[tuple[str, str]] = set()
    for page in shared.iter(n("style:master-page")):
        for child in page:
            story: Story = "header" if child.tag.startswith(n("style:header")) else "footer"
            words = inner_text(child)
            if child.tag.startswith((n("style:header"), n("style:footer"))) and words and (story, words) not in seen:
                seen.add((story, words))
                with walk.flow.aside(story):
                    blocks(walk, child)


def _properties(archive: Archive, styles: Styles) -> dict[str, str]:
    """The properties of the model; the language as declared, else as the text is set."""
    found: dict[str, str] = {}
    if archive.has("meta.xml"):
        for child in archive.parse("meta.xml").iter():
            name = _PROPERTIES.get(child.tag)
            text = inner_text(child)
            if name and text:
                found[name] = f"{found[name]}, {text}" if name == "keywords" and name in found else found.get(name, text)
    default = styles.defaults.get("paragraph", {})
    language, country = default.get("fo:language", "none"), default.get("fo:country", "none")
    if "language" not in found and language not in ("none", ""):
        found["language"] = language + (f"-{country}" if country not in ("none", "") else "")
    return found

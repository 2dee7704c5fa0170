"""The document's own record of its title and language, which Word cannot track changes of."""

from __future__ import annotations

from lxml import etree

from reportlint.errors import UnreadableDocument
from reportlint.formats.docx.names import Element
from reportlint.word._package import Package
from reportlint.word._part import Part, local

_DC = "http://purl.org/dc/elements/1.1/"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_EMPTY = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="{_DC}" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
)


def set_property(package: Package, name: str, value: str) -> str:
    """Let the document's record say this; why it cannot, "" if it does.

    name: "title" or "language"; the language also of text that has none of its own.
    """
    known = package.reader.related("", "core-properties")
    try:
        part = package.part(known) if known else _made(package)
    except UnreadableDocument:
        return "the file's own record of its title and language is damaged"
    found = next((e for e in part.root if local(e) == name), None)
    if found is None:
        found = etree.SubElement(part.root, f"{{{_DC}}}{name}")
    found.text = value
    styles = package.related("styles")
    if name == "language" and styles is not None:
        _set_language(styles, value)
    return ""


def _made(package: Package) -> Part:
    if "docProps/core.xml" not in package.added:
        package.add("core-properties", "docProps/core.xml", _EMPTY.encode(), _TYPE, _RELATION, source="")
    return package.part("docProps/core.xml")


def _set_language(styles: Part, value: str) -> None:
    """Let text without a language of its own be in this one, if nothing was said about that."""
    look = styles.root
    for name in ("docDefaults", "rPrDefault", "rPr"):
        look = _child(styles, look, name)
    if look.find(styles.w("lang")) is None:
        look.append(styles.new("lang", val=value))


def _child(part: Part, parent: Element, name: str) -> Element:
    found = parent.find(part.w(name))
    if found is None:
        found = part.new(name)
        parent.insert(0, found)
    return found

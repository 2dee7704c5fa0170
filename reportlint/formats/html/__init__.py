"""Web pages, those saved from Word too, as a reader sees them."""

from __future__ import annotations

import re

from lxml import etree

from reportlint import limits
from reportlint.errors import UnreadableDocument
from reportlint.formats._bytes import decode, kind
from reportlint.formats._flow import Flow
from reportlint.formats.archive import BAD_BYTES, damaged
from reportlint.formats.html import css, google
from reportlint.formats.html.elements import HANDLERS
from reportlint.formats.html.walk import Element, Walk
from reportlint.model import Document

SUFFIXES = (".html", ".htm", ".xhtml")
RECORDS = frozenset({"styles", "lists", "hidden", "images", "links", "tables", "properties"})

_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
# What pages call Latin 1 is Windows-1252 in every browser.
_LATIN = frozenset({"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "iso_8859-1", "windows-1252", "cp1252", "x-cp1252"})
_META = {"author": "author", "description": "subject", "keywords": "keywords", "created": "created", "changed": "modified"}
_LANGUAGE = frozenset({"content-language", "language", "dc.language"})
# LibreOffice leaves its own signs for the ends of content controls (4 and 5) in pages.
_UNREAL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufdd0\ufdd1]")


def sniff(data: bytes) -> bool:
    """Whether the content is a web page, or text that may be one (its name decides)."""
    return kind(data) in ("html", "text")


def read(data: bytes) -> Document:
    """The document.

    Raises UnreadableDocument: "damaged", "too-large".
    """
    root = _parse(text_of(data))
    flow, sheet, lists = Flow(), css.Sheet(), google.Lists()
    for style in root.iter("style"):
        sheet.add(style.text or "")
        lists.add(style.text or "")
    body = root.find("body")
    body = root if body is None else body
    walk = Walk(flow, sheet, HANDLERS, comments=_comments(root) | google.comments(root), google=lists)
    own = {**sheet.of("html", (), "", ""), **sheet.of("body", (), "", body.get("style", ""))}
    walk.declared = {k: v for k, v in own.items() if k in css.INHERITED and k != "background"}
    walk.size = walk.normal = css.points(sheet.of("p", ["MsoNormal"], "", ""), css.points(own, None))
    try:
        walk.read(body)
    except RecursionError as error:
        raise _too_deep() from error
    flow.end()
    records = RECORDS | ({"changes"} if flow.revisions else set()) | ({"comments"} if flow.comments else set())
    return flow.document("html", _properties(root, body), records)


def text_of(data: bytes) -> str:
    """The page's source: by its byte order mark, by what it declares, else UTF-8, else Windows-1252."""
    match = _CHARSET.search(data[:4096]) or _DECLARED.match(data[:300])
    name = match[1].decode("ascii").lower() if match else ""
    marked = data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    text = ""
    if name and not marked and not name.startswith(("utf-16", "utf-32")):
        try:
            text = data.decode("cp1252" if name in _LATIN else name, "strict" if name in ("utf-8", "utf8") else "replace")
        except (LookupError, UnicodeError, ValueError):
            text = ""
    text = text or decode(data)
    return _DECLARATION.sub("", _UNREAL.sub("", text))


def _parse(text: str) -> Element:
    if len(text) > limits.current().part:
        raise limits.beyond("part")
    if text.count("<") > limits.current().elements:
        raise limits.beyond("elements")
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except BAD_BYTES as error:
        raise damaged("It holds no page that can be read") from error
    if root is None:
        raise damaged("It holds no page that can be read")
    if any(entry.type_name in ("ERR_INTERNAL_ERROR", "ERR_NAME_TOO_LONG", "ERR_RESOURCE_LIMIT") for entry in parser.error_log):
        raise _too_deep()  # the parser stopped there, and what follows would be lost in silence
    return root


def _too_deep() -> UnreadableDocument:
    return limits.beyond("depth")


def _comments(root: Element) -> dict[str, str]:
    """Word's comments: their words by the anchor that they are called from."""
    found: dict[str, str] = {}
    for block in root.iter("div"):
        if "msocomtxt" in block.get("class", "") and block.get("id"):
            found[block.get("id", "")] = " ".join("".join(str(t) for t in block.itertext()).split())
    return found


def _properties(root: Element, body: Element) -> dict[str, str]:
    """Title, language and what else the page says of itself."""
    found: dict[str, str] = {}
    title = " ".join(str(root.findtext("head/title") or "").split())
    if title:
        found["title"] = title
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("http-equiv") or "").lower()
        content = (meta.get("content") or "").strip()
        if content and name in _META:
            found.setdefault(_META[name], content)
        elif content and name in _LANGUAGE:
            found.setdefault("language", content)
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or body.get("lang") or ""
    if language.strip():
        found["language"] = language.strip()
    return found

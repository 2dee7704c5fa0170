"""PDFs: text in reading order, with the paragraphs, headings and tables that the pages show or the tags declare.

PDFium reads the file; it comes with the extra `pdf` and is loaded only when a PDF is read.
"""

from __future__ import annotations

import ctypes
import importlib
import re
import threading
from collections import Counter
from collections.abc import Sequence
from types import ModuleType
from typing import Any

from reportlint import limits
from reportlint.errors import UnreadableDocument
from reportlint.formats._flow import Flow
from reportlint.formats.pdf import emit, furniture, join, layout, struck, structure
from reportlint.formats.pdf.lines import lines as printed
from reportlint.formats.pdf.model import Item, Line, Page, TableItem
from reportlint.formats.pdf.source import Reading
from reportlint.model import Document

SUFFIXES = (".pdf",)
RECORDS = frozenset({"links", "properties", "pages"})
TAGGED_RECORDS = RECORDS | {"styles", "lists", "images", "tables"}

_HEAD = 1024  # bytes within which a PDF says that it is one
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_METADATA = {
    "Title": "title",
    "Author": "author",
    "Subject": "subject",
    "Keywords": "keywords",
    "CreationDate": "created",
    "ModDate": "modified",
}
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)?(\d\d)?(\d\d)?.*")
_LARGE = 0.4  # of a page: a picture that may be a scan
_LOCK = threading.Lock()  # PDFium is not made for several threads at once


def sniff(data: bytes) -> bool:
    """Whether the bytes say that they are a PDF."""
    return b"%PDF-" in data[:_HEAD] and not data.startswith((b"PK", b"{\\rtf"))


def read(data: bytes) -> Document:
    """The document.

    Raises UnreadableDocument: "pdf" where the extra is not installed, "encrypted", "damaged", "scanned", "too-large".
    """
    if len(data) > limits.current().file:
        raise limits.beyond("file")
    raw = _library()
    with _LOCK:
        raw.FPDF_InitLibrary()
        document = raw.FPDF_LoadMemDocument64(data, len(data), None)
        if not document:
            raise _refusal(raw.FPDF_GetLastError())
        try:
            return _read(raw, document)
        finally:
            raw.FPDF_CloseDocument(document)


def _library() -> ModuleType:
    try:
        return importlib.import_module("pypdfium2.raw")
    except ImportError as error:
        message = "This is a PDF, which reportlint reads with a library that is not installed here: pip install 'reportlint[pdf]'"
        raise UnreadableDocument("pdf", f"{message}. Or check the Word document that it was made from.") from error


def _refusal(code: int) -> UnreadableDocument:
    if code == _PASSWORD:
        message = "This PDF is protected with a password. Save it without one, or check the Word document that it was made from."
        return UnreadableDocument("encrypted", message)
    message = "This PDF is damaged. It may have been cut short while it was copied or sent; ask for it again."
    return UnreadableDocument("damaged", message)


def _read(raw: ModuleType, document: Any) -> Document:
    count = raw.FPDF_GetPageCount(document)
    if count < 1:
        raise UnreadableDocument("damaged", "This PDF is damaged: it has no pages. Ask for it again.")
    if count > limits.current().pages:
        raise limits.beyond("pages")
    reading = Reading(raw, document, bool(raw.FPDFCatalog_IsTagged(document)))
    flow = Flow()
    pages = [page if (page := reading.page(k)) is not None else _missing(flow, k) for k in range(count)]
    _refuse_scans(flow, pages)
    flow.notes += (f"Page {n} has text that is set sideways among other text, and was not read." for n in reading.turned)
    if reading.recognised:
        flow.notes.append("Some of the text was recognised by a scanner, and may hold mistakes.")
    known = reading.tagged and any(p.blocks for p in pages)
    tagged = [known and structure.is_declared(p) for p in pages]
    _write(flow, pages, tagged)
    records = (TAGGED_RECORDS if all(tagged) else RECORDS) | ({"changes"} if flow.revisions else set())
    return flow.document("pdf", _properties(raw, document), records)


def _missing(flow: Flow, index: int) -> Page:
    flow.notes.append(f"Page {index + 1} is damaged, and was not read.")
    return Page(index + 1, 0.0, 0.0)


def _refuse_scans(flow: Flow, pages: Sequence[Page]) -> None:
    """Raise UnreadableDocument if no page has text; note the pages that are pictures only."""
    without = [p for p in pages if not any(g.text.strip() for g in p.glyphs)]
    drawn = [p for p in without if p.pictures or p.rules]
    if len(without) == len(pages) and drawn:
        message = "This PDF is a scan: its pages are pictures and hold no text, so nothing in it could be checked. "
        raise UnreadableDocument("scanned", message + "Save it as a PDF from Word, or check the Word document itself.")
    for page in without:
        area = page.width * page.height
        if any((x.right - x.left) * (x.high - x.low) > _LARGE * area for x in page.pictures):
            flow.notes.append(f"Page {page.number} is a picture without text (a scan, perhaps), and was not read.")


def _write(flow: Flow, pages: Sequence[Page], tagged: Sequence[bool]) -> None:
    """Write what stands on the pages, then their headers and footers. tagged: which pages are read by their tags."""
    for page in pages:
        struck.mark(page)
    tables = [([], page.glyphs) if by_tags else layout.ruled(page) for page, by_tags in zip(pages, tagged, strict=True)]
    lines = [printed(glyphs, page.number) for page, (_, glyphs) in zip(pages, tables, strict=True)]
    running = furniture.running(pages, lines)
    kept = [[x for k, x in enumerate(own) if k not in heads | feet] for own, (heads, feet) in zip(lines, running, strict=True)]
    manner = layout.manner(pages, kept)
    made: list[tuple[Page, list[Item]]] = []
    for page, by_tags, own, (ruled, _), all_lines, around in zip(pages, tagged, kept, tables, lines, running, strict=True):
        if by_tags:
            _mark_furniture(page, [all_lines[k] for k in around[0] | around[1]])
            made.append((page, structure.items(page, manner.bound(page))))
        else:
            made.append((page, _between(page, ruled, own, manner)))
    items = join.joined(made, manner)
    join.give_levels(items)
    writer = emit.Writer(flow, _body_size(kept), emit.words_of(items))
    writer.write(items)
    _around(writer, lines, running)


def _mark_furniture(page: Page, lines: Sequence[Line]) -> None:
    """Mark the glyphs of running lines as no content, where the tags did not."""
    for glyph in page.glyphs:
        if any(line.low - 1 <= glyph.low and glyph.high <= line.high + 1 for line in lines):
            glyph.artifact = True


def _between(page: Page, tables: Sequence[TableItem], lines: Sequence[Line], manner: layout.Manner) -> list[Item]:
    """The paragraphs and tables of a page, the lines above, between and below ruled tables laid out on their own."""
    found: list[Item] = []
    rest = list(lines)
    for table in tables:
        above = [line for line in rest if line.low >= table.high - line.size * 0.6]
        found += layout.items(page, above, manner)
        found.append(table)
        rest = rest[len(above) :]
    return found + layout.items(page, rest, manner)


def _body_size(lines: Sequence[Sequence[Line]]) -> float:
    sizes: Counter[float] = Counter()
    for own in lines:
        for line in own:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _around(writer: emit.Writer, lines: Sequence[Sequence[Line]], running: Sequence[tuple[set[int], set[int]]]) -> None:
    """Headers and footers, each once."""
    seen: set[tuple[str, str]] = set()
    for own, (heads, feet) in zip(lines, running, strict=True):
        for line in (own[k] for k in sorted(heads)):
            if ("header", key := furniture.folded(line)) not in seen:
                seen.add(("header", key))
                writer.aside("header", [line])
        for line in (own[k] for k in sorted(feet - heads)):
            if ("footer", key := furniture.folded(line)) not in seen:
                seen.add(("footer", key))
                writer.aside("footer", [line])


def _properties(raw: ModuleType, document: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, ours in _METADATA.items():
        text = _wide(lambda buffer, size, name=name: raw.FPDF_GetMetaText(document, name.encode(), buffer, size))
        if text.strip():
            found[ours] = _DATE.sub(_iso, text.strip())
    wide = ctypes.POINTER(raw.FPDF_WCHAR)
    language = _wide(lambda buffer, size: raw.FPDFCatalog_GetLanguage(document, ctypes.cast(buffer, wide), size))
    if language.strip():
        found["language"] = language.strip()
    return found


def _iso(match: re.Match[str]) -> str:
    year, month, day, hour, minute, second = (part or "00" for part in match.groups())
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}"


def _wide(read: Any) -> str:
    """The text that a function of PDFium writes into a buffer."""
    size = read(None, 0)
    if not 2 < size < 100_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    read(buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").rstrip("\0")

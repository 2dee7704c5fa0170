"""Word documents, as a reader sees them with every tracked change accepted.

`read` goes once over the parts: package → styles and lists → walk (what is where) → assemble (what is seen) → model.
"""

from __future__ import annotations

from reportlint.errors import UnreadableDocument
from reportlint.formats.archive import BAD_BYTES, damaged, open_archive
from reportlint.formats.docx import document
from reportlint.formats.docx.assemble import Assembly, assemble
from reportlint.formats.docx.package import OLE, open_package
from reportlint.formats.docx.properties import notes, properties
from reportlint.formats.docx.stories import Reader
from reportlint.model import Document

SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")
RECORDS = frozenset({"styles", "lists", "changes", "comments", "hidden", "images", "links", "tables", "properties"})


def sniff(data: bytes) -> bool:
    """Whether the bytes look like an Office package (or an old Office file, about which `read` says what to do)."""
    if data.startswith(OLE):
        return True
    if not data.startswith(b"PK"):
        return False
    try:
        return open_archive(data).has("[Content_Types].xml")
    except UnreadableDocument:
        return True


def read(data: bytes) -> Document:
    """The document that these bytes hold.

    Raises UnreadableDocument, and nothing else, whatever the bytes are.
    """
    try:
        return read_assembly(data)[0]
    except UnreadableDocument:
        raise
    except BAD_BYTES as error:
        raise damaged("It is put together in a way that Word does not write") from error


def read_assembly(data: bytes) -> tuple[Document, Assembly, str]:
    """The document that these bytes hold, what it was made from, and the name of the main part. Raises the errors of bad bytes too."""
    package, root = open_package(data)
    reader = Reader(package)
    reader.body(root)
    assembly = assemble(reader.found, reader.styles, reader.lists)
    found = Document(
        format="docx",
        paragraphs=tuple(assembly.paragraphs),
        tables=document.tables(assembly),
        images=document.images(assembly),
        links=document.links(assembly),
        comments=reader.comments(assembly),
        revisions=document.revisions(assembly),
        hidden=document.hidden(assembly),
        controls=document.controls(assembly),
        properties=properties(package, reader.styles, reader.found),
        notes=notes(package, root, package.relations(package.main)),
        records=RECORDS | {"pages"} if reader.found.paged else RECORDS,
    )
    return found, assembly, package.main

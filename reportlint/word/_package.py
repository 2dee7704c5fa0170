"""A Word file while it is edited: the parts that change, and all others kept as they are, byte for byte and in their order."""

from __future__ import annotations

import copy
import io
import posixpath
import zipfile
from contextlib import suppress

from lxml import etree

from reportlint.errors import UnreadableDocument, UsageError
from reportlint.formats.docx import anchors, package
from reportlint.formats.docx.names import Element, local
from reportlint.word._part import Part

_TYPES = "[Content_Types].xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_WORDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STAMP = (1980, 1, 1, 0, 0, 0)  # of entries that are new: no clock
_HIGH = 0x40000000  # ids from here on are few and leave no room above them


class Package:
    """A Word file and what was changed in it so far.

    document, anchors: what it holds, and where, before the first edit. Raises UnreadableDocument for what is no Word file,
    UsageError for one that must not be changed.
    """

    def __init__(self, data: bytes) -> None:
        self.document, self.anchors = anchors.read(data)
        self.reader, _ = package.open_package(data)
        self.archive = self.reader.archive
        self.main = self.anchors.main
        self._parts: dict[str, Part] = {}
        self.added: dict[str, bytes] = {}
        self._gone: set[str] = set()
        self._last_id = 0
        self._taken: set[int] = set()
        self._refuse()

    @property
    def body(self) -> Part:
        return self.part(self.main)

    def part(self, name: str) -> Part:
        """The part of this name, opened for editing."""
        if name not in self._parts:
            self._parts[name] = Part(name, self.added.get(name) or self.archive.read(name))
        return self._parts[name]

    def related(self, kind: str) -> Part | None:
        """The part of this kind that the main part relates to, such as "styles" or "comments"."""
        name = self.reader.related(self.main, kind)
        return self.part(name) if name and name not in self._gone else None

    def add(self, kind: str, name: str, data: bytes, content_type: str = "", relation: str = "", source: str | None = None) -> Part:
        """A new part beside the main one, with its relationship and content type. kind: as in `related`."""
        folder = posixpath.dirname(self.main)
        path = self._free(posixpath.join(folder, name) if source is None else name)
        self.added[path] = data
        self._relate(self.main if source is None else source, relation or self._office(kind), path)
        self._declare(path, content_type or f"{_WORDS}.{kind}+xml")
        return self.part(path)

    def drop(self, name: str) -> None:
        """Take a part out, with its content type and the main part's relationship to it."""
        self._gone.add(name)
        relations, folder = self.part(_relations_of(self.main)), posixpath.dirname(self.main)
        for element in list(relations.root):
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/")
            if target == name and element.get("TargetMode") != "External":
                relations.root.remove(element)
        types = self.part(_TYPES)
        for element in list(types.root):
            if local(element) == "Override" and element.get("PartName", "").lstrip("/").lower() == name.lower():
                types.root.remove(element)

    def next_id(self) -> str:
        """A number that no tracked change, comment or bookmark of the file bears."""
        if not self._last_id:
            numbers = [e.get(p.w("id"), "") for p in self._stories() for e in p.root.iter(etree.Element)]
            self._taken = {int(n) for n in numbers if n.isascii() and n.isdecimal()}
            highest = max((n for n in self._taken if n < _HIGH), default=0)
            self._last_id = highest
        self._last_id += 1
        while self._last_id in self._taken:
            self._last_id += 1
        return str(self._last_id)

    def names(self, author: str) -> bool:
        """Whether a change or comment in any story is by this author."""
        return any(e.get(p.w("author")) == author for p in self._stories() for e in p.root.iter(etree.Element))

    def save(self) -> bytes:
        """The file as it is now. Parts without a change keep their bytes; nothing changed gives the very same content."""
        changed = {name: part.bytes() for name, part in self._parts.items()}
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
            done = set()
            for info in self.archive.file.infolist():
                name = info.filename.replace("\\", "/").lstrip("/")
                done.add(name.lower())
                if name not in self._gone:
                    out.writestr(copy.copy(info), self._content(name, info, changed))
            out.comment = self.archive.file.comment
            for name in self.added:
                if name.lower() not in done and name not in self._gone:
                    out.writestr(_fresh(name), changed.get(name, self.added[name]))
        return buffer.getvalue()

    def _content(self, name: str, info: zipfile.ZipInfo, changed: dict[str, bytes]) -> bytes:
        if info.is_dir():
            return b""
        by_name = {n.lower(): data for n, data in changed.items()}
        new = by_name.get(name.lower())
        return self.archive.read(name) if new is None else new

    def _stories(self) -> list[Part]:
        relations = self.reader.relations(self.main).values()
        kinds = {"header", "footer", "footnotes", "endnotes", "comments"}
        targets = dict.fromkeys(r.target for r in relations if r.kind in kinds and not r.external and self.archive.has(r.target))
        found = [self.body]
        for target in (t for t in targets if t not in self._gone):
            with suppress(UnreadableDocument):  # one that nothing refers to may be anything
                found.append(self.part(target))
        return found

    def _office(self, kind: str) -> str:
        return f"{_STRICT_OFFICE if self.body.strict else _OFFICE}/{kind}"

    def _free(self, path: str) -> str:
        stem, dot, suffix = path.rpartition(".")
        tries = (path, *(f"{stem}{n}{dot}{suffix}" for n in range(1, 1000)))
        return next(t for t in tries if not self.archive.has(t) and t not in self.added)

    def _relate(self, source: str, kind: str, target: str) -> None:
        path = _relations_of(source)
        if not self.archive.has(path) and path not in self.added:
            self.added[path] = f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{_RELATIONSHIPS}"/>'.encode()
        root = self.part(path).root
        taken = {e.get("Id") for e in root}
        key = next(f"rId{n}" for n in range(1, 100_000) if f"rId{n}" not in taken)
        relative = posixpath.relpath(target, posixpath.dirname(source) or ".")
        etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship", Id=key, Type=kind, Target=relative)

    def _declare(self, path: str, content_type: str) -> None:
        root = self.part(_TYPES).root
        etree.SubElement(root, f"{{{_CONTENT_TYPES}}}Override", PartName=f"/{path}", ContentType=content_type)

    def _refuse(self) -> None:
        """Raise if the file is signed or protected: a change would break the one and go against the other."""
        if not self.archive.has(_TYPES):
            raise UnreadableDocument("damaged", "This file lacks the list of what its parts are. Open it in Word and save it anew.")
        kinds = {r.kind for r in self.reader.relations("").values()}
        if kinds & {"origin", "signature"} or any(n.lower().startswith("_xmlsignatures/") for n in self.archive.names()):
            raise UsageError(
                "This document is digitally signed, and any change would break the signature. Work on an unsigned copy, "
                "or remove the signature in Word (File > Info > View Signatures)."
            )
        settings = self.related("settings")
        if settings is None:
            return
        protection = settings.find(settings.root, "documentProtection")
        if protection is not None and _on(protection, settings.w("enforcement")):
            raise UsageError(
                "This document is protected against editing, so nothing was written into it. In Word choose Review > Restrict "
                "Editing > Stop Protection, save it and try again."
            )
        if (locked := settings.find(settings.root, "writeProtection")) is not None and _password(locked):
            raise UsageError(
                "This document has a password against changes, so nothing was written into it. In Word choose File > Save As > "
                "Tools > General Options, clear the password to modify, save it and try again."
            )


def _on(element: Element, key: str) -> bool:
    return element.get(key, "0").strip().lower() in ("1", "true", "on")


def _password(element: Element) -> bool:
    """Whether a write protection asks for a password; one that only recommends reading does not."""
    return any(str(key).rpartition("}")[2] in ("hash", "hashValue") for key in element.attrib)


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


def _fresh(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _STAMP)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def open_for_writing(data: bytes) -> Package:
    """The file that these bytes hold, opened for editing. Raises UnreadableDocument or UsageError."""
    try:
        package = Package(data)
    except RecursionError as error:
        raise UnreadableDocument("damaged", "This file is put together in a way that Word does not write.") from error
    unread = next((i.filename for i in package.archive.file.infolist() if not i.is_dir() and not package.archive.has(i.filename)), None)
    if unread is not None:  # it can be neither kept unseen nor lost unsaid
        raise UsageError(f"The file holds an entry named '{unread}', which Word never writes. Open it in Word and save it anew.")
    return package

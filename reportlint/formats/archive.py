"""Zip archives from strangers: their parts as bytes or parsed XML, within limits, or a plain sentence why not.

Nothing is written to disk and nothing outside the bytes is looked at. Sizes are counted while inflating, because a
header may lie. Every failure is an `UnreadableDocument`.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field

from lxml import etree

from reportlint.errors import UnreadableDocument

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """How much of a file is read before it is refused. The one place where the limits stand.

    A committee report with its appendices is a few megabytes; each limit leaves room for a hundred of them, and keeps a
    small file that swells when it is opened from using up the machine.
    """

    file: int = 50 * MIB  # the file as it lies on disk
    inflated: int = 256 * MIB  # all parts that are read, inflated
    part: int = 64 * MIB  # one part, inflated
    ratio: int = 200  # inflated size over packed size…
    ratio_from: int = 16 * MIB  # …of a part larger than this
    entries: int = 4096  # entries in the archive
    directory: int = 4 * MIB  # the archive's own list of entries
    depth: int = 256  # elements within elements
    elements: int = 1_500_000  # elements in all parts that are read


LIMITS = Limits()

#: Errors that bad bytes can provoke in zipfile, zlib, struct and lxml.
BAD_BYTES = (
    etree.LxmlError,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ArithmeticError,
    LookupError,
    RuntimeError,  # also NotImplementedError and RecursionError
    TypeError,
    ValueError,
    MemoryError,
)

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_CHUNK = 1 * MIB
_ENCODING = re.compile(rb"""\A\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODINGS = frozenset({"utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "windows-1252"})
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


def damaged(detail: str = "It may have been cut short while it was copied or sent") -> UnreadableDocument:
    """The error for a file whose bytes are broken."""
    return UnreadableDocument("damaged", f"This file is damaged. {detail}; ask for it again or open it in Word and save it anew.")


@dataclass
class Archive:
    """The entries of one zip, by their names in lower case; what was read so far counts against the limits."""

    file: zipfile.ZipFile
    entries: dict[str, zipfile.ZipInfo]
    limits: Limits = LIMITS
    inflated: int = 0
    elements: int = 0
    _parts: dict[str, bytes] = field(default_factory=dict)

    def names(self) -> tuple[str, ...]:
        """The names of the parts as the archive spells them, without a leading slash."""
        return tuple(_tidy(info.filename) for info in self.entries.values())

    def has(self, name: str) -> bool:
        return _key(name) in self.entries

    def read(self, name: str) -> bytes:
        """The inflated bytes of a part. Raises KeyError if there is none, UnreadableDocument beyond the limits."""
        key = _key(name)
        if key not in self._parts:
            self._parts[key] = self._inflate(self.entries[key])
        return self._parts[key]

    def parse(self, name: str) -> etree._Element:
        """The root element of a part, comments and processing instructions removed."""
        data = _as_utf8(self.read(name), name)
        self.elements += data.count(b"<") - data.count(b"</") - data.count(b"<!") - data.count(b"<?")
        if self.elements > self.limits.elements:
            raise UnreadableDocument("too-large", "This file holds far more than a report does, and was not read.")
        return _parse(data, name)

    def _inflate(self, info: zipfile.ZipInfo) -> bytes:
        chunks: list[bytes] = []
        size = 0
        try:
            with self.file.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    chunks.append(chunk)
                    size += len(chunk)
                    self.inflated += len(chunk)
                    self._weigh(size, info)
        except UnreadableDocument:
            raise
        except BAD_BYTES as error:
            raise damaged(f"Its part {_tidy(info.filename)} cannot be unpacked") from error
        return b"".join(chunks)

    def _weigh(self, size: int, info: zipfile.ZipInfo) -> None:
        swollen = size > self.limits.ratio_from and size > self.limits.ratio * max(info.compress_size, 1)
        if swollen or size > self.limits.part or self.inflated > self.limits.inflated:
            raise UnreadableDocument("too-large", "This file swells far beyond the size of a report when it is opened, and was not read.")


def open_archive(data: bytes, limits: Limits = LIMITS) -> Archive:
    """The archive that these bytes hold.

    Raises UnreadableDocument: "empty", "not-a-zip", "damaged", "encrypted", "too-large", "too-many".
    """
    _check_outside(data, limits)
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
        infos = [info for info in file.infolist() if not info.filename.endswith("/")]
    except BAD_BYTES as error:
        raise damaged() from error
    if len(infos) > limits.entries:
        raise UnreadableDocument("too-many", "This file holds far more parts than a report does, and was not read.")
    entries: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        _check_entry(info, entries)
        entries[_key(info.filename)] = info
    return Archive(file, entries, limits)


def _check_outside(data: bytes, limits: Limits) -> None:
    if not data.strip(b"\0 \r\n\t"):
        raise UnreadableDocument("empty", "This file is empty.")
    if len(data) > limits.file:
        megabytes = limits.file // MIB
        raise UnreadableDocument("too-large", f"This file is larger than {megabytes} MB, and was not read.")
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or len(data) < end + 22:
        if data.startswith(b"PK"):
            raise damaged()
        raise _not_a_zip(data)
    if struct.unpack_from("<L", data, end + 12)[0] > limits.directory:
        raise UnreadableDocument("too-many", "This file holds far more parts than a report does, and was not read.")


def _not_a_zip(data: bytes) -> UnreadableDocument:
    if data.startswith(b"version https://git-lfs"):
        message = "This is a Git LFS pointer, not the file itself. Run 'git lfs pull' to fetch the file."
    elif data.startswith(b"%PDF"):
        message = "This is a PDF file, not a Word document. Check the Word document that it was made from."
    elif data.lstrip().startswith(b"{\\rtf"):
        message = "This is a Rich Text file, not a Word document. In Word choose File, Save As, Word Document (.docx)."
    else:
        message = "This is not a Word document, whatever its name says. Open it in Word and choose File, Save As, Word Document (.docx)."
    return UnreadableDocument("not-a-zip", message)


def _check_entry(info: zipfile.ZipInfo, entries: dict[str, zipfile.ZipInfo]) -> None:
    name = _tidy(info.filename)
    if _key(name) in entries:
        raise damaged(f"It holds two parts named {name}")
    if info.flag_bits & _ENCRYPTED:
        raise UnreadableDocument("encrypted", "This file is an archive with a password. Unpack it, and save the document without one.")
    if info.compress_type not in _METHODS:
        raise damaged(f"Its part {name} is packed in a way that Word does not use")


def _tidy(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def _key(name: str) -> str:
    """The name as packages compare names: case does not count."""
    return _tidy(name).lower()


def _as_utf8(data: bytes, name: str) -> bytes:
    """The XML in UTF-8, so that what is counted and searched in its bytes is what the parser sees."""
    encoding = ""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif data.startswith(b"<\0"):
        encoding = "utf-16-le"
    elif data.startswith(b"\0<"):
        encoding = "utf-16-be"
    if encoding:
        try:
            return _DECLARATION.sub("", data.decode(encoding)).encode("utf-8")
        except UnicodeError as error:
            raise _malformed(name) from error
    declared = _ENCODING.match(data[:200].removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].decode().lower() not in _ENCODINGS:
        raise _malformed(name)
    return data


def _parse(data: bytes, name: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,  # the parser's own limits: 256 levels, 10 million characters in one text
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except BAD_BYTES as error:
        if b"<!DOCTYPE" in data:
            raise _dtd(name) from error
        raise _malformed(name) from error
    if root is None:
        raise _malformed(name)
    if root.getroottree().docinfo.internalDTD is not None:
        raise _dtd(name)
    return root


def _malformed(name: str) -> UnreadableDocument:
    message = f"The part {_tidy(name)} of this file is not well-formed XML. Open the file in Word, let Word repair it, and save it anew."
    return UnreadableDocument("malformed-xml", message)


def _dtd(name: str) -> UnreadableDocument:
    message = f"The part {_tidy(name)} of this file carries a document type definition, which Word never writes, and was not read."
    return UnreadableDocument("dtd", message)

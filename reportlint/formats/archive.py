"""Zip archives from strangers: their parts as bytes or parsed XML, within limits, or a plain sentence why not.

Nothing is written to disk and nothing outside the bytes is looked at. Sizes are counted while inflating, because a
header may lie. Every failure is an `UnreadableDocument`.
"""

from __future__ import annotations

import codecs
import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import cache

from lxml import etree

from reportlint import limits as limits_of
from reportlint.errors import UnreadableDocument
from reportlint.formats import _zip
from reportlint.limits import Limits

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
)

_ENCRYPTED = 0x1
_ENCODING = re.compile(rb"""\A\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_UTF8 = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_SHIFTING = ("utf-7", "utf7", "hz", "iso2022", "iso-2022", "unicode")  # in which "<" need not be "<"
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_PARSERS_DEPTH = 256  # elements within elements; beyond, lxml must be asked to go on
_ODD_NAME = re.compile(r"(?:^|/)\.\.(?:/|$)|^[A-Za-z]:|\0")


def damaged(detail: str = "It may have been cut short while it was copied or sent") -> UnreadableDocument:
    """The error for a file whose bytes are broken."""
    return UnreadableDocument("damaged", f"This file is damaged. {detail}; ask for it again or open it in Word and save it anew.")


@dataclass
class Archive:
    """The entries of one zip, by their names in lower case; what was read so far counts against the limits.

    notes: plain sentences about what is in the file and is not read.
    """

    file: zipfile.ZipFile
    data: bytes
    entries: dict[str, zipfile.ZipInfo]
    limits: Limits
    notes: tuple[str, ...] = ()
    inflated: int = 0
    marks: int = 0
    closing: list[bytes] = field(default_factory=list)
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
        return self.parse_bytes(self.read(name), name)

    def parse_bytes(self, data: bytes, name: str) -> etree._Element:
        """The same of bytes that stand in the place of a part's own."""
        data = _as_utf8(data, name)
        # An element has one opening tag: that there are not too many marks is quickly told.
        self.marks += data.count(b"<")
        self.closing.append(data)
        if self.marks > self.limits.elements:
            self.marks -= sum(d.count(b"</") + d.count(b"<!") + d.count(b"<?") for d in self.closing)
            self.closing.clear()
            if self.marks > self.limits.elements:
                raise limits_of.beyond("elements")
        return _parse(data, name, self.limits.depth)

    def _inflate(self, info: zipfile.ZipInfo) -> bytes:
        size = 0

        def weigh(more: int) -> None:
            nonlocal size
            size += more
            self.inflated += more
            self._weigh(size, info)

        try:
            return _zip.inflate(self.data, info, weigh)
        except _zip.Crooked as problem:
            raise damaged(f"Its part {_tidy(info.filename)} {problem}") from problem
        except BAD_BYTES as error:
            raise damaged(f"Its part {_tidy(info.filename)} cannot be unpacked") from error

    def _weigh(self, size: int, info: zipfile.ZipInfo) -> None:
        if size > self.limits.ratio_from and size > self.limits.ratio * max(info.compress_size, 1):
            raise limits_of.beyond("ratio")
        if size > self.limits.part:
            raise limits_of.beyond("part")
        if self.inflated > self.limits.inflated:
            raise limits_of.beyond("inflated")


def open_archive(data: bytes) -> Archive:
    """The archive that these bytes hold.

    Raises UnreadableDocument: "empty", "not-a-zip", "damaged", "encrypted", "too-large", "too-many".
    """
    limits = limits_of.current()
    try:
        end = _check_outside(data, limits)
        file = zipfile.ZipFile(io.BytesIO(data))
        if len(file.infolist()) > limits.entries:
            raise limits_of.beyond("entries")
        _zip.check(data, file)
    except _zip.Crooked as problem:
        raise damaged(str(problem)) from problem
    except BAD_BYTES as error:
        raise damaged() from error
    entries: dict[str, zipfile.ZipInfo] = {}
    odd: list[str] = []
    for info in file.infolist():
        if _ODD_NAME.search(info.filename.replace("\\", "/")):
            odd.append(f"The file holds an entry named '{info.filename}', which leads out of it and was not read.")
        elif not info.filename.endswith(("/", "\\")):
            _check_entry(info, entries)
            entries[_key(info.filename)] = info
    more = _zip.after(data, end)
    after = [f"Another {more:,} bytes follow the end of the file, which were not read."] if more else []
    return Archive(file, data, entries, limits, (*odd[:1], *after))


def _check_outside(data: bytes, limits: Limits) -> int:
    """Where the archive's end record begins."""
    if not data.strip(b"\0 \r\n\t"):
        raise UnreadableDocument("empty", "This file is empty.")
    if len(data) > limits.file:
        raise limits_of.beyond("file")
    end = _zip.end(data)
    if end < 0:
        if data.startswith(b"PK"):
            raise damaged()
        raise _not_a_zip(data)
    if _zip.directory_size(data, end) > limits.directory:
        raise limits_of.beyond("directory")
    return end


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
    twin = entries.get(_key(name))
    if twin is not None and _tidy(twin.filename) != name:
        raise damaged(f"It holds two parts whose names differ in capitals only, {_tidy(twin.filename)} and {name}")
    if twin is not None:
        raise damaged(f"It holds two parts named {name}, and programs differ in which of them they read")
    if info.flag_bits & _ENCRYPTED:
        raise UnreadableDocument("encrypted", "This file is an archive with a password. Unpack it, and save the document without one.")


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
    encoding = declared[1].decode().lower() if declared else "utf-8"
    return data if encoding in _UTF8 else _recoded(data, encoding, name)


def _recoded(data: bytes, encoding: str, name: str) -> bytes:
    """The XML in UTF-8 from an encoding that it declares, such as Windows-1252; one that hides what is markup is refused."""
    if encoding.startswith(_SHIFTING):
        raise _malformed(name)
    try:
        # That it declares UTF-16 in single bytes is a slip that Word passes over.
        text = data.decode("utf-8" if encoding.startswith("utf-16") else codecs.lookup(encoding).name)
    except (LookupError, UnicodeError, ValueError) as error:
        raise _malformed(name) from error
    return _DECLARATION.sub("", text.removeprefix("\ufeff")).encode("utf-8", "replace")


@cache
def _parser(huge: bool) -> etree.XMLParser:
    """huge: without the parser's own limits of 256 levels and of 10 million characters in one text."""
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=huge,
        remove_comments=True,
        remove_pis=True,
    )


def _parse(data: bytes, name: str, depth: int) -> etree._Element:
    try:
        root = etree.fromstring(data, _parser(depth > _PARSERS_DEPTH))
    except BAD_BYTES as error:
        raise _unparsed(data, name, str(error)) from error
    if root is None:
        raise _malformed(name)
    if root.getroottree().docinfo.internalDTD is not None:
        raise _dtd(name)
    if depth != _PARSERS_DEPTH and _nests_deeper(root, depth):
        raise limits_of.beyond("depth")
    return root


def _unparsed(data: bytes, name: str, said: str) -> UnreadableDocument:
    """Why the parser gave up, from what it said."""
    if b"<!DOCTYPE" in data:
        return _dtd(name)
    if "depth" in said.lower():
        return limits_of.beyond("depth")
    if "huge text" in said.lower() or "too long" in said.lower() or "huge input" in said.lower():
        message = f"The part {_tidy(name)} of this file holds a single text of more than ten million characters, and was not read."
        return UnreadableDocument("too-large", message)
    return _malformed(name)


def _nests_deeper(root: etree._Element, depth: int) -> bool:
    level = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        level += 1 if event == "start" else -1
        if level > depth:
            return True
    return False


def _malformed(name: str) -> UnreadableDocument:
    message = f"The part {_tidy(name)} of this file is not well-formed XML. Open the file in Word, let Word repair it, and save it anew."
    return UnreadableDocument("malformed-xml", message)


def _dtd(name: str) -> UnreadableDocument:
    message = f"The part {_tidy(name)} of this file carries a document type definition, which Word never writes, and was not read."
    return UnreadableDocument("dtd", message)

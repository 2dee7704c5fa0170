"""Attacks by the zip: its names, its directory, its sizes, and what is packed in it."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.attacks.attack import MIB, Attack, read, refused
from tests.formats.word import docx, p, xml, zipped

MAIN = "word/document.xml"
GOOD = docx(p("plainly read"))
LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


def parts(data: bytes = GOOD) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def entries(*more: tuple[str | zipfile.ZipInfo, bytes | str], method: int = zipfile.ZIP_DEFLATED, start: bytes = GOOD) -> bytes:
    """The good file with entries added, whatever they are called."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in (*parts(start).items(), *more):
            held = archive.namelist()
            if isinstance(name, str) and name in held:
                info = zipfile.ZipInfo(name)
                info.compress_type = method
                archive.NameToInfo.pop(name)
                archive.writestr(info, data)
            else:
                archive.writestr(name, data)
    return buffer.getvalue()


def central(data: bytes, name: str) -> int:
    """Where the directory's record of an entry begins."""
    at = data.index(CENTRAL)
    while data[at : at + 4] == CENTRAL:
        length, extra, comment = struct.unpack_from("<HHH", data, at + 28)
        if data[at + 46 : at + 46 + length] == name.encode():
            return at
        at += 46 + length + extra + comment
    raise KeyError(name)


def patched(name: str, offset: int, value: bytes, also: int | None = None) -> Callable[[], bytes]:
    """The good file with bytes of an entry's record in the directory changed, and those of its own header at `also`."""

    def make() -> bytes:
        data = bytearray(GOOD)
        at = central(GOOD, name)
        data[at + offset : at + offset + len(value)] = value
        if also is not None:
            own = struct.unpack_from("<L", GOOD, at + 42)[0]
            data[own + also : own + also + len(value)] = value
        return bytes(data)

    return make


def linked() -> bytes:
    info = zipfile.ZipInfo(MAIN)
    info.create_system, info.external_attr = 3, 0o120777 << 16
    made = parts()
    made.pop(MAIN)
    return entries((info, "/etc/hostname"), start=zipped(dict(made)))


def bomb(size: int) -> Callable[[], bytes]:
    return lambda: zipped({**parts(), MAIN: b"<a>" + b" " * size + b"</a>"})


def many(size: int, count: int) -> Callable[[], bytes]:
    """Styles, lists, notes and headers of so many bytes each, so that no part is too large and all together are."""

    def make() -> bytes:
        block = random.Random(9).randbytes(10_000).hex()
        filler = f"<!--{block * 200}-->" * (size // len(block) // 200)
        names = {f"word/header{n}.xml": xml("w:hdr", filler) for n in range(count)}
        links = tuple((f"h{n}", "header", f"header{n}.xml") for n in range(count))
        sections = "<w:sectPr>" + "".join(f"<w:headerReference r:id='h{n}'/>" for n in range(count)) + "</w:sectPr>"
        return docx(p("x") + sections, links=links, extra=dict(names))

    return make


def overlapping() -> bytes:
    """A directory in which two entries share their bytes."""
    data = bytearray(entries(("word/other.xml", "x" * 200)))
    first, second = central(bytes(data), "word/document.xml"), central(bytes(data), "word/other.xml")
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    return bytes(data)


def swallowing() -> bytes:
    """An entry whose packed bytes reach over those of the next."""
    data = bytearray(GOOD)
    at = central(GOOD, "[Content_Types].xml")
    size = struct.unpack_from("<L", data, at + 20)[0]
    data[at + 20 : at + 24] = struct.pack("<L", size + 60)
    return bytes(data)


def twice_ended() -> bytes:
    """A file with another end record in its comment, which leads to another directory."""
    other = GOOD
    data = bytearray(GOOD)
    end = data.rindex(END)
    data[end + 20 : end + 22] = struct.pack("<H", len(other))
    return bytes(data) + other


def zip64() -> bytes:
    """A lawful file with every size written in the long form."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts().items():
            with archive.open(name, "w", force_zip64=True) as entry:
                entry.write(data)
    return buffer.getvalue()


def streamed() -> bytes:
    """A lawful file that was written without going back: sizes follow the data."""

    class Stream(io.RawIOBase):
        def __init__(self) -> None:
            self.made = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.made += bytes(data)  # type: ignore[call-overload]
            return len(bytes(data))  # type: ignore[call-overload]

    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        for name, data in parts().items():
            archive.writestr(name, data)
    return bytes(stream.made)


def inner_lie() -> bytes:
    """The main part's own header bears another name than the directory gives it."""
    data = bytearray(GOOD)
    own = struct.unpack_from("<L", GOOD, central(GOOD, MAIN) + 42)[0]
    data[own + 30 : own + 30 + len(MAIN)] = b"word/dociment.xml"
    return bytes(data)


def long_directory() -> bytes:
    """A directory that says it is of 3 GB."""
    data = bytearray(GOOD)
    end = data.rindex(END)
    data[end + 12 : end + 16] = struct.pack("<L", 3 << 30)
    return bytes(data)


def commented() -> bytes:
    buffer = io.BytesIO(GOOD)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = b"a comment " * 500
    return buffer.getvalue()


def nested() -> bytes:
    """A lawful file in which another zip lies, stored."""
    info = zipfile.ZipInfo("word/embeddings/book.xlsx")
    return entries((info, zipped({"a.xml": "<a/>"})))


RENAMED = {name.replace("/", "\\"): data for name, data in parts().items()}
SLASHED = {f"/{name}" if name != "[Content_Types].xml" else name: data for name, data in parts().items()}
ENCRYPTED = struct.pack("<H", 1)
OTHER_CRC = struct.pack("<L", zlib.crc32(b"other"))

ATTACKS: list[Attack] = [
    refused("zip-two-entries-of-one-name", lambda: entries((MAIN, parts()[MAIN])), "two parts named word/document.xml"),
    refused("zip-two-names-by-case", lambda: entries(("word/Document.xml", "<a/>")), "differ in capitals only"),
    refused("zip-two-names-by-slash", lambda: entries(("/word/document.xml", "<a/>")), "two parts named word/document.xml"),
    refused("zip-two-names-by-backslash", lambda: entries(("word\\document.xml", "<a/>")), "two parts named word/document.xml"),
    refused("zip-entries-share-bytes", overlapping, "parts overlap"),
    refused("zip-entry-swallows-the-next", swallowing, "parts overlap"),
    refused("zip-name-lies", inner_lie, "another name in its own header"),
    refused("zip-size-lies-small", patched(MAIN, 24, struct.pack("<L", 10)), "not as large as the file says"),
    refused("zip-size-lies-large", patched(MAIN, 24, struct.pack("<L", 900_000)), "not as large as the file says"),
    refused("zip-size-lies-both", patched(MAIN, 24, struct.pack("<L", 10), also=22), "not as large as the file says"),
    refused("zip-packed-size-cut", patched(MAIN, 20, struct.pack("<L", 20)), "cannot be unpacked"),
    refused("zip-checksum-lies", patched(MAIN, 16, OTHER_CRC, also=14), "does not have the checksum"),
    refused("zip-encrypted-entry", patched(MAIN, 8, ENCRYPTED, also=6), "with a password"),
    refused("zip-unknown-method", patched(MAIN, 10, struct.pack("<H", 99), also=8), "packed in a way that Word does not use"),
    refused("zip-deflate64", patched(MAIN, 10, struct.pack("<H", 9), also=8), "packed in a way that Word does not use"),
    refused("zip-bzip2", lambda: zipped_with(zipfile.ZIP_BZIP2), "packed in a way that Word does not use"),
    refused("zip-stored-that-claims-deflate", patched(MAIN, 10, struct.pack("<H", 0), also=8), "not as large as the file says"),
    refused("zip-main-part-is-a-link", linked, "is a link to another file"),
    refused("zip-header-elsewhere", patched(MAIN, 42, struct.pack("<L", 7)), "parts overlap"),
    refused("zip-header-beyond-the-end", patched(MAIN, 42, struct.pack("<L", 1 << 31)), "damaged"),
    refused("zip-ends-in-two-ways", twice_ended, "ends in two ways"),
    refused("zip-bytes-before", lambda: b"PK\x03\x04 another beginning" + GOOD, "before its beginning"),
    refused("zip-two-zips-joined", lambda: zipped({"a.txt": "another"}) + GOOD, "before its beginning"),
    refused("zip-behind-a-program", lambda: b"MZ\x90\x00" + bytes(512) + GOOD, "not a document that reportlint knows"),
    refused("zip-behind-a-pdf", lambda: b"%PDF-1.7\n1 0 obj\n" + GOOD, "This is a PDF, although"),
    refused("zip-cut-short", lambda: GOOD[:-40], "damaged"),
    refused("zip-head-alone", lambda: GOOD[:200], "damaged"),
    refused("zip-end-alone", lambda: END + bytes(18), ""),
    refused("zip-directory-of-gigabytes", long_directory, "their list alone is longer than 4 MB"),
    refused("zip-5000-entries", lambda: entries(*((f"word/p{n}.xml", b"") for n in range(5000))), "more than 4,096 parts"),
    refused("zip-100000-entries", lambda: empties(100_000), "far more parts than a report"),
    refused("zip-bomb-part", bomb(70 * MIB), "swells to more than"),
    refused("zip-bomb-ratio", bomb(20 * MIB), "more than 200 times its size"),
    refused("zip-bomb-in-all", many(40 * MIB, 3), "swells to more than 100 MB", limits=("inflated=100MB",)),
    refused("zip-bomb-in-styles", lambda: zipped({**parts(docx(p("x"), styles=" ")), "word/styles.xml": b" " * (66 * MIB)}), "swells"),
    refused("zip-file-too-large", lambda: GOOD + bytes(51 * MIB), "larger than 50 MB"),
    refused("zip-over-a-limit-that-was-set", lambda: GOOD, "larger than 300 bytes", limits=("file=300",)),
    refused("zip-of-zeroes", lambda: bytes(4096), "not a document"),
    refused("zip-without-parts", lambda: zipped({}), ""),
    refused("zip-is-no-office-file", lambda: zipped({"a.txt": "x"}), "zip archive"),
    refused("zip-of-folders-alone", lambda: zipped({"word/": "", "_rels/": ""}), "zip archive"),
    read("zip-zip64", zip64, "plainly read"),
    read("zip-streamed", streamed, "plainly read"),
    read("zip-with-a-comment", commented, "plainly read"),
    read("zip-bytes-after", lambda: GOOD + b"more" * 10, "plainly read", "Another 40 bytes follow the end of the file"),
    read("zip-another-zip-within", nested, "plainly read"),
    read("zip-backslashes", lambda: zipped(dict(RENAMED)), "plainly read"),
    read("zip-absolute-names", lambda: zipped(dict(SLASHED)), "plainly read"),
    read("zip-parent-path", lambda: entries(("../../etc/cron.d/x", "* * * * *")), "plainly read", "which leads out of it"),
    read("zip-drive-path", lambda: entries(("C:\\Windows\\x.dll", "MZ")), "plainly read", "which leads out of it"),
    read("zip-name-with-escapes", lambda: entries(("word/\x1b]0;x\x07.xml", "x")), "plainly read", never=("\x1b",)),
    read("zip-dot-parts", lambda: entries(("word/./x/../y.xml", "x")), "plainly read", "which leads out of it"),
    read("zip-unread-part-of-odd-method", lambda: unread_odd(), "plainly read"),
    read("zip-long-name", lambda: entries(("a" * 60_000, "x")), "plainly read"),
]  # fmt: skip


def zipped_with(method: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in parts().items():
            archive.writestr(name, data)
    return buffer.getvalue()


def unread_odd() -> bytes:
    """A picture packed with a method of which nothing is known."""
    data = bytearray(entries(("word/media/a.png", b"picture" * 9)))
    at = central(bytes(data), "word/media/a.png")
    data[at + 10 : at + 12] = struct.pack("<H", 99)
    return bytes(data)


def empties(count: int) -> bytes:
    """A zip of so many empty entries, written without a library, for speed."""
    locals_, records, at = [], [], 0
    for n in range(count):
        name = b"word/p%06d.xml" % n
        head = struct.pack("<4s5H3L2H", LOCAL, 20, 0, 0, 0, 0, 0, 0, 0, len(name), 0) + name
        records.append(struct.pack("<4s6H3L5H2L", CENTRAL, 20, 20, 0, 0, 0, 0, 0, 0, 0, len(name), 0, 0, 0, 0, 0, at) + name)
        locals_.append(head)
        at += len(head)
    directory = b"".join(records)
    end = struct.pack("<4s4H2LH", END, 0, 0, count % 65536, count % 65536, len(directory), at, 0)
    return b"".join(locals_) + directory + end

"""The structure of a zip: where it begins and ends, whether its entries keep apart, and an entry's bytes.

The directory at a zip's end says what is in it, and so does a header before each entry. Programs that go by the one and
programs that go by the other must see the same file; where they would not, it is refused.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

_END, _END_64, _LOCATOR, _LOCAL = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07", b"PK\x03\x04"
_END_SIZE, _LOCAL_SIZE = 22, 30
_TAIL = _END_SIZE + 0xFFFF
_MARKS = (b"PK00", b"PK\x07\x08")  # that some programs put before the first entry
_CHUNK = 1 << 20
_PIECE = 1 << 16
_UTF8 = 0x800
_LINK = 0o120000

Weigh = Callable[[int], None]


class Crooked(Exception):
    """A zip that is not what it says; the message is a clause for people."""


def end(data: bytes) -> int:
    """Where the end record begins, -1 without one. Raises Crooked if the file ends in two ways."""
    if data[-_END_SIZE:].startswith(_END) and data.endswith(b"\0\0"):
        found = len(data) - _END_SIZE
    else:
        found = data.rfind(_END, max(0, len(data) - _TAIL))
    if any(at != found and _reach(data, at) == len(data) for at in _ends(data)):
        raise Crooked("It ends in two ways, and programs differ in which of them they read")
    return found if found + _END_SIZE <= len(data) else -1


def after(data: bytes, at: int) -> int:
    """How many bytes follow the end record that begins there, and its comment."""
    return max(0, len(data) - _reach(data, at))


def directory_size(data: bytes, at: int) -> int:
    """How many bytes the list of entries is said to take."""
    size = int(struct.unpack_from("<L", data, at + 12)[0])
    if size == 0xFFFFFFFF and data[at - 20 : at - 16] == _LOCATOR:
        place = struct.unpack_from("<Q", data, at - 12)[0]
        if data[place : place + 4] == _END_64 and place + 48 <= len(data):
            return int(struct.unpack_from("<Q", data, place + 40)[0])
    return size


def check(data: bytes, file: zipfile.ZipFile) -> None:
    """Raise Crooked if something stands before the first entry, or if entries reach into each other or the directory."""
    infos = sorted(file.infolist(), key=lambda info: info.header_offset)
    starts = [info.header_offset for info in infos]
    if starts and starts[0] > 0 and not (starts[0] == 4 and data.startswith(_MARKS)):
        raise Crooked("Something else stands before its beginning")
    for info, following in zip(infos, [*starts[1:], file.start_dir], strict=True):
        if content(data, info) + info.compress_size > following:
            raise Crooked("Its parts overlap each other, as no program writes them")


def content(data: bytes, info: zipfile.ZipInfo) -> int:
    """Where an entry's packed bytes begin. Raises Crooked if its own header is missing."""
    at = info.header_offset
    if at < 0 or data[at : at + 4] != _LOCAL or at + _LOCAL_SIZE > len(data):
        raise Crooked("A part is not where its list says")
    name, extra = struct.unpack_from("<HH", data, at + 26)
    return int(at + _LOCAL_SIZE + name + extra)


def inflate(data: bytes, info: zipfile.ZipInfo, weigh: Weigh) -> bytes:
    """An entry's bytes, told to `weigh` as they come. Raises Crooked if its header, size or checksum lies, or zlib.error."""
    start = content(data, info)
    _check_name(data, info)
    if info.external_attr >> 16 & 0o170000 == _LINK and info.create_system == 3:
        raise Crooked("is a link to another file")
    packed = memoryview(data)[start : start + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        chunks = [bytes(packed)]
        weigh(len(packed))
    elif info.compress_type == zipfile.ZIP_DEFLATED:
        chunks = []
        for chunk in _inflated(packed):
            chunks.append(chunk)
            weigh(len(chunk))
    else:
        raise Crooked("is packed in a way that Word does not use")
    made = b"".join(chunks)
    if len(made) != info.file_size:
        raise Crooked("is not as large as the file says")
    if zlib.crc32(made) != info.CRC:
        raise Crooked("does not have the checksum that the file says")
    return made


def _inflated(packed: memoryview) -> Iterator[bytes]:
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    for at in range(0, len(packed), _PIECE):
        rest: bytes | memoryview = packed[at : at + _PIECE]
        while len(rest):
            chunk = unpacking.decompress(rest, _CHUNK)
            rest = unpacking.unconsumed_tail
            if chunk:
                yield chunk
            if unpacking.eof:
                return
    while chunk := unpacking.decompress(b"", _CHUNK):
        yield chunk
    if not unpacking.eof:
        raise zlib.error("it ends early")


def _check_name(data: bytes, info: zipfile.ZipInfo) -> None:
    at = info.header_offset
    flags, length = struct.unpack_from("<H", data, at + 6)[0], struct.unpack_from("<H", data, at + 26)[0]
    name = data[at + _LOCAL_SIZE : at + _LOCAL_SIZE + length].decode("utf-8" if flags & _UTF8 else "cp437", "replace")
    if flags & 1:
        raise Crooked("is encrypted")
    if _plain(name) != _plain(info.orig_filename):
        raise Crooked("bears another name in its own header")


def _plain(name: str) -> str:
    return name.partition("\0")[0].replace("\\", "/")


def _ends(data: bytes) -> Iterator[int]:
    at = data.find(_END, max(0, len(data) - _TAIL))
    while at >= 0:
        yield at
        at = data.find(_END, at + 1)


def _reach(data: bytes, at: int) -> int:
    """Where the end record that begins here ends, with its comment."""
    if at < 0 or at + _END_SIZE > len(data):
        return -1
    return at + _END_SIZE + int(struct.unpack_from("<H", data, at + 20)[0])

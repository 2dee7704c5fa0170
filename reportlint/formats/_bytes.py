"""Bytes to text, and what bytes look like: helpers of the text formats and of the front door."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from typing import Literal

from reportlint.errors import UnreadableDocument

Kind = Literal["text", "html", "rtf", "flat", "pdf", "zip", "ole", "binary"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"%PDF-", "pdf"),
)
# Line endings, and the noncharacters that the inline scanner keeps for its own use.
_REPLACED = (("\r\n", "\n"), ("\r", "\n"), ("\f", "\n"), ("\v", "\n"), ("\ufdd0", ""), ("\ufdd1", ""))
# A page may begin with an XML declaration and with comments, as one saved from the web does.
_PAGE = re.compile(r"\s*+(?:<\?xml[^>]*+>\s*+|<!--(?:[^-]|-(?!->))*+-->\s*+)*+(?:<!doctype html|<html)", re.IGNORECASE)
_FLAT = re.compile(r"\s*+(?:<\?xml[^>]*+>\s*+|<!--(?:[^-]|-(?!->))*+-->\s*+)*+<office:document\s")
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1a\x1b")


def kind(data: bytes) -> Kind:
    """What the content is, whatever its name says."""
    head = data[:1024].lstrip()
    for magic, found in _MAGIC:
        if head.startswith(magic):
            return found
    if b"%PDF-" in head and b"\0" in data:
        return "pdf"
    if _is_binary(data):
        return "binary"
    start = decode(data[:4096])
    if _FLAT.match(start):
        return "flat"
    return "html" if _PAGE.match(start) else "text"


def decode(data: bytes) -> str:
    """The text: by its byte order mark, else UTF-8, else Windows-1252; every line ends in one newline."""
    text = _decode(data)
    for other, meant in _REPLACED:
        text = text.replace(other, meant)
    return text


def written(data: bytes) -> tuple[str, str, bytes]:
    """The text as it is written, its line ends and stray bytes too, its encoding and its byte order mark.

    Raises UnreadableDocument if it could not be written back as it was.
    """
    for bom, encoding in (*_BOMS, (b"", "utf-8"), (b"", "cp1252")):
        if not data.startswith(bom) or (not bom and encoding == "utf-8" and not _is_utf8(data)):
            continue
        with suppress(UnicodeError):
            text = data[len(bom) :].decode(encoding, "strict" if bom else "surrogateescape")
            if text.encode(encoding, "surrogateescape") == data[len(bom) :]:
                return text, encoding, bom
        break
    raise UnreadableDocument("damaged", "The file's text is damaged: some of it is in no known encoding. Save it as UTF-8 first.")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decode(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _is_binary(data: bytes) -> bool:
    if any(data.startswith(bom) for bom, _ in _BOMS):
        return "\0" in _decode(data)
    if b"\0" in data:
        return True
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls * 100 > len(data)  # a stray control character is a slip, many are not text

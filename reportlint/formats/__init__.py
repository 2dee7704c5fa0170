"""Reading a file as a Document, whatever its format: a module of this package with SUFFIXES, `sniff` and `read` is a format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from types import ModuleType
from typing import cast

from reportlint import discover
from reportlint.errors import UnreadableDocument
from reportlint.formats import _bytes
from reportlint.model import Document

#: Every suffix that some format reads, in lower case, sorted; learnt from the formats when first asked for.
SUFFIXES: tuple[str, ...]

_LFS = b"version https://git-lfs.github.com/spec/"
_SUPPORTED = "reportlint reads Word (.docx), Markdown (.md) and plain text (.txt)."
_LOOKS = {
    "text": ("wrong-type", "This is plain text"),
    "html": ("wrong-type", "This is a web page (HTML)"),
    "rtf": ("wrong-type", "This is a rich text file (RTF)"),
    "pdf": ("pdf", "This is a PDF"),
    "binary": ("wrong-type", "This is not a document that reportlint knows"),
}


def __getattr__(name: str) -> tuple[str, ...]:
    if name != "SUFFIXES":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = tuple(sorted({suffix for plugin in _plugins("") for suffix in plugin.SUFFIXES}))
    globals()["SUFFIXES"] = found
    return found


def read(data: bytes, name: str) -> Document:
    """The document that these bytes hold; `name` is the file's name, or "-" for standard input.

    The content decides; between the text formats, which content cannot tell apart, the suffix does, and text without a
    name is Markdown. Raises UnreadableDocument: "empty", "lfs-pointer", "pdf", "wrong-type" or what the format names.
    """
    _refuse_hollow(data)
    suffix = ".md" if name == "-" else PurePath(name).suffix.lower()
    kind = _bytes.kind(data)
    for plugin in _plugins(suffix):
        if plugin.sniff(data) and (kind != "text" or suffix in plugin.SUFFIXES):
            return cast(Document, plugin.read(data))
    if kind in ("zip", "ole"):
        # The Word reader tells apart what such a container can be: encrypted, an old .doc, a spreadsheet, damaged.
        return cast(Document, discover.load(__name__, "docx").read(data))
    reason, looks = _LOOKS[kind]
    raise UnreadableDocument(reason, f"{looks}{_although(name, suffix, kind)}. {_SUPPORTED}")


def _plugins(suffix: str) -> Iterator[ModuleType]:
    """The formats, the ones named most like the suffix first, each imported when its turn comes."""
    likely = suffix.removeprefix(".")
    for name in sorted(discover.names(__name__), key=lambda n: (n != likely, n[:1] != likely[:1], n)):
        plugin = discover.load(__name__, name)
        if hasattr(plugin, "SUFFIXES"):
            yield plugin


def _refuse_hollow(data: bytes) -> None:
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        raise UnreadableDocument("empty", "The file is empty.")
    if data.startswith(_LFS):
        raise UnreadableDocument("lfs-pointer", "This is a Git LFS pointer, not the document itself. Run `git lfs pull` to fetch it.")


def _although(name: str, suffix: str, kind: str) -> str:
    """What the file's name has to do with the refusal."""
    if name == "-" or not suffix:
        return ""
    if suffix in __getattr__("SUFFIXES"):
        return f", although its name ends in {suffix}"
    return f", and its name ends in {suffix}, which is no format that reportlint knows" if kind == "text" else ""

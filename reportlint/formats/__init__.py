"""Reading a file as a Document, whatever its format: a module of this package with SUFFIXES, `sniff` and `read` is a format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from types import ModuleType
from typing import cast

from reportlint import discover
from reportlint.errors import UnreadableDocument
from reportlint.formats import _bytes, _deceit
from reportlint.model import Document

#: Every suffix that some format reads, in lower case, sorted; learnt from the formats when first asked for.
SUFFIXES: tuple[str, ...]

_LFS = b"version https://git-lfs.github.com/spec/"
_SUPPORTED = "reportlint reads Word (.docx), OpenDocument (.odt), PDF (.pdf), web pages (.html), Markdown (.md) and plain text (.txt)."
_LOOKS = {
    "text": ("wrong-type", "This is plain text"),
    "html": ("wrong-type", "This is a web page (HTML)"),
    "rtf": ("wrong-type", "This is a rich text file (RTF), which Word can save as .docx, and --convert by LibreOffice"),
    "flat": ("wrong-type", "This is a flat OpenDocument file (.fodt), which LibreOffice can save as .odt"),
    "pdf": ("pdf", "This is a PDF"),
    "zip": ("wrong-type", "This is an OpenDocument file"),
    "binary": ("wrong-type", "This is not a document that reportlint knows"),
}


def __getattr__(name: str) -> tuple[str, ...]:
    if name != "SUFFIXES":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = tuple(sorted({suffix for plugin in _plugins("") for suffix in plugin.SUFFIXES}))
    globals()["SUFFIXES"] = found
    return found


def read(data: bytes, name: str) -> Document:
    """The document that these bytes hold; `name` is the file's name, or "-" for standard input. Raises as `reader` does."""
    return _deceit.told(cast(Document, reader(data, name).read(data)))


def reader(data: bytes, name: str) -> ModuleType:
    """The format that these bytes are in: the module that reads it.

    The content decides, and a name that promises another format is refused, but for Word files. Between the text formats,
    which content cannot tell apart, the suffix decides, and text without a name is Markdown.
    Raises UnreadableDocument: "empty", "lfs-pointer", "pdf", "wrong-type" or what the format names.
    """
    _refuse_hollow(data)
    suffix = ".md" if name == "-" else PurePath(name).suffix.lower()
    kind = _bytes.kind(data)
    foreign = False
    for plugin in _plugins(suffix):
        if not plugin.sniff(data):
            continue
        if _is_named_so(plugin, kind, "" if name == "-" and kind != "text" else suffix):
            return plugin
        foreign = True
    if kind in ("zip", "ole") and not foreign:
        # The Word reader tells apart what such a container can be: encrypted, an old .doc, a spreadsheet, damaged.
        return discover.load(__name__, "docx")
    reason, looks = _LOOKS[kind]
    raise UnreadableDocument(reason, f"{looks}{_although(name, suffix, kind)}. {_SUPPORTED}")


def _plugins(suffix: str) -> Iterator[ModuleType]:
    """The formats, the ones named most like the suffix first, each imported when its turn comes."""
    likely = suffix.removeprefix(".")
    for name in sorted(discover.names(__name__), key=lambda n: (n != likely, n[:1] != likely[:1], n)):
        plugin = discover.load(__name__, name)
        if hasattr(plugin, "SUFFIXES"):
            yield plugin


def _is_named_so(plugin: ModuleType, kind: str, suffix: str) -> bool:
    """Whether the file's name allows that this format reads it."""
    if suffix in plugin.SUFFIXES or plugin.__name__.endswith(".docx"):
        return True
    return kind != "text" and suffix not in __getattr__("SUFFIXES")


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

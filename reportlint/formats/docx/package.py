"""The package: the main part, and what each part relates to, or a plain sentence why this is no Word document."""

from __future__ import annotations

import posixpath
import struct
from dataclasses import dataclass, field
from urllib.parse import unquote

from reportlint.errors import UnreadableDocument
from reportlint.formats.archive import Archive, open_archive
from reportlint.formats.docx.names import Element, is_strict, local, transitional, w

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE_AS = "In Word choose File, Save As, Word Document (.docx)."
CONVERT = "Or give the option --convert, if LibreOffice is installed."
_TYPES = "[Content_Types].xml"
_MAIN = "officeDocument"
_LATENT, _LATENT_END, _LATENT_WITHIN = b"<w:latentStyles", b"</w:latentStyles>", 16384  # bytes from the beginning
#: What a main part's content type says about a package that is not a Word document.
_OTHER_TYPES = {
    "spreadsheetml": "an Excel workbook",
    "ms-excel": "an Excel workbook",
    "presentationml": "a PowerPoint presentation",
    "ms-powerpoint": "a PowerPoint presentation",
    "ms-visio": "a Visio drawing",
    "3dmanufacturing": "a 3D model",
}
_MIMETYPES = {
    "opendocument.text": "an OpenDocument text",
    "opendocument.spreadsheet": "an OpenDocument spreadsheet",
    "opendocument.presentation": "an OpenDocument presentation",
    "opendocument": "an OpenDocument file",
    "epub": "an e-book (EPUB)",
}
_ROOTS = {"workbook": "an Excel workbook", "presentation": "a PowerPoint presentation"}


@dataclass(frozen=True)
class Relation:
    """One relationship. kind: the last word of its type; target: a part's name, or the address as it stands if external."""

    kind: str
    target: str
    external: bool


@dataclass
class Package:
    """A Word package: its main part's name and root, and the parts by their relations."""

    archive: Archive
    main: str = ""
    _relations: dict[str, dict[str, Relation]] = field(default_factory=dict)

    def relations(self, part: str = "") -> dict[str, Relation]:
        """The relationships of a part (of the package itself without one) by id."""
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def _read_relations(self, part: str) -> dict[str, Relation]:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", name + ".rels")
        found: dict[str, Relation] = {}
        if not self.archive.has(path):
            return found
        for number, element in enumerate(self.archive.parse(path)):
            kind = element.get("Type", "").rstrip("/").rpartition("/")[2]
            external = element.get("TargetMode", "").lower() == "external"
            target = element.get("Target")
            if target is None:
                continue
            found.setdefault(element.get("Id") or f"#{number}", Relation(kind, target if external else _resolve(folder, target), external))
        return found

    def root(self, part: str) -> Element:
        """The root of a part, in the transitional names."""
        data = self.archive.read(part)
        root = self.archive.parse_bytes(_without_latent_styles(data), part)
        return transitional(root) if is_strict(data) else root

    def related(self, part: str, kind: str) -> str:
        """The name of the first part of this kind that a part relates to and that is there, "" without one."""
        for relation in self.relations(part).values():
            if relation.kind == kind and not relation.external and self.archive.has(relation.target):
                return relation.target
        return ""

    def content_types(self) -> dict[str, str]:
        """The content type of each part that names its own, by lower-case part name."""
        if not self.archive.has(_TYPES):
            return {}
        root = self.archive.parse(_TYPES)
        return {e.get("PartName", "").lstrip("/").lower(): e.get("ContentType", "") for e in root if local(e) == "Override"}


def _without_latent_styles(data: bytes) -> bytes:
    """A styles part without its list of styles that are not in it, which is the greater half of what Word writes there."""
    start = data.find(_LATENT, 0, _LATENT_WITHIN)
    end = data.find(_LATENT_END, start) if start > 0 else -1
    within = data[start:end]
    # Nothing but plain elements may stand there, so that what is left is well-formed if the whole is.
    plain = end > 0 and b"<!" not in within and b"<?" not in within and within.count(b"<") == within.count(b"/>") + 1
    return data[:start] + data[end + len(_LATENT_END) :] if plain and b"<!" not in data[:start] else data


def open_package(data: bytes) -> tuple[Package, Element]:
    """The package that these bytes hold, and the root of its main part.

    Raises UnreadableDocument.
    """
    if data.startswith(OLE):
        raise _ole(data)
    package = Package(open_archive(data))
    package.main = _main_part(package)
    root = package.root(package.main)
    if root.tag != w("document"):
        what = _ROOTS.get(local(root))
        if what:
            raise _wrong(what)
        raise UnreadableDocument("no-main-part", f"The main part of this file ({package.main}) is not a Word document. {SAVE_AS}")
    return package, root


def _main_part(package: Package) -> str:
    archive = package.archive
    if archive.has("mimetype"):
        kind = archive.read("mimetype")[:200].decode("ascii", "replace")
        for key, what in _MIMETYPES.items():
            if key in kind:
                raise _wrong(what)
    types = package.content_types()
    related = package.related("", _MAIN)
    candidates = [related] if related else []
    candidates += [name for name, kind in types.items() if "wordprocessingml" in kind and ".main+xml" in kind]
    candidates += [name for name, kind in types.items() if "ms-word" in kind and ".main+xml" in kind]
    candidates = [name for name in candidates if archive.has(name)]
    _refuse_others(types, candidates)
    if candidates:
        return candidates[0]
    if archive.has(_TYPES) or archive.has("_rels/.rels"):
        message = "This file holds no document: its main part is missing. Ask for it again, or save it anew in Word."
        raise UnreadableDocument("no-main-part", message)
    raise _wrong("a zip archive")


def _refuse_others(types: dict[str, str], candidates: list[str]) -> None:
    """Raise if the main part, or without one any part, is that of another program."""
    kinds = [types.get(candidates[0].lower(), "")] if candidates else list(types.values())
    for kind in kinds:
        for key, what in _OTHER_TYPES.items():
            if key in kind.lower():
                raise _wrong(what)


def _wrong(what: str) -> UnreadableDocument:
    message = f"This is {what}, not a Word document. Check the report itself, saved as a Word document (.docx)."
    return UnreadableDocument("wrong-type", message)


def _resolve(folder: str, target: str) -> str:
    path = target.replace("\\", "/").partition("#")[0]
    if not path.startswith("/"):
        path = posixpath.join("/", folder, path)
    resolved = posixpath.normpath(path).lstrip("/")
    return unquote(resolved) if "%" in resolved else resolved


def _ole(data: bytes) -> UnreadableDocument:
    """What an old compound file is, told by the names in its directory."""
    names = _ole_names(data)
    if "EncryptedPackage" in names or "EncryptionInfo" in names:
        message = (
            "This file was saved with a password. Open it in Word, remove the password (File, Info, Protect Document, "
            "Encrypt with Password, clear the box), save it and try again."
        )
        return UnreadableDocument("encrypted", message)
    if "WordDocument" in names:
        return UnreadableDocument("legacy-doc", f"This file is saved in the old .doc format of Word. {SAVE_AS} {CONVERT}")
    if names & {"Workbook", "Book"}:
        return _wrong("an old Excel workbook")
    if "PowerPoint Document" in names:
        return _wrong("an old PowerPoint presentation")
    if any(name.startswith("__substg1.0") or name.startswith("__properties") for name in names):
        return _wrong("an Outlook message")
    return _wrong("an old Office file")


def _ole_names(data: bytes) -> set[str]:
    """The names in a compound file's directory, found by their 128-byte records wherever they lie."""
    names: set[str] = set()
    for start in range(512, len(data) - 127, 128):
        size = struct.unpack_from("<H", data, start + 64)[0]
        if 4 <= size <= 64 and size % 2 == 0 and data[start + 66] in (1, 2, 5):
            names.add(data[start : start + size - 2].decode("utf-16-le", "replace"))
    return names

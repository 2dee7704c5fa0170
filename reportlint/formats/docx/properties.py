"""What a document says about itself, and what it holds that is not read."""

from __future__ import annotations

from reportlint.formats.docx.draft import Collected
from reportlint.formats.docx.names import MC_NS, UNDERSTOOD, Element, local, q
from reportlint.formats.docx.package import Package, Relation
from reportlint.formats.docx.styles import Styles

_CORE = {
    "title": "title",
    "language": "language",
    "creator": "author",
    "subject": "subject",
    "keywords": "keywords",
    "created": "created",
    "modified": "modified",
}
_NOT_READ = {
    "vbaProject": "The file holds macros, which were not read.",
    "oleObject": "The file holds an embedded object, which was not read.",
    "package": "The file holds an embedded file (a workbook, say), which was not read.",
    "control": "The file holds an ActiveX control, which was not read.",
    "aFChunk": "Another document is inserted into this one as a whole, which was not read.",
    "subDocument": "This is a master document; its subdocuments were not read.",
}
_MOST = 20  # notes; a file may name any number of parts that it lacks
_EXPECTED = {
    "styles": "its styles",
    "numbering": "its lists",
    "footnotes": "its footnotes",
    "endnotes": "its endnotes",
    "comments": "its comments",
    "header": "a header",
    "footer": "a footer",
    "image": "an image",
}


def properties(package: Package, styles: Styles, found: Collected) -> dict[str, str]:
    """The properties of the model, where the file has them; the language as declared, else as most of the text is set."""
    part = package.related("", "core-properties")
    result = _core(package.root(part)) if part else {}
    if "language" not in result:
        default = styles.defaults.lang or styles.language(styles.default_paragraph)
        most = max(found.languages, key=lambda name: found.languages[name], default="")
        if default or most:
            result["language"] = default or most
    return result


def _core(root: Element) -> dict[str, str]:
    result: dict[str, str] = {}
    for child in root:
        name = _CORE.get(local(child))
        text = "".join(str(t) for t in child.itertext()).strip()
        if name and text:
            result.setdefault(name, text)
    return result


def notes(package: Package, root: Element, relations: dict[str, Relation]) -> tuple[str, ...]:
    """A sentence for each kind of thing that the file holds or names and that was not read. root: of the main part."""
    result: dict[str, None] = dict.fromkeys(package.archive.notes)
    result |= dict.fromkeys(_not_understood(root))
    for relation in relations.values():
        if relation.kind in _NOT_READ:
            result[_NOT_READ[relation.kind]] = None
        elif relation.kind in _EXPECTED and not relation.external and not package.archive.has(relation.target):
            result[f"The part {relation.target} is missing: the file names it as {_EXPECTED[relation.kind]}."] = None
    settings = package.related(package.main, "settings")
    if settings:
        for relation in package.relations(settings).values():
            if relation.kind == "attachedTemplate":
                result[f"The file is attached to the template {relation.target}, which was not read."] = None
    more = len(result) - _MOST
    return (*list(result)[:_MOST], *([f"There are {more} more things like these."] if more > 0 else []))


def _not_understood(root: Element) -> list[str]:
    """What a part says that a program must understand to read it, and this one does not."""
    needed = root.get(q(MC_NS, "MustUnderstand"), "").split()
    unknown = [root.nsmap.get(prefix) or prefix for prefix in needed if root.nsmap.get(prefix) not in UNDERSTOOD]
    return [f"The file says that whoever reads it must understand {space}, which reportlint does not." for space in unknown[:1]]

"""The parts of a Word file, and the zip that holds them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
METADATA = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = (
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    (
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
    ),
    ("http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/"),
    (OFFICE + "/extended-properties", "http://purl.oclc.org/ooxml/officeDocument/relationships/extendedProperties"),
    (OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@dataclass
class Package:
    """What a Word file is made of; `bytes()` zips it."""

    body: str
    styles: str
    numbering: str
    title: str = ""
    language: str = ""
    header: str = ""
    footer: str = ""
    footnotes: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    image: bool = False
    tracking: bool = False
    strict: bool = False

    def bytes(self) -> bytes:
        parts = self._parts()
        if self.strict:
            for name in [n for n in parts if n.endswith((".xml", ".rels")) and not n.startswith("[")]:
                for old, new in STRICT:
                    parts[name] = parts[name].replace(old, new)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, text in parts.items():
                archive.writestr(zipfile.ZipInfo(name, (2025, 1, 6, 9, 0, 0)), text.encode("utf-8"))
            if self.image:
                archive.writestr(zipfile.ZipInfo("word/media/image1.png", (2025, 1, 6, 9, 0, 0)), PIXEL)
        return buffer.getvalue()

    def _parts(self) -> dict[str, str]:
        optional = self._optional()
        conformance = ' w:conformance="strict"' if self.strict else ""
        parts = {
            "[Content_Types].xml": self._types(optional),
            "_rels/.rels": _relations(
                [
                    ("rId1", OFFICE + "/officeDocument", "word/document.xml", ""),
                    (
                        "rId2",
                        METADATA + "/core-properties",
                        "docProps/core.xml",
                        "",
                    ),
                    ("rId3", OFFICE + "/extended-properties", "docProps/app.xml", ""),
                ]
            ),
            "word/document.xml": f"{HEAD}<w:document {NAMESPACES}{conformance}><w:body>{self.body}{self._section(optional)}</w:body>"
            "</w:document>",
            "word/styles.xml": self.styles,
            "word/numbering.xml": self.numbering,
            "word/settings.xml": self._settings(),
            "docProps/core.xml": self._core(),
            "docProps/app.xml": HEAD + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            "<Application>Microsoft Office Word</Application></Properties>",
        }
        return parts | {f"word/{n}.xml": xml for n, xml in optional.items()} | {"word/_rels/document.xml.rels": self._links(optional)}

    def _optional(self) -> dict[str, str]:
        """The parts that only some files have, by name."""
        parts = {}
        for name, tag, text in (("header", "hdr", self.header), ("footer", "ftr", self.footer)):
            if text:
                lines = "".join(f"<w:p><w:r><w:t>{escape(t)}</w:t></w:r></w:p>" for t in text.split("\n"))
                parts[name] = f"{HEAD}<w:{tag} {NAMESPACES}>{lines}</w:{tag}>"
        if self.footnotes:
            parts["footnotes"] = f"{HEAD}<w:footnotes {NAMESPACES}>{''.join(self.footnotes)}</w:footnotes>"
        if self.comments:
            parts["comments"] = f"{HEAD}<w:comments {NAMESPACES}>{''.join(self.comments)}</w:comments>"
        return parts

    def _types(self, optional: dict[str, str]) -> str:
        kinds = {"document": "document.main", **{n: n for n in ("styles", "numbering", "settings", *optional)}}
        overrides = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{_MAIN}.{k}+xml"/>' for n, k in kinds.items())
        return (
            HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
            f"{overrides}"
            '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
            '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
            "</Types>"
        )

    def _links(self, optional: dict[str, str]) -> str:
        rows = [(f"rIdP{i}", f"{OFFICE}/{n}", f"{n}.xml", "") for i, n in enumerate(("styles", "numbering", "settings", *optional))]
        rows += [
            (f"rIdL{i}", OFFICE + "/hyperlink", escape(t, {'"': "&quot;"}), ' TargetMode="External"') for i, t in enumerate(self.links)
        ]
        if self.image:
            rows.append(("rIdImage", OFFICE + "/image", "media/image1.png", ""))
        return _relations(rows)

    def _section(self, optional: dict[str, str]) -> str:
        names = ("styles", "numbering", "settings", *optional)
        stories = "".join(f'<w:{n}Reference w:type="default" r:id="rIdP{names.index(n)}"/>' for n in ("header", "footer") if n in optional)
        margins = "".join(f' w:{side}="1440"' for side in ("top", "right", "bottom", "left"))
        page = f'<w:pgSz w:w="11906" w:h="16838"/><w:pgMar{margins} w:header="708" w:footer="708" w:gutter="0"/>'
        return f"<w:sectPr>{stories}{page}</w:sectPr>"

    def _settings(self) -> str:
        language = f'<w:themeFontLang w:val="{self.language}"/>' if self.language else ""
        tracking = "<w:trackRevisions/>" if self.tracking else ""
        return f'{HEAD}<w:settings {NAMESPACES}><w:zoom w:percent="100"/>{tracking}{language}</w:settings>'

    def _core(self) -> str:
        title = f"<dc:title>{escape(self.title)}</dc:title>" if self.title else ""
        language = f"<dc:language>{self.language}</dc:language>" if self.language else ""
        return (
            HEAD + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{title}<dc:creator>Report author</dc:creator>{language}'
            '<dcterms:created xsi:type="dcterms:W3CDTF">2025-01-06T09:00:00Z</dcterms:created></cp:coreProperties>'
        )


def _relations(rows: list[tuple[str, str, str, str]]) -> str:
    body = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{target}"{mode}/>' for i, kind, target, mode in rows)
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{body}</Relationships>'

"""Word packages built in code: a body as XML, and whatever parts a test needs beside it.

data = docx(p("One") + p("Two", style="Heading1"), styles=style("Heading1", name="heading 1"))
document = read(p("One"))
"""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from reportlint.formats import docx as reader
from reportlint.model import Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CORE = f"{PACKAGE}/relationships/metadata/core-properties"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

NAMESPACES = {
    "w": W,
    "r": RELATION,
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "x": "urn:an-extension-nobody-knows",
}
XMLNS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())

#: The part each keyword of `docx` makes: its name, its root element, the kind of its relation.
PARTS = {
    "styles": ("word/styles.xml", "w:styles", "styles"),
    "numbering": ("word/numbering.xml", "w:numbering", "numbering"),
    "footnotes": ("word/footnotes.xml", "w:footnotes", "footnotes"),
    "endnotes": ("word/endnotes.xml", "w:endnotes", "endnotes"),
    "comments": ("word/comments.xml", "w:comments", "comments"),
    "comments_extended": ("word/commentsExtended.xml", "w15:commentsEx", "commentsExtended"),
    "header": ("word/header1.xml", "w:hdr", "header"),
    "footer": ("word/footer1.xml", "w:ftr", "footer"),
    "settings": ("word/settings.xml", "w:settings", "settings"),
}


def xml(root: str, content: str, attributes: str = "") -> str:
    """A part with this root element and all the namespaces."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><{root} {XMLNS} {attributes}>{content}</{root}>'


def relations(*items: tuple[str, str, str]) -> str:
    """A relationships part of (id, type, target); an address is external; a type without "/" is one of Office's."""
    rows = []
    for key, kind, target in items:
        mode = ' TargetMode="External"' if ":" in target else ""
        full = kind if "/" in kind else f"{RELATION}/{kind}"
        rows.append(f'<Relationship Id="{key}" Type="{full}" Target="{escape(target)}"{mode}/>')
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(rows)}</Relationships>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def docx(
    body: str,
    *,
    main: str = "word/document.xml",
    document: str | bytes | None = None,
    main_type: str = MAIN_TYPE,
    core: str = "",
    links: tuple[tuple[str, str, str], ...] = (),
    extra: dict[str, str | bytes] | None = None,
    **parts: str,
) -> bytes:
    """A package whose body holds this XML.

    parts: the content of the parts named in PARTS. links: more relationships of the main part. core: the content of the
    core properties. extra: more entries, or other bytes for those made here. The header is rId-header, and so on.
    """
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{main_type}"/></Types>',
        "_rels/.rels": relations(("rId1", "officeDocument", main), *([("rId2", CORE, "docProps/core.xml")] if core else [])),
        main: document or xml("w:document", f"<w:body>{body}</w:body>"),
    }
    related = []
    for name, content in parts.items():
        path, root, kind = PARTS[name]
        made[path] = xml(root, content)
        related.append((f"rId-{kind}", kind, "/" + path))
    folder, _, file = main.rpartition("/")
    made[f"{folder}/_rels/{file}.rels".lstrip("/")] = relations(*related, *links)
    if core:
        space = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        made["docProps/core.xml"] = f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" {space}>{core}</cp:coreProperties>'
    return zipped(made | (extra or {}))


def read(body: str, **options: object) -> Document:
    """The document that a package with this body holds; the options are those of `docx`."""
    return reader.read(docx(body, **options))  # type: ignore[arg-type]


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def r(text: str = "", props: str = "", content: str = "") -> str:
    """A run of text, then other content; props: what stands in its w:rPr."""
    return f"<w:r>{f'<w:rPr>{props}</w:rPr>' if props else ''}{t(text) if text else ''}{content}</w:r>"


def p(text: str = "", *, style: str = "", props: str = "", content: str = "") -> str:
    """A paragraph of one run of text, then other content; props: what stands in its w:pPr."""
    named = (f'<w:pStyle w:val="{style}"/>' if style else "") + props
    return f"<w:p>{f'<w:pPr>{named}</w:pPr>' if named else ''}{r(text) if text else ''}{content}</w:p>"


def tc(*blocks: str, props: str = "") -> str:
    """A table cell of these blocks; words alone are a paragraph."""
    inner = "".join(block if block.startswith("<") else p(block) for block in blocks)
    return f"<w:tc>{f'<w:tcPr>{props}</w:tcPr>' if props else ''}{inner}</w:tc>"


def tr(*cells: str, props: str = "") -> str:
    """A table row of these cells; words alone are a cell."""
    inner = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{props}</w:trPr>' if props else ''}{inner}</w:tr>"


def tbl(*rows: str, props: str = "") -> str:
    return f"<w:tbl>{f'<w:tblPr>{props}</w:tblPr>' if props else ''}{''.join(rows)}</w:tbl>"


def sdt(content: str, props: str = "") -> str:
    """A content control around anything."""
    return f"<w:sdt>{f'<w:sdtPr>{props}</w:sdtPr>' if props else ''}<w:sdtContent>{content}</w:sdtContent></w:sdt>"


def ins(content: str, tag: str = "ins", author: str = "Ann") -> str:
    """A tracked insertion (or w:del, w:moveTo, w:moveFrom) around anything."""
    return f'<w:{tag} w:id="1" w:author="{author}" w:date="2025-01-14T09:00:00Z">{content}</w:{tag}>'


def deleted(text: str, author: str = "Ann") -> str:
    return ins(f"<w:r><w:delText>{escape(text)}</w:delText></w:r>", "del", author)


def style(key: str, props: str = "", *, name: str = "", kind: str = "paragraph", based: str = "", default: bool = False) -> str:
    """A style; props: its w:pPr and w:rPr."""
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    first = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}" w:styleId="{key}"{first}><w:name w:val="{name or key}"/>{parent}{props}</w:style>'


def lvl(index: int, text: str, fmt: str = "decimal", extra: str = "", start: int = 1) -> str:
    """A level of a list."""
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(key: int, *levels: str, extra: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{extra}{"".join(levels)}</w:abstractNum>'


def num(key: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def numbered(number: int, level: int = 0) -> str:
    """The paragraph properties of a list item."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def field(code: str, result: str | None = None, data: str = "") -> str:
    """The runs of a complex field; without a result it has no separator."""
    divided = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r><w:r><w:instrText>{escape(code)}</w:instrText></w:r>'
        f'{divided}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]

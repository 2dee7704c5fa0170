"""Makes the Word files beside this script from the markdown files beside it: `python examples/make.py`.

Each report is written once, as `<name>.md`, in the plain form that council reports take when they are copied out of Word: a
label, a blank line, its value; numbered headings and paragraphs; "- " before a list item; tabs between the cells of a table.
The parts that every Word file here shares (styles, numbering, footer) lie in `parts/`, where they lie in the file.
The same text gives the same bytes on every machine: entries are stored, not compressed, and nothing carries today's date.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

HERE = Path(__file__).resolve().parent
STAMP = "2026-01-05T09:00:00Z"
CHART = "charging-sessions.png"
SESSIONS = (4120, 4870, 5640, 6310)

LABELS = frozenset(
    """
Committee Name and Date of Committee Meeting
Report Title
Is this a Key Decision and has it been included on the Forward Plan?
Strategic Director Approving Submission of the Report
Report Author(s)
Ward(s) Affected
Report Summary
Recommendations
List of Appendices Included
Background Papers
Consideration by any other Council Committee, Scrutiny or Advisory Panel
Council Approval Required
Exempt from the Press and Public
Date of Decision:
Title:
Decision Maker:
Details of Specific (Cabinet) Delegation or Delegation contained in the relevant Sub-Scheme of Delegation:
Brief Description of Decision:
Reasons for the Decision:
Alternatives Considered and Rejected:
Conflicts of Interest:
Dispensations:
Reports Considered:
""".strip().split("\n")
)
LAST_LABEL = "Exempt from the Press and Public"
TITLE_LABELS = ("Report Title", "Title:")


@dataclass(frozen=True)
class Look:
    """How a report is typed. hasty: bold text for headings, typed numbers and bullets, no header rows, no properties.

    change: the words in the text, and the words that stood there before (a tracked change).
    comment: the words in the text, and what a colleague has to say about them.
    """

    hasty: bool = False
    change: tuple[str, str] = ("", "")
    comment: tuple[str, str] = ("", "")


LOOKS = {
    "clean-report": Look(),
    "cabinet-report": Look(),
    "decision-record": Look(),
    "draft-report": Look(
        hasty=True,
        change=("£45,000", "£38,000"),
        comment=("recommend the second", "Helen: should we not show the cost of all three here?"),
    ),
}


@dataclass
class Body:
    """The body of one document while it is written: its XML so far, and what its relationships must name."""

    look: Look
    parts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)


def run(text: str, properties: str = "", tag: str = "t") -> str:
    """A run of text."""
    settings = properties and f"<w:rPr>{properties}</w:rPr>"
    return f'<w:r>{settings}<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>' if text else ""


def link(body: Body, text: str, target: str) -> str:
    body.links.append(target)
    shown = run(text, '<w:rStyle w:val="Hyperlink"/>')
    return f'<w:hyperlink r:id="link{len(body.links)}" w:history="1">{shown}</w:hyperlink>'


def change(text: str, before: str) -> str:
    """A tracked change from the one to the other."""
    by = f'w:author="Josh Penrose" w:date="{STAMP}"'
    return f'<w:del w:id="1" {by}>{run(before, tag="delText")}</w:del><w:ins w:id="2" {by}>{run(text)}</w:ins>'


def comment(text: str) -> str:
    reference = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="0"/></w:r>'
    return f'<w:commentRangeStart w:id="0"/>{run(text)}<w:commentRangeEnd w:id="0"/>{reference}'


def inline(body: Body, text: str, properties: str = "") -> str:
    """The runs of a line: links, the tracked change and the commented words among plain text."""
    changed, before = body.look.change
    commented, _ = body.look.comment
    words = "".join(f"|({re.escape(w)})" if w else "|($.)" for w in (changed, commented))
    out, at = "", 0
    for found in re.finditer(r"\[([^\]]+)\]\(([^)]*)\)" + words, text):
        out += run(text[at : found.start()], properties)
        shown, target, edit, noted = found.groups()
        out += link(body, shown, target) if shown else change(edit, before) if edit else comment(noted)
        at = found.end()
    return out + run(text[at:], properties)


def paragraph(body: Body, style: str, text: str, *, settings: str = "", properties: str = "") -> None:
    body.parts.append(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{settings}</w:pPr>{inline(body, text, properties)}</w:p>')


def heading(body: Body, style: str, text: str, *, typed: str = "", settings: str = "") -> None:
    """A heading: in its style, or in a hasty report bold text that begins with a typed number."""
    if body.look.hasty:
        paragraph(body, "Normal", typed + text, settings=settings.partition("<w:numPr>")[0], properties="<w:b/>")
    else:
        paragraph(body, style, text, settings=settings)


def numbered(level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'


def section(body: Body, found: re.Match[str]) -> None:
    heading(body, "Heading2", found[2], typed=f"{found[1]}.\t", settings=numbered(0))


def clause(body: Body, found: re.Match[str]) -> None:
    if body.look.hasty:
        paragraph(body, "Clause", f"{found[1]}\t{found[2]}")
    else:
        paragraph(body, "Clause", found[2], settings=numbered(1))


def bullet(body: Body, found: re.Match[str]) -> None:
    if body.look.hasty:
        paragraph(body, "Clause", f"•\t{found[1]}", settings='<w:ind w:left="1080" w:hanging="360"/>')
    else:
        paragraph(body, "ListBullet", found[1])


def image(body: Body, found: re.Match[str]) -> None:
    """A picture with its alternative text."""
    body.images.append(found[2])
    alt, size = quoteattr(found[1]), 'cx="4320000" cy="1620000"'
    picture = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    body.parts.append(
        '<w:p><w:pPr><w:pStyle w:val="Picture"/></w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="{len(body.images)}" name="Picture {len(body.images)}" descr={alt}/>'
        f'<a:graphic><a:graphicData uri="{picture}"><pic:pic xmlns:pic="{picture}"><pic:nvPicPr>'
        f'<pic:cNvPr id="0" name={quoteattr(found[2])} descr={alt}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="image{len(body.images)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def table(body: Body, rows: list[list[str]]) -> None:
    """A table; its first row is marked as its header unless the report is a hasty one."""
    widths = (4200, 2900, 1926)
    hasty = body.look.hasty
    look = f'<w:tblLook w:val="{"0400" if hasty else "0420"}" w:firstRow="{0 if hasty else 1}" w:noVBand="1"/>'
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    body.parts.append(
        '<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="9026" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    )
    for index, cells in enumerate(rows):
        body.parts.append("<w:tr><w:trPr><w:cantSplit/>" + ("" if index or hasty else "<w:tblHeader/>") + "</w:trPr>")
        for width, text in zip(widths, cells, strict=True):
            body.parts.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>')
            paragraph(body, "TableText", text)
            body.parts.append("</w:tc>")
        body.parts.append("</w:tr>")
    body.parts.append("</w:tbl>")
    paragraph(body, "TableText", "")


BODY_LINES: tuple[tuple[str, Callable[[Body, re.Match[str]], None]], ...] = (
    (r"(\d+)\. (.+)", section),
    (r"(\d+\.\d+) (.+)", clause),
    (r"- (.+)", bullet),
    (r"!\[(.*)\]\((.+)\)", image),
    (r"(Figure .+)", lambda body, found: paragraph(body, "Caption", found[1])),
    (r"(.+)", lambda body, found: paragraph(body, "Normal", found[1])),
)
COVER_LINES: tuple[tuple[str, Callable[[Body, re.Match[str]], None]], ...] = (
    (r"\d+\. (.+)", lambda body, found: paragraph(body, "ListNumber", found[1])),
    (r"- (.+)", bullet),
    (r"(.+)", lambda body, found: paragraph(body, "Normal", found[1])),
)


def write(body: Body, lines: list[str]) -> None:
    """The report's lines, each as what it is."""
    title_at = lines.index(LAST_LABEL) + 2 if LAST_LABEL in lines else len(lines)
    rows: list[list[str]] = []
    for at, line in enumerate(lines):
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            table(body, rows)
            rows = []
        if at == 0:
            heading(body, "Heading1", line)
        elif line in LABELS:
            heading(body, "Heading2", line)
        elif at == title_at:
            heading(body, "Heading1", line, settings="<w:pageBreakBefore/>")
        elif at == 1:
            paragraph(body, "Subtitle", line)
        else:
            kinds = COVER_LINES if at < title_at else BODY_LINES
            found, kind = next((m, k) for pattern, k in kinds if (m := re.fullmatch(pattern, line)))
            kind(body, found)


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
DRAWING = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHARED = ("styles", "numbering", "settings", "footer")
KINDS = (*SHARED, "comments")


def comments(look: Look) -> str:
    note = (
        f'<w:comment w:id="0" w:author="Josh Penrose" w:initials="JP" w:date="{STAMP}"><w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>'
        f"{run(look.comment[1])}</w:p></w:comment>"
    )
    return f"<w:comments {W}>{note if look.comment[0] else ''}</w:comments>"


def core(title: str) -> str:
    """The file's properties; without a title a file has no language either, as nobody has looked after them."""
    named = title and f"<dc:title>{escape(title)}</dc:title><dc:language>en-GB</dc:language>"
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f'{named}<dc:creator>Example Council</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">{STAMP}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{STAMP}</dcterms:modified></cp:coreProperties>'
    )


def relationships(*rows: tuple[str, str, str]) -> str:
    """The relationships part for rows of id, kind and target."""
    external = ' TargetMode="External"'
    inner = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target={quoteattr(target)}{external if ":" in target else ""}/>'
        for key, kind, target in rows
    )
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def png(values: tuple[int, ...], width: int = 480, height: int = 180) -> bytes:
    """A bar chart of the values, dark green on white, as a PNG file."""
    slot = width // len(values)
    pixels = [bytearray(b"\xff" * (width // 8)) for _ in range(height)]
    for y, row in enumerate(pixels):
        for x in range(width):
            bar = slot // 4 <= x % slot < slot * 3 // 4 and (height - y) * max(values) <= values[x // slot] * (height - 10)
            if bar or y >= height - 2:
                row[x // 8] &= ~(0x80 >> x % 8)
    data = b"".join(b"\0" + bytes(row) for row in pixels)
    header = struct.pack(">IIBBBBB", width, height, 1, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", b"\x1f\x5c\x4a\xff\xff\xff"), (b"IDAT", zlib.compress(data, 0)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content)) for name, content in chunks
    )


def shared(name: str) -> str:
    """A part that is the same in every file."""
    return (HERE / "parts" / name).read_text(encoding="utf-8")


def parts(markdown: str, look: Look) -> Iterator[tuple[str, str | bytes]]:
    """Name and content of each part of the Word file, in the file's order."""
    lines = [line for line in markdown.splitlines() if line.strip()]
    title = next(lines[lines.index(label) + 1] for label in TITLE_LABELS if label in lines)
    body = Body(look)
    write(body, lines)
    page = (
        '<w:sectPr><w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1440" w:bottom="1134" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
    )
    metadata = f"{PACKAGE}/relationships/metadata/core-properties"
    linked = [(f"link{n}", f"{OFFICE}hyperlink", target) for n, target in enumerate(body.links, 1)]
    pictured = [(f"image{n}", f"{OFFICE}image", f"media/{name}") for n, name in enumerate(body.images, 1)]
    yield "[Content_Types].xml", shared("[Content_Types].xml")
    yield (
        "_rels/.rels",
        relationships(("document", f"{OFFICE}officeDocument", "word/document.xml"), ("core", metadata, "docProps/core.xml")),
    )
    yield "docProps/core.xml", XML + core("" if look.hasty else title)
    yield "word/document.xml", f"{XML}<w:document {W} {R} {DRAWING}><w:body>{''.join(body.parts)}{page}</w:body></w:document>"
    yield "word/_rels/document.xml.rels", relationships(*((kind, OFFICE + kind, f"{kind}.xml") for kind in KINDS), *linked, *pictured)
    for kind in SHARED:
        yield f"word/{kind}.xml", shared(f"word/{kind}.xml")
    yield "word/comments.xml", XML + comments(look)
    if body.images:
        yield f"word/media/{CHART}", png(SESSIONS)


def word_file(markdown: str, look: Look) -> bytes:
    """The report as a Word file."""
    with zipfile.ZipFile(out := io.BytesIO(), "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts(markdown, look):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            archive.writestr(entry, content)
    return out.getvalue()


def made() -> dict[str, bytes]:
    """Every file that this script makes, by name."""
    texts = {name: (HERE / f"{name}.md").read_text(encoding="utf-8") for name in LOOKS}
    return {f"{name}.docx": word_file(texts[name], LOOKS[name]) for name in LOOKS} | {CHART: png(SESSIONS)}


if __name__ == "__main__":
    for name, content in made().items():
        (HERE / name).write_bytes(content)

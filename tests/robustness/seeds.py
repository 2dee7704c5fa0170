# ruff: noqa: E501
"""Small files that hold a little of everything: what mutants are made from. Invented, built in code, a few kilobytes each."""

from __future__ import annotations

import io
import zipfile

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" mc:Ignorable="w14"'
)

_BODY = """
<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Street lighting</w:t></w:r></w:p>
<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Date: </w:t></w:r><w:sdt><w:sdtPr><w:date/></w:sdtPr><w:sdtContent><w:r><w:t>31 June 2025</w:t></w:r></w:sdtContent></w:sdt></w:p>
<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:bookmarkStart w:id="1" w:name="a"/>
<w:r><w:t>Background</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>
<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t xml:space="preserve">It was </w:t></w:r>
<w:ins w:id="2" w:author="A" w:date="2025-01-01T00:00:00Z"><w:r><w:t>not </w:t></w:r></w:ins><w:del w:id="3" w:author="A"><w:r><w:delText>ever </w:delText></w:r></w:del>
<w:hyperlink r:id="rId9"><w:r><w:t>agreed</w:t></w:r></w:hyperlink><w:commentRangeStart w:id="0"/><w:r><w:t> by all</w:t></w:r><w:commentRangeEnd w:id="0"/>
<w:r><w:commentReference w:id="0"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>
<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>4</w:t></w:r>
<w:r><w:fldChar w:fldCharType="end"/><w:tab/><w:br w:type="page"/><w:sym w:font="Symbol" w:char="F0B7"/><w:lastRenderedPageBreak/></w:r></w:p>
<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:docPr id="1" name="b" descr="A box"/><a:graphic><a:graphicData>
<wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>
<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblCaption w:val="Costs"/></w:tblPr><w:tblGrid><w:gridCol w:w="100"/><w:gridCol w:w="100"/></w:tblGrid>
<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>Costs</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>Lamps</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>£1,200</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:trPr><w:del w:id="5" w:author="A"/></w:trPr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r>
<w:rPr><w:vanish/><w:color w:val="FFFFFF"/><w:sz w:val="2"/></w:rPr><w:t>hidden</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:type w:val="oddPage"/></w:sectPr></w:pPr></w:p>
<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>2. Legal implications</w:t></w:r></w:p>
<w:sdt><w:sdtPr><w:showingPlcHdr/><w:dropDownList><w:listItem w:value="Yes"/></w:dropDownList></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Choose.</w:t></w:r></w:p></w:sdtContent></w:sdt>
<w:p><w:r><w:t>2.1 In order to utilise the lamps, see [guidance].</w:t></w:r></w:p><w:sectPr/>"""

_STYLES = """<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:latentStyles w:count="2"><w:lsdException w:name="heading 1"/></w:latentStyles>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/></w:style>"""

_NUMBERING = """<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="3"/></w:lvlOverride></w:num>"""

_NOTE = '<w:{0} w:id="{1}" w:author="B" w:initials="B"><w:p><w:r><w:t>A note</w:t></w:r></w:p></w:{0}>'

_PARTS = {
    "document": _BODY,
    "styles": _STYLES,
    "numbering": _NUMBERING,
    "footnotes": _NOTE.format("footnote", 2),
    "comments": _NOTE.format("comment", 0),
    "settings": '<w:trackRevisions/><w:defaultTabStop w:val="720"/>',
}
_ROOTS = {
    "document": "document",
    "footnotes": "footnotes",
    "comments": "comments",
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
}


def docx() -> bytes:
    """A Word file with styles, numbering, changes, comments, fields, boxes, controls, a table, a header and notes."""
    kinds = [k for k in _PARTS if k != "document"]
    types = "".join(
        f'<Override PartName="/word/{k}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
        f'{"document.main" if k == "document" else k}+xml"/>'
        for k in _PARTS
    )
    links = "".join(f'<Relationship Id="rId{n}x" Type="{_R}/{k}" Target="{k}.xml"/>' for n, k in enumerate(kinds))
    links += f'<Relationship Id="rId5" Type="{_R}/header" Target="header1.xml"/>'
    links += f'<Relationship Id="rId9" Type="{_R}/hyperlink" Target="https://example.org/" TargetMode="External"/>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{links}</Relationships>',
        "word/header1.xml": f"<w:hdr {_SPACES}><w:p><w:r><w:t>Committee</w:t></w:r></w:p></w:hdr>",
    }
    for kind, content in _PARTS.items():
        held = f"<w:body>{content}</w:body>" if kind == "document" else content
        parts[f"word/{kind}.xml"] = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{_ROOTS[kind]} {_SPACES}>{held}</w:{_ROOTS[kind]}>'
        )
    return _zipped(parts)


_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_OPEN = " ".join(
    f'xmlns:{k}="{_OASIS}{v}:1.0"'
    for k, v in {"office": "office", "text": "text", "table": "table", "style": "style", "fo": "xsl-fo-compatible"}.items()
)
_TEXT = """<text:h text:outline-level="1">Background</text:h><text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>gone</text:p>
</text:deletion></text:changed-region></text:tracked-changes><text:p text:style-name="P1">One <text:span>two</text:span><text:s text:c="3"/><text:tab/>
<text:change text:change-id="c1"/><text:a>link</text:a><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note</text:p></text:note-body></text:note></text:p>
<text:list text:style-name="L1"><text:list-item><text:p>first</text:p><text:list><text:list-item><text:p>deeper</text:p></text:list-item></text:list></text:list-item></text:list>
<table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>Costs</text:p></table:table-cell><table:covered-table-cell/>
</table:table-row></table:table-header-rows><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell></table:table-row></table:table>"""


def odt() -> bytes:
    """An OpenDocument text with headings, changes, lists, notes and a table."""
    styles = '<style:style style:name="P1" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>'
    return _zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_OPEN}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{_TEXT}"
            "</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {_OPEN}><office:styles>{styles}</office:styles></office:document-styles>",
            "META-INF/manifest.xml": "<manifest/>",
        }
    )


def markdown() -> bytes:
    """A report in the Markdown notation, with front matter, cover, headings, lists, a table and links."""
    return (
        "---\ntitle: Street lighting\nlanguage: en-GB\n---\n# Street lighting\n\n**Date:** 31 June 2025\n\n## 1. Background\n\n1.1 It was *not* agreed, "
        "see [the plan](https://example.org/a) and ![A lamp](lamp.png).\n\n- one\n  1. two\n\n> quoted\n\n| Item | Cost |\n|---|---:|\n| Lamps | £1,200 |\n\n"
        "<!-- a remark -->\n\n**2. Legal implications**\n\n2.1 In order to utilise the lamps, see [guidance].\\\nThe end.[^1]\n\n[^1]: A note.\n\n```\ncode\n```\n"
    ).encode()


def html() -> bytes:
    """A web page as Word saves one, more or less."""
    return (
        b"<html lang=en-GB><head><title>Street lighting</title><style>p.MsoTitle{font-size:20pt;color:#fff}</style></head><body><h1>Street lighting</h1>"
        b"<p class=MsoTitle style='mso-list:l0 level1 lfo1'>1.<span style='display:none'>no</span> Background</p><ol start=3><li>a<ul><li>b</ul></ol>"
        b"<table><tr><th colspan=2>Costs<tr><td rowspan=2>x<td>&pound;1<tr><td><table><tr><td>inner</table></table><a href='#b'>there</a><img alt=Lamp src=x>"
        b"<!--[if mso]>hidden<![endif]--><o:p>&nbsp;</o:p><del>gone</del><ins>come</ins><br><pre>a  b</pre></body></html>"
    )


def pdf() -> bytes:
    """A PDF of two pages with headings, a ruled table and a link, its objects in the clear."""
    page = (
        "BT /B 16 Tf 72 740 Td (Street lighting) Tj ET BT /R 11 Tf 72 710 Td (Date: 31 June 2025) Tj 0 -14 Td (1. Background) Tj "
        "0 -14 Td [(It was not agr) -20 (eed, see the)] TJ T* (plan.) ' ET 0.5 w 72 600 m 300 600 l S 72 580 m 300 580 l S 72 560 m 300 560 l S "
        "72 560 m 72 600 l S 180 560 m 180 600 l S 300 560 m 300 600 l S BT /R 11 Tf 80 586 Td (Lamps) Tj 110 0 Td (1,200) Tj ET"
    )
    objects = [
        "<</Type/Catalog/Pages 2 0 R/Lang(en-GB)/MarkInfo<</Marked true>>>>",
        "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</R 6 0 R/B 7 0 R>>>>/Annots[8 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate 0/Contents 5 0 R/Resources<</Font<</R 6 0 R/B 7 0 R>>>>>>",
        f"<</Length {len(page)}>>stream\n{page}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>",
        "<</Type/Annot/Subtype/Link/Rect[72 700 200 720]/A<</S/URI/URI(https://example.org/)>>>>",
        "<</Title(Street lighting)/Producer(none)>>",
    ]
    out = b"%PDF-1.7\n"
    places = []
    for number, held in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{held}\nendobj\n".encode()
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    return (
        out
        + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R/Info 9 0 R>>\nstartxref\n{len(out)}\n%%EOF\n".encode()
    )


def rule() -> bytes:
    """A rule file that uses most of what a rule may say."""
    return b"""id: seeded
title: A phrase is there
for: paragraphs
check:
  forbidden:
    phrases: [in order to, "utilise"]
severity: {draft: warning, submission: error}
when: {stage: [draft, submission]}
message: "'{quote}' is there."
fix: Take it out.
why: Plain words are read sooner.
source: Style guide
examples:
  bad: |
    # Report
    [[In order to]] see.
  good: |
    # Report
    To see.
"""


def _zipped(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()

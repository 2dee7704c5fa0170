"""The parts of a blank report that are the same whatever its template: styles, settings, relationships."""

from __future__ import annotations

from xml.sax.saxutils import escape

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATED = ("styles", "settings", "numbering", "fontTable", "theme")
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
)


def package(body: str, title: str, number: str, paragraphs: str, level: int) -> dict[str, str]:
    """The parts of a report with this body.

    number: what the number of a section looks like; paragraphs: how those in it are numbered; level: of its heading.
    """
    return {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml", f"{_OFFICE}/officeDocument"), (
            "core", "docProps/core.xml", f"{_PACKAGE}/relationships/metadata/core-properties")),
        "docProps/core.xml": _core(title),
        "word/document.xml": f"{HEAD}<w:document {SPACE}><w:body>{body}{_PAGE}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(*((k, f"{k}.xml" if k != "theme" else "theme/theme1.xml", f"{_OFFICE}/{k}")
                                                     for k in _RELATED)),
        "word/styles.xml": _styles(level),
        "word/settings.xml": f'{HEAD}<w:settings {SPACE}><w:zoom w:percent="100"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-GB"/></w:settings>',
        "word/numbering.xml": _numbering(number, paragraphs),
        "word/fontTable.xml": f'{HEAD}<w:fonts {SPACE}><w:font w:name="Arial"><w:panose1 w:val="020B0604020202020204"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>',
        "word/theme/theme1.xml": _theme(),
    }  # fmt: skip


def _types() -> str:
    parts = [("word/document.xml", f"{_WORDS}.document.main+xml"), *((f"word/{k}.xml", f"{_WORDS}.{k}+xml") for k in _RELATED[:-1])]
    parts += [("word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml")]
    parts += [("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")]
    rows = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts)
    plain = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">{plain}{rows}</Types>'


def _relations(*rows: tuple[str, str, str]) -> str:
    body = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, target, kind in rows)
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{body}</Relationships>'


def _core(title: str) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>"
    )


def _style(key: str, name: str, paragraph: str = "", run: str = "", kind: str = "paragraph", based: str = "Normal") -> str:
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    first = ' w:default="1"' if not based else ""
    shown = "<w:qFormat/>" if kind == "paragraph" else ""
    properties = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    look = f"<w:rPr>{run}</w:rPr>" if run else ""
    return f'<w:style w:type="{kind}"{first} w:styleId="{key}"><w:name w:val="{name}"/>{parent}{shown}{properties}{look}</w:style>'


def _heading(level: int, size: int) -> str:
    space = f'<w:keepNext/><w:spacing w:before="{360 - 60 * level}" w:after="80"/><w:outlineLvl w:val="{level - 1}"/>'
    return _style(f"Heading{level}", f"heading {level}", space, f'<w:b/><w:sz w:val="{size}"/>')


def _styles(level: int) -> str:
    top = max(level - 1, 1)
    headings = "".join(_heading(n, 32 if n <= top else 24) for n in range(1, max(level, top) + 2))
    names = ("top", "left", "bottom", "right", "insideH", "insideV")
    edges = "".join(f'<w:{e} w:val="single" w:sz="4" w:space="0" w:color="808080"/>' for e in names)
    cells = '<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
    tables = (
        f'<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>{cells}</w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr></w:style>"
    )
    indent = '<w:spacing w:after="120"/><w:ind w:left="720" w:hanging="720"/>'
    return (
        f'{HEAD}<w:styles {SPACE}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
        '<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
        + _style("Normal", "Normal", '<w:spacing w:after="120"/>', based="")
        + headings
        + _style("ReportParagraph", "Report Paragraph", indent)
        + _style("ListNumber", "List Number", indent)
        + '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>'
        + _style("PlaceholderText", "Placeholder Text", "", '<w:color w:val="595959"/>', "character", "DefaultParagraphFont")
        + f"{tables}</w:styles>"
    )


def _level(at: int, text: str, linked: str = "", restart: str = "") -> str:
    style = f'<w:pStyle w:val="{linked}"/>' if linked else ""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>{restart}{style}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="720" w:hanging="720"/></w:pPr></w:lvl>'
    )


def _numbering(number: str, paragraphs: str) -> str:
    """Two lists: 1, the sections with their paragraphs; 2, the items of a numbered list."""
    restart = '<w:lvlRestart w:val="0"/>' if paragraphs == "continuous" else ""
    sections = _level(0, number) + _level(1, "%1.%2" if paragraphs == "by-section" else "%2.", "ReportParagraph", restart)
    return (
        f'{HEAD}<w:numbering {SPACE}><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>{sections}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="singleLevel"/>{_level(0, "%1.", "ListNumber")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
    )


def _theme() -> str:
    """The smallest theme that Word takes: black on white, in one typeface."""
    names = ("dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")
    values = ("000000", "FFFFFF", "44546A", "E7E6E6", *("4472C4",) * 6, "0563C1", "954F72")
    colours = "".join(f'<a:{n}><a:srgbClr val="{v}"/></a:{n}>' for n, v in zip(names, values, strict=True))
    font = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Report"><a:themeElements>'
        f'<a:clrScheme name="Report">{colours}</a:clrScheme><a:fontScheme name="Report"><a:majorFont>{font}</a:majorFont>'
        f'<a:minorFont>{font}</a:minorFont></a:fontScheme><a:fmtScheme name="Report"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}"
        "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )

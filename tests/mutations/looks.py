"""The styles and numbering parts of each way of writing Word."""

from __future__ import annotations

from collections.abc import Iterable

from .package import HEAD, NAMESPACES

#: Style ids by purpose, for Word itself, for LibreOffice, and for a council's own house styles.
WORD = {"normal": "Normal", "h1": "Heading1", "h2": "Heading2", "h3": "Heading3", "h4": "Heading4", "bullet": "ListBullet", "body": ""}
LIBRE = {"normal": "Standard", "h1": "Heading1", "h2": "Heading2", "h3": "Heading3", "h4": "Heading4", "bullet": "", "body": "Textbody"}
HOUSE = {"normal": "Normal", "h1": "RMBCTitle", "h2": "RMBCHeading", "h3": "Heading3", "h4": "Heading4", "bullet": "RMBCBullet", "body": ""}

_BULLET, _HEADINGS, _ITEMS = 1, 2, 3


def _style(id: str, name: str, based: str = "", paragraph: str = "", run: str = "", kind: str = "paragraph", default: bool = False) -> str:
    return (
        f'<w:style w:type="{kind}"{" w:default=" + chr(34) + "1" + chr(34) if default else ""} w:styleId="{id}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based}"/>' if based else "")
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


def _outline(level: int) -> str:
    return f'<w:keepNext/><w:outlineLvl w:val="{level - 1}"/>'


def _number(num: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'


def styles(look: dict[str, str], language: str) -> str:
    """The styles part for a look."""
    lang = f'<w:lang w:val="{language}"/>' if language else ""
    normal = look["normal"]
    rows = [_style(normal, "Normal" if look is not LIBRE else "Standard", default=True, run='<w:sz w:val="24"/>')]
    parent = normal
    if look is LIBRE:
        rows.append(_style("Heading", "Heading", normal, "<w:keepNext/>"))
        rows.append(_style("Textbody", "Text body", normal))
        parent = "Heading"
    rows += [_style(f"Heading{n}", f"heading {n}", parent, _outline(n), "<w:b/>") for n in range(1, 6)]
    rows.append(_style("ListBullet", "List Bullet", normal, _number(_BULLET)))
    if look is HOUSE:
        rows.append(_style("RMBCTitle", "RMBC Title", "Heading1", run="<w:caps/>"))
        rows.append(_style("RMBCHeading", "RMBC Heading", "Heading2", _number(_HEADINGS)))
        rows.append(_style("BodyNumbered", "Body Numbered", normal, _number(_HEADINGS, 1)))
        rows.append(_style("RMBCBullet", "RMBC Bullet", "ListBullet"))
    rows += [_style(f"TOC{n}", f"toc {n}", normal) for n in (1, 2)]
    rows.append(_style("TableGrid", "Table Grid", kind="table"))
    rows.append(_style("Guidance", "Guidance", run='<w:i/><w:color w:val="0070C0"/>', kind="character"))
    rows.append(_style("CommentReference", "annotation reference", kind="character"))
    rows.append(_style("PlaceholderText", "Placeholder Text", run='<w:color w:val="808080"/>', kind="character"))
    return (
        f'{HEAD}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>{lang}</w:rPr>'
        f"</w:rPrDefault></w:docDefaults>{''.join(rows)}</w:styles>"
    )


def _level(level: int, form: str, text: str, style: str = "") -> str:
    bound = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{bound}<w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{720 * (level + 1)}" w:hanging="720"/></w:pPr></w:lvl>'
    )


def numbering(look: dict[str, str], nums: Iterable[tuple[int, int, int]]) -> str:
    """The numbering part: 1 bullets, 2 headings and their paragraphs, 3 items; and further lists.

    nums: (id, which of the three it continues or repeats, where it starts).
    """
    house = look is HOUSE
    kinds = {
        _BULLET: _level(0, "bullet", "•") + _level(1, "bullet", "o"),
        _HEADINGS: _level(0, "decimal", "%1.", "RMBCHeading" if house else "")
        + _level(1, "decimal", "%1.%2", "BodyNumbered" if house else "")
        + _level(2, "decimal", "%1.%2.%3"),
        _ITEMS: _level(0, "decimal", "%1.") + _level(1, "lowerLetter", "(%2)"),
    }
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="multilevel"/>{xml}</w:abstractNum>' for n, xml in kinds.items()
    )
    rows = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in kinds)
    rows += "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{kind}"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/>'
        "</w:lvlOverride></w:num>"
        for n, kind, start in nums
    )
    return f"{HEAD}<w:numbering {NAMESPACES}>{abstract}{rows}</w:numbering>"

# ruff: noqa: E501
"""Word files of real shape: what Word itself writes around the words, at Word's size, from six pages to six hundred.

python-docx's default template is not that: its styles part is ten times what Word saves. Here are heading styles based on one
another, a multilevel numbering tied to them, runs as Word splits them, a header, a footer, pictures, a table, and a styles part
of which, as in Word's, the list of latent styles is the greater half. The same arguments give the same bytes.
"""

from __future__ import annotations

import importlib.util
import io
import random
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).parents[2]
WORDS_A_PAGE = 420
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": _W,
        "r": _R,
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SENTENCES = (
    "The service was reviewed in the autumn, and the review is set out in the background papers.",
    "Officers met the people who use the centre and asked them what they would change first.",
    "Most replies asked for longer opening on Saturdays, which the present staff can provide.",
    "The cost is met from the budget that was agreed for the year, and nothing further is asked for.",
    "A smaller scheme was looked at and would save little, since the same equipment must be bought.",
    "The work is done in two stages so that the building stays open while it goes on.",
    "Each stage ends with an inspection, and what it finds is put right before the next one begins.",
    "Attendance has risen in four years out of five; last year it rose by a little over six per cent.",
    "The lease runs for ten more years and lets the Council end it on a year's notice.",
    "Partners in the health service have agreed to share the rooms on two afternoons a week.",
    "Where a room is not free, the nearest library offers one within half a mile.",
    "Residents will be told by letter, on the website and on the notice boards of the centre.",
    "The contractor reports every month, and the figures are looked at by the project board.",
    "Heating accounts for more than half of the energy that the building uses.",
    "New windows and a better boiler would lower that by about a third within two winters.",
    "Staff have been trained to help visitors who have little English or who cannot read small print.",
)


def report(pages: int, variant: int = 0, alone: bool = False) -> bytes:
    """A report on the first founding council's template, with as many pages of words; each variant has words of its own.

    alone: its styles and lists are its own too, byte by byte, so that no other document's can stand in for them.
    """
    return _package(_report_blocks(pages, random.Random(pages * 1000 + variant)), f"<!-- {variant} -->" if alone else "")


@cache
def listing(items: int) -> bytes:
    """A document that is one numbered list on three levels."""
    rng = random.Random(3)
    return _package(_paragraph(f"Item {n}. {_prose(rng, 12)}", level=(0, 1, 1, 2)[n % 4], rng=rng) for n in range(items))


@cache
def table(rows: int) -> bytes:
    """A document that is one table of five columns."""
    rng = random.Random(4)
    return _package(iter([_table(([f"{n}", *(_prose(rng, 4) for _ in range(3)), f"£{n * 37:,}"] for n in range(rows)), rng)]))


@cache
def prose(pages: int) -> bytes:
    """A document of plain paragraphs."""
    rng = random.Random(5)
    return _package(_paragraph(_prose(rng, 70), rng=rng, page=n % 6 == 5) for n in range(pages * 6))


def _prose(rng: random.Random, words: int) -> str:
    """Sentences of at least so many words in all, or the beginning of one if few are wanted."""
    said: list[str] = []
    while len(said) < words:
        said += rng.choice(_SENTENCES).split()
    return " ".join(said if words > 20 else said[:words])


def _labels() -> frozenset[str]:
    """The labels of the cover, as the script that makes the examples knows them."""
    spec = importlib.util.spec_from_file_location("examples_make", ROOT / "examples" / "make.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["examples_make"] = module
    spec.loader.exec_module(module)
    labels: frozenset[str] = module.LABELS
    return labels


def _report_blocks(pages: int, rng: random.Random) -> Iterator[str]:
    lines = (ROOT / "examples" / "clean-report.md").read_text(encoding="utf-8").split("\n")
    missing = max(0, pages * WORDS_A_PAGE - sum(len(x.split()) for x in lines))
    extra, section, labels, rows, words = missing // 4, 0, _labels(), [], 0
    for line in lines:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            yield _table(rows, rng)
            rows = []
        number, _, rest = line.partition(" ")
        words += len(line.split())
        page, words = words > WORDS_A_PAGE, words % WORDS_A_PAGE
        if not line.strip():
            continue
        if (
            number.rstrip(".").isdigit()
            and number.endswith(".")
            and labels.isdisjoint([line])
            and section + 1 == int(number[:-1])
            and rest[:5] != "That "
        ):
            if 1 <= section <= 4:
                for _ in range(max(1, extra // 75) if extra else 0):
                    words += 75
                    page, words = words > WORDS_A_PAGE, words % WORDS_A_PAGE
                    yield _paragraph(_prose(rng, 70), level=1, rng=rng, page=page)
            section += 1
            yield _paragraph(rest, "Heading2", rng=rng, page=page)
        elif number.replace(".", "").isdigit() and "." in number.rstrip("."):
            yield _paragraph(rest, level=1, rng=rng, page=page)
        elif line.startswith("- "):
            yield _paragraph(line[2:], "ListParagraph", bullet=True, rng=rng)
        elif line.startswith("!["):
            yield _picture(line[2:].partition("]")[0])
        else:
            yield _paragraph(line, "Heading3" if line in labels else "", rng=rng, page=page)


def _rsid(rng: random.Random) -> str:
    return f"00{rng.randrange(16**6):06X}"


def _paragraph(
    text: str, style: str = "", *, rng: random.Random, level: int | None = None, bullet: bool = False, page: bool = False
) -> str:
    """A paragraph as Word saves it: revision ids, properties, and its words in several runs."""
    numbers = (
        f'<w:numPr><w:ilvl w:val="{level or 0}"/><w:numId w:val="{2 if bullet else 1}"/></w:numPr>' if bullet or level is not None else ""
    )
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f'{named}{numbers}<w:spacing w:after="120"/>' + (
        "" if style else '<w:rPr><w:rFonts w:cs="Arial"/><w:szCs w:val="24"/></w:rPr>'
    )
    first, second = _rsid(rng), _rsid(rng)
    mark = f'<w:bookmarkStart w:id="{rng.randrange(999)}" w:name="_Toc{rng.randrange(10**8)}"/>' if style.startswith("Heading") else ""
    end = '<w:bookmarkEnd w:id="1"/>' if mark else ""
    runs = "".join(_runs(text, page, style, second, rng))
    return (
        f'<w:p w14:paraId="{rng.randrange(16**8):08X}" w14:textId="77777777" w:rsidR="{first}" w:rsidRPr="{second}" w:rsidRDefault="{first}"'
        f' w:rsidP="{second}"><w:pPr>{properties}</w:pPr>{mark}{runs}{end}</w:p>'
    )


def _runs(text: str, page: bool, style: str, rsid: str, rng: random.Random) -> Iterator[str]:
    words = text.split(" ")
    at = 0
    look = "" if style.startswith("Heading") else '<w:rPr><w:rFonts w:cs="Arial"/><w:szCs w:val="24"/></w:rPr>'
    while at < len(words):
        step = rng.choice((7, 14, 24, 60))
        piece = escape(" ".join(words[at : at + step]) + (" " if at + step < len(words) else ""))
        broken = "<w:lastRenderedPageBreak/>" if page and not at else ""
        props = look if rng.random() < 0.85 else look.replace("<w:rPr>", "<w:rPr><w:b/><w:bCs/>")
        wrong = '<w:proofErr w:type="spellStart"/>' if rng.random() < 0.15 else ""
        yield f'{wrong}<w:r w:rsidRPr="{rsid}">{props}{broken}<w:t xml:space="preserve">{piece}</w:t></w:r>'
        at += step


def _table(rows: Iterable[list[str]], rng: random.Random) -> str:
    made = []
    for n, cells in enumerate(rows):
        header = "<w:tblHeader/>" if n == 0 else ""
        inside = "".join(f'<w:tc><w:tcPr><w:tcW w:w="1800" w:type="dxa"/></w:tcPr>{_paragraph(cell, rng=rng)}</w:tc>' for cell in cells)
        made.append(f'<w:tr w:rsidR="{_rsid(rng)}" w14:paraId="{n:08X}"><w:trPr><w:cantSplit/>{header}</w:trPr>{inside}</w:tr>')
    look = '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/><w:tblLook w:val="04A0" w:firstRow="1"/></w:tblPr>'
    return f'<w:tbl>{look}<w:tblGrid><w:gridCol w:w="1800"/></w:tblGrid>{"".join(made)}</w:tbl>'


def _picture(alt: str) -> str:
    return (
        '<w:p w:rsidR="00A11111"><w:pPr><w:keepNext/></w:pPr><w:r><w:rPr><w:noProof/></w:rPr><w:drawing><wp:inline distT="0" distB="0">'
        f'<wp:extent cx="5400000" cy="2700000"/><wp:docPr id="3" name="Picture 3" descr="{escape(alt)}"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="3" name="c.png"/>'
        '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId8"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr/>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def _package(blocks: Iterator[str], mark: str = "") -> bytes:
    """The whole file: every part that Word writes. mark: a comment at the end of each."""
    section = (
        '<w:sectPr w:rsidR="00B22222"><w:headerReference w:type="default" r:id="rId6"/><w:footerReference w:type="default" r:id="rId7"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"/></w:sectPr>'
    )
    document = f'{_HEAD}<w:document {_SPACES} mc:Ignorable="w14 w15"><w:body>{"".join(blocks)}{section}</w:body></w:document>'
    header = f'{_HEAD}<w:hdr {_SPACES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:t>Public Report</w:t></w:r></w:p></w:hdr>'
    footer = (
        f'{_HEAD}<w:ftr {_SPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">Page </w:t></w:r><w:r>'
        '<w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r>'
        '<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:ftr>'
    )
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            ("officeDocument", "word/document.xml"), ("core", "docProps/core.xml"), ("extended-properties", "docProps/app.xml")
        ),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations(
            *((k, f"{k}.xml") for k in ("styles", "settings", "webSettings", "fontTable", "numbering")),
            ("header", "header1.xml"),
            ("footer", "footer1.xml"),
            ("image", "media/image1.png"),
            ("theme", "theme/theme1.xml"),
        ),
        "word/styles.xml": styles(),
        "word/numbering.xml": _numbering(),
        "word/settings.xml": f'{_HEAD}<w:settings {_SPACES}><w:zoom w:percent="100"/>{_many("rsid", 60)}</w:settings>',
        "word/webSettings.xml": f"{_HEAD}<w:webSettings {_SPACES}/>",
        "word/fontTable.xml": f"{_HEAD}<w:fonts {_SPACES}>{_many('font', 12)}</w:fonts>",
        "word/theme/theme1.xml": f'{_HEAD}<a:theme {_SPACES} name="Office">{"<a:clrScheme/>" * 400}</a:theme>',
        "word/header1.xml": header,
        "word/footer1.xml": footer,
        "docProps/core.xml": _core(),
        "docProps/app.xml": f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), (text + mark).encode(), zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo("word/media/image1.png"), (ROOT / "examples" / "charging-sessions.png").read_bytes())
    return out.getvalue()


def _many(name: str, count: int) -> str:
    return "".join(f'<w:{name} w:val="00{n:06X}" w:name="Name {n}"/>' for n in range(count))


def _types() -> str:
    kinds = {"document": "document.main", "styles": "styles", "numbering": "numbering", "settings": "settings", "header1": "header",
             "footer1": "footer", "fontTable": "fontTable", "webSettings": "webSettings"}  # fmt: skip
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    kinds = {"core": "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"}
    found = "".join(
        f'<Relationship Id="rId{n}" Type="{kinds.get(kind, f"{_R}/{kind}")}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{found}</Relationships>'


def _core() -> str:
    spaces = (
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    return f"{_HEAD}<cp:coreProperties {spaces}><dc:title>A report</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>"


@cache
def styles() -> str:
    """A styles part as Word saves it: defaults, 376 latent styles, then the styles in use."""
    latent = "".join(
        f'<w:lsdException w:name="Latent Style {n}" w:semiHidden="1" w:uiPriority="{n % 99}" w:unhideWhenUsed="1"/>' for n in range(376)
    )
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="22"/>'
        '<w:szCs w:val="22"/><w:lang w:val="en-GB" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    )
    made = [
        _style("Normal", "Normal", "", '<w:spacing w:after="160" w:line="259" w:lineRule="auto"/>', '<w:sz w:val="24"/>', 'w:default="1"')
    ]
    for n in range(1, 10):
        numbers = '<w:numPr><w:numId w:val="1"/></w:numPr>' if n == 2 else ""
        outline = f'<w:keepNext/>{numbers}<w:spacing w:before="240"/><w:outlineLvl w:val="{n - 1}"/>'
        made.append(
            _style(f"Heading{n}", f"heading {n}", "Normal" if n < 3 else "Heading1", outline, '<w:b/><w:bCs/><w:color w:val="1F3864"/>')
        )
    for n in range(1, 10):
        made.append(
            _style(f"TOC{n}", f"toc {n}", "Normal", f'<w:tabs><w:tab w:val="right" w:pos="{n}"/></w:tabs><w:ind w:left="{n * 220}"/>', "")
        )
    for name in ("Header", "Footer", "ListParagraph", "Title", "Subtitle", "Caption", "BodyText", "Quote", "NoSpacing", "BalloonText"):
        made.append(_style(name, name, "Normal", '<w:spacing w:after="0"/><w:contextualSpacing/>', '<w:szCs w:val="24"/>'))
    for name in ("Hyperlink", "Strong", "Emphasis", "CommentReference", "PageNumber", "HeaderChar", "FooterChar", "TitleChar"):
        made.append(_style(name, name, "", "", '<w:color w:val="0563C1"/><w:u w:val="single"/>', kind="character"))
    made.append(_style("TableGrid", "Table Grid", "", '<w:spacing w:after="0"/>', "", kind="table"))
    return f'{_HEAD}<w:styles {_SPACES}>{defaults}<w:latentStyles w:count="376">{latent}</w:latentStyles>{"".join(made)}</w:styles>'


def _style(id: str, name: str, base: str, paragraph: str, run: str, more: str = "", kind: str = "paragraph") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style w:type="{kind}" {more} w:styleId="{id}"><w:name w:val="{name}"/>{based}<w:next w:val="Normal"/><w:uiPriority w:val="9"/>'
        f'<w:unhideWhenUsed/><w:qFormat/><w:rsid w:val="00C33333"/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


def _numbering() -> str:
    """A multilevel numbering tied to a heading style, a bulleted list, and eight more that nothing uses, as Word leaves them behind."""

    def level(n: int, kind: str, text: str, style: str = "") -> str:
        tied = f'<w:pStyle w:val="{style}"/>' if style else ""
        return (
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{tied}<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{720 + n * 360}" w:hanging="360"/></w:pPr><w:rPr><w:rFonts w:hint="default"/></w:rPr></w:lvl>'
        )

    outline = "".join(
        level(n, "decimal", "%1." if n == 0 else ".".join(f"%{k + 1}" for k in range(n + 1)), "Heading2" if n == 0 else "")
        for n in range(9)
    )
    bullets = "".join(level(n, "bullet", "•") for n in range(9))
    shapes = [outline, bullets, *[outline.replace("Heading2", "")] * 8]
    abstracts = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:nsid w:val="0A{n:06X}"/><w:multiLevelType w:val="multilevel"/>{shape}</w:abstractNum>'
        for n, shape in enumerate(shapes)
    )
    nums = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(shapes)))
    return f"{_HEAD}<w:numbering {_SPACES}>{abstracts}{nums}</w:numbering>"

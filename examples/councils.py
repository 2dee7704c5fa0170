"""Makes the Word files of the councils' folders beside this script from the markdown in them: `python examples/councils.py`.

The markdown is what anybody would write: `#` to `###` before a heading, `**` around bold, a paragraph all in `*` for a note in
blue that the template holds for its authors, `|` between the cells of a table. A table is given a header row in Word if its first
row is bold. Numbers before headings and paragraphs become numbers that Word makes; they begin anew wherever they begin at 1.
`\\newpage` on a line of its own begins a new page, as Word records it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import make

COUNCILS = ("barnet", "brighton", "lambeth", "salford", "york")
REPORTS = ("clean-report", "draft-report")
BLUE = '<w:i/><w:color w:val="0070C0"/>'
NUMBER = re.compile(r"(\d+\.\d+\.\d+|\d+\.\d+(?=\s)|\d+\.(?=\s)|\(\d+\))\s+(.+)")
#: The list in which each form of number stands, and its level there.
LISTS = {"1.": (1, 0), "1.0": (2, 0), "1.1": (1, 1), "1.1.1": (1, 2), "(1)": (4, 0)}
PLAIN = 3  # "1." before a paragraph that is no heading
LEVELS = {1: ("%1.", "%1.%2", "%1.%2.%3"), 2: ("%1.0", "%1.%2"), 3: ("%1.",), 4: ("(%1)",), 5: ("•",)}


@dataclass
class Written:
    """A document while it is written. numbers: the instances of lists so far, each with the list that it is of."""

    body: make.Body
    numbers: list[int] = field(default_factory=list)
    running: dict[int, int] = field(default_factory=dict)
    sections: int = 1

    def numbered(self, form: str, value: int, heading: bool) -> str:
        """The numbering of a paragraph; a number that begins at 1 begins a new instance of its list."""
        of, level = LISTS[form]
        if form == "1." and not heading:
            of, level = PLAIN, 0
        elif form == "1.0":
            self.sections = 2
        elif of == 1:
            of = self.sections
        if of not in self.running or (level == 0 and value == 1):
            self.numbers.append(of)
            self.running[of] = len(self.numbers)
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{self.running[of]}"/></w:numPr>'


def form(number: str) -> str:
    return re.sub(r"\d+", lambda m: m[0] if m[0] == "0" else "1", number)


def styled(written: Written, style: str, text: str, settings: str = "") -> None:
    """A paragraph with its bold words, or a note in blue."""
    if re.fullmatch(r"\*[^*].*\*", text):
        make.paragraph(written.body, style, text[1:-1], settings=settings, properties=BLUE)
        return
    runs = "".join(make.inline(written.body, piece, "<w:b/>" if at % 2 else "") for at, piece in enumerate(text.split("**")) if piece)
    page = "<w:r><w:lastRenderedPageBreak/></w:r>" if "pageBreakBefore" in settings else ""
    written.body.parts.append(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{settings}</w:pPr>{page}{runs}</w:p>')


def line(written: Written, text: str, new_page: bool) -> None:
    """One line as what it is."""
    marks, _, rest = text.partition(" ")
    heading = len(marks) if set(marks) == {"#"} else 0
    words = rest if heading else text
    style = f"Heading{heading}" if heading else "Normal"
    number = NUMBER.fullmatch(words)
    settings = "<w:pageBreakBefore/>" if new_page else ""
    if words.startswith("- "):
        styled(written, "ListBullet", words[2:], settings + '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>')
    elif number:
        shape = form(number[1])
        first = int(re.findall(r"\d+", number[1])[0])
        styled(written, style if heading else "Clause", number[2], settings + written.numbered(shape, first, bool(heading)))
    else:
        styled(written, style, words, settings)


def table(written: Written, rows: list[str]) -> None:
    """A table; it has a header row if the first row is bold."""
    cells = [[c.strip() for c in row.strip().strip("|").split("|")] for row in rows]
    cells = [row for row in cells if not all(re.fullmatch(r":?-+:?", c) for c in row)]
    header = all(c.startswith("**") for c in cells[0])
    width = 9026 // len(cells[0])
    grid = f'<w:gridCol w:w="{width}"/>' * len(cells[0])
    look = f'<w:tblLook w:val="{"0420" if header else "0400"}" w:firstRow="{int(header)}" w:noVBand="1"/>'
    parts = written.body.parts
    parts.append(
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="9026" w:type="dxa"/>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    for at, row in enumerate(cells):
        parts.append("<w:tr>" + ("<w:trPr><w:tblHeader/></w:trPr>" if header and at == 0 else ""))
        for cell in row:
            parts.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>')
            for piece in cell.split("<br>"):
                styled(written, "TableText", piece.strip())
            parts.append("</w:tc>")
        parts.append("</w:tr>")
    parts.append("</w:tbl>")
    make.paragraph(written.body, "TableText", "")


def write(written: Written, markdown: str) -> None:
    """The report's lines and tables."""
    rows: list[str] = []
    new_page = False
    for text in (*(x.strip() for x in markdown.splitlines()), ""):
        if text.startswith("|"):
            rows.append(text)
            continue
        if rows:
            table(written, rows)
            rows = []
        if text == "\\newpage":
            new_page = True
        elif text:
            line(written, text, new_page)
            new_page = False


def numbering(numbers: list[int]) -> str:
    """The lists of a document and their instances, each of which begins at 1."""
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{of}"><w:multiLevelType w:val="multilevel"/>'
        + "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{"bullet" if text == "•" else "decimal"}"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="720" w:hanging="720"/></w:pPr></w:lvl>'
            for level, text in enumerate(levels)
        )
        + "</w:abstractNum>"
        for of, levels in LEVELS.items()
    )
    instances = "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="{of}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for at, of in enumerate(numbers, 1)
    )
    bullets = '<w:num w:numId="90"><w:abstractNumId w:val="5"/></w:num>'
    return f"{make.XML}<w:numbering {make.W}>{lists}{instances}{bullets}</w:numbering>"


def parts(markdown: str, title: str) -> Iterator[tuple[str, str]]:
    """Name and content of each part of the Word file, in the file's order."""
    written = Written(make.Body(make.Look()))
    write(written, markdown)
    page = '<w:sectPr><w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    metadata = f"{make.PACKAGE}/relationships/metadata/core-properties"
    document = ("document", f"{make.OFFICE}officeDocument", "word/document.xml")
    linked = [(f"link{n}", f"{make.OFFICE}hyperlink", target) for n, target in enumerate(written.body.links, 1)]
    yield "[Content_Types].xml", make.shared("[Content_Types].xml")
    yield "_rels/.rels", make.relationships(document, ("core", metadata, "docProps/core.xml"))
    yield "docProps/core.xml", make.XML + make.core(title)
    body = "".join(written.body.parts)
    yield "word/document.xml", f"{make.XML}<w:document {make.W} {make.R} {make.DRAWING}><w:body>{body}{page}</w:body></w:document>"
    yield "word/_rels/document.xml.rels", make.relationships(*((k, make.OFFICE + k, f"{k}.xml") for k in make.KINDS), *linked)
    for kind in make.SHARED:
        yield f"word/{kind}.xml", numbering(written.numbers) if kind == "numbering" else make.shared(f"word/{kind}.xml")
    yield "word/comments.xml", make.XML + make.comments(make.Look())


def word_file(markdown: str) -> bytes:
    """The report as a Word file; its title is the one in the comment on the first line, without one it has none."""
    named = re.match(r"<!-- title: (.+) -->", markdown)
    with zipfile.ZipFile(out := io.BytesIO(), "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts(re.sub(r"<!--.*?-->", "", markdown), named[1] if named else ""):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            archive.writestr(entry, content)
    return out.getvalue()


def made() -> dict[Path, bytes]:
    """Every file that this script makes, by its path from the folder of this script."""
    paths = [Path(council, report) for council in COUNCILS for report in REPORTS]
    return {p.with_suffix(".docx"): word_file((make.HERE / p.with_suffix(".md")).read_text(encoding="utf-8")) for p in paths}


def main() -> None:
    for path, content in made().items():
        (make.HERE / path).write_bytes(content)


if __name__ == "__main__":
    main()

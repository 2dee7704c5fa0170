"""Makes the agenda packs in the folder `pack` from `pack/clean-agenda-pack.md`: `python examples/make_pack.py`.

`agenda-pack.md` is the clean pack with one defect for each rule about packs, `SEEDED` below; both are there as Word files too,
with the pages that `\\newpage` begins. The Word files are put together from the same parts as the reports beside this script.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import make  # noqa: E402 - it lies beside this script, wherever that is run from

PACK = HERE / "pack"
CLEAN, SEEDED_NAME = "clean-agenda-pack", "agenda-pack"
BREAK, NEW_PAGE = "\f", "\\newpage"

#: For each rule: words of the clean pack, and what stands in their place. The first of several such words is meant.
SEEDED: dict[str, tuple[str, str]] = {
    "weekday-mismatch": ("Date and Time:- Tuesday 10 March", "Date and Time:- Monday 10 March"),
    "agenda-item-missing": (
        "3. Declarations of Interest\n\nTo receive declarations of interest from Members in respect of items listed on the agenda.\n\n",
        "",
    ),
    "minutes-date-mismatch": ("previous meeting held on 27 January 2026", "previous meeting held on 20 January 2026"),
    "agenda-pages-wrong": ("Vehicle Charging Update (Pages 9 - 16)", "Vehicle Charging Update (Pages 9 - 15)"),
    "appendix-month-mismatch": ("sites that was drawn in January 2026", "sites that was drawn in February 2026"),
    "agenda-title-mismatch": ("7. Street Tree Planting Update", "7. Planting of Trees in Streets"),
    "report-unlisted": ("8. Bus Shelter Renewal Update", "8. Road Safety Strategy"),
    "agenda-item-unreported": (
        "10. Urgent Business\n",
        "10. Markets Review (Pages 41 - 44)\n\nTo receive a review of the markets.\n\n11. Urgent Business\n",
    ),
    "agenda-next-meeting": ("will be held on Tuesday 21 April 2026", "will be held on Tuesday 3 March 2026"),
    "minutes-numbering": ("35. QUESTIONS FROM MEMBERS", "36. QUESTIONS FROM MEMBERS"),
    "agenda-date-mismatch": ("Improving Places Select Commission – 10 March 2026", "Improving Places Select Commission – 17 March 2026"),
    "exempt-paper-published": ("Appendix 2\n\nInitial", "Appendix 2\n\nNot for publication\n\nInitial"),
    "appendix-not-in-pack": (
        "Appendix 1 Trees Planted by Street\n",
        "Appendix 1 Trees Planted by Street\nAppendix 3 Trees Lost to Drought\n",
    ),
    "agenda-exempt-unannounced": ("Exempt from the Press and Public\n\nNo\n", "Exempt from the Press and Public\n\nYes\n"),
    "agenda-committee-mismatch": (
        "Improving Places Select Commission – 10 March 2026\n\nReport Title\n\nBus",
        "Improving Lives Select Commission – 10 March 2026\n\nReport Title\n\nBus",
    ),
}


def seeded(text: str, *rules: str) -> str:
    """The pack with the defects of these rules; of all, if none are named."""
    for rule in rules or SEEDED:
        before, after = SEEDED[rule]
        assert before in text, rule
        text = text.replace(before, after, 1)
    return text


def papers(text: str) -> Iterator[list[str]]:
    """The lines of each paper; a form feed at the end of a line says that a page begins with it."""
    own: list[str] = []
    new_page = False
    for line in text.splitlines():
        if line.strip() == NEW_PAGE:
            new_page = True
        elif line.strip():
            if new_page and re.fullmatch(r"Public Report|Appendix \d+|IMPROVING .+|.+ Work Programme .+", line):
                yield own
                own = []
            own.append(line + (BREAK if new_page else ""))
            new_page = False
    yield own


def body_of(text: str) -> make.Body:
    """The whole pack as the body of one Word file, the numbering of each report begun anew."""
    body = make.Body(make.Look())
    for number, lines in enumerate(papers(text)):
        start = len(body.parts)
        if lines[0].startswith("Public Report"):
            make.write(body, [line.removesuffix(BREAK) if line.removesuffix(BREAK) in make.LABELS else line for line in lines])
        else:
            _plain(body, lines)
        body.parts[start:] = [_laid_out(part, number) for part in body.parts[start:]]
    return body


def _plain(body: make.Body, lines: list[str]) -> None:
    """A paper that is no report: its first line a heading, its bullets bullets, its rows a table, everything else as typed."""
    rows: list[list[str]] = []
    for at, line in enumerate(lines):
        if "\t" in line:
            rows.append([*line.split("\t"), ""])
            continue
        if rows:
            make.table(body, rows)
            rows = []
        if at == 0:
            make.paragraph(body, "Heading1", line)
        elif line.startswith("- "):
            make.paragraph(body, "ListBullet", line[2:])
        else:
            make.paragraph(body, "Normal", line)


def _laid_out(part: str, number: int) -> str:
    """A part of the body with its page break, recorded as Word records it, and with the numbers of its own paper."""
    part = part.replace('<w:numId w:val="1"/>', f'<w:numId w:val="{10 + number}"/>')
    if '<w:pStyle w:val="ListNumber"/>' in part:
        part = part.replace("</w:pPr>", f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{40 + number}"/></w:numPr></w:pPr>', 1)
    if BREAK in part:
        part = part.replace(BREAK, "").replace("<w:pageBreakBefore/>", "")
        part = re.sub(r"(<w:pStyle [^>]*/>)", r"\1<w:pageBreakBefore/>", part, count=1)
        part = re.sub(r"(</w:pPr>)", r"\1<w:r><w:lastRenderedPageBreak/></w:r>", part, count=1)
    return part


def numbering() -> str:
    """The numbering part with numbers that begin anew for each paper: of sections from 10 on, of recommendations from 40 on."""
    shared = make.shared("word/numbering.xml")
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    own = "".join(
        f'<w:num w:numId="{first + n}"><w:abstractNumId w:val="{kind}"/>{again}</w:num>'
        for first, kind in ((10, 1), (40, 3))
        for n in range(30)
    )
    return shared.replace("</w:numbering>", f"{own}</w:numbering>")


def word_file(text: str, title: str) -> bytes:
    """The pack as a Word file."""
    body = body_of(text)
    sized = (
        '<w:sectPr><w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1440" w:bottom="1134" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
    )
    links = [(f"link{n}", f"{make.OFFICE}hyperlink", target) for n, target in enumerate(body.links, 1)]
    parts: dict[str, str | bytes] = {}
    for name, content in make.parts((HERE / "clean-report.md").read_text(encoding="utf-8"), make.Look()):
        if not name.startswith("word/media/"):
            parts[name] = content
    parts["docProps/core.xml"] = make.XML + make.core(title)
    parts["word/numbering.xml"] = numbering()
    parts["word/document.xml"] = f"{make.XML}<w:document {make.W} {make.R}><w:body>{''.join(body.parts)}{sized}</w:body></w:document>"
    parts["word/_rels/document.xml.rels"] = make.relationships(*((k, make.OFFICE + k, f"{k}.xml") for k in make.KINDS), *links)
    with zipfile.ZipFile(out := io.BytesIO(), "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            archive.writestr(entry, content)
    return out.getvalue()


def made() -> dict[str, bytes]:
    """Every file that this script makes, by name."""
    clean = (PACK / f"{CLEAN}.md").read_text(encoding="utf-8")
    defective = seeded(clean)
    return {
        f"{SEEDED_NAME}.md": defective.encode(),
        f"{CLEAN}.docx": word_file(clean, "Agenda pack, Improving Places Select Commission, 10 March 2026"),
        f"{SEEDED_NAME}.docx": word_file(defective, "Agenda pack, Improving Places Select Commission, 10 March 2026"),
    }


if __name__ == "__main__":
    for name, content in made().items():
        (PACK / name).write_bytes(content)

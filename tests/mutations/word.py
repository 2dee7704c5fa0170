"""A draft as a Word file, in one of the ways in which authors make them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .draft import Block, CoverField, Draft, Section
from .looks import HOUSE, LIBRE, WORD, numbering, styles
from .package import Package
from .runs import WHO, Runs, text_run

CHOICES = ("Yes", "No")


@dataclass(frozen=True)
class Look:
    """headings: "typed" or "styled". labels: "bold", "h2", "table", "inline" or "break".

    gap: what stands between a typed number and its text. counted: whether paragraphs are numbered by Word.
    """

    headings: str = "styled"
    labels: str = "bold"
    styles: dict[str, str] = field(default_factory=lambda: WORD)
    controls: bool = False
    tracked: bool = False
    split: bool = False
    wrapped: bool = False
    strict: bool = False
    gap: str = "\t"
    counted: bool = True


def render(draft: Draft, look: Look) -> bytes:
    """The Word file."""
    return _Writer(draft, look).file()


class _Writer:
    def __init__(self, draft: Draft, look: Look) -> None:
        self.draft, self.look, self.ids = draft, look, look.styles
        self.package = Package("", "", "", draft.title, draft.language, draft.header, draft.footer, strict=look.strict)
        direct = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>' if look.styles is LIBRE else ""
        self.runs = Runs(self.package, look.split, direct)
        self.out: list[str] = []
        self.nums: list[tuple[int, int, int]] = []
        self.top, self.top_num = 0, 2
        self.item, self.item_num = 0, 3
        self.count = 0

    def file(self) -> bytes:
        self.title_block()
        self.cover()
        self.out.append(self.paragraph(""))
        for b in self.draft.before:
            self.block(b, automatic=False)
        if self.draft.body_title:
            self.heading(self.draft.body_title, 1, tracked=self.look.tracked)
        for section in self.draft.sections:
            self.section(section)
        self.ending()
        self.package.body = "".join(self.wrap(x) for x in self.out)
        self.package.styles = styles(self.ids, self.draft.language)
        self.package.numbering = numbering(self.ids, self.nums)
        return self.package.bytes()

    def wrap(self, xml: str) -> str:
        """The paragraph or table as it is, or inside customXml, alternate content, or with a smart tag around its runs."""
        self.count += 1
        if not self.look.wrapped:
            return xml
        kind = self.count % 4
        if kind == 1:
            return f'<mc:AlternateContent><mc:Choice Requires="wps">{xml}</mc:Choice><mc:Fallback>{xml}</mc:Fallback></mc:AlternateContent>'
        if kind == 2:
            return f'<w:customXml w:uri="urn:council" w:element="part">{xml}</w:customXml>'
        if kind == 3 and xml.startswith("<w:p>") and xml.count("<w:p>") == 1:
            start = xml.index("</w:pPr>") + len("</w:pPr>") if "</w:pPr>" in xml else len("<w:p>")
            end = xml.rindex("</w:p>")
            return f'{xml[:start]}<w:smartTag w:uri="urn:council" w:element="words">{xml[start:end]}</w:smartTag>{xml[end:]}'
        return xml

    def paragraph(
        self, text: str, style: str = "", num: tuple[int, int] | None = None, bold: bool = False, tracked: bool = False, outline: int = 0
    ) -> str:
        """A paragraph; num: its list and level, (0, 0) to switch off the numbering of its style."""
        style = style or self.ids["body"]
        properties = f'<w:pStyle w:val="{style}"/>' if style else ""
        if num:
            properties += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
        if outline and self.ids is LIBRE:
            properties += f'<w:outlineLvl w:val="{outline - 1}"/>'
        return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{self.runs.xml(text, bold, tracked)}</w:p>"

    # Cover

    def title_block(self) -> None:
        for n, line in enumerate(self.draft.block):
            if self.look.labels == "h2" and n == 0:
                self.out.append(self.paragraph(line, self.ids["h2"], (0, 0) if self.ids is HOUSE else None))
            else:
                self.out.append(self.paragraph(line, bold=n == 0))

    def cover(self) -> None:
        if self.look.labels == "table":
            rows = "".join(self.cover_row(f) for f in self.draft.fields)
            grid = '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="6000"/></w:tblGrid>'
            self.out.append(f'<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr>{grid}{rows}</w:tbl>')
            return
        for n, f in enumerate(self.draft.fields):
            {"inline": self.inline_field, "break": self.break_field}.get(self.look.labels, self.plain_field)(f, n)

    def cover_row(self, f: CoverField) -> str:
        label = self.paragraph(f.label + self.draft.label_suffix, bold=True)
        values = "".join(self.value(b) for b in f.values) or "<w:p/>"
        self.item = 0
        cells = [f"<w:tc>{label}</w:tc>", f"<w:tc>{values}</w:tc>"]
        kind = self.draft.fields.index(f) % 3 if self.look.controls else 0  # a control around the cell, or around the row
        if kind == 1:
            cells[1] = self.control(cells[1], "")
        row = f"<w:tr>{''.join(cells)}</w:tr>"
        return self.control(row, "") if kind == 2 else row

    def value(self, b: Block, n: int = 1) -> str:
        """The paragraph of one line of a field."""
        return self.block_xml(b, tracked=self.look.tracked and n % 3 == 0)

    def plain_field(self, f: CoverField, n: int) -> None:
        style = self.ids["h2"] if self.look.labels == "h2" else ""
        self.out.append(self.paragraph(f.label + self.draft.label_suffix, style, bold=not style))
        values = [self.value(b, n) for b in f.values]
        self.item = 0
        if not self.look.controls:
            self.out += values
        elif n % 3 == 2 and len(f.values) == 1 and f.values[0].kind == "para" and "{{" not in f.values[0].text:
            self.out.append(f"<w:p>{self.control(self.runs.xml(f.values[0].text), f.values[0].text)}</w:p>")
        elif n % 3 == 1:
            self.out += [self.control(v, f.values[i].text) for i, v in enumerate(values)]
        elif values:
            self.out.append(self.control("".join(values), f.values[0].text if len(values) == 1 else ""))

    def control(self, xml: str, text: str) -> str:
        """The same in a content control; a drop-down where the words are a choice."""
        if "<w:showingPlcHdr/>" in xml:
            return xml
        items = "".join(f'<w:listItem w:displayText="{c}" w:value="{c}"/>' for c in CHOICES)
        kind = f"<w:dropDownList>{items}</w:dropDownList>" if text in CHOICES else ""
        return f'<w:sdt><w:sdtPr><w:id w:val="{self.runs.next_id()}"/>{kind}</w:sdtPr><w:sdtContent>{xml}</w:sdtContent></w:sdt>'

    def inline_field(self, f: CoverField, n: int) -> None:
        label = f.label if f.label.endswith(("?", ":")) else f.label + ":"
        first = f.values[:1] if f.values and f.values[0].kind in ("para", "numbered") else []
        text = f" {first[0].text}" if first else ""
        self.out.append(f"<w:p>{self.runs.xml(label, bold=True)}{self.runs.xml(text)}</w:p>")
        self.out += [self.value(b, n) for b in f.values[len(first) :]]
        self.item = 0

    def break_field(self, f: CoverField, n: int) -> None:
        same = 0
        while same < len(f.values) and f.values[same].kind == "para":
            same += 1
        lines = "".join("<w:r><w:br/></w:r>" + self.runs.xml(b.text) for b in f.values[:same])
        self.out.append(f"<w:p>{self.runs.xml(f.label + self.draft.label_suffix, bold=True)}{lines}</w:p>")
        self.out += [self.value(b, n) for b in f.values[same:]]
        self.item = 0

    # Body

    def heading(self, text: str, level: int, num: tuple[int, int] | None = None, styled: bool = True, tracked: bool = False) -> None:
        if self.look.headings == "typed" or not styled:
            self.out.append(self.paragraph(text, bold=True, tracked=tracked))
        else:
            self.out.append(self.paragraph(text, self.ids.get(f"h{level}", "Heading5"), num, tracked=tracked, outline=level))

    def section(self, s: Section) -> None:
        styled = self.look.headings == "styled" and not s.unstyled
        automatic = styled and re.fullmatch(r"\d+\.", s.number) is not None
        num: tuple[int, int] | None = (0, 0) if self.ids is HOUSE and s.level == 2 else None
        tracked = self.look.tracked and len(self.out) % 2 == 0
        if automatic:
            if int(s.number[:-1]) != self.top + 1:
                self.top_num = self.new_num(2, int(s.number[:-1]))
            self.top = int(s.number[:-1])
            num = (self.top_num, 0) if self.ids is not HOUSE or self.top_num != 2 or s.level != 2 else None
            self.heading(s.title, s.level, num, tracked=tracked)
        else:
            self.heading(f"{s.number}{self.look.gap}{s.title}" if s.number else s.title, s.level, num, styled, tracked)
        first, count = len(self.out), automatic and self.look.counted and _sequential(s)
        for b in s.blocks:
            self.block(b, count)
        if self.look.controls and len(s.blocks) > 1 and self.top % 2:
            self.out[first:] = [self.control("".join(self.out[first:]), "")]
        elif self.look.controls:
            self.out[first:] = [self.control(x, "") for x in self.out[first:]]
        if self.look.tracked and s.id == "key-issues":
            self.out.append(self.deleted_paragraph())

    def new_num(self, kind: int, start: int) -> int:
        self.nums.append((len(self.nums) + 10, kind, start))
        return self.nums[-1][0]

    def deleted_paragraph(self) -> str:
        """A paragraph that a reviewer deleted, mark and all."""
        mark = f'<w:pPr><w:rPr><w:del w:id="{self.runs.next_id()}" {WHO}/></w:rPr></w:pPr>'
        return f'<w:p>{mark}<w:del w:id="{self.runs.next_id()}" {WHO}>{text_run("99. A former heading", "", "delText")}</w:del></w:p>'

    def block(self, b: Block, automatic: bool) -> None:
        if b.kind == "heading":
            text = f"{b.number}{self.look.gap}{b.text}" if b.number else b.text
            self.heading(text, b.level, (0, 0) if self.ids is HOUSE and b.level == 2 else None, not b.unstyled)
        elif b.kind == "toc":
            self.out += self.contents(b)
        elif b.kind == "break":
            self.out.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
        else:
            self.out.append(self.block_xml(b, automatic))

    def block_xml(self, b: Block, automatic: bool = False, tracked: bool = False) -> str:
        typed = self.look.headings == "typed"
        if b.kind != "item":
            self.item = 0
        if b.kind == "table":
            return self.table(b)
        if b.kind == "typed-bullet":
            return self.paragraph(f"• {b.text}", tracked=tracked)
        if b.kind == "bullet" or b.bulleted:
            text = f"{b.number} {b.text}" if b.number else b.text
            return self.paragraph(text, self.ids["bullet"], (1, 0) if not self.ids["bullet"] else None, tracked=tracked)
        if b.kind == "item" and not typed and re.fullmatch(r"\d+\.", b.number):
            want = int(b.number[:-1])
            if want != self.item + 1 or want == 1:
                self.item_num = self.new_num(3, want)
            self.item = want
            return self.paragraph(b.text, num=(self.item_num, 0), tracked=tracked)
        if b.kind == "numbered" and automatic:
            level = b.number.count(".")
            if self.ids is HOUSE and level == 1:
                return self.paragraph(b.text, "BodyNumbered", (self.top_num, 1) if self.top_num != 2 else None, tracked=tracked)
            return self.paragraph(b.text, num=(self.top_num, level), tracked=tracked)
        return self.paragraph(f"{b.number}{self.look.gap}{b.text}" if b.number else b.text, tracked=tracked)

    def contents(self, b: Block) -> list[str]:
        """A table of contents: a field where headings are styled, typed with leaders where they are typed."""
        if self.look.headings == "typed":
            return [self.paragraph("Contents")] + [self.paragraph(f"{t} {'.' * 40} {p}") for t, p in b.entries]
        rows = [self.paragraph(f"{title}\t{page}", "TOC2") for title, page in b.entries]
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-3" \\h </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        rows[0] = rows[0].replace("</w:pPr>", "</w:pPr>" + begin, 1)
        return [*rows, '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>']

    def table(self, b: Block) -> str:
        width = max(len(r) for r in b.rows)
        grid = "<w:tblGrid>" + f'<w:gridCol w:w="{9000 // width}"/>' * width + "</w:tblGrid>"
        rows = []
        for n, row in enumerate(b.rows):
            mark = "<w:trPr><w:tblHeader/></w:trPr>" if n == 0 and b.header else ""
            merged = b.merged and n == 1 and len(row) > 1
            cells = [self.cell(f"{row[0]} {row[1]}", 2), *map(self.cell, row[2:])] if merged else [self.cell(c, bold=n == 0) for c in row]
            rows.append(f"<w:tr>{mark}{''.join(cells)}</w:tr>")
        return f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="9000" w:type="dxa"/></w:tblPr>{grid}{"".join(rows)}</w:tbl>'

    def cell(self, text: str, span: int = 1, bold: bool = False) -> str:
        properties = f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>' if span > 1 else ""
        content = self.paragraph(text, bold=bold)
        if self.look.controls and text and not bold:
            content = self.control(content, text)
        return f"<w:tc>{properties}{content}</w:tc>"

    def ending(self) -> None:
        if self.draft.approvals_heading:
            self.out.append(self.paragraph(self.draft.approvals_heading))
        if self.draft.approvals:
            self.out.append(self.table(self.draft.approvals))
        self.out += [self.paragraph(t) for t in self.draft.closing]
        if self.draft.statement:
            self.out.append(self.paragraph(self.draft.statement))
        for b in self.draft.after:
            self.block(b, automatic=False)


def _sequential(s: Section) -> bool:
    """Whether automatic numbering would print the numbers that these paragraphs bear."""
    counters = [int(s.number[:-1]), 0, 0]
    for b in s.blocks:
        if b.kind != "numbered" or b.bulleted:
            continue
        level = b.number.count(".")
        if level > 2:
            return False
        counters[level] += 1
        counters[level + 1 :] = [0] * (2 - level)
        if b.number != ".".join(str(c) for c in counters[: level + 1]):
            return False
    return True

"""The pieces of a blank report's body: paragraphs, content controls that show what to write, and the approvals table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from xml.sax.saxutils import escape, quoteattr

_WIDTHS = (4200, 2900, 1926)


def run(text: str, look: str = "") -> str:
    """A run of text, each line of it on a line of its own."""
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{words}</w:r>"


def paragraph(content: str, style: str = "", properties: str = "") -> str:
    named = (f'<w:pStyle w:val="{style}"/>' if style else "") + properties
    return f"<w:p>{f'<w:pPr>{named}</w:pPr>' if named else ''}{content}</w:p>"


def numbered(number: int, level: int) -> str:
    """The paragraph properties that put a paragraph into a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


@dataclass
class Controls:
    """Makes content controls, each with an id of its own."""

    ids: Iterator[int] = field(default_factory=lambda: count(1001))

    def inline(self, title: str, tag: str, prompt: str, kind: str = "<w:text/>") -> str:
        """A control within a paragraph that shows what to write in it."""
        return self._control(title, tag, run(prompt, '<w:rStyle w:val="PlaceholderText"/>'), kind)

    def block(self, title: str, tag: str, prompt: str, style: str = "", properties: str = "") -> str:
        """A control of whole paragraphs, with room for more than one."""
        return self._control(title, tag, paragraph(run(prompt, '<w:rStyle w:val="PlaceholderText"/>'), style, properties), "<w:richText/>")

    def _control(self, title: str, tag: str, content: str, kind: str) -> str:
        names = f"<w:alias w:val={quoteattr(title[:64])}/><w:tag w:val={quoteattr(tag[:64])}/>"
        properties = f'{names}<w:id w:val="{next(self.ids)}"/><w:showingPlcHdr/>{kind}'
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def choices(offered: Iterable[str]) -> str:
    """A drop-down of these answers."""
    items = "".join(f"<w:listItem w:displayText={quoteattr(c)} w:value={quoteattr(c)}/>" for c in offered)
    return f"<w:dropDownList>{items}</w:dropDownList>"


def day() -> str:
    """A date picker that writes "28 January 2025"."""
    return (
        '<w:date><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="en-GB"/><w:storeMappedDataAs w:val="dateTime"/>'
        '<w:calendar w:val="gregorian"/></w:date>'
    )


def table(rows: list[list[str]]) -> str:
    """A table of three columns, its first row marked as the header. rows: the runs and controls in each cell."""
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in _WIDTHS)
    body = ""
    for n, cells in enumerate(rows):
        inside = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{w}" w:type="dxa"/></w:tcPr>{paragraph(c)}</w:tc>' for w, c in zip(_WIDTHS, cells, strict=True)
        )
        body += f"<w:tr><w:trPr><w:cantSplit/>{'' if n else '<w:tblHeader/>'}</w:trPr>{inside}</w:tr>"
    look = '<w:tblStyle w:val="TableGrid"/><w:tblW w:w="9026" w:type="dxa"/><w:tblLook w:val="0420" w:firstRow="1" w:noVBand="1"/>'
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"

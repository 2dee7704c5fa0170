"""A paragraph's text as Word runs, with everything that an author's history leaves between them."""

from __future__ import annotations

from collections.abc import Callable
from xml.sax.saxutils import escape

from .inline import Piece, pieces
from .package import Package

WHO = 'w:author="A Reviewer" w:date="2025-01-07T10:00:00Z"'
_MARKS = {"\t": "<w:tab/>", "\n": "<w:br/>", "\u00ad": "<w:softHyphen/>", "\u2011": "<w:noBreakHyphen/>"}
_PROPERTIES = {
    "bold": "<w:b/>",
    "italic": "<w:i/>",
    "blue": '<w:i/><w:color w:val="0000FF"/>',
    "hidden": "<w:vanish/>",
    "yellow": '<w:highlight w:val="yellow"/>',
}


def text_run(text: str, properties: str = "", tag: str = "t") -> str:
    """A run; tabs, breaks and special hyphens are elements in it."""
    out, plain = [], ""
    for c in text:
        if c in _MARKS:
            out.append(_words(plain, tag) + _MARKS[c])
            plain = ""
        else:
            plain += c
    out.append(_words(plain, tag))
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{''.join(out)}</w:r>"


def _words(text: str, tag: str) -> str:
    return f'<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}>' if text else ""


class Runs:
    """Writes texts as runs and records in the package what stands outside the body (links, comments, footnotes)."""

    def __init__(self, package: Package, split: bool = False, direct: str = "") -> None:
        self.package = package
        self.split = split
        self.direct = direct
        self.ids = 100

    def next_id(self) -> int:
        self.ids += 1
        return self.ids

    def xml(self, text: str, bold: bool = False, tracked: bool = False) -> str:
        """The runs of a text; tracked: as a reviewer's insertion, beside the words that it replaces."""
        extra = self.direct + ("<w:b/>" if bold else "")
        content = "".join(self._piece(p, extra) for p in pieces(text))
        if not tracked or not content:
            return content
        old = f'<w:del w:id="{self.next_id()}" {WHO}>{text_run("Former words TBC ", extra, "delText")}</w:del>'
        return f'{old}<w:ins w:id="{self.next_id()}" {WHO}>{content}</w:ins>'

    def _piece(self, piece: Piece, extra: str) -> str:
        if piece.kind == "text":
            return self._plain(piece.text, extra)
        if piece.kind in _PROPERTIES:
            return text_run(piece.text, extra + _PROPERTIES[piece.kind])
        writers: dict[str, Callable[[Piece, str], str]] = {
            "link": self._link,
            "ins": self._change,
            "del": self._change,
            "comment": self._comment,
            "image": self._image,
            "picture": self._image,
            "decorative": self._image,
            "control": self._control,
            "footnote": self._footnote,
            "style": lambda p, e: text_run(p.text, f'<w:rStyle w:val="{p.extra}"/>' + e),
        }
        return writers[piece.kind](piece, extra)

    def _plain(self, text: str, extra: str) -> str:
        if not self.split or len(text) < 4:
            return text_run(text, extra)
        third = len(text) // 3
        id = self.next_id()
        return (
            text_run(text[:third], extra)
            + f'<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="{id}" w:name="_b{id}"/>'
            + text_run(text[third : third + 1], extra)
            + f'<w:bookmarkEnd w:id="{id}"/><w:proofErr w:type="spellEnd"/>'
            + text_run(text[third + 1 : 2 * third], extra + '<w:lang w:val="en-GB"/>')
            + "<w:r><w:lastRenderedPageBreak/></w:r>"
            + text_run(text[2 * third :], extra)
        )

    def _link(self, piece: Piece, extra: str) -> str:
        if piece.extra == "#":  # a link that the notation lost: its words alone
            return text_run(piece.text, extra)
        run = text_run(piece.text, extra + '<w:color w:val="0563C1"/><w:u w:val="single"/>')
        if not piece.extra:
            return f"<w:hyperlink>{run}</w:hyperlink>"
        self.package.links.append(piece.extra)
        return f'<w:hyperlink r:id="rIdL{len(self.package.links) - 1}">{run}</w:hyperlink>'

    def _change(self, piece: Piece, extra: str) -> str:
        tag = "delText" if piece.kind == "del" else "t"
        return f'<w:{piece.kind} w:id="{self.next_id()}" {WHO}>{text_run(piece.text, extra, tag)}</w:{piece.kind}>'

    def _comment(self, piece: Piece, extra: str) -> str:
        n = len(self.package.comments)
        self.package.comments.append(f'<w:comment w:id="{n}" {WHO} w:initials="AR"><w:p>{text_run(piece.extra)}</w:p></w:comment>')
        return (
            f'<w:commentRangeStart w:id="{n}"/>{text_run(piece.text, extra)}<w:commentRangeEnd w:id="{n}"/>'
            f'<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="{n}"/></w:r>'
        )

    def _image(self, piece: Piece, extra: str) -> str:
        self.package.image = True
        n = self.next_id()
        alt = f' descr="{escape(piece.text)}"' if piece.text and piece.kind != "decorative" else ""
        decorative = (
            '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"/></a:ext></a:extLst>'
            if piece.kind == "decorative"
            else ""
        )
        return (
            '<w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="914400"/>'
            f'<wp:docPr id="{n}" name="Picture {n}"{alt}>{decorative}</wp:docPr><a:graphic>'
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
            f'<pic:cNvPr id="{n}" name="image1.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdImage"/>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="914400"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    def _control(self, piece: Piece, extra: str) -> str:
        run = text_run(piece.text, '<w:rStyle w:val="PlaceholderText"/>' + extra)
        return f"<w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>"

    def _footnote(self, piece: Piece, extra: str) -> str:
        n = len(self.package.footnotes) + 1
        self.package.footnotes.append(
            f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r>{text_run(" " + piece.text)}</w:p></w:footnote>'
        )
        return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{n}"/></w:r>'

"""What Word does with a file's tracked changes and comments, written down apart from the code under test."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from reportlint import api
from reportlint.findings import DocumentResult, Edit, Finding, Location, Severity
from reportlint.formats import docx as reader
from reportlint.model import Document, Span

if TYPE_CHECKING:
    from mutations.draft import Draft

ROOT = Path(__file__).parents[2]
REPORTS = ROOT.parent / "shared" / "reports"
ON = date(2025, 1, 14)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
OURS = "reportlint"


@cache
def samples() -> dict[str, bytes]:
    """Every Word report at hand: the examples, the founding reports, and one in each way of writing Word, by name."""
    from mutations.draft import bases
    from mutations.forms import FORMS, WORD_FORMS

    found = {p.name: p.read_bytes() for p in sorted([*(ROOT / "examples").glob("*.docx"), *REPORTS.glob("*.docx")])}
    base = min(bases().items())[1]
    worse = spoilt(base)
    return found | {f"{form}.docx": FORMS[form].write(worse) for form in WORD_FORMS}


#: Faults for which rules carry edits.
FAULTS = ("section-missing-legal", "section-missing-background", "section-title-risks-0", "section-title-climate-1")
WORDY = "In order to keep it open prior to the survey, the Council met on 13.06.2024."


def spoilt(draft: Draft) -> Draft:
    """The report with faults that bring findings with edits."""
    from mutations.defects import defects

    for fault in (d for d in defects() if d.name in FAULTS):
        draft = fault.mutate(draft)
    block = next(b for s in draft.sections for b in s.blocks if b.kind not in ("table", "toc", "break"))
    block.text += f" {WORDY}"
    return draft


def checker(name: str = "report.docx", **options: object) -> Callable[[bytes], DocumentResult]:
    def check(data: bytes) -> DocumentResult:
        return api.check((name, data), **({"stage": "submission", "on": ON} | options)).documents[0]  # type: ignore[arg-type]

    return check


def fixed_result(*findings: Finding) -> Callable[[bytes], DocumentResult]:
    """A check that finds these findings, whatever the bytes are; in a second round, nothing."""
    rounds = iter([findings])

    def check(data: bytes) -> DocumentResult:
        return DocumentResult("x.docx", "", "docx", None, None, None, None, "fail", tuple(next(rounds, ())))

    return check


def finding(span: Span, quote: str = "words", *, message: str = "It is wrong.", edits: tuple[Edit, ...] = ()) -> Finding:
    location = Location("Somewhere", paragraph=span.paragraph, quote=quote, span=span)
    return Finding("a-rule", "subject", Severity.ERROR, f"{span}{edits}", message, "Mend it.", "It matters.", "A law", location, edits)


def part(data: bytes, name: str = "word/document.xml") -> bytes:
    return zipfile.ZipFile(io.BytesIO(data)).read(name)


def canonical(data: bytes, name: str = "word/document.xml") -> bytes:
    """A part's XML however it was spelled."""
    return etree.tostring(etree.fromstring(part(data, name)), method="c14n")


def entries(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {n: archive.read(n) for n in archive.namelist()}


def rejected(data: bytes) -> bytes:
    """The file once all of our changes are rejected."""
    return _settled(data, _reject)


def accepted(data: bytes) -> bytes:
    """The file once all of our changes are accepted."""
    return _settled(data, _accept)


def seen(data: bytes) -> Document:
    return reader.read(data)


def texts(data: bytes) -> list[str]:
    return [p.text for p in reader.read(data).paragraphs]


def _settled(data: bytes, settle: Callable[[etree._Element, str], None]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        for name, content in entries(data).items():
            if name.startswith("word/") and name.endswith(".xml") and b"reportlint" in content:
                root = etree.fromstring(content)
                space = STRICT if root.tag.startswith(STRICT) else W
                ours = [e for e in root.iter() if e.get(f"{space}author") == OURS and e.tag != f"{space}comment"]
                # The ends of paragraphs last, when it is known what is left in them.
                for change in sorted(ours, key=lambda e: e.getparent().tag == f"{space}rPr"):
                    settle(change, space)
                content = etree.tostring(root)
            out.writestr(name, content)
    return buffer.getvalue()


def _reject(change: etree._Element, w: str) -> None:
    parent, kind = change.getparent(), change.tag.removeprefix(w)
    if parent is None:
        return
    if kind in ("pPrChange", "trPrChange"):
        _restore(change, w)
    elif kind == "ins" and parent.tag == f"{w}rPr":
        _join(change, w)
    elif kind == "ins" or parent.tag == f"{w}rPr":
        parent.remove(change)
    elif kind == "del":
        for text in change.iter(f"{w}delText"):
            text.tag = f"{w}t"
        _unwrap(change)


def _accept(change: etree._Element, w: str) -> None:
    parent, kind = change.getparent(), change.tag.removeprefix(w)
    if parent is None:
        return
    if kind == "ins" and parent.tag != f"{w}rPr":
        _unwrap(change)
    elif kind == "del" and parent.tag == f"{w}rPr":
        _join(change, w)
    else:
        parent.remove(change)


def _join(change: etree._Element, w: str) -> None:
    """Take a paragraph's end away: what it still holds goes to the paragraph that follows, whose looks it takes on.

    Where none follows, the end stays; so it does in Word and in LibreOffice.
    """
    paragraph = next(change.iterancestors(f"{w}p"))
    following = paragraph.getnext()
    while following is not None and following.tag in (f"{w}bookmarkStart", f"{w}bookmarkEnd"):
        following = following.getnext()
    if following is None or following.tag != f"{w}p":
        change.getparent().remove(change)
        return
    at = 1 if len(following) and following[0].tag == f"{w}pPr" else 0
    for n, child in enumerate(c for c in list(paragraph) if c.tag != f"{w}pPr"):
        following.insert(at + n, child)
    paragraph.getparent().remove(paragraph)


def _restore(change: etree._Element, w: str) -> None:
    properties, earlier = change.getparent(), change[0]
    assert properties is not None
    for child in list(properties):
        if child.tag not in (f"{w}rPr", f"{w}sectPr", f"{w}ins", f"{w}del"):
            properties.remove(child)
    for at, child in enumerate(list(earlier)):
        properties.insert(at, child)


def _unwrap(element: etree._Element) -> None:
    for child in list(element):
        element.addprevious(child)
    element.getparent().remove(element)

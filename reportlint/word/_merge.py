"""Comments taken out of a body, and the runs that were divided for them joined again."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from reportlint.formats.docx.names import Element
from reportlint.word._line import BLANKS, KEPT, RUN, TEXT
from reportlint.word._part import XML_SPACE, Part, local, remove

_RANGES = ("commentRangeStart", "commentRangeEnd")


def rejoin(body: Part, divided: Mapping[str, tuple[int, int]]) -> None:
    """Take the marks of these comments out of the body. divided: how the runs at both ends of each were divided."""
    key = body.w("id")
    marks = dict.fromkeys([*(e for e in body.every(*_RANGES) if e.get(key) in divided), *_references(body, divided)])
    seams: dict[Element, int] = {}
    for mark in marks:
        bits = _bits(mark, divided.get(mark.get(key, ""), (0, 0)))
        following = mark.getnext()
        while following is not None and following in marks:
            following = following.getnext()
        if bits and following is not None:
            seams[following] = seams.get(following, 0) | bits
    for mark in marks:
        remove(mark)
    for run, bits in seams.items():
        _join(body, run, bits)
    for note in list(body.root.iter(etree.PI)):
        if isinstance(note, etree._ProcessingInstruction) and note.target == BLANKS:
            _put_back(note)


def _put_back(note: Element) -> None:
    """Put the blanks back that stood around a text before it was divided, if it is whole again."""
    text, (lead, _, trail) = note.getnext(), (note.text or "").partition(".")
    if text is not None and local(text) == "t" and XML_SPACE not in text.attrib:
        text.text = f"{_words(lead)}{text.text or ''}{_words(trail)}"
    remove(note)


def _words(digits: str) -> str:
    try:
        return bytes.fromhex(digits).decode()
    except ValueError:
        return ""


def _bits(mark: Element, both: tuple[int, int]) -> int:
    return {_RANGES[0]: both[0], _RANGES[1]: both[1]}.get(local(mark), 0)


def _references(body: Part, divided: Mapping[str, tuple[int, int]]) -> list[Element]:
    """The runs that hold nothing but a reference to one of these comments; such a reference in other runs is taken out."""
    runs = []
    for reference in list(body.every("commentReference")):
        run = reference.getparent()
        if reference.get(body.w("id")) not in divided or run is None:
            continue
        if all(child is reference or local(child) == "rPr" for child in run):
            runs.append(run)
        else:
            remove(reference)
    return runs


def _join(body: Part, run: Element, bits: int) -> None:
    """Join a run to the one before it, if they still look as they did when they were divided."""
    first = run.getprevious()
    if first is None or local(first) != "r" or local(run) != "r" or not bits & RUN:
        return
    if first.items() != run.items() or _look(body, first) != _look(body, run):
        return
    content = [child for child in run if local(child) != "rPr"]
    if bits & TEXT and content and len(first) and local(first[-1]) == local(content[0]) == "t":
        text, rest = first[-1], content.pop(0)
        text.text = (text.text or "") + (rest.text or "")
        if bits & KEPT:
            text.set(XML_SPACE, "preserve")
        elif XML_SPACE in text.attrib and (text.text == text.text.strip(" \t\r\n") or body.root.get(XML_SPACE) == "preserve"):
            del text.attrib[XML_SPACE]
    for child in content:
        first.append(child)
    remove(run)


def _look(body: Part, run: Element) -> bytes:
    properties = run.find(body.w("rPr"))
    return b"" if properties is None else etree.tostring(properties, method="c14n", with_tail=False)

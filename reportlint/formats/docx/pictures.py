"""Drawings: pictures with their alternative text, and the text boxes that stand in them."""

from __future__ import annotations

import re

from reportlint.formats.docx.draft import Box, ImageDraft, LinkDraft, Range
from reportlint.formats.docx.names import (
    A_NS,
    ADEC_NS,
    MC_NS,
    O_NS,
    PIC_NS,
    R_ID,
    UNDERSTOOD,
    V_NS,
    WP_NS,
    WPG_NS,
    WPS_NS,
    Element,
    integer,
    on,
    q,
    w,
)
from reportlint.formats.docx.walk import Walk

_FAR = 21_600_000  # 60 cm, in the units of drawings
_FAR_POINTS = 1700
_AT = re.compile(r"(?:^|;)\s*(?:margin-)?(?:left|top)\s*:\s*(-?\d{1,9})(?:\.\d+)?pt")
_ALTERNATE, _CHOICE, _FALLBACK = (q(MC_NS, name) for name in ("AlternateContent", "Choice", "Fallback"))
_BOX = w("txbxContent")
_DOC_PR = q(WP_NS, "docPr")
_PIC = q(PIC_NS, "pic")
_PIC_PR = f"{q(PIC_NS, 'nvPicPr')}/{q(PIC_NS, 'cNvPr')}"
_GRAPHIC_DATA = q(A_NS, "graphicData")
_DRAWN = ("/picture", "/chart", "/chartex", "/diagram", "/model3d")
_SHAPE, _GROUP = q(WPS_NS, "wsp"), q(WPG_NS, "wgp")
_BLIP_FILL = q(A_NS, "blip")
_IMAGE_DATA = q(V_NS, "imagedata")
_VML_GROUP = q(V_NS, "group")


def alternative(element: Element) -> Element | None:
    """The branch of an mc:AlternateContent that is to be read."""
    fallback = None
    for child in element:
        if child.tag == _CHOICE:
            needed = child.get("Requires", "").split()
            if needed and all(child.nsmap.get(prefix) in UNDERSTOOD for prefix in needed):
                return child
        elif child.tag == _FALLBACK and fallback is None:
            fallback = child
    return fallback


def drawing(walk: Walk, element: Element) -> None:
    """Read a DrawingML drawing: its pictures, then queue its text boxes."""
    if walk.seen:
        for frame in element:
            _images(walk, frame)
    _queue(walk, element, any(_is_off(frame) for frame in element))


def vml(walk: Walk, element: Element) -> None:
    """Read a VML drawing or the picture of an embedded object."""
    if walk.seen:
        for shape in _shapes(element):
            _vml_image(walk, shape)
    _queue(walk, element, any(_is_off_vml(shape) for shape in element))


def _queue(walk: Walk, element: Element, off: bool) -> None:
    """Put the text boxes within an element in line, to be read after this paragraph."""
    for child in element:
        if child.tag == _BOX:
            if walk.sink is not None:
                with walk.aside():
                    walk.visit(child, walk.blocks)
            else:
                walk.boxes.append(Box(child, walk.run, off))
                if walk.draft is not None and walk.seen:
                    walk.draft.anchors.append(walk.run)
        elif child.tag == _ALTERNATE:
            chosen = alternative(child)
            if chosen is not None:
                _queue(walk, chosen, off)
        else:
            _queue(walk, child, off)


def _is_off(frame: Element) -> bool:
    """Whether a frame is anchored where no page is."""
    offsets = (integer(e.text, 0, low=-1_000_000_000) for position in frame.iterfind(q(WP_NS, "positionH")) for e in position)
    more = (integer(e.text, 0, low=-1_000_000_000) for position in frame.iterfind(q(WP_NS, "positionV")) for e in position)
    return any(not -_FAR / 2 <= at <= _FAR for at in (*offsets, *more))


def _is_off_vml(shape: Element) -> bool:
    return any(not -_FAR_POINTS / 2 <= float(at) <= _FAR_POINTS for at in _AT.findall(shape.get("style", "")[:1000]))


def _images(walk: Walk, frame: Element) -> None:
    properties = frame.find(_DOC_PR)
    data = next(frame.iter(_GRAPHIC_DATA), None)
    if properties is None or data is None:
        return
    _linked(walk, properties)
    alone = data.get("uri", "").endswith(_DRAWN)
    pictures = [] if alone else list(_pictures(data))
    described = bool(properties.get("descr") or properties.get("title")) or _decorative(properties)
    if alone or (pictures and (described or len(pictures) == 1)):
        image = _image(walk, properties)
        if not alone and not described:
            image.alt = _descr(pictures[0])
        _record(walk, image)
        return
    for picture in pictures:
        inner = picture.find(_PIC_PR)
        _record(walk, _image(walk, properties if inner is None else inner))


def _pictures(element: Element) -> list[Element]:
    """The pictures in a group or canvas, and shapes that are filled with one; not those within its text boxes."""
    found: list[Element] = []
    for child in element:
        if child.tag == _ALTERNATE:
            chosen = alternative(child)
            found += [] if chosen is None else _pictures(chosen)
        elif child.tag == _PIC or (child.tag == _SHAPE and _filled(child)):
            found.append(child)
        elif child.tag != _BOX:
            found += _pictures(child)
    return found


def _filled(shape: Element) -> bool:
    properties = shape.find(q(WPS_NS, "spPr"))
    has_text = shape.find(q(WPS_NS, "txbx")) is not None
    return not has_text and properties is not None and next(properties.iter(_BLIP_FILL), None) is not None


def _descr(picture: Element) -> str:
    inner = picture.find(_PIC_PR)
    return "" if inner is None else inner.get("descr", "")


def _image(walk: Walk, properties: Element) -> ImageDraft:
    return ImageDraft(
        walk.point(),
        walk.run,
        alt=properties.get("descr", ""),
        title=properties.get("title", ""),
        decorative=_decorative(properties),
        name=properties.get("name", ""),
    )


def _decorative(properties: Element) -> bool:
    return any(on(mark, "val") and mark.get("val") is not None for mark in properties.iter(q(ADEC_NS, "decorative")))


def _linked(walk: Walk, properties: Element) -> None:
    click = properties.find(q(A_NS, "hlinkClick"))
    relation = None if click is None else walk.relation(click.get(R_ID))
    if relation is not None and walk.draft is not None:
        stretch = Range([(walk.draft, walk.draft.length, walk.draft.length)])
        walk.found.links.append(LinkDraft(stretch, relation.target))


def _shapes(element: Element) -> list[Element]:
    """The VML shapes that hold a picture; a group that is described stands for all in it."""
    found: list[Element] = []
    for child in element:
        if child.tag == _ALTERNATE:
            chosen = alternative(child)
            found += [] if chosen is None else _shapes(chosen)
        elif child.find(_IMAGE_DATA) is not None or _described_group(child):
            found.append(child)
        elif child.tag != _BOX:
            found += _shapes(child)
    return found


def _described_group(element: Element) -> bool:
    return element.tag == _VML_GROUP and bool(element.get("alt")) and next(element.iter(_IMAGE_DATA), None) is not None


def _vml_image(walk: Walk, shape: Element) -> None:
    data = shape.find(_IMAGE_DATA)
    title = "" if data is None else data.get(q(O_NS, "title"), "")
    _record(walk, ImageDraft(walk.point(), walk.run, alt=shape.get("alt", ""), title=title, name=shape.get("id", "")))


def _record(walk: Walk, image: ImageDraft) -> None:
    image.point.draft.anchors.append(walk.run)
    walk.found.images.append(image)

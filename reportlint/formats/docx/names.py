"""Element and attribute names, and the small values that Word writes in attributes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from lxml import etree

Element = etree._Element

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M_NS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
A_NS = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP_NS = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC_NS = "http://schemas.openxmlformats.org/drawingml/2006/picture"
MC_NS = "http://schemas.openxmlformats.org/markup-compatibility/2006"
V_NS = "urn:schemas-microsoft-com:vml"
O_NS = "urn:schemas-microsoft-com:office:office"
W14_NS = "http://schemas.microsoft.com/office/word/2010/wordml"
W15_NS = "http://schemas.microsoft.com/office/word/2012/wordml"
WPS_NS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
WPG_NS = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
ADEC_NS = "http://schemas.microsoft.com/office/drawing/2017/decorative"
XML_NS = "http://www.w3.org/XML/1998/namespace"

_STRICT = "http://purl.oclc.org/ooxml/"
#: Where each strict namespace lies among the transitional ones; the element names are the same.
_TRANSITIONAL = {
    _STRICT + "wordprocessingml/main": W_NS,
    _STRICT + "officeDocument/relationships": R_NS,
    _STRICT + "officeDocument/math": M_NS,
    _STRICT + "drawingml/main": A_NS,
    _STRICT + "drawingml/wordprocessingDrawing": WP_NS,
    _STRICT + "drawingml/picture": PIC_NS,
}

#: The extensions whose content this reader knows, so that it takes their mc:Choice.
UNDERSTOOD = frozenset(
    {W_NS, R_NS, M_NS, A_NS, WP_NS, PIC_NS, V_NS, O_NS, W14_NS, W15_NS, WPS_NS, WPG_NS, ADEC_NS}
    | {f"http://schemas.microsoft.com/office/word/2010/wordprocessing{kind}" for kind in ("Canvas", "Drawing", "Ink")}
    | {"http://schemas.microsoft.com/office/word/2012/wordprocessingDrawing", "http://schemas.microsoft.com/office/drawing/2010/main"}
    | {"http://schemas.microsoft.com/office/drawing/2014/chartex", "http://schemas.microsoft.com/office/drawing/2017/model3d"}
    | {f"http://schemas.microsoft.com/office/drawing/201{n}/chartex" for n in ("5/9/8", "5/10/21", "6/5/10", "6/5/11", "6/5/12", "6/5/13")}
    | {f"http://schemas.microsoft.com/office/word/{year}" for year in ("2015/wordml/symex", "2016/wordml/cid", "2018/wordml")}
    | {"http://schemas.microsoft.com/office/word/2018/wordml/cex"}
    | {"http://schemas.microsoft.com/office/word/2020/wordml/sdtdatahash", "http://schemas.microsoft.com/office/word/2023/wordml/word16du"}
)


@cache
def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return f"{{{W_NS}}}{name}"


@cache
def q(namespace: str, name: str) -> str:
    """The full name of an element or attribute of a namespace."""
    return f"{{{namespace}}}{name}"


VAL = w("val")
#: What may stand before the properties of a row.
_BEFORE = frozenset({w("tblPrEx")})
R_ID = q(R_NS, "id")


def transitional(root: Element) -> Element:
    """The same tree with every strict name made its transitional twin."""
    for element in root.iter(etree.Element):
        element.tag = _twin(str(element.tag))
        for key, value in list(element.attrib.items()):
            twin = _twin(str(key))
            if twin != key:
                del element.attrib[key]
                element.set(twin, value)
    return root


def is_strict(data: bytes) -> bool:
    """Whether a part (in UTF-8 or UTF-16) mentions a strict namespace."""
    return b"purl.oclc.org/ooxml" in data or b"purl.oclc.org/ooxml" in data.replace(b"\0", b"")


def _twin(name: str) -> str:
    if not name.startswith("{" + _STRICT):
        return name
    namespace, _, local = name[1:].partition("}")
    return f"{{{_TRANSITIONAL.get(namespace, namespace)}}}{local}"


Properties = Mapping[str, Element]
_NONE: Properties = {}


def properties(element: Element, name: str) -> Properties:
    """What stands in the properties of an element (its w:pPr, w:tcPr …) by name; nothing without any."""
    for child in element:
        if child.tag == name:
            return {c.tag: c for c in child}
        if child.tag not in _BEFORE:
            break
    return _NONE


def value(found: Properties, name: str) -> str:
    """The w:val of a property, "" without one."""
    element = found.get(name)
    return "" if element is None else element.get(VAL, "")


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def on(element: Element | None, key: str = VAL) -> bool:
    """Whether an on/off property is on: there, and not switched off."""
    return element is not None and element.get(key, "1").strip().lower() not in ("0", "false", "off")


def val(parent: Element | None, name: str) -> str:
    """The w:val of the child of this name, "" without one."""
    child = None if parent is None else parent.find(name)
    return "" if child is None else child.get(VAL, "")


def integer(text: str | None, default: int, low: int = -1_000_000, high: int = 1_000_000_000) -> int:
    """A whole number as Word reads one; the default if it is none or out of range."""
    try:
        number = int(text.strip()) if text else default
    except ValueError:
        return default
    return number if low <= number <= high else default


def half_points(text: str | None) -> int:
    """A font size in half-points, from half-points or a measure with a unit ("12pt"); 0 if it is none."""
    if text and text.endswith("pt"):
        try:
            return round(float(text[:-2]) * 2)
        except (ValueError, OverflowError):
            return 0
    return integer(text, 0, low=0, high=10_000)

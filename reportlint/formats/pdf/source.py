"""PDFium's view of a file: glyphs, rules, pictures, links and tags, page by page."""

from __future__ import annotations

import ctypes
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reportlint.errors import UnreadableDocument
from reportlint.formats.pdf import tags
from reportlint.formats.pdf.model import Glyph, Page, Picture, Rule, Style
from reportlint.formats.pdf.turn import Turn, quarter

_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
_ITALIC_NAMES = ("italic", "oblique")
_FORCED_BOLD, _ITALIC = 1 << 18, 1 << 6
_OUTLINED = 2  # filled and stroked: a bold that a program made of a font without one
_INVISIBLE = 3
_THIN = 3.0  # points: a narrower filled shape is a line
_SHORTEST = 4.0  # points: a shorter line is none of a table
_NESTING = 8  # forms in forms
_SMALLEST_PICTURE = 12.0
_LINKS = 2000
_UNREAD = 12  # characters: fewer are a mark at the margin
_SMALLEST = 0.5  # points
_LOOK_UPS = 20_000_000
_FAR = 20_000.0  # points: no page is larger
# How far a glyph reaches from its base line, in parts of its size; the boxes of glyphs themselves differ from font to font.
_BELOW, _ABOVE = 0.22, 0.78
_HYPHEN = 2  # what PDFium calls a hyphen at a line's end


@dataclass(frozen=True)
class Limits:
    """How much of a PDF is read before it is refused, beside the limits that every format has (`reportlint.limits`).

    A meeting's whole agenda pack has a few hundred pages.
    """

    glyphs: int = 12_000_000
    objects: int = 3_000_000  # drawn things of all pages


LIMITS = Limits()


@dataclass
class Reading:
    """What was read of a file so far."""

    raw: Any
    document: Any
    tagged: bool
    recognised: bool = False  # whether some text is the invisible layer of a scan
    glyphs: int = 0
    objects: int = 0
    looked_up: int = 0  # glyphs that were asked whether a link lies on them
    limits: Limits = LIMITS
    turned: list[int] = field(default_factory=list)  # pages with text that stands otherwise than the rest, and was not read
    _aside: Counter[int | None] = field(default_factory=Counter)
    _fonts: dict[int, tuple[bool, bool]] = field(default_factory=dict)

    def page(self, index: int) -> Page | None:
        """A page, counted from 0; None if it cannot be read."""
        raw = self.raw
        handle = raw.FPDF_LoadPage(self.document, index)
        if not handle:
            return None
        try:
            width, height = raw.FPDF_GetPageWidthF(handle), raw.FPDF_GetPageHeightF(handle)
            if not (_is_near(0, width) and _is_near(0, height)):
                return None
            page = Page(index + 1, width, height)
            if raw.FPDFPage_GetRotation(handle) % 2:
                width, height = height, width  # what is read below is told of the page before it is turned
            turn = self._glyphs(handle, page, width, height)
            self._shapes(handle, page)
            if turn.quarters or raw.FPDFPage_GetRotation(handle):
                rules, pictures = page.rules, page.pictures
                page.pictures = []
                turn.apply(page, rules, pictures)
            self._links(handle, page, turn)
            if self.tagged:
                page.blocks = tags.blocks(raw, handle)
            return page
        finally:
            raw.FPDF_ClosePage(handle)

    def _glyphs(self, handle: Any, page: Page, width: float, height: float) -> Turn:
        """Read the glyphs of a page as most of them stand; how the page is turned for that."""
        raw = self.raw
        text = raw.FPDFText_LoadPage(handle)
        if not text:
            return Turn(0, width, height)
        try:
            count = raw.FPDFText_CountChars(text)
            self.glyphs += max(count, 0)
            if self.glyphs > self.limits.glyphs:
                raise too_much()
            standing = list(self._read_glyphs(text, count, Turn(0, width, height)))
            others = {q: n for q, n in self._aside.items() if q}
            most = max(others, key=lambda q: others[q], default=0)
            if others.get(most, 0) <= len(standing):
                page.glyphs, left, most = standing, sum(self._aside.values()), 0
            else:
                left = len(standing) + sum(self._aside.values()) - others[most]
                page.glyphs = list(self._read_glyphs(text, count, Turn(most, width, height)))
            if left >= _UNREAD:
                self.turned.append(page.number)
            return Turn(most, width, height)
        finally:
            raw.FPDFText_ClosePage(text)

    def _read_glyphs(self, text: Any, count: int, turn: Turn) -> Iterator[Glyph]:
        """The glyphs that stand upright after this turn; the spaces and line ends that PDFium adds are left to the layout."""
        self._aside = Counter()
        raw, box = self.raw, self.raw.FS_RECTF()
        code_at, made_up, object_at = raw.FPDFText_GetUnicode, raw.FPDFText_IsGenerated, raw.FPDFText_GetTextObject
        box_at, origin_at, address = raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetCharOrigin, ctypes.addressof
        x, y = ctypes.c_double(), ctypes.c_double()
        across, up = ctypes.byref(x), ctypes.byref(y)
        looks: dict[int, tuple[Style, int, bool, int | None]] = {}
        reference, half = ctypes.byref(box), ""
        for at in range(count):
            code = code_at(text, at)
            if made_up(text, at) == 1 and code != _HYPHEN:
                continue
            character, half = _character(code, half)
            drawn = object_at(text, at)
            if not character or not drawn or not box_at(text, at, reference):
                continue
            key = address(drawn.contents)
            if key not in looks:
                looks[key] = self._look(text, at, drawn)
            style, mcid, artifact, quarters = looks[key]
            if quarters != turn.quarters:
                self._aside[quarters] += not character.isspace()
            elif origin_at(text, at, across, up):
                left, right, base = box.left, box.right, y.value
                if quarters:
                    left, right, _, _ = turn.box(left, right, box.bottom, box.top)
                    base = turn.point(x.value, y.value)[1]
                low, high = base - _BELOW * style.size, base + _ABOVE * style.size
                if not (_is_near(low, high) and _is_near(left, right)):
                    continue
                yield Glyph(character, left, right, low, high, style, at, mcid, artifact)

    def _look(self, text: Any, at: int, drawn: Any) -> tuple[Style, int, bool, int | None]:
        """The style of a text object, its marked content, whether that is an artifact, and by what turn it stands upright."""
        raw = self.raw
        size, matrix = ctypes.c_float(), raw.FS_MATRIX()
        raw.FPDFTextObj_GetFontSize(drawn, ctypes.byref(size))
        scale = 1.0
        if raw.FPDFPageObj_GetMatrix(drawn, ctypes.byref(matrix)):
            scale = math.hypot(matrix.c, matrix.d) or 1.0
        red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
        colour = "000000"
        if raw.FPDFPageObj_GetFillColor(drawn, *(ctypes.byref(x) for x in (red, green, blue, alpha))):
            colour = f"{red.value & 255:02X}{green.value & 255:02X}{blue.value & 255:02X}"
        mode = raw.FPDFTextObj_GetTextRenderMode(drawn)
        self.recognised = self.recognised or mode == _INVISIBLE
        bold, italic = self._font(raw.FPDFTextObj_GetFont(drawn))
        quarters = quarter(raw.FPDFText_GetCharAngle(text, at))
        letters = abs(size.value * scale)
        style = Style(round(letters * 2) / 2 if _SMALLEST <= letters < _FAR else _SMALLEST, bold or mode == _OUTLINED, italic, colour)
        return style, raw.FPDFPageObj_GetMarkedContentID(drawn), self._is_artifact(drawn), quarters

    def _font(self, font: Any) -> tuple[bool, bool]:
        raw = self.raw
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self._fonts:
            name = ctypes.create_string_buffer(128)
            raw.FPDFFont_GetBaseFontName(font, name, 128)
            called, flags = name.value.decode("latin-1").lower(), max(raw.FPDFFont_GetFlags(font), 0)
            bold = any(word in called for word in _BOLD_NAMES) or bool(flags & _FORCED_BOLD)
            self._fonts[key] = bold, any(word in called for word in _ITALIC_NAMES) or bool(flags & _ITALIC)
        return self._fonts[key]

    def _is_artifact(self, drawn: Any) -> bool:
        raw = self.raw
        length, name = ctypes.c_ulong(), ctypes.create_string_buffer(64)
        for k in range(min(max(raw.FPDFPageObj_CountMarks(drawn), 0), _NESTING)):
            mark = raw.FPDFPageObj_GetMark(drawn, k)
            wide = ctypes.cast(name, ctypes.POINTER(raw.FPDF_WCHAR))
            named = mark and raw.FPDFPageObjMark_GetName(mark, wide, 64, ctypes.byref(length))
            if named and name.raw[: max(min(length.value, 64) - 2, 0)].decode("utf-16-le", "replace") == "Artifact":
                return True
        return False

    def _shapes(self, handle: Any, page: Page) -> None:
        raw = self.raw
        count = raw.FPDFPage_CountObjects(handle)
        self._take((raw.FPDFPage_GetObject(handle, k) for k in range(max(count, 0))), page, 0)

    def _take(self, objects: Iterator[Any], page: Page, depth: int) -> None:
        raw = self.raw
        for drawn in objects:
            self.objects += 1
            if self.objects > self.limits.objects:
                raise too_much()
            kind = raw.FPDFPageObj_GetType(drawn)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                page.rules += self._rules(drawn)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                left, right, low, high = self._bounds(drawn)
                if right - left >= _SMALLEST_PICTURE and high - low >= _SMALLEST_PICTURE:
                    page.pictures.append(Picture(left, right, low, high, raw.FPDFPageObj_GetMarkedContentID(drawn)))
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _NESTING:
                count = max(raw.FPDFFormObj_CountObjects(drawn), 0)
                self._take((raw.FPDFFormObj_GetObject(drawn, k) for k in range(count)), page, depth + 1)

    def _bounds(self, drawn: Any) -> tuple[float, float, float, float]:
        left, low, right, high = (ctypes.c_float() for _ in range(4))
        self.raw.FPDFPageObj_GetBounds(drawn, *(ctypes.byref(x) for x in (left, low, right, high)))
        return left.value, right.value, low.value, high.value

    def _rules(self, drawn: Any) -> list[Rule]:
        """The straight lines of a path: what is stroked along an axis, and thin filled shapes."""
        raw = self.raw
        left, right, low, high = self._bounds(drawn)
        if not (_is_near(left, right) and _is_near(low, high)):
            return []
        if min(right - left, high - low) <= _THIN:
            middle = (low + high) / 2 if right - left > high - low else (left + right) / 2
            if max(right - left, high - low) < _SHORTEST:
                return []
            wide = right - left > high - low
            return [Rule(left, right, middle, middle) if wide else Rule(middle, middle, low, high)]
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(drawn, ctypes.byref(fill), ctypes.byref(stroke))
        count = raw.FPDFPath_CountSegments(drawn)
        self.objects += max(count, 0)
        if not stroke.value or not 0 < count <= 2000:
            return []
        return list(self._stroked(drawn, count))

    def _stroked(self, drawn: Any, count: int) -> Iterator[Rule]:
        raw, matrix = self.raw, self.raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(drawn, ctypes.byref(matrix))
        x, y = ctypes.c_float(), ctypes.c_float()
        begin = before = (0.0, 0.0)
        for k in range(count):
            segment = raw.FPDFPath_GetPathSegment(drawn, k)
            raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            here = (matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                begin = here
            elif kind == raw.FPDF_SEGMENT_LINETO:
                yield from _straight(before, here)
            if raw.FPDFPathSegment_GetClose(segment):
                yield from _straight(here, begin)
            before = here

    def _links(self, handle: Any, page: Page, turn: Turn) -> None:
        """Give each glyph the target of the link that lies on it."""
        raw = self.raw
        at, link, box = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
        bands: dict[int, list[Glyph]] = defaultdict(list)
        for glyph in page.glyphs:
            bands[_band(glyph.low + glyph.high)].append(glyph)
        for _ in range(_LINKS):
            if not raw.FPDFLink_Enumerate(handle, ctypes.byref(at), ctypes.byref(link)):
                return
            if raw.FPDFLink_GetAnnotRect(link, ctypes.byref(box)):
                target = self._target(link)
                left, right, low, high = (min(max(n, -_FAR), _FAR) for n in turn.box(box.left, box.right, box.bottom, box.top))
                for glyph in (g for band in range(_band(2 * low - 2), _band(2 * high + 2) + 1) for g in bands.get(band, ())):
                    self.looked_up += 1
                    if (
                        left - 1 <= (glyph.left + glyph.right) / 2 <= right + 1
                        and low - 1 <= (glyph.low + glyph.high) / 2 <= high + 1
                    ):
                        glyph.link = target
                if self.looked_up > _LOOK_UPS:
                    raise too_much()

    def _target(self, link: Any) -> str:
        raw = self.raw
        action = raw.FPDFLink_GetAction(link)
        if action:
            size = raw.FPDFAction_GetURIPath(self.document, action, None, 0)
            if 1 < size < 10_000:
                buffer = ctypes.create_string_buffer(size)
                raw.FPDFAction_GetURIPath(self.document, action, buffer, size)
                return buffer.value.decode("utf-8", "replace")
            target = raw.FPDFAction_GetDest(self.document, action)
        else:
            target = raw.FPDFLink_GetDest(self.document, link)
        return f"#page={raw.FPDFDest_GetDestPageIndex(self.document, target) + 1}" if target else "#"


def _is_near(one: float, other: float) -> bool:
    """Whether two coordinates are in order, and such as a page can have (what is no number is not)."""
    return -_FAR < one <= other < _FAR


def _band(twice: float) -> int:
    """Which band of the page a height is in, given twice over."""
    return int(twice // 24)


def _straight(a: tuple[float, float], b: tuple[float, float]) -> Iterator[Rule]:
    left, right = sorted((a[0], b[0]))
    low, high = sorted((a[1], b[1]))
    if not (_is_near(left, right) and _is_near(low, high)):
        return
    if right - left <= _THIN / 2 and high - low >= _SHORTEST:
        yield Rule((left + right) / 2, (left + right) / 2, low, high)
    elif high - low <= _THIN / 2 and right - left >= _SHORTEST:
        yield Rule(left, right, (low + high) / 2, (low + high) / 2)


def _character(code: int, high: str) -> tuple[str, str]:
    """The character of a code, and the first half of one that comes in two."""
    if code == _HYPHEN:
        return "-", ""
    if 0xD800 <= code < 0xDC00:
        return "", chr(code)
    if 0xDC00 <= code < 0xE000:
        whole = (high + chr(code)).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore") if high else ""
        return whole, ""
    if (code < 32 and code != 9) or code >= 0x110000 or code in (0xFFFE, 0xFFFF, 0xFDD0, 0xFDD1):
        return "", ""
    return _LIGATURES.get(code, chr(code)), ""


_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st", 9: " "}


def too_much() -> UnreadableDocument:
    """The error for a file that holds more than a report can."""
    return UnreadableDocument("too-large", "This PDF holds far more than a report or a meeting's papers do, and was not read.")

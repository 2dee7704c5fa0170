"""Characters of the symbol fonts as Unicode.

Word keeps a symbol as a code in a font, often moved up to the private-use area (F0B7 for B7).
"""

from __future__ import annotations

_LOW, _HIGH = 0xF000, 0xF0FF

_SYMBOL = dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True))
_SYMBOL |= dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))
_SYMBOL |= {
    0x22: "∀", 0x24: "∃", 0x27: "∍", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥", 0x7E: "∼", 0xA0: "€",
    0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xA7: "♣", 0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0xAB: "↔", 0xAC: "←",
    0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂",
    0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪",
    0xC9: "⊃", 0xCC: "⊂", 0xCE: "∈", 0xCF: "∉", 0xD0: "∠", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD5: "∏", 0xD6: "√",
    0xD7: "⋅", 0xD8: "¬", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔", 0xDC: "⇐", 0xDD: "⇑", 0xDE: "⇒", 0xDF: "⇓", 0xE2: "®",
    0xE3: "©", 0xE4: "™", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip

_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x36: "⌛", 0x3F: "✍", 0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑",
    0x72: "❒", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "◻", 0xAB: "★",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE7: "⇦", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xF1: "⇧",
    0xF2: "⇩", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip

_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x97: "•", 0xA3: "☐"}
_WINGDINGS_3 = {0x61: "↓", 0x66: "←", 0x67: "→", 0x68: "↑", 0x7D: "▶", 0x84: "◀"}

_FONTS = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
}
#: For a private-use code whose font is not known: the bullets, ticks and arrows that Word itself writes.
_ANY = {0xB7: "•", 0xA7: "▪", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "◻"}


def is_symbol_font(font: str) -> bool:
    return font.lower() in _FONTS


def symbol(font: str, code: int) -> str:
    """The Unicode character of a code in a font; the character itself if it is not known."""
    low = code - _LOW if _LOW <= code <= _HIGH else code
    table = _FONTS.get(font.lower())
    if table is None:
        table = _ANY if low != code else {}
    found = table.get(low)
    if found is not None:
        return found
    if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
        return ""
    # A symbol font has digits and signs where ASCII has them; elsewhere its private code is all that is known.
    return chr(low) if table is _SYMBOL and 0x20 <= low < 0x7F else chr(code)


def spelled(text: str, font: str) -> str:
    """The text with private-use characters of symbol fonts replaced."""
    if not any(_LOW <= ord(c) <= _HIGH for c in text):
        return text
    return "".join(symbol(font, ord(c)) if _LOW <= ord(c) <= _HIGH else c for c in text)

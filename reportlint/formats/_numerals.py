"""Numbers as letters and Roman numerals, as lists print them."""

from __future__ import annotations

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_SIGNS = {sign: value for value, sign in _ROMAN if len(sign) == 1}


def roman(value: int) -> str:
    """The number in capital Roman numerals; in digits where there are none for it."""
    if not 0 < value < 5000:
        return str(value)
    result = ""
    for size, signs in _ROMAN:
        result += signs * (value // size)
        value %= size
    return result


def roman_value(numeral: str) -> int:
    """The number that a Roman numeral of any case writes; 0 for letters that are none."""
    signs = [_SIGNS.get(sign, 0) for sign in numeral.upper()]
    value = sum(-one if one < after else one for one, after in zip(signs, [*signs[1:], 0], strict=True))
    return value if roman(value) == numeral.upper() else 0


def letters(value: int) -> str:
    """The number as capital letters: A … Z, AA, BB … ZZ, AAA."""
    if value < 1 or value > 26 * 50:
        return str(value)
    return chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)

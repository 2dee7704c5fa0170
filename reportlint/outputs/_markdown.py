"""Words in Markdown that mean nothing but themselves."""

from __future__ import annotations

import re

from reportlint.outputs._common import squeezed

_SYMBOLS = re.compile(r"([\\`*_\[\]|~$#])")


def escaped(text: str) -> str:
    """The text on one line, such that no viewer takes any of it for markup, HTML or the end of a table's cell."""
    plain = _SYMBOLS.sub(r"\\\1", squeezed(text))
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

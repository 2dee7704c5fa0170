"""JSON that is safe to look at."""

from __future__ import annotations

import json
import re
from typing import Any

#: Characters that the standard lets stand raw and that steer terminals, end lines or turn the writing round.
_UNSEEN = re.compile("[\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]")


def dumps(value: object, indent: int | None = None) -> str:
    """The value as JSON; what cannot be seen is spelt out, so that nothing is lost; halves of characters are replaced."""
    compact: Any = (",", ":") if indent is None else None
    return spelt(json.dumps(value, ensure_ascii=False, indent=indent, separators=compact))


def spelt(text: str) -> str:
    """The same JSON with what cannot be seen spelt out."""
    return _UNSEEN.sub(_spelt, text)


def _spelt(match: re.Match[str]) -> str:
    code = ord(match[0])
    return "\\ufffd" if 0xD800 <= code <= 0xDFFF else f"\\u{code:04x}"

"""The file holds no text that a reader does not see, or sees as other than it is, of the ways `how`.

They are "hidden" (Word's hidden font), "white", "tiny", "off-page", "merged" (beneath merged cells), "invisible" (characters
that do not show within a word) and "lookalike" (letters of another alphabet). The fact {hidden} is the text, and {way} says of
it how it is hidden.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.findings import Hit
from reportlint.report import Part
from reportlint.scene import Scene

_WAYS = {
    "hidden": "is hidden and does not show",
    "white": "is white on white and does not show",
    "tiny": "is too small to be seen",
    "off-page": "stands outside the page and does not show",
    "merged": "lies beneath a merged cell and does not show",
    "invisible": "holds characters that do not show",
    "lookalike": "holds letters of another alphabet that look like ours",
}
_LONGEST = 200
OPTIONS: Mapping[str, Any] = {"how": {"type": "list", "schema": {"type": "string", "allowed": list(_WAYS)}, "default": ["hidden"]}}
FACTS = ("hidden", "way")
NEEDS: frozenset[str] = frozenset({"hidden"})


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    inside = {s.paragraph for p in parts for s in p.content}
    for hidden in scene.report.document.hidden:
        if hidden.how in options["how"] and hidden.text.strip() and hidden.span.paragraph in inside:
            yield Hit(hidden.span, None, {"hidden": _brief(" ".join(hidden.text.split())), "way": _WAYS[hidden.how]})


def _brief(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"

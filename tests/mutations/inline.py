"""The notation of a paragraph's text, as pieces.

`**bold**`, `[words](target)`, `![alternative text](file)` and `{{kind|words}}`. The kinds are italic, blue (coloured
italic), hidden, ins, del, comment (`{{comment|words|what the reviewer says}}`), image (`{{image|alternative text}}`),
decorative, control (an unfilled content control: `{{control|its placeholder}}`), style
(`{{style|words|character style}}`), footnote and yellow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PIECE = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|!\[(?P<alt>[^\]]*)\]\((?P<file>[^)]*)\)|\[(?P<words>[^\]]+)\]\((?P<target>[^)]*)\)|\{\{(?P<kind>[a-z]+)\|(?P<rest>.*?)\}\}",
    re.S,
)
#: What a reader of the accepted text does not see, or sees elsewhere.
UNSEEN = frozenset({"hidden", "del", "image", "picture", "decorative", "footnote"})


@dataclass(frozen=True)
class Piece:
    kind: str
    text: str
    extra: str = ""


def pieces(text: str) -> list[Piece]:
    """The pieces of a text, in order; kind "text" for plain words."""
    found: list[Piece] = []
    last = 0
    for m in _PIECE.finditer(text):
        if m.start() > last:
            found.append(Piece("text", text[last : m.start()]))
        last = m.end()
        if m["bold"] is not None:
            found.append(Piece("bold", m["bold"]))
        elif m["alt"] is not None:
            found.append(Piece("picture", m["alt"], m["file"]))
        elif m["words"] is not None:
            found.append(Piece("link", m["words"], m["target"]))
        else:
            words, _, extra = m["rest"].partition("|")
            found.append(Piece(m["kind"], words, extra))
    if last < len(text):
        found.append(Piece("text", text[last:]))
    return found


def plain(text: str) -> str:
    """The words that a reader sees."""
    return "".join(p.text for p in pieces(text) if p.kind not in UNSEEN)


def markdown(text: str) -> str:
    """The text in Markdown: bold and links kept, everything else as its words."""
    out = []
    for p in pieces(text):
        if p.kind == "bold":
            out.append(f"**{p.text}**")
        elif p.kind == "link":
            out.append(f"[{p.text}]({p.extra})")
        elif p.kind == "picture":
            out.append(f"![{p.text}]({p.extra})")
        elif p.kind not in UNSEEN:
            out.append(p.text)
    return "".join(out)

"""The blocks of code in a page, and what the page says of each in a comment before it.

| comment | meaning |
|---|---|
| `<!-- ends 1 -->`, `<!-- ends 0 1 -->` | exit status of all the commands, or of each; without it 0 |
| `<!-- file NAME -->` | what a reader saves as this file; later commands find it |
| `<!-- usage -->` | the form of a command; its options are held to the program's own |
| `<!-- run by tests/… -->` | a test of its own runs it |
| `<!-- not run: why -->` | it cannot be run here |
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[2]
_SAID = re.compile(r"<!-- (ends|file|usage|run by|not run:)\s*(.*?) ?-->")


@dataclass(frozen=True, slots=True)
class Block:
    """One block. first: its line in the page, from 1; last: the one after it. said, more: the comment before it."""

    page: str
    first: int
    last: int
    language: str
    text: str
    said: str
    more: str

    def __str__(self) -> str:
        return f"{self.page}:{self.first}"


@dataclass(frozen=True, slots=True)
class Command:
    """A command as it is typed, and the output that the page shows of it (None where it shows none)."""

    line: str
    shown: str | None


def pages() -> list[str]:
    """Every page that people wrote; those that are made from rules and code have tests of their own."""
    top = [n for n in ("README.md", "CONTRIBUTING.md", "SECURITY.md") if (ROOT / n).exists()]
    found = [p.relative_to(ROOT).as_posix() for p in sorted((ROOT / "docs").rglob("*.md"))]
    return [*top, *(p for p in found if not p.startswith("docs/reference/"))]


def blocks(page: str) -> list[Block]:
    """The blocks of a page, in their order."""
    tokens = MarkdownIt().parse((ROOT / page).read_text(encoding="utf-8"))
    found = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type not in ("fence", "code_block"):
            continue
        comment = _SAID.fullmatch(before.content.strip()) if before is not None and before.type == "html_block" else None
        first, last = token.map or (0, 0)
        said, more = (comment[1], comment[2]) if comment else ("", "")
        language = token.info.split(" ")[0] if token.type == "fence" else "console"
        found.append(Block(page, first + 1, last, language, token.content, said, more))
    return found


def commands(block: Block) -> list[Command]:
    """What is typed: a line that begins with `$`, else every line; a backslash at its end joins it to the next."""
    joined = re.sub(r"\\\n\s*", "", block.text)
    if not joined.startswith("$ "):
        return [Command(line, None) for line in joined.splitlines() if line.strip() and not line.startswith("#")]
    pieces = re.split(r"^\$ (.*)\n?", joined, flags=re.MULTILINE)[1:]
    return [Command(line, shown if shown.strip() else None) for line, shown in zip(pieces[::2], pieces[1::2], strict=True)]


def ends(block: Block, count: int) -> list[int]:
    """The exit status that each of so many commands must have."""
    given = [int(n) for n in block.more.split()] if block.said == "ends" else [0]
    return given * count if len(given) == 1 else given


def fits(shown: str, real: str) -> bool:
    """Whether what is shown is what was said. A line "…" stands for any lines, "…" within one for any of its words."""
    lines = ["(?:.*\n)*?" if line.strip() == "…" else ".*".join(map(re.escape, line.rstrip().split("…"))) + "\n" for line in _lines(shown)]
    return re.fullmatch("".join(lines), "\n".join(line.rstrip() for line in _lines(real)) + "\n") is not None


def _lines(text: str) -> list[str]:
    return text.strip("\n").split("\n")

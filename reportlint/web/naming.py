"""What files that are sent back are called."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import quote


def attachment(name: str) -> dict[str, str]:
    """The header by which a browser keeps an answer as a file of this name."""
    plain = "".join(c if c.isascii() and c.isprintable() and c not in '"\\%' else "_" for c in name)
    return {"Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"}


def renamed(name: str, word: str, ending: str = "") -> str:
    """A document's own name, with a word that says what became of it. ending: of a file of another kind."""
    path = PurePosixPath(name.rpartition("/")[2].lstrip("-"))
    return f"{path.stem or 'document'}-{word}{ending or path.suffix or '.docx'}"

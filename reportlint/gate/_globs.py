"""Paths by pattern: `*` stands for anything within a name, `**` for any folders, `?` for one character."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path

_PIECES = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    pieces = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.replace("\\", "/").removeprefix("./"))
    return re.compile("".join(_PIECES.get(p, re.escape(p)) for p in pieces))


def matches(pattern: str, path: str) -> bool:
    """Whether the whole path, with `/`, is one that the pattern means."""
    return _compiled(pattern).fullmatch(path) is not None


def names_nothing(pattern: str) -> bool:
    """Whether the pattern means every file, or every file of a kind: it has no letter or digit but those of a suffix."""
    return not re.search(r"\w", re.sub(r"\.\w+$", "", pattern) if "*" in pattern else pattern)


def within(folder: Path, path: str) -> str:
    """The path from the folder, with `/`; as given if it is not in it."""
    whole, base = os.path.realpath(path), os.path.realpath(folder)
    inside = os.path.commonpath([whole, base]) == base if os.path.splitdrive(whole)[0] == os.path.splitdrive(base)[0] else False
    return Path(os.path.relpath(whole, base) if inside else path).as_posix()

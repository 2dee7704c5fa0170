"""From what was typed after a command to the documents that it means."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from reportlint import formats

STDIN = "-"
_LOCK = "~$"

#: A document's path; "-" for standard input.
Tell = Callable[[str], None]


def expand(paths: Iterable[str], tell: Tell, also: tuple[str, ...] = ()) -> list[str]:
    """The documents that these paths mean, each once, in the order given and a folder's by path.

    A folder is searched through and through, and so is a pattern (`*.docx`, `**/*.docx`). tell: is told, in a sentence, of
    every path that led to no document. also: suffixes to look for besides those of the formats.
    """
    found: dict[str, str] = {}
    for path in paths:
        for document in _documents(path, tell, also):
            key = document if document == STDIN else os.path.normcase(os.path.realpath(document))
            found.setdefault(key, document)
    return list(found.values())


def _documents(path: str, tell: Tell, also: tuple[str, ...]) -> Iterator[str]:
    if path == STDIN:
        yield path
    elif os.path.isdir(path):
        # Only here, since to know the suffixes every format must be imported.
        suffixes = (*formats.SUFFIXES, *also)
        inside = list(_searched(path, tell, suffixes))
        if not inside:
            tell(f"No reports were found in {path}: reportlint looks for {_said(suffixes)}.")
        yield from inside
    elif glob.has_magic(path) and not os.path.lexists(path):
        yield from _matching(path, tell, (*formats.SUFFIXES, *also))
    elif os.path.basename(path).startswith(_LOCK):
        tell(f"{path} is not a report: Word keeps such a file while the report itself is open.")
    else:
        yield path


def _matching(pattern: str, tell: Tell, suffixes: Sequence[str]) -> Iterator[str]:
    """What a pattern matches; shells on Windows leave that to the program."""
    matches = sorted(glob.glob(pattern, recursive=True), key=_key)
    found = [m for m in matches if os.path.isfile(m) and _is_report(os.path.basename(m), suffixes) and _inside(m, _rooted(pattern), tell)]
    # "**" alone matches folders, and so does "reports/*": a folder stands for the reports in it.
    for folder in (m for m in matches if os.path.isdir(m)):
        found += _searched(folder, tell, suffixes)
    if not found:
        tell(f"No reports match {pattern}: reportlint looks for {_said(suffixes)}.")
    yield from sorted(set(found), key=_key)


def _searched(folder: str, tell: Tell, suffixes: Sequence[str]) -> Iterator[str]:
    """The reports in a folder and the folders in it, by path; hidden ones are passed over."""

    def refused(problem: OSError) -> None:
        tell(f"The folder {problem.filename} could not be opened: {problem.strerror}.")

    found = []
    for where, folders, files in os.walk(folder, onerror=refused):
        folders[:] = [f for f in folders if not f.startswith(".")]
        found += [path for f in files if _is_report(f, suffixes) and _inside(path := os.path.join(where, f), folder, tell)]
    yield from sorted(found, key=_key)


def _inside(path: str, folder: str, tell: Tell) -> bool:
    """Whether a file in a folder is there itself; a link that leads out of the folder is told of, and not followed."""
    if not os.path.islink(path):
        return True
    root = os.path.realpath(folder or ".")
    inside = os.path.realpath(path).startswith(os.path.join(root, ""))
    if not inside:
        tell(f"{path} is a link that leads out of {folder or 'this folder'}, and was not read. Name the file itself to have it checked.")
    return inside


def _rooted(pattern: str) -> str:
    """The folder that a pattern begins in, up to its first part with a wildcard."""
    parts = Path(pattern).parts
    fixed = next((n for n, part in enumerate(parts) if glob.has_magic(part)), len(parts))
    return os.path.join(*parts[:fixed]) if fixed else ""


def _is_report(name: str, suffixes: Sequence[str]) -> bool:
    return not name.startswith((_LOCK, ".")) and Path(name).suffix.lower() in suffixes


def _key(path: str) -> tuple[str, ...]:
    return Path(path).parts


def _said(suffixes: Sequence[str]) -> str:
    *first, last = suffixes
    return f"{', '.join(first)} and {last}" if first else last

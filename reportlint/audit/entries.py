"""What an audit is asked to read: from sources - files, folders, patterns, zip archives, URLs - to entries, one a document."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from reportlint import formats
from reportlint.audit import _archives
from reportlint.audit._opening import is_url

#: Is told, in a sentence, of every source that led to nothing.
Tell = Callable[[str], None]

_HIDDEN = ("~$", ".", "__MACOSX")


@dataclass(frozen=True, slots=True)
class Entry:
    """One document as it was listed. path: its name in the audit. source: what was asked for that led to it.

    location: the file, or the archive that holds it, so that it can be opened from any folder. member: its place in the
    archive, from 0; -1 for a file of its own. container: the archive's name, "" without one. stamp: changes when the document
    does; "" if that cannot be told. problem: why it cannot be read, where that is known already.
    """

    path: str
    source: str
    location: str
    member: int = -1
    container: str = ""
    size: int = 0
    stamp: str = ""
    problem: str = ""


def listed(source: str, tell: Tell) -> Iterator[Entry]:
    """The documents that a source means, in no order that counts."""
    if is_url(source):
        from reportlint.audit import _urls  # needs a library that not everybody has

        yield from _urls.listed(source, tell)
        return
    path = os.path.normpath(source)
    if os.path.isdir(path):
        found = _searched(path, source, tell)
    elif glob.has_magic(path) and not os.path.lexists(path):
        found = _matching(path, source, tell)
    elif os.path.isfile(path):
        found = file(path, source)
    else:
        tell(f"{source}: there is no such file." if not os.path.lexists(path) else f"{source}: this is not an ordinary file.")
        return
    empty = True
    for entry in found:
        empty = False
        yield entry
    if empty:
        tell(f"No reports were found in {source}: reportlint looks for {', '.join(formats.SUFFIXES)} and .zip.")


def wanted(name: str) -> bool:
    """Whether a file of this name, found in a folder, may be a report or an archive of reports."""
    suffix = PurePath(name).suffix.lower()
    return not name.startswith(_HIDDEN) and (suffix in formats.SUFFIXES or suffix == _archives.SUFFIX)


def passed_over(folder: str) -> bool:
    """Whether a folder of this name is left aside."""
    return folder.startswith(_HIDDEN) and folder not in (".", "..")


def shown(path: str) -> str:
    """A path as text, whatever bytes the system has in it."""
    return path.replace(os.sep, "/").encode("utf-8", "backslashreplace").decode()


def file(path: str, source: str) -> Iterator[Entry]:
    """The document in a file, or those in it if it is an archive."""
    location = os.path.abspath(path)
    try:
        state = os.stat(location)
    except OSError as problem:
        yield Entry(shown(path), source, location, problem=f"The file could not be opened: {problem.strerror}.")
        return
    # A copy that keeps the time of the last change does not keep that of the last change of state.
    whole = Entry(shown(path), source, location, size=state.st_size, stamp=f"{state.st_mtime_ns}-{state.st_ctime_ns}")
    if PurePath(path).suffix.lower() == _archives.SUFFIX:
        yield from members(whole)
    else:
        yield whole


def members(archive: Entry) -> Iterator[Entry]:
    """The documents in an archive; the archive itself, with a problem, if it cannot be taken apart."""
    names: dict[str, int] = {}
    try:
        for member in _archives.members(archive.location, archive.stamp):
            folders, _, name = member.name.rpartition("/")
            if not wanted(name) or any(passed_over(f) for f in folders.split("/")):
                continue
            nested = "This is an archive within an archive, which is not opened." if name.lower().endswith(_archives.SUFFIX) else ""
            path = f"{archive.path}/{shown(member.name)}"
            names[path] = names.get(path, 0) + 1
            if names[path] > 1:
                path += f" ({names[path]})"
            stamp = f"{member.crc:08x}-{archive.stamp}" if archive.stamp else ""
            yield Entry(path, archive.source, archive.location, member.place, archive.path, member.size, stamp, nested or member.problem)
    except _archives.Unopened as problem:
        yield Entry(archive.path, archive.source, archive.location, problem=str(problem), size=archive.size)


def _searched(folder: str, source: str, tell: Tell) -> Iterator[Entry]:
    """The documents in a folder and the folders in it; links to folders are not followed, lest they lead in a circle."""
    try:
        with os.scandir(folder) as inside:
            found = sorted(inside, key=lambda e: e.name)
    except OSError as problem:
        tell(f"The folder {shown(folder)} could not be opened: {problem.strerror}.")
        return
    for item in found:
        if item.is_dir(follow_symlinks=False):
            if not passed_over(item.name):
                yield from _searched(item.path, source, tell)
        elif wanted(item.name) and (item.is_file() or not os.path.exists(item.path)):
            yield from file(os.path.normpath(item.path), source)


def _matching(pattern: str, source: str, tell: Tell) -> Iterator[Entry]:
    """What a pattern matches; a folder stands for the documents in it."""
    for match in glob.iglob(pattern, recursive=True):
        if os.path.isdir(match):
            yield from _searched(match, source, tell)
        elif wanted(os.path.basename(match)) and os.path.isfile(match):
            yield from file(match, source)

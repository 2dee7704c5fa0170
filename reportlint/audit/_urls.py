"""Documents in other places than this machine's folders: whatever fsspec has a driver for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from reportlint.audit._opening import file_system, said
from reportlint.audit.entries import Entry, Tell, members, passed_over, wanted
from reportlint.errors import UsageError

#: What a store may say of a file that changes when the file does.
_MARKS = ("ETag", "etag", "md5", "content_md5", "version_id", "VersionId", "LastModified", "last_modified", "mtime", "created")


def listed(url: str, tell: Tell) -> Iterator[Entry]:
    """The documents at a URL: a file, a folder, a pattern. Raises UsageError if the place cannot be reached."""
    fs, root = file_system(url)
    empty = True
    try:
        for path, info in _found(fs, root):
            for entry in _entries(fs, path, info, url):
                empty = False
                yield entry
    except (KeyboardInterrupt, GeneratorExit, UsageError):
        raise
    except Exception as problem:  # each driver has errors of its own
        raise UsageError(f"{url} could not be listed: {said(problem)}") from problem
    if empty:
        tell(f"No reports were found at {url}.")


def _found(fs: Any, root: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The files beneath a place, with what is known of each."""
    if any(c in root for c in "*?["):
        for path, info in fs.glob(root, detail=True).items():
            if info["type"] == "directory":
                yield from _beneath(fs, path)
            elif wanted(PurePosixPath(path).name):
                yield path, info
    elif fs.isfile(root):
        yield root, fs.info(root)
    elif fs.exists(root):
        yield from _beneath(fs, root)
    else:
        raise UsageError(f"There is nothing at {fs.unstrip_protocol(root)}.")


def _beneath(fs: Any, root: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The documents beneath a folder, a folder's names in memory at a time."""
    for folder, folders, files in fs.walk(root, detail=True, on_error="raise"):
        for name in [f for f in folders if passed_over(f)]:
            del folders[name]
        for name, info in files.items():
            if name and wanted(name):
                yield info.get("name") or f"{folder}/{name}", info


def _entries(fs: Any, path: str, info: Mapping[str, Any], source: str) -> Iterator[Entry]:
    url = fs.unstrip_protocol(path)
    marks = [f"{info[name]}".strip('"') for name in _MARKS if info.get(name)]
    entry = Entry(url, source, url, size=int(info.get("size") or 0), stamp="-".join(marks))
    yield from members(entry) if PurePosixPath(path).suffix.lower() == ".zip" else (entry,)

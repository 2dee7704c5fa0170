"""Writing a file whole or not at all."""

from __future__ import annotations

import glob
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from reportlint import sources
from reportlint.errors import UsageError

_PART = ".part"
#: How often a file is written anew when other runs that write the same one sweep it away.
_TRIES = 50


def write_whole(target: str, data: bytes) -> None:
    """Put these bytes in the file: written beside it, made fast, then renamed, so that it is never half there.

    What a run that was stopped while writing it left beside it is removed. Raises UsageError if it cannot be written.
    """
    path = Path(os.path.realpath(target))
    try:
        _sweep(path)
        if path.exists() and not path.is_file():
            _refuse_folder(path, target)
            path.write_bytes(data)  # a pipe or a device cannot be renamed over
        else:
            _replace(path, data)
    except OSError as problem:
        raise UsageError(f"{target} could not be written: {sources.why(target, problem)}.") from None


def withdraw(target: str) -> None:
    """Remove what stands in the file, and what a run that was stopped while writing it left beside it.

    Raises UsageError if that cannot be done: it could be taken for what a failing run has written.
    """
    path = Path(os.path.realpath(target))
    try:
        _sweep(path)
        if path.is_file():
            path.unlink()
        elif path.exists():
            _refuse_folder(path, target)
    except OSError as problem:
        raise UsageError(f"{target} could not be written anew: {sources.why(target, problem)}.") from None


def _refuse_folder(path: Path, target: str) -> None:
    if path.is_dir():
        raise UsageError(f"{target} is a folder; --output wants the name of a file.")


def _sweep(path: Path) -> None:
    """Remove what stopped runs left beside the file."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*{_PART}"):
        left.unlink(missing_ok=True)


def _replace(path: Path, data: bytes) -> None:
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    for tries in reversed(range(_TRIES)):
        beside = _beside(path, data)
        try:
            os.chmod(beside, mode)
            os.replace(beside, path)
            return
        except BaseException as problem:
            with suppress(OSError):
                os.unlink(beside)
            # Another run that writes the same file took this one for a stopped one, and swept: each does so only once.
            if not isinstance(problem, FileNotFoundError) or not tries:
                raise


def _beside(path: Path, data: bytes) -> str:
    """A new file beside this one that holds the bytes, made fast."""
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", suffix=_PART, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise
    return beside


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

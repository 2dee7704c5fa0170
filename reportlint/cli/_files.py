"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from reportlint.errors import UsageError


def write_whole(target: str, data: bytes) -> None:
    """Put these bytes in the file: written beside it, made fast, then renamed, so that it is never half there.

    Raises UsageError if it cannot be written.
    """
    path = Path(os.path.realpath(target))
    try:
        if path.exists() and not path.is_file():
            _refuse_folder(path, target)
            path.write_bytes(data)  # a pipe or a device cannot be renamed over
        else:
            _replace(path, data)
    except OSError as problem:
        raise UsageError(f"{target} could not be written: {problem.strerror or problem}.") from None


def _refuse_folder(path: Path, target: str) -> None:
    if path.is_dir():
        raise UsageError(f"{target} is a folder; --output wants the name of a file.")


def _replace(path: Path, data: bytes) -> None:
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, mode)
        os.replace(beside, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

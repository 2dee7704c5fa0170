"""Files opened wherever they are: in this machine's folders, or at a URL that fsspec has a driver for."""

from __future__ import annotations

import re
from typing import IO, Any

from reportlint.errors import UsageError

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def is_url(location: str) -> bool:
    return _URL.match(location) is not None


def opened(location: str) -> IO[bytes]:
    """The file, to be read from any place in it. Raises OSError."""
    if not is_url(location):
        return open(location, "rb")
    try:
        fs, path = file_system(location)
        stream: IO[bytes] = fs.open(path, "rb")
        return stream
    except (OSError, KeyboardInterrupt):
        raise
    except Exception as problem:  # each driver has errors of its own
        raise OSError(0, said(problem)) from problem


def file_system(url: str) -> tuple[Any, str]:
    """The driver for a URL, and the path as the driver writes it. Raises UsageError if there is none."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise UsageError("Reading from a URL needs the extra 'audit': pip install 'reportlint[audit]'.") from None
    try:
        fs, path = url_to_fs(url, use_listings_cache=False)
    except ImportError as problem:
        raise UsageError(f"{url}: a driver is missing. {said(problem)}") from None
    except ValueError as problem:
        raise UsageError(f"{url} leads nowhere: {said(problem)}") from None
    return fs, str(path)


def said(problem: Exception) -> str:
    """What an error says, on one line."""
    return " ".join(str(problem).split()) or type(problem).__name__

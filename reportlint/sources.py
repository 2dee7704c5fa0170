"""The bytes of files that anybody may have put there: ordinary files only, opened once, and read whole before they are judged."""

from __future__ import annotations

import os
import stat
from typing import IO

from reportlint import limits
from reportlint.errors import UnreadableDocument

#: A pipe or a device must not keep us waiting, nor a terminal become ours.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

#: What Windows says when another program keeps a file, or a part of it, to itself.
_IN_USE = (32, 33)


def read(path: str | os.PathLike[str]) -> bytes:
    """The bytes of an ordinary file. Raises UnreadableDocument: "missing", "not-a-file", "unreadable", "too-large"."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # looked at first, for opening some devices does something
            raise _no_file()
        with os.fdopen(os.open(path, _FLAGS), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise _no_file()
            return bounded(file)
    except FileNotFoundError:
        raise UnreadableDocument("missing", "There is no such file.") from None
    except OSError as problem:
        raise UnreadableDocument("unreadable", f"The file could not be opened: {why(path, problem)}.") from None
    except ValueError:
        raise UnreadableDocument("missing", "There is no such file: its name holds a character that no name can.") from None


def why(path: str | os.PathLike[str], problem: OSError) -> str:
    """What kept a file from being read or written, in words that do not end a sentence; what to do, if another program has it open."""
    shared = getattr(problem, "winerror", None) in _IN_USE
    if shared or (isinstance(problem, PermissionError) and _open_in_word(path)):
        return "it is open in another program, most likely Word; close it there and try again"
    return problem.strerror or str(problem)


def _open_in_word(path: str | os.PathLike[str]) -> bool:
    """Whether Word keeps a note beside the file that somebody has it open; a long name has its first two letters replaced."""
    folder, name = os.path.split(os.fspath(path))
    return any(os.path.exists(os.path.join(folder, f"~${kept}")) for kept in (name, name[2:]))


def bounded(file: IO[bytes]) -> bytes:
    """All that there is to read. Raises UnreadableDocument if it is larger than a file may be."""
    most = limits.current().file
    data = file.read(most + 1)
    if len(data) > most:
        raise limits.beyond("file")
    return data


def _no_file() -> UnreadableDocument:
    return UnreadableDocument("not-a-file", "This is not an ordinary file.")

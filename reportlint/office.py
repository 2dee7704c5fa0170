"""Files of formats that are not read, made Word documents by LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportlint.errors import UnreadableDocument, UsageError

if TYPE_CHECKING:
    import subprocess

#: The endings of the files that are worth it.
SUFFIXES = (".doc", ".rtf")
#: How such files begin: a compound file, rich text.
_BEGIN = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
_PROGRAMS = ("soffice", "libreoffice")
_USUAL = ("/Applications/LibreOffice.app/Contents/MacOS/soffice", r"C:\Program Files\LibreOffice\program\soffice.exe")
_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Converted:
    """A file that was to be converted. data: its own bytes; made: the Word document, None where `problem` says why there is none."""

    name: str
    data: bytes
    made: bytes | None
    problem: str = ""


def wanted(data: bytes) -> bool:
    """Whether these bytes are of a format that is converted: an old Word file, which may prove to be another, or rich text."""
    return data.lstrip()[:8].startswith(_BEGIN)


def program() -> str:
    """Where LibreOffice is. Raises UsageError if it is nowhere to be found."""
    found = next((path for name in _PROGRAMS if (path := shutil.which(name))), None)
    found = found or next((path for path in _USUAL if os.path.isfile(path)), None)
    if found is None:
        raise UsageError("LibreOffice, which would convert the file, was not found: install it, or save the file as .docx yourself.")
    return found


def converted(name: str, data: bytes, seconds: float = _SECONDS) -> Converted:
    """The file with the Word document that LibreOffice makes of it, or why it made none. Raises UsageError without LibreOffice.

    The program works in a folder of its own and with a profile of its own, so that neither the author's settings nor a window
    that is open have a say; and no longer than so many seconds.
    """
    import tempfile  # slow to import, and so is subprocess; few files are converted

    office = program()
    with tempfile.TemporaryDirectory(prefix="reportlint-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        source = home / ("report.rtf" if data.lstrip().startswith(_BEGIN[1]) else "report.doc")
        source.write_bytes(data)
        command = [office, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--norestore"]
        told = _run([*command, "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(home / "made"), str(source)], seconds)
        made = home / "made" / "report.docx"
        if told or not made.is_file():
            problem = told or "LibreOffice could not read this file: it may be damaged, protected with a password, or no document at all."
            return Converted(name, data, None, f"{problem} Open it in Word and save it as a Word document (.docx).")
        return Converted(name, data, made.read_bytes())


def _run(command: Sequence[str], seconds: float) -> str:
    """Run the program; in a sentence, why it came to nothing, or "" if it ended by itself."""
    import subprocess

    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError as problem:
        return f"LibreOffice could not be started: {problem.strerror}."
    try:
        process.wait(seconds)
        return ""
    except subprocess.TimeoutExpired:
        return f"LibreOffice took longer than {seconds:g} seconds to convert this file, and was stopped."
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started."""
    if process.poll() is None:
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()


def word_file(found: Converted) -> bytes:
    """The Word document. Raises UnreadableDocument "unconverted" if there is none."""
    if found.made is None:
        raise UnreadableDocument("unconverted", found.problem)
    return found.made

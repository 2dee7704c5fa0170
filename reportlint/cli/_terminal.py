"""What the terminal can do: its width, its colours, and writing to it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any

import click

from reportlint.outputs._common import clean
from reportlint.outputs.text import WIDTH

Paint = Callable[[str, str], str]

_STYLES: dict[str, dict[str, Any]] = {
    "document": {"bold": True, "underline": True},
    "place": {"bold": True},
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "info": {"fg": "cyan", "bold": True},
    "quote": {"italic": True},
    "small": {"dim": True},
    "good": {"fg": "green", "bold": True},
    "bad": {"fg": "red", "bold": True},
}


def width() -> int:
    """How many columns to fill: those of the terminal, within what is pleasant to read."""
    return max(40, min(WIDTH, shutil.get_terminal_size((80, 24)).columns))


def coloured(stream: IO[Any]) -> bool:
    """Whether colours go to this stream: NO_COLOR forbids and FORCE_COLOR demands them, else it must be able to show them."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def painter(colours: bool) -> Paint:
    """A function from a role and its words to what the terminal is sent."""
    return (lambda role, words: click.style(words, **_STYLES[role])) if colours else (lambda role, words: words)


def say(words: str, err: bool = False) -> None:
    """Write a line. What a file's name or text holds neither steers the terminal nor begins a line of its own."""
    click.echo(clean(words), err=err)


def write(text: str | bytes, colours: bool = False) -> None:
    """Write to standard output. Bytes go as they are; a reader that has gone away is no fault of ours."""
    try:
        if isinstance(text, bytes):
            sys.stdout.buffer.write(text)
            sys.stdout.buffer.flush()
        else:
            click.echo(text, nl=False, color=colours)
    except BrokenPipeError:
        # Python flushes once more on its way out: into nothing.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

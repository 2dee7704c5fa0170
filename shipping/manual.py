"""Writes the manual page from the command line itself: `python shipping/manual.py -o reportlint.1`."""

from __future__ import annotations

import argparse
import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]
NAME = "reportlint"
_AS_IT_STANDS = "\b"


def page() -> str:
    """The manual page, in roff: what the program does, and every command with its options."""
    sys.path.insert(0, str(ROOT))  # the checkout's own, whatever else is installed
    from reportlint import __version__
    from reportlint.cli import main

    context = click.Context(main, info_name=NAME, **main.context_settings)
    first, _, rest = inspect.cleandoc(main.help or "").partition("\n\n")
    lines = [
        f'.TH REPORTLINT 1 "" "reportlint {__version__}" "User Commands"',
        ".SH NAME", f"{NAME} \\- {_plain(first[0].lower() + first[1:].rstrip('.'))}",
        ".SH SYNOPSIS", f".B {NAME}", "[OPTIONS] COMMAND [ARGS]...",
        ".SH DESCRIPTION", *_paragraphs(rest),
        ".SH OPTIONS", *_options(main, context),
        ".SH COMMANDS", *_commands(main, context),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _commands(group: click.Group, context: click.Context) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        inner = click.Context(command, info_name=name, parent=context)
        yield f".SS {_plain(' '.join([inner.command_path, *command.collect_usage_pieces(inner)]))}"
        yield from _paragraphs(inspect.cleandoc(command.help or ""))
        yield from _options(command, inner)
        yield from _paragraphs(inspect.cleandoc(command.epilog or ""))
        if isinstance(command, click.Group):
            yield from _commands(command, inner)


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and isinstance(parameter, click.Option):
            yield from (".TP", f"\\fB{_plain(record[0])}\\fR", _plain(record[1]))


def _paragraphs(text: str) -> Iterator[str]:
    """The text's paragraphs; those after click's mark stand line by line."""
    for paragraph in text.split("\n\n"):
        lines = [_plain(line) for line in paragraph.split("\n") if line.strip(_AS_IT_STANDS + " ")]
        if paragraph.startswith(_AS_IT_STANDS):
            yield from (".PP", ".nf", *lines, ".fi")
        elif lines:
            yield from (".PP", " ".join(line.strip() for line in lines))


def _plain(text: str) -> str:
    """The text as roff shows it unchanged."""
    text = re.sub(r"\s*\n\s*", " ", text).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "dist" / f"{NAME}.1")
    target: Path = parser.parse_args().output
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(), encoding="utf-8")
    print(target)


if __name__ == "__main__":
    main()

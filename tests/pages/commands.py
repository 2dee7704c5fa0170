"""The page about the command line, made from the commands: `python -m tests.pages.commands` writes docs/commands.md."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from reportlint.cli import main
from tests.pages.blocks import ROOT

PAGE = ROOT / "docs" / "commands.md"
BAR = "\\|"  # within a table
MADE = "<!-- Made by `python -m tests.pages.commands`; change the commands, not this page. -->"


def page() -> str:
    """The page as it should be."""
    lines = ["# The command line", "", MADE, ""]
    lines += ["`reportlint COMMAND --help` says the same. [Contracts](contracts.md) has exit statuses and outputs.", ""]
    context = click.Context(main, info_name="reportlint")
    return "\n".join([*lines, *_sections(main, context)]).rstrip("\n") + "\n"


def _sections(group: click.Group, context: click.Context) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        below = click.Context(command, info_name=name, parent=context)
        yield from _section(command, below)
        if isinstance(command, click.Group):
            yield from _sections(command, below)


def _section(command: click.Command, context: click.Context) -> Iterator[str]:
    yield from (f"## {context.command_path}", "", "<!-- usage -->", "```console")
    yield from (" ".join([context.command_path, *command.collect_usage_pieces(context)]), "```", "")
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        if paragraph.startswith("\b"):
            yield from ("<!-- usage -->", "```console", *paragraph.lstrip("\b\n").split("\n"), "```", "")
        else:
            yield from (_cell(paragraph), "")
    records = [r for p in command.get_params(context) if (r := p.get_help_record(context)) and "--help" not in p.opts]
    if records:
        yield from ("| option | |", "|---|---|", *(f"| `{name.replace('|', BAR)}` | {_cell(text)} |" for name, text in records), "")


def _cell(text: str) -> str:
    """A text in one line that no sign in it can break."""
    return " ".join(text.split()).replace("|", "\\|").replace("*", "\\*").replace("<", "\\<")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")

"""`reportlint rules`: the rules that there are, their proof, and what helps to write more."""

from __future__ import annotations

import importlib

import click

#: The commands of this group, each imported when it is asked for.
_COMMANDS = {name: f"reportlint.cli._rules_{name}" for name in ("list", "new", "reference", "schema", "test")}


class Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command = importlib.import_module(_COMMANDS[cmd_name]).command
        return command if isinstance(command, click.Command) else None


@click.group("rules", cls=Commands, short_help="Show the rules that there are, test them, and write more.")
def command() -> None:
    """Show the rules that there are, test them, and write more."""

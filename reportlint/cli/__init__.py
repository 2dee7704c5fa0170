"""The command line: one module a command, its file name is the command's name."""

from __future__ import annotations

import io
import os
import sys
import traceback
from typing import Any

import click

from reportlint import __version__, discover
from reportlint.errors import ReportlintError

_STOPPED = 130  # what shells give for Ctrl-C
_FAILED = 2


class Commands(click.Group):
    """The commands of this package, each imported when it is asked for; no error leaves it as a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(discover.names(__name__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in discover.names(__name__):
            return None
        command = discover.load(__name__, cmd_name).command
        return command if isinstance(command, click.Command) else None

    def invoke(self, ctx: click.Context) -> Any:
        """What the command gives back. Whatever goes wrong in it ends the program with a sentence and an exit status."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")  # a terminal that lacks a character shows "?" rather than failing
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except ReportlintError as problem:
            from reportlint.cli import _terminal  # only then: it brings along what the list of commands needs not

            for line in getattr(problem, "problems", None) or [str(problem)]:
                _terminal.say(line, err=True)
            ctx.exit(problem.exit_code)
        except (click.Abort, KeyboardInterrupt):
            click.echo("Stopped before the end; nothing was decided.", err=True)
            ctx.exit(_STOPPED)
        except Exception as problem:
            ctx.exit(_unexpected(problem))


def _unexpected(problem: Exception) -> int:
    """The exit status, once the person has been told what to do about a fault of the program."""
    if os.environ.get("REPORTLINT_DEBUG"):
        traceback.print_exc()
    click.echo(
        f"reportlint came upon a fault of its own ({type(problem).__name__}), and stopped. Please report it, with the command that "
        "you gave; REPORTLINT_DEBUG=1 in the environment shows where it happened.",
        err=True,
    )
    return _FAILED


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="'reportlint COMMAND --help' says more about a command.",
)
@click.version_option(__version__, prog_name="reportlint")
def main() -> None:
    """Check council reports before they go to committee.

    reportlint reads a report as Word shows it, recognises its template, and says in plain words what is wrong, where it
    stands and how to put it right. Nothing leaves this machine.

    \b
    reportlint check draft.docx                       the report as a draft
    reportlint check draft.docx --stage submission    as it must be when it is handed in
    reportlint explain section-missing                why a rule is there, and how to meet it
    """

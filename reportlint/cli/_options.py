"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

import click

from reportlint.findings import Stage

C = TypeVar("C", bound=Callable[..., Any])


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """The day that a value such as 2025-01-14 names."""
    if value is None:
        return None
    try:
        return datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        raise click.BadParameter(f"'{value}' is not a day. Write it like 2025-01-14.") from None


def split(ctx: click.Context, param: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    """The names in values that are separated by commas."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


#: How much of a document is read.
limited = click.option(
    "--limit",
    "limits",
    multiple=True,
    metavar="NAME=VALUE",
    help="How much of a document is read, such as file=80MB or seconds=30; docs/security.md names all limits.",
)

#: Whether files that are not read are converted first.
convert = click.option("--convert", is_flag=True, help="Have LibreOffice, where it is installed, convert .doc and .rtf files first.")

_HELD_TO = (
    click.option("--stage", type=click.Choice([s.value for s in Stage]),
                 help="How far the report has come; the later, the more a finding weighs.  [default: draft]"),
    click.option("--ruleset", metavar="NAME|DIR", help="The rules to apply, by name or folder. Without it, every template that comes "
                 "with the program is tried."),
    click.option("--template", metavar="NAME", help="Take the report to follow this template, and no other."),
    click.option("--on", callback=day, metavar="YYYY-MM-DD", help="The day to check for, such as that of publication.  [default: today]"),
    click.option("--waivers", metavar="FILE", help="What may stand.  [default: reportlint-waivers.yaml, beside the report or above]"),
    limited,
    click.option("--config", metavar="FILE", help="The configuration.  [default: reportlint.toml, beside the report or above]"),
)  # fmt: skip


def held_to(command: C) -> C:
    """The command with options for what the reports are held to: stage, ruleset, template, on, waivers, config."""
    for option in reversed(_HELD_TO):
        command = option(command)
    return command

"""`reportlint config`: what is in force, and from where."""

from __future__ import annotations

import json

import click

from reportlint.cli import _runs, _terminal
from reportlint.gate.config import InForce


@click.command("config", short_help="Show what is in force for a report, and where that was set.")
@click.argument("path", metavar="[PATH]", required=False)
@click.option("--config", "file", metavar="FILE", help="The configuration to take, in place of the nearest one.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to write it.")
def command(path: str | None, file: str | None, form: str) -> None:
    """Show what is in force for a report, or for one in this folder, and where each of it was set.

    A setting comes from reportlint.toml, or from [tool.reportlint] in pyproject.toml, in the nearest folder upward from the
    report that has one; an option of 'reportlint check' beats it.
    """
    (settings,) = _runs.in_force([path or "a report"], file, {})
    _terminal.write(_json(settings).encode() if form == "json" else _text(settings))


def _text(settings: InForce) -> str:
    rows = [(name, _shown(s.value), s.origin or "default") for name, s in settings.items()]
    first, second = (max(len(row[at]) for row in rows) for at in (0, 1))
    return "".join(f"{name.ljust(first)}  {value.ljust(second)}  {origin}\n" for name, value, origin in rows)


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) and value else str(value or "-")


def _json(settings: InForce) -> str:
    return json.dumps({name: {"value": s.value, "origin": s.origin or "default"} for name, s in settings.items()}, indent=2) + "\n"

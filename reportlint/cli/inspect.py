"""`reportlint inspect`: what was read in a report, and what its template makes of it."""

from __future__ import annotations

import sys

import click

from reportlint import api, inspection
from reportlint.cli import _paths, _terminal


@click.command("inspect", short_help="Show what was read in a report: its template, fields, sections and tables.")
@click.argument("path", metavar="FILE")
@click.option("--ruleset", metavar="NAME|DIR", help="The ruleset whose templates to try. Without it, all that come with the program.")
@click.option("--template", metavar="NAME", help="Take the report to follow this template, and no other.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to write it.")
def command(path: str, ruleset: str | None, template: str | None, form: str) -> None:
    """Show what was read in a report: its template, cover fields, sections, approvals and tables, each with its place.

    FILE is a report, or '-' for standard input. When a finding surprises you, look here: it shows the report as
    reportlint sees it.
    """
    source: api.Source = (path, sys.stdin.buffer.read()) if path == _paths.STDIN else path
    seen = api.inspect(source, ruleset=ruleset, template=template)
    if form == "json":
        _terminal.write(inspection.as_json(path, seen.document, seen.report, seen.refused).encode("utf-8", errors="replace"))
    else:
        _terminal.write(inspection.as_text(path, seen.document, seen.report, seen.refused))

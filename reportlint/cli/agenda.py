"""`reportlint agenda`: an agenda pack taken apart, and held against itself."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import datetime
from typing import Any

import click

from reportlint import api, guard, limits, office, packs
from reportlint.agenda import json, text
from reportlint.cli import _files, _options, _paths, _runs, _terminal
from reportlint.documents import Source, name_of
from reportlint.errors import UsageError
from reportlint.findings import Severity, Stage

_HELD_TO = ("ruleset", "stage", "fail_on", "select", "ignore", "waivers", "baseline")
#: What a pack may take in the measure of a single report.
_REPORTS = 12
_FAIL_ON = (*(s.value for s in Severity if s is not Severity.OFF), "never")


@click.command(
    "agenda",
    short_help="Take an agenda pack apart and hold its papers against each other.",
    epilog="""
\b
The exit status is
  0  every report was checked, and nothing reaches --fail-on
  1  something reaches --fail-on
  2  the job could not be done: no agenda or two, a file that cannot be read, a wrong option
""",
)
@click.argument("pack", metavar="PACK")
@click.option("--stage", type=click.Choice([s.value for s in Stage]), help="How far the papers have come.  [default: draft]")
@click.option("--ruleset", metavar="NAME|DIR", help="The rules to apply, by name or folder.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The day to check for.  [default: today]")
@click.option("--waivers", metavar="FILE", help="What may stand.  [default: reportlint-waivers.yaml, beside the pack or above]")
@click.option("--baseline", metavar="FILE", help="Known findings, which may stand.")
@click.option("--config", metavar="FILE", help="The configuration.  [default: reportlint.toml, beside the pack or above]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to write it.")
@click.option("--output", metavar="FILE", help="Write to this file rather than to the screen.")
@click.option("--fail-on", type=click.Choice(_FAIL_ON), help="From which severity on the exit status is 1.  [default: error]")
@click.option("--select", multiple=True, callback=_options.split, metavar="RULE[:SUBJECT],...", help="Speak only of these rules.")
@click.option("--ignore", multiple=True, callback=_options.split, metavar="RULE[:SUBJECT],...", help="Say nothing of these rules.")
@_options.limited
@_options.convert
@click.pass_context
def command(
    ctx: click.Context,
    /,
    pack: str,
    config: str | None,
    on: datetime | None,
    form: str,
    output: str | None,
    convert: bool,
    **flags: Any,
) -> None:
    """Take an agenda pack apart, check each report in it, and hold its papers against the agenda and each other.

    PACK is one file with agenda, minutes, reports and other papers, a folder with a file for each, or '-' for standard input.
    """
    settings = _runs.in_force([pack], config, {name.replace("_", "-"): value for name, value in flags.items()})[0]
    documents = _documents(pack, convert)
    held_to = {name: settings[name.replace("_", "-")].value for name in _HELD_TO}
    given = limits.given(settings["limits"].value)
    options = api.Options(on=on.date() if on is not None else None, limits=given, **held_to)
    if output and os.path.realpath(output) in {os.path.realpath(d) for d in map(name_of, documents)}:
        raise UsageError(f"{output} is one of the papers; what is found would be written over it.")
    found = guard.call(lambda: packs.check_pack(documents, pack, options), replace(given, seconds=_REPORTS * given.seconds))
    if output and output != _paths.STDIN:
        _files.write_whole(output, (json.render(found) if form == "json" else text.render(found)).encode("utf-8", errors="replace"))
    elif form == "json":
        _terminal.write(json.render(found).encode("utf-8", errors="replace"))
    else:
        colours = _terminal.coloured(sys.stdout)
        _terminal.write(text.render(found, _terminal.width(), _terminal.painter(colours)), colours)
    for fault in (*found.faults, *(f for d in found.result.documents for f in d.faults)):
        _terminal.say(f"{pack}: a rule could not be tried, which is a fault of reportlint: {fault}", err=True)
    for problem in found.problems:
        _terminal.say(problem, err=True)
    ctx.exit(found.exit_code)


def _documents(pack: str, convert: bool) -> list[Source]:
    """The files of a pack. Raises UsageError if there is none."""
    if pack == _paths.STDIN:
        return [_runs.source(pack, convert)]
    unmet: list[str] = []
    found = _paths.expand([pack], unmet.append, office.SUFFIXES if convert else ())
    if unmet or not found:
        raise UsageError(" ".join(unmet) or f"There is nothing in {pack}.")
    return [_runs.source(path, convert) for path in found]

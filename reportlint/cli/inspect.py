"""`reportlint inspect`: what was read in a report, and what its template makes of it."""

from __future__ import annotations

from datetime import datetime

import click

from reportlint import api, guard, inspection
from reportlint import limits as limits_of
from reportlint.cli import _options, _runs, _terminal, _trace
from reportlint.findings import Stage
from reportlint.outputs import _json


@click.command("inspect", short_help="Show what was read in a report: its template, fields, sections and tables.")
@click.argument("path", metavar="FILE")
@click.option("--ruleset", metavar="NAME|DIR", help="The ruleset whose templates to try. Without it, all that come with the program.")
@click.option("--template", metavar="NAME", help="Take the report to follow this template, and no other.")
@click.option("--trace", metavar="RULE", help="Show instead why this rule did or did not fire, part by part.")
@click.option("--stage", type=click.Choice([s.value for s in Stage]), default=Stage.DRAFT.value, show_default=True,
              help="How far the report has come, for --trace.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The day to look at it for. [default: today]")
@_options.limited
@_options.convert
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to write it.")
def command(
    path: str,
    ruleset: str | None,
    template: str | None,
    trace: str | None,
    stage: str,
    on: datetime | None,
    limits: tuple[str, ...],
    convert: bool,
    form: str,
) -> None:
    """Show what was read in a report: its template, cover fields, sections, approvals and tables, each with its place.

    FILE is a report, or '-' for standard input. When a finding surprises you, look here: it shows the report as
    reportlint sees it; and with --trace, what a rule made of each part that it is for.
    """  # fmt: skip
    given = limits_of.given(limits)
    with limits_of.using(given):
        source = _runs.source(path, convert)
    day = on.date() if on is not None else None
    if trace is not None:
        rule = trace
        trial, report = guard.call(lambda: api.trace(source, rule, ruleset=ruleset, template=template, stage=stage, on=day), given)
        written = (_trace.as_json if form == "json" else _trace.as_text)(path, trial, report, Stage(stage))
        _terminal.write(_json.spelt(written).encode("utf-8", errors="replace") if form == "json" else written)
        return
    seen = guard.call(lambda: api.inspect(source, ruleset=ruleset, template=template, on=day), given)
    if form == "json":
        written = _json.spelt(inspection.as_json(path, seen.document, seen.report, seen.refused))
        _terminal.write(written.encode("utf-8", errors="replace"))
    else:
        _terminal.write(inspection.as_text(path, seen.document, seen.report, seen.refused))

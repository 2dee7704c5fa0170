"""`reportlint deadlines`: the days by which the papers of a meeting must be ready."""

from __future__ import annotations

from datetime import datetime

import click

from reportlint import api, rulesets
from reportlint.agenda import deadlines
from reportlint.agenda.deadlines import Calendar
from reportlint.cli import _files, _paths, _runs, _terminal
from reportlint.report import Template
from reportlint.rulesets.rule import Ruleset

#: Whose deadlines hold where nothing else is asked for.
_USUAL = "england"
_FORMS = {"text": deadlines.as_text, "json": deadlines.as_json, "ics": deadlines.as_ics}


@click.command("deadlines", short_help="Say by which days the papers of a meeting must be ready.")
@click.option("--meeting", required=True, type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The day of the meeting.")
@click.option("--template", metavar="NAME", help="The template of the report, which may say how many clear days it needs.")
@click.option("--ruleset", metavar="NAME|DIR", help=f"Whose deadlines to take.  [default: that of the template, else {_USUAL}]")
@click.option("--config", metavar="FILE", help="The configuration.  [default: reportlint.toml, in the working folder or above]")
@click.option("--format", "form", type=click.Choice(sorted(_FORMS)), default="text", show_default=True, help="How to write them.")
@click.option("--output", metavar="FILE", help="Write to this file rather than to the screen.")
def command(meeting: datetime, template: str | None, ruleset: str | None, config: str | None, form: str, output: str | None) -> None:
    """Say by which days the papers of a meeting must be published, and handed in and signed off where the ruleset sets that.

    Weekends and the bank holidays of the nation do not count. A calendar opens what '--format ics --output FILE' writes.
    """
    settings = _runs.in_force([_paths.STDIN], config, {"ruleset": ruleset})[0]
    rules, written_on = _chosen(settings["ruleset"].value, template)
    days = written_on.facts.get("clear-days") if written_on is not None else None
    day = meeting.date()
    due = deadlines.due(day, rules.deadlines, rules.nation, days if isinstance(days, int) else None)
    made = _FORMS[form](Calendar(day, rules.nation, rules.name, due, written_on.name if written_on is not None else None))
    if output and output != _paths.STDIN:
        _files.write_whole(output, made.encode())
    else:
        _terminal.write(made.encode() if form != "text" else made)


def _chosen(ruleset: str | None, template: str | None) -> tuple[Ruleset, Template | None]:
    """The ruleset and the template that were asked for. Raises UsageError if there are none of these names."""
    if template is not None:
        chosen = api.candidates(ruleset, template)[0]
        return chosen.ruleset, chosen.template
    return rulesets.load(ruleset or _USUAL), None

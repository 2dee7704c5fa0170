"""`reportlint learn`: a ruleset from a blank template, or from reports that were written on one."""

from __future__ import annotations

from dataclasses import replace

import click

from reportlint import guard
from reportlint.cli import _terminal
from reportlint.learn import BASES, learn
from reportlint.limits import LIMITS


@click.command(
    "learn",
    short_help="Make a council's rules from its blank template.",
    epilog="""
\b
Examples
  reportlint learn template.dotx -o rules/mycouncil --name "Example Council"
  reportlint learn march.docx may.docx july.docx -o rules/mycouncil
\b
The exit status is 0 if the ruleset was written, 2 if it could not be.
""",
)
@click.argument("paths", metavar="TEMPLATE…", nargs=-1, required=True)
@click.option("-o", "--output", "folder", required=True, metavar="DIR", help="The folder of the new ruleset; its last part is its name.")
@click.option("--name", "title", default="", metavar="TEXT", help="The council's name.")
@click.option("--extends", "bases", multiple=True, metavar="RULESET", help="What the ruleset extends (several may be given).")
@click.option("--force", is_flag=True, help="Write over files that are there.")
def command(paths: tuple[str, ...], folder: str, title: str, bases: tuple[str, ...], force: bool) -> None:
    """Read a council's blank template (.docx, .dotx), or several reports written on it, and write a ruleset for such reports.

    Each value in the files says where it was found. What is not in every document becomes optional. The ruleset is then
    loaded and tried on the very same documents, and what is not sure is listed.
    """
    budget = replace(LIMITS, seconds=LIMITS.seconds * (1 + len(paths)))
    made = guard.call(lambda: learn(paths, folder, title=title, bases=bases or BASES, force=force), budget)
    for name in made.files:
        _terminal.say(f"{made.folder / name}")
    if made.doubts:
        click.echo("\nPlease look at:")
    for doubt in made.doubts:
        _terminal.say(f"- {doubt}")
    click.echo()
    _terminal.say(f"Try it with: reportlint check REPORT.docx --ruleset {made.folder}")

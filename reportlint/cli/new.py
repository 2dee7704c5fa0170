"""`reportlint new`: a blank report to fill in."""

from __future__ import annotations

import os

import click

from reportlint import catalogue
from reportlint.cli import _files, _rules, _terminal, _writing
from reportlint.errors import UsageError


@click.command(
    "new",
    short_help="Write a blank report to fill in.",
    epilog="""
\b
Examples
  reportlint new --template officer-decision -o record.docx
  reportlint new --template officer-decision -o record.md
""",
)
@click.option("--template", required=True, metavar="NAME", help="The template of the report.")
@click.option("--ruleset", metavar="NAME|DIR", help="Where to look for the template, by name or folder.")
@click.option("-o", "--output", required=True, metavar="FILE", help="Where to write it: a name that ends in .docx or .md.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def command(template: str, ruleset: str | None, output: str, force: bool) -> None:
    """Write a report in which nothing is filled in: its headings, numbering, cover and approvals as the template has them.

    Under each heading stands what belongs there and why, until it is filled in.
    """
    # Imported here: it brings the XML library, which the list of commands needs not.
    from reportlint.markdown import new as outline
    from reportlint.word import new

    owner, chosen = catalogue.template(template, _rules.every(ruleset, installed=True), every=ruleset is not None)
    suffix = os.path.splitext(output)[1].lower()
    if suffix not in (".docx", ".md"):
        raise UsageError(f"{output}: a blank report is written as .docx or .md.")
    if os.path.lexists(output) and not force:
        raise UsageError(f"{output} is there already; --force writes over it.")
    _writing.refuse_protected(output)
    _files.write_whole(output, new.blank(owner, chosen) if suffix == ".docx" else outline.blank(owner, chosen).encode("utf-8"))
    _terminal.say(f"{output}: a blank {chosen.title[:1].lower()}{chosen.title[1:]}.")

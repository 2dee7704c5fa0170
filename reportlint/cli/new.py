"""`reportlint new`: a blank report to fill in."""

from __future__ import annotations

import os
from difflib import get_close_matches

import click

from reportlint.cli import _files, _rules, _writing
from reportlint.errors import UsageError
from reportlint.report import Template
from reportlint.rulesets.rule import Ruleset


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

    owner, chosen = _chosen(template, ruleset)
    suffix = os.path.splitext(output)[1].lower()
    if suffix not in (".docx", ".md"):
        raise UsageError(f"{output}: a blank report is written as .docx or .md.")
    if os.path.lexists(output) and not force:
        raise UsageError(f"{output} is there already; --force writes over it.")
    _writing.refuse_protected(output)
    _files.write_whole(output, new.blank(owner, chosen) if suffix == ".docx" else outline.blank(owner, chosen).encode("utf-8"))
    click.echo(f"{output}: a blank {chosen.title[:1].lower()}{chosen.title[1:]}.")


def _chosen(name: str, ruleset: str | None) -> tuple[Ruleset, Template]:
    """The template of this name, with the ruleset that it belongs to. Raises UsageError if there is none."""
    found = [(r, t) for r in _rules.every(ruleset, installed=True) for t in r.templates.values()]
    ready = [(r, t) for r, t in found if ruleset is not None or t.recognition.enabled]
    chosen = next(((r, t) for r, t in ready if t.name == name), None)
    if chosen is None:
        near = get_close_matches(name, [t.name for _, t in ready], n=1)
        raise UsageError(f"There is no template '{name}'.{f' Did you mean {near[0]!r}?' if near else ''}")
    if chosen[1].items is not None or not (chosen[1].fields or chosen[1].sections):
        raise UsageError(f"'{name}' is no template of a report.")
    return chosen



"""`reportlint rules reference`: the rules as pages to read."""

from __future__ import annotations

from pathlib import Path

import click

from reportlint import reference
from reportlint.cli import _rules, _terminal
from reportlint.errors import UsageError


@click.command("reference", short_help="Write the rules, check kinds and templates as pages to read.")
@click.option("--ruleset", metavar="NAME|DIR", help="Only this ruleset. Without it, all that come with the program.")
@click.option("-o", "--output", "folder", required=True, metavar="DIR", help="The folder to write the pages into.")
def command(ruleset: str | None, folder: str) -> None:
    """Write a Markdown page for each rule, check kind and template, and an index of each.

    Pages of rules that are there no longer are removed; no other file in the folder is touched.
    """
    pages = reference.pages(_rules.every(ruleset))
    root = Path(folder)
    try:
        for old in (p for part in ("rules", "checks", "templates") for p in (root / part).glob("*.md")):
            if old.relative_to(root).as_posix() not in pages and reference.MADE in old.read_text("utf-8"):
                old.unlink()
        for name, text in pages.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{error.filename or folder} could not be written: {error.strerror}.") from None
    _terminal.say(f"{len(pages)} pages are in {folder}.")

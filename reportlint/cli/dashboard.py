"""`reportlint dashboard`: an audit as one page of pictures."""

from __future__ import annotations

import os

import click

from reportlint.audit import dashboard
from reportlint.cli import _files, _paths, _terminal
from reportlint.errors import UsageError


@click.command("dashboard", short_help="Show an audit as one page of pictures.")
@click.argument("audit", metavar="AUDIT")
@click.option("-o", "--output", required=True, metavar="PAGE", help="The page to write, such as page.html; '-' for the screen.")
@click.option("--by", type=click.Choice(dashboard.GROUPS), help="What to group reports by.  [default: what tells them apart]")
def command(audit: str, output: str, by: str | None) -> None:
    """Show an audit as one page: where reports go wrong, whether that grows better, and which are the worst.

    AUDIT is what 'reportlint audit' has written. The page stands by itself: it needs no network and no script.
    """
    inside = os.path.commonpath([os.path.realpath(audit), os.path.realpath(output)]) == os.path.realpath(audit)
    if output != _paths.STDIN and inside:
        raise UsageError(f"{output} is the audit itself, or in it; the page would write over it.")
    page = dashboard.render(audit, output, by).encode("utf-8", errors="replace")
    if output == _paths.STDIN:
        _terminal.write(page)
    else:
        _files.write_whole(output, page)

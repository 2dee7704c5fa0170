"""`reportlint check`: what is wrong in these reports."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime

import click

from reportlint import api, discover
from reportlint.cli import _files, _paths, _terminal
from reportlint.errors import UsageError
from reportlint.findings import Result, Severity, Stage

_OUTPUTS = "reportlint.outputs"
_FAIL_ON = (*(s.value for s in Severity if s is not Severity.OFF), "never")
#: From how many documents on a progress bar is worth its start-up time.
_MANY = 8


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """The day that a value such as 2025-01-14 names."""
    if value is None:
        return None
    try:
        return datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError:
        raise click.BadParameter(f"'{value}' is not a day. Write it like 2025-01-14.") from None


def _split(ctx: click.Context, param: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    """The names in values that are separated by commas."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


@click.command(
    "check",
    short_help="Say what is wrong in these reports.",
    epilog="""
\b
The exit status is
  0  every report was read, and nothing reaches --fail-on
  1  something reaches --fail-on
  2  the job could not be done: a file that cannot be read, a wrong option, bad rules
\b
Examples
  reportlint check draft.docx --stage submission
  reportlint check reports/ --format json --output findings.json
  reportlint check draft.docx --ignore plain-english,section-order:risks
""",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--stage", type=click.Choice([s.value for s in Stage]), default=Stage.DRAFT.value, show_default=True,
              help="How far the report has come; the later, the more a finding weighs.")
@click.option("--ruleset", metavar="NAME|DIR", help="The rules to apply, by name or folder. Without it, every template that comes with "
              "the program is tried.")
@click.option("--template", metavar="NAME", help="Take the report to follow this template, and no other.")
@click.option("--format", "form", type=click.Choice(discover.names(_OUTPUTS)), default="text", show_default=True,
              help="How to write what was found.")
@click.option("--output", metavar="FILE", help="Write to this file rather than to the screen.")
@click.option("--fail-on", type=click.Choice(_FAIL_ON), default=Severity.ERROR.value, show_default=True,
              help="From which severity on the exit status is 1.")
@click.option("--select", multiple=True, callback=_split, metavar="RULE[:SUBJECT],...", help="Speak only of these rules. '*' stands for "
              "anything.")
@click.option("--ignore", multiple=True, callback=_split, metavar="RULE[:SUBJECT],...", help="Say nothing of these rules.")
@click.option("--on", callback=_day, metavar="YYYY-MM-DD", help="The day to check for, such as the day of publication. [default: today]")
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[str, ...],
    stage: str,
    ruleset: str | None,
    template: str | None,
    form: str,
    output: str | None,
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    on: date | None,
) -> None:
    """Say what is wrong in these reports, where it stands, and how to put it right.

    PATH is a report (Word, Markdown or plain text), a folder to search for reports, a pattern such as 'reports/*.docx', or
    '-' for standard input.
    """  # fmt: skip
    unmet: list[str] = []
    documents = _paths.expand(paths, unmet.append)
    for sentence in unmet:
        click.echo(sentence, err=True)
    if not documents:
        ctx.exit(2)
    if output:
        _refuse_overwriting(output, documents)
    with _progress(len(documents)) as progress:
        result = api.check(
            [_source(d) for d in documents],
            ruleset=ruleset, template=template, stage=stage, on=on, fail_on=fail_on, select=select, ignore=ignore, progress=progress,
        )  # fmt: skip
    _deliver(result, form, output)
    _tell_faults(result)
    ctx.exit(2 if unmet else result.exit_code)


def _source(document: str) -> api.Source:
    return (document, sys.stdin.buffer.read()) if document == _paths.STDIN else document


def _refuse_overwriting(output: str, documents: Sequence[str]) -> None:
    for document in documents:
        if document != _paths.STDIN and os.path.realpath(document) == os.path.realpath(output):
            raise UsageError(f"{output} is one of the reports to check; --output would write over it.")


def _deliver(result: Result, form: str, output: str | None) -> None:
    """Write the result where it was asked for: to people in their terminal's colours, to programs as UTF-8."""
    render = discover.load(_OUTPUTS, form).render
    if output and output != _paths.STDIN:
        _files.write_whole(output, _encoded(render(result)))
    elif form == "text":
        colours = _terminal.coloured(sys.stdout)
        _terminal.write(render(result, _terminal.width(), _terminal.painter(colours)), colours)
    else:
        _terminal.write(_encoded(render(result)))


def _encoded(rendered: str | bytes) -> bytes:
    return rendered if isinstance(rendered, bytes) else rendered.encode("utf-8", errors="replace")


def _tell_faults(result: Result) -> None:
    for document in result.documents:
        for fault in document.faults:
            click.echo(f"{document.path}: a rule could not be tried, which is a fault of reportlint: {fault}", err=True)


@contextmanager
def _progress(count: int) -> Iterator[Callable[[str], None] | None]:
    """What to tell of each document as its turn comes: a progress bar, where there are many and somebody watches."""
    if count < _MANY or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # slow to import
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=count, completed=-1)
        yield lambda name: bar.update(task, advance=1, description=os.path.basename(name))

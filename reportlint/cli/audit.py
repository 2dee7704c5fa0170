"""`reportlint audit`: every report in an archive, kept as tables."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import click

from reportlint import api, audit, discover
from reportlint import limits as limits_of
from reportlint.cli import _options, _terminal
from reportlint.findings import Severity, Stage

_FAIL_ON = (*(s.value for s in Severity if s is not Severity.OFF), "never")
_EVERY = 15.0  # seconds between two lines, where nobody watches a bar


@click.command(
    "audit",
    short_help="Read every report in an archive, and keep what is wrong as tables.",
    epilog="""
\b
Only what is new or has changed is read; an audit that was stopped, by whatever, goes on when the command is given again.
The exit status is
  0  every document was read, and nothing reaches --fail-on
  1  something reaches --fail-on
  2  the job could not be done: a document that cannot be read, a source with no documents, a wrong option
  130  stopped by Ctrl-C
\b
Examples
  reportlint audit reports/ -o reports.db
  reportlint audit '2024/**/*.docx' old-reports.zip -o reports.db --jobs 8
  reportlint audit s3://archive/reports -o audit --engine dask --scheduler tcp://10.0.0.5:8786
""",
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("-o", "--output", required=True, metavar="AUDIT",
              help="Where to keep the tables: an SQLite file (.db, .sqlite), or a folder of Parquet files.")
@click.option("--stage", type=click.Choice([s.value for s in Stage]), default="draft", show_default=True,
              help="How far the reports have come; the later, the more a finding weighs.")
@click.option("--ruleset", metavar="NAME|DIR", help="The rules to apply. Without it, every template that comes with the program is tried.")
@click.option("--template", metavar="NAME", help="Take all reports to follow this template, and no other.")
@click.option("--on", callback=_options.day, metavar="YYYY-MM-DD", help="The day to check for.  [default: the audit's first]")
@click.option("--select", multiple=True, callback=_options.split, metavar="RULE[:SUBJECT],...",
              help="Speak only of these rules. '*' stands for anything.")
@click.option("--ignore", multiple=True, callback=_options.split, metavar="RULE[:SUBJECT],...", help="Say nothing of these rules.")
@_options.limited
@click.option("--fail-on", type=click.Choice(_FAIL_ON), default="never", show_default=True,
              help="From which severity on the exit status is 1.")
@click.option("--engine", type=click.Choice(discover.names("reportlint.audit.engines")), default="local", show_default=True,
              help="Who reads: this machine, or a Dask cluster that is there already.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="How many processes share the work on this machine.  [default: 1]")
@click.option("--scheduler", metavar="ADDRESS", help="The address of the cluster's scheduler, such as tcp://10.0.0.5:8786.")
@click.option("--anew", is_flag=True, help="Begin from nothing, whatever stands in AUDIT.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    sources: tuple[str, ...],
    output: str,
    stage: str,
    ruleset: str | None,
    template: str | None,
    on: date | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    limits: tuple[str, ...],
    fail_on: str,
    engine: str,
    jobs: int | None,
    scheduler: str | None,
    anew: bool,
) -> None:
    """Read every report in SOURCE and keep what is wrong in AUDIT: a row a document, a row a finding.

    SOURCE is a folder, a report, a pattern such as 'reports/**/*.docx', a zip archive (in folders too), or a URL such as
    s3://bucket/reports. All are held to the same rules: configuration and waivers beside the reports do not count.
    """  # fmt: skip
    most = limits_of.given(limits)
    options = api.Options(ruleset=ruleset, template=template, stage=stage, on=on, select=select, ignore=ignore, limits=most)
    with _progress() as progress:
        work = audit.Work(engine, jobs, scheduler)
        found = audit.audit(sources, output, options, work, anew=anew, tell=_tell, progress=progress)
    for line in _said(found, output):
        _terminal.say(line)
    ctx.exit(_status(found, fail_on))


def _tell(sentence: str) -> None:
    _terminal.say(sentence, err=True)


def _said(found: audit.Summary, output: str) -> list[str]:
    """What the audit came to, in a few lines."""
    unchanged = found.documents - found.read
    lines = [f"{_many(found.documents, 'document')} in {output}: {found.read:,} read, {unchanged:,} unchanged."]
    if found.gone:
        lines.append(f"{_many(found.gone, 'document')} of the last audit no longer there, and taken out.")
    if found.unreadable:
        lines.append(f"{_many(found.unreadable, 'document')} could not be read; the view unreadable_documents says why.")
    if found.faults:
        lines.append(f"On {_many(found.faults, 'document')} a rule could not be tried, which is a fault of reportlint.")
    if found.missed:
        lines.append("Not every source could be looked at, so nothing was taken out.")
    lines.append(", ".join(_many(n, word) for word, n in found.counts.items()) + ".")
    return lines


def _many(count: int, word: str) -> str:
    plural = word if word == "info" or count == 1 else f"{word}s"
    return f"{count:,} {plural}"


def _status(found: audit.Summary, fail_on: str) -> int:
    if found.unreadable or found.faults or found.missed:
        return 2
    if fail_on == "never":
        return 0
    least = Severity(fail_on).rank
    return int(any(n for word, n in found.counts.items() if Severity(word).rank >= least))


@contextmanager
def _progress() -> Iterator[audit.Progress]:
    """What to tell how far it is: a bar where somebody watches, now and then a line where not."""
    if not sys.stderr.isatty():
        yield _Lines().tell
        return
    from rich.console import Console  # slow to import
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task, lines = bar.add_task("", total=None, rate=""), _Lines()
        yield lambda done, total: bar.update(task, completed=done, total=total, rate=lines.rate(done))


class _Lines:
    """How far it is, told in a line every so often."""

    def __init__(self) -> None:
        self._begun = self._told = time.monotonic()
        self._first: int | None = None

    def rate(self, done: int) -> str:
        """Documents a second since the first time that this was asked."""
        self._first = done if self._first is None else self._first
        seconds = time.monotonic() - self._begun
        return f"{(done - self._first) / seconds:,.0f} a second" if seconds > 1 else ""

    def tell(self, done: int, total: int) -> None:
        rate, now = self.rate(done), time.monotonic()
        if now - self._told >= _EVERY:
            self._told = now
            click.echo(f"{done:,} of {total:,} documents, {rate}.", err=True)

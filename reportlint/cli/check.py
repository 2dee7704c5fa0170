"""`reportlint check`: what is wrong in these reports."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

import click

from reportlint import discover, office
from reportlint.cli import _files, _options, _paths, _runs, _terminal
from reportlint.errors import UsageError
from reportlint.findings import Result, Severity
from reportlint.gate import evidence as evidence_of
from reportlint.gate.config import InForce

_OUTPUTS = "reportlint.outputs"
_FAIL_ON = (*(s.value for s in Severity if s is not Severity.OFF), "never")
#: From how many documents on a progress bar is worth its start-up time.
_MANY = 8


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
@_options.held_to
@click.option("--format", "form", type=click.Choice(discover.names(_OUTPUTS)), help="How to write what was found.  [default: text]")
@click.option("--output", metavar="FILE", help="Write to this file rather than to the screen.")
@click.option("--fail-on", type=click.Choice(_FAIL_ON), help="From which severity on the exit status is 1.  [default: error]")
@click.option(
    "--select",
    multiple=True,
    callback=_options.split,
    metavar="RULE[:SUBJECT],...",
    help="Speak only of these rules. '*' stands for anything.",
)
@click.option("--ignore", multiple=True, callback=_options.split, metavar="RULE[:SUBJECT],...", help="Say nothing of these rules.")
@click.option("--baseline", metavar="FILE", help="Known findings, which may stand; see 'reportlint baseline --help'.")
@click.option("--evidence", metavar="FILE", help="Write down here what every rule came to, as an in-toto statement.")
@_options.convert
@click.option("--jobs", type=click.IntRange(1), default=1, metavar="N", help="How many processes share the work.  [default: 1]")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    paths: tuple[str, ...],
    output: str | None,
    evidence: str | None,
    config: str | None,
    form: str | None,
    on: date | None,
    jobs: int,
    convert: bool,
    **flags: object,
) -> None:
    """Say what is wrong in these reports, where it stands, and how to put it right.

    PATH is a report (Word, Markdown or plain text), a folder to search for reports, a pattern such as 'reports/*.docx', or
    '-' for standard input.
    """  # fmt: skip
    unmet: list[str] = []
    documents = _paths.expand(paths, unmet.append, office.SUFFIXES if convert else ())
    for sentence in unmet:
        _terminal.say(sentence, err=True)
    _make_way([output, evidence], [*documents, *(str(flags[name]) for name in ("waivers", "baseline") if flags[name]), config or ""])
    if not documents:
        ctx.exit(2)
    settings = _runs.in_force(documents, config, {"format": form, **{name.replace("_", "-"): value for name, value in flags.items()}})
    render_as = _form(settings)
    with _progress(len(documents)) as progress:
        whole = getattr(discover.load(_OUTPUTS, render_as), "WHOLE", False)
        result = _runs.checked(documents, settings, on, progress, jobs=jobs, whole=whole, convert=convert)
    _deliver(result, render_as, output)
    if evidence:
        _files.write_whole(evidence, evidence_of.render(result).encode())
    _tell_faults(result)
    ctx.exit(2 if unmet else result.exit_code)


def _form(settings: Sequence[InForce]) -> str:
    """The output to write, by its name."""
    form = str(_runs.agreed("format", settings))
    if form not in discover.names(_OUTPUTS):
        known = ", ".join(discover.names(_OUTPUTS))
        raise UsageError(f"{settings[0]['format'].origin}: there is no format '{form}'. Choose one of: {known}.")
    return form


def _make_way(targets: Sequence[str | None], inputs: Sequence[str]) -> None:
    """Take away what an earlier run wrote, lest it be taken for what this one would have written had it not failed."""
    files = [t for t in targets if t and t != _paths.STDIN]
    if len({os.path.realpath(t) for t in files}) < len(files):
        raise UsageError(f"{files[0]} cannot hold both the output and the evidence.")
    for target in files:
        if any(path not in ("", _paths.STDIN) and os.path.realpath(path) == os.path.realpath(target) for path in inputs):
            raise UsageError(f"{target} is one of the files to check, or to check by; this would write over it.")
    for target in files:
        _files.withdraw(target)


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
            _terminal.say(f"{document.path}: a rule could not be tried, which is a fault of reportlint: {fault}", err=True)


@contextmanager
def _progress(count: int) -> Iterator[Callable[[str], None]]:
    """What to tell of each document as its turn comes: a progress bar, where there are many and somebody watches.

    A run that is stopped says how far it had come.
    """
    begun = 0

    def tell(name: str) -> None:
        nonlocal begun
        begun += 1
        show(name)

    try:
        with _bar(count) as show:
            yield tell
    except KeyboardInterrupt:
        click.echo(f"{max(begun - 1, 0)} of {count} reports had been checked.", err=True)
        raise


@contextmanager
def _bar(count: int) -> Iterator[Callable[[str], None]]:
    if count < _MANY or not sys.stderr.isatty():
        yield lambda name: None
        return
    from rich.console import Console  # slow to import
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(TextColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f} a second" if task.speed else "")

    counts = (BarColumn(), MofNCompleteColumn(), Rate(""), TimeRemainingColumn(compact=True))
    with Progress(*counts, TextColumn("{task.description}", markup=False), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=count, completed=-1)
        yield lambda name: bar.update(task, advance=1, description=os.path.basename(name))

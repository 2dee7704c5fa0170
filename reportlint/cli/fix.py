"""`reportlint fix`: the edits that rules carry, made in the document as tracked changes."""

from __future__ import annotations

from datetime import date

import click

from reportlint import writers
from reportlint.amending import rounds
from reportlint.amending.rounds import Fixed
from reportlint.cli import _terminal, _writing
from reportlint.errors import UnreadableDocument, UsageError


@click.command(
    "fix",
    short_help="Make the safe edits in a Word or Markdown file.",
    epilog="""
\b
Examples
  reportlint fix draft.docx -o fixed.docx --stage submission
  reportlint fix draft.docx --diff --suggested
  reportlint fix draft.md -o fixed.md
  reportlint fix draft.docx --in-place --select section-number,paragraph-number
\b
The exit status is 0 if the document was written, 2 if it could not be.
""",
)
@click.argument("path", metavar="DRAFT")
@_writing.written
@click.option("--suggested", is_flag=True, help="Make also the edits that need thought.")
@click.option("--accept", is_flag=True, help="Make the edits outright, not as tracked changes.")
@click.option("--diff", is_flag=True, help="Show the edits and write nothing.")
@_writing.checked
@click.pass_context
def command(
    ctx: click.Context,
    /,
    path: str,
    output: str | None,
    in_place: bool,
    suggested: bool,
    accept: bool,
    diff: bool,
    config: str | None,
    on: date | None,
    **flags: object,
) -> None:
    """Write a copy of DRAFT in which every edit that needs no thought is a tracked change, to accept or to reject.

    In Markdown and plain text, which know no tracked changes, the edits are made outright; --diff shows them first.

    A section is never moved, and nothing is touched that somebody else has changed and nobody has accepted yet.
    """
    if diff and (output or in_place):
        raise UsageError("--diff writes nothing; leave out --output and --in-place.")
    where = "" if diff else _writing.target(path, output, in_place)
    original = _writing.read(path)
    try:
        check = _writing.checker(path, config, on, flags)
        writer = writers.writer(path, original)
        made = _writing.guarded(
            lambda: writer.fix(original, check, on or date.today(), suggested=suggested, accept=accept), path, config, flags
        )
    except UnreadableDocument as problem:
        raise _writing.named(path, problem) from None
    faults = _writing.tell_faults(made.result)
    if diff:
        _terminal.write(rounds.diff(made))
    else:
        kept = _writing.write(path, original, where, made.data)
        said = summary(made, writer.tracks and not accept)
        _terminal.say(f"{where}: {said}" + (f" The document as it was is kept as {kept}." if kept else ""))
    _tell(made, suggested)
    ctx.exit(2 if faults else 0)


def summary(made: Fixed, tracked: bool) -> str:
    """How many edits were made, and which of them Word shows as no change. tracked: as changes to accept or reject."""
    if not made.changes:
        return "nothing to change."
    words = f"{len(made.changes)} edit{'' if len(made.changes) == 1 else 's'} made{' as tracked changes' if tracked else ' outright'}"
    silent = [c.after.partition("=")[0] for c in made.changes if not c.tracked]
    if silent and tracked:
        words += f", but for {' and '.join(silent)}, of which Word tracks no changes"
    return words + "."


def _tell(made: Fixed, suggested: bool) -> None:
    for left in made.left:
        _terminal.say(f"{left.where}: {left.rule} was left alone: {left.why}.", err=True)
    if made.waiting and not suggested:
        many = f"{made.waiting} more edit{' needs' if made.waiting == 1 else 's need'} thought"
        _terminal.say(f"{many}; --suggested makes them too.", err=True)

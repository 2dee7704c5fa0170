"""`reportlint annotate`: the findings as comments in the document itself."""

from __future__ import annotations

from datetime import date

import click

from reportlint import writers
from reportlint.amending.comments import EXACT, NEAREST, NOT, Annotated
from reportlint.cli import _terminal, _writing
from reportlint.errors import UnreadableDocument


@click.command(
    "annotate",
    short_help="Write the findings into a Word or Markdown file as comments.",
    epilog="""
\b
Examples
  reportlint annotate draft.docx -o reviewed.docx --stage submission
  reportlint annotate reviewed.docx --clear --in-place
  reportlint annotate draft.md -o reviewed.md
\b
The exit status is 0 if the document was written, 2 if it could not be.
""",
)
@click.argument("path", metavar="DRAFT")
@_writing.written
@click.option("--clear", is_flag=True, help="Only take out the comments that reportlint wrote.")
@_writing.checked
@click.pass_context
def command(
    ctx: click.Context,
    /,
    path: str,
    output: str | None,
    in_place: bool,
    clear: bool,
    config: str | None,
    on: date | None,
    **flags: object,
) -> None:
    """Write each finding into a copy of DRAFT as a comment on the words that it is about.

    DRAFT is a Word file, or Markdown, in which the comments are HTML comments that no reader sees.

    Comments by people stay. Comments that reportlint wrote before are replaced; with --clear they are only taken out.
    """
    where = _writing.target(path, output, in_place)
    original = _writing.read(path)
    faults = False
    try:
        writer = writers.writer(path, original)
        if clear:
            data, count = _writing.guarded(lambda: writer.clear(original), path, config, flags)
            said = f"{_number(count)} taken out."
        else:
            check = _writing.checker(path, config, on, flags)
            made = _writing.guarded(lambda: writer.annotate(original, check, on or date.today()), path, config, flags)
            data, said, faults = made.data, summary(made), _writing.tell_faults(made.result)
    except UnreadableDocument as problem:
        raise _writing.named(path, problem) from None
    kept = _writing.write(path, original, where, data)
    _terminal.say(f"{where}: {said}" + (f" The document as it was is kept as {kept}." if kept else ""))
    ctx.exit(2 if faults else 0)


def summary(made: Annotated) -> str:
    """How many comments there are and how near they are to their words."""
    exact, near, lost = (made.counts[k] for k in (EXACT, NEAREST, NOT))
    words = [f"{_number(exact + near)} written"]
    words += [f"{near} near their words rather than on them"] if near else []
    words += [f"{lost} could not be placed"] if lost else []
    words += [f"{made.replaced} earlier ones replaced"] if made.replaced else []
    return ", ".join(words) + "."


def _number(count: int) -> str:
    return f"{count} comment{'' if count == 1 else 's'}"

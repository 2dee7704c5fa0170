"""`reportlint baseline`: the findings of an old corpus that may stand."""

from __future__ import annotations

import os
from datetime import date

import click

from reportlint.cli import _files, _options, _paths, _runs, _terminal
from reportlint.errors import UsageError
from reportlint.gate import baseline
from reportlint.gate.config import Setting


@click.group("baseline", short_help="Keep the list of known findings that may stand.")
def command() -> None:
    """Keep the list of known findings that may stand while new ones fail: see 'reportlint check --baseline'."""


@command.command("update")
@click.argument("file")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--grow", is_flag=True, help="Take in what is not known yet as well. Without it the list only ever shrinks.")
@_options.held_to
def update(file: str, paths: tuple[str, ...], grow: bool, config: str | None, on: date | None, **flags: object) -> None:
    """Bring the baseline FILE up to date with these reports: what has been put right is taken out.

    Each finding keeps the day since which it is known. Those of other reports stay as they are. What only some may waive, or
    nobody, is never taken in. Use the --stage at which the reports will be checked.
    """
    unmet: list[str] = []
    documents = _paths.expand(paths, unmet.append)
    if unmet or not documents:
        raise UsageError("\n".join([*unmet, "The baseline was left as it was."]))
    known = baseline.load(file) if os.path.exists(file) else _first(file, grow)
    settings = _runs.in_force(documents, config, {**flags, "fail-on": "never"})
    # A finding that is ignored today would be news tomorrow.
    whole = [{**each, "select": Setting(()), "ignore": Setting(())} for each in settings]
    day = on or date.today()
    result = _runs.checked(documents, whole, on, baseline=known.growing(day) if grow else known)
    if result.exit_code == 2:
        names = ", ".join(d.path for d in result.documents if d.status == "unreadable" or d.faults)
        raise UsageError(f"{names} could not be checked. The baseline was left as it was.")
    after = known.after(result)
    _files.write_whole(file, baseline.render(after).encode())
    gone, new = len(known.known.keys() - after.known.keys()), len(after.known.keys() - known.known.keys())
    _terminal.say(f"{file}: {gone} taken out, {new} added, {len(after.known)} known.")


def _first(file: str, grow: bool) -> baseline.Baseline:
    if not grow:
        raise UsageError(f"There is no baseline {file}. --grow makes one of all that is found now.")
    return baseline.empty(file)

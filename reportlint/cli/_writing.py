"""What the commands that write a document share: their options, reading it, and writing it where it was asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

import click

from reportlint import api, guard, limits, sources
from reportlint.cli import _files, _options, _runs, _terminal
from reportlint.errors import UnreadableDocument, UsageError
from reportlint.findings import DocumentResult

F = TypeVar("F", bound=Callable[..., Any])
R = TypeVar("R")

_READINGS = 3

_FLAGS = ("ruleset", "template", "stage", "select", "ignore", "waivers", "limits")


def checked(command: F) -> F:
    """The command with the options that say what its document is held to, and which rules count."""
    for name, words in (("--ignore", "Not these rules."), ("--select", "Only these rules.")):
        command = click.option(name, multiple=True, callback=_options.split, metavar="RULE[:SUBJECT],...", help=words)(command)
    return _options.held_to(command)


def guarded(work: Callable[[], R], path: str, config: str | None, flags: Mapping[str, object]) -> R:
    """What this work with a document comes to, done in a process that is stopped when it goes beyond the limits in force.

    Raises UnreadableDocument if it was stopped.
    """
    (settings,) = _runs.in_force([path], config, {"limits": flags["limits"]})
    given = limits.given(settings["limits"].value)
    # The document is read and checked before the change and after it.
    return guard.call(work, replace(given, seconds=_READINGS * given.seconds))


def checker(path: str, config: str | None, on: date | None, flags: Mapping[str, object]) -> Callable[[bytes], DocumentResult]:
    """A function from the bytes of a document at this path to what is found in it, with the settings in force there."""
    (settings,) = _runs.in_force([path], config, {name: flags[name] for name in _FLAGS})
    options = {name: settings[name].value for name in (*_FLAGS, "baseline")}
    options["limits"] = limits.given(options["limits"])

    def check(data: bytes) -> DocumentResult:
        result = api.check((path, data), on=on, **options).documents[0]
        if result.status == "unreadable":
            raise UsageError(next((f.message for f in result.findings), "The file could not be read."))
        return result

    return check


def written(command: F) -> F:
    """The command with the options that say where its document goes."""
    command = click.option("--in-place", is_flag=True, help="Write over the document itself; a copy of it is kept beside it.")(command)
    return click.option("-o", "--output", metavar="FILE", help="Where to write the document.")(command)


def read(path: str) -> bytes:
    """The bytes of a document. Raises UsageError if they cannot be had."""
    try:
        return sources.read(path)
    except UnreadableDocument as problem:
        said = str(problem)
        raise UsageError(f"{path}: {said[:1].lower()}{said[1:]}") from None


def target(path: str, output: str | None, in_place: bool) -> str:
    """Where the document goes. Raises UsageError if that was not said, or would write over the input or something protected."""
    if in_place and output:
        raise UsageError("Give either --output or --in-place, not both.")
    if not output and not in_place:
        raise UsageError("Say where to write the document: --output FILE, or --in-place to write over it and keep a copy.")
    where = output or path
    if output and os.path.realpath(output) == os.path.realpath(path):
        raise UsageError(f"{output} is the document itself; --in-place writes over it and keeps a copy.")
    refuse_protected(where)
    return where


def refuse_protected(where: str) -> None:
    """Raise UsageError for a file that is marked as read-only."""
    if os.path.isfile(where) and not os.stat(where).st_mode & 0o222:
        raise UsageError(f"{where} is read-only, and was left as it is.")


def write(path: str, original: bytes, where: str, data: bytes) -> str | None:
    """Write the document whole or not at all; over itself only with a copy of it beside, whose name is given back."""
    kept = None
    if os.path.realpath(path) == os.path.realpath(where):
        kept = _backup(path)
        _files.write_whole(kept, original)
    _files.write_whole(where, data)
    return kept


def _backup(path: str) -> str:
    stem, suffix = os.path.splitext(path)
    tries = (f"{stem}.before{n}{suffix}" for n in ("", *(f"-{i}" for i in range(2, 10_000))))
    return next(t for t in tries if not os.path.lexists(t))


def named(path: str, problem: UnreadableDocument | UsageError) -> UsageError:
    """The same problem, with the name of the document that it is about."""
    return UsageError(str(problem) if str(problem).startswith(path) else f"{path}: {problem}")


def tell_faults(result: DocumentResult) -> bool:
    """Whether rules could not be tried; each is told of."""
    for fault in result.faults:
        _terminal.say(f"{result.path}: a rule could not be tried, which is a fault of reportlint: {fault}", err=True)
    return bool(result.faults)

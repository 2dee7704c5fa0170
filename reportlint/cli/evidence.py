"""`reportlint evidence`: whether a record still speaks of these documents and these rules."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from reportlint import rulesets
from reportlint.cli import _terminal
from reportlint.errors import UsageError
from reportlint.gate import evidence
from reportlint.gate.evidence import Verdict
from reportlint.rulesets.rule import Ruleset


@click.group("evidence", short_help="Say whether a record of evidence still holds.")
def command() -> None:
    """Say whether a record that 'reportlint check --evidence' wrote still speaks of these documents and these rules."""


@command.command("verify", epilog="The exit status is 0 if all are still the same, 1 if one is not, 2 if that cannot be told.")
@click.argument("file")
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@click.option("--ruleset", metavar="NAME|DIR", help="The rules to compare, where they did not come with the program.")
@click.pass_context
def verify(ctx: click.Context, file: str, documents: tuple[str, ...], ruleset: str | None) -> None:
    """Say whether each DOCUMENT is one that the record FILE speaks of, and whether the rules are still those.

    Who wrote the record it does not say: sign the record for that, with any tool that signs in-toto statements.
    """
    statement = evidence.load(file)
    verdicts = [evidence.verify_document(statement, name, _bytes(name)) for name in documents]
    verdicts += [_rules(recorded, ruleset) for recorded in statement["predicate"]["rulesets"]]
    for verdict in verdicts:
        _terminal.say(verdict.says)
    ctx.exit(0 if all(v.holds for v in verdicts) else 1)


def _bytes(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as problem:
        raise UsageError(f"{name} could not be read: {problem.strerror}.") from None


def _rules(recorded: Mapping[str, Any], ruleset: str | None) -> Verdict:
    return evidence.verify_rules(recorded, _load(str(recorded["name"]), ruleset))


def _load(name: str, asked: str | None) -> Ruleset:
    """The ruleset of the record: the one asked for if it has that name, else one that comes with the program."""
    if asked is not None and (found := rulesets.load(asked)).name == name:
        return found
    if name not in rulesets.available():
        raise UsageError(f"The ruleset {name} does not come with the program: say where it is with --ruleset.")
    return rulesets.load(name)

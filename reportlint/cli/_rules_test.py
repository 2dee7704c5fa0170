"""`reportlint rules test`: whether rules do what their examples say."""

from __future__ import annotations

import sys

import click

from reportlint import proving, rulesets
from reportlint.cli import _terminal


@click.command("test", short_help="Try every rule on its own examples.")
@click.argument("ruleset", metavar="[NAME|DIR]", required=False)
@click.option("--strict", is_flag=True, help="Conditions that no example reaches count as faults.")
@click.pass_context
def command(ctx: click.Context, ruleset: str | None, strict: bool) -> None:
    """Try every rule on its own examples: what is marked in the bad ones must be found and nothing else, in the good ones nothing.

    NAME or DIR is a ruleset, which answers for its own rules and for those that it changes; without it, all that come with
    the program are tried. Conditions, exceptions and options that could be left out without any example noticing are listed.

    \b
    The exit status is
      0  every example comes out as it should
      1  a rule has no example, finds nothing where it should, finds something elsewhere, or is not silenced by its own fix
      2  the rules do not load
    """
    colours = _terminal.coloured(sys.stdout)
    paint = _terminal.painter(colours)
    proofs = [proving.prove(rulesets.load(name)) for name in ([ruleset] if ruleset is not None else rulesets.available())]
    lines = []
    for proof in proofs:
        lines += [paint("bad", str(problem)) for problem in proof.problems]
        lines += [paint("small", str(condition)) for condition in proof.unreached]
        lines += [paint("small", f"{proof.ruleset}: no example has {layout}.") for layout in proof.layouts if proof.rules and strict]
        lines.append(_summary(proof))
    _terminal.write("\n".join(lines) + "\n", colours)
    failed = any(p.problems or (strict and p.unreached) for p in proofs)
    ctx.exit(1 if failed else 0)


def _summary(proof: proving.Proof) -> str:
    count = f"{proof.ruleset}: {_many(proof.rules, 'rule')}, {_many(proof.bad, 'bad example')}, {_many(proof.good, 'good example')}"
    missed = f"; {_many(len(proof.unreached), 'condition')} that no example reaches" if proof.unreached else ""
    return f"{count}: {_many(len(proof.problems), 'fault') if proof.problems else 'no fault'}{missed}."


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"

"""`reportlint rules schema`: what editors need to complete and check rule files."""

from __future__ import annotations

import json
from pathlib import Path

import click

from reportlint import rulesets
from reportlint.cli import _files, _terminal


@click.command("schema", short_help="Print the JSON Schema of rule, template or ruleset files.")
@click.argument("kind", type=click.Choice(rulesets.SCHEMAS), default=rulesets.SCHEMAS[0])
@click.option("-o", "--output", "folder", metavar="DIR", help="Write all three into this folder, as rule.json and so on.")
def command(kind: str, folder: str | None) -> None:
    """Print the JSON Schema (draft 2020-12) of rule, template or ruleset files, for editors that complete and check YAML.

    With --output they stand beside your rules, where the first line of each file names them:

    \b
    # yaml-language-server: $schema=../schema/rule.json
    """
    if folder is None:
        _terminal.write(_written(kind))
        return
    Path(folder).mkdir(parents=True, exist_ok=True)
    for each in rulesets.SCHEMAS:
        _files.write_whole(str(Path(folder, f"{each}.json")), _written(each))


def _written(kind: str) -> bytes:
    return (json.dumps(rulesets.json_schema(kind), ensure_ascii=False, indent=2) + "\n").encode()

"""`reportlint rules new`: a rule to be filled in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from reportlint import discover, selectors
from reportlint.cli import _terminal
from reportlint.errors import UsageError

_CHECKS = "reportlint.checks"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SCHEMA = Path("..", "schema", "rule.json")


@click.command("new", short_help="Write a rule file to be filled in.")
@click.argument("id", metavar="ID")
@click.option("--check", "kind", required=True, metavar="KIND", help="What is to be checked.")
@click.option("--for", "phrase", default="report", show_default=True, metavar="PHRASE", help="What it is for: which parts of a report.")
@click.option("-o", "--output", "folder", default=".", show_default=True, metavar="DIR", help="The ruleset's folder.")
def command(id: str, kind: str, phrase: str, folder: str) -> None:
    """Write ID.yaml, a rule to be filled in: the options of its check kind, and examples. A file is never written over.

    \b
    reportlint rules new risks-unscored --check mentions --for "found sections risks" -o rules/mycouncil
    """
    if not _ID.fullmatch(id):
        raise UsageError(f"'{id}' cannot be a rule's id: small letters, digits and hyphens, such as 'risks-unscored'.")
    try:
        module = discover.load(_CHECKS, kind)
    except KeyError:
        raise UsageError(f"There is no check kind '{kind}'. Choose one of: {', '.join(discover.names(_CHECKS))}.") from None
    try:
        selectors.parse(phrase)
    except ValueError as error:
        raise UsageError(f"'{phrase}' does not say what the rule is for ('{error}'). {_begin()}") from None
    path = Path(folder) / f"{id}.yaml"
    text = "\n".join(_lines(id, kind, phrase, module, (path.parent / _SCHEMA).is_file())) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{path} is there already; it was not touched.") from None
    except OSError as error:
        raise UsageError(f"{path} could not be written: {error.strerror}.") from None
    _terminal.say(f"{path} is there to be filled in; 'reportlint rules test {folder}' tries it.")


def _begin() -> str:
    return f"A phrase begins with one of: {', '.join(selectors.vocabulary())}."


def _lines(id: str, kind: str, phrase: str, module: Any, schema: bool) -> Iterator[str]:
    if schema:
        yield f"# yaml-language-server: $schema={_SCHEMA.as_posix()}"
    facts = ", ".join(f"{{{fact}}}" for fact in dict.fromkeys(("title", "text", "subject", "previous", *module.FACTS)))
    yield f"id: {id}"
    yield f"title: {id.replace('-', ' ').capitalize()}"
    yield f"for: {phrase}"
    yield f"check: {kind}  # {str(module.__doc__).strip().splitlines()[0]}"
    yield from _options(module.OPTIONS)
    yield "severity: {draft: warning, submission: warning, publication: warning}"
    yield f"# What a message may name: {facts}."
    yield f'message: "TODO: what is wrong with \'{{{"title"}}}\'."'
    yield "fix: TODO say what to do in Word."
    yield "why: TODO say who is harmed when it is not done."
    yield "source: TODO name the template, standing order or law."
    yield "examples:"
    yield "  # [[ and ]] stand around what must be found; each rule needs at least one example that is bad and one that is good."
    yield "  bad: |"
    yield "    [[TODO]]"
    yield "  good: |"
    yield "    TODO"


def _options(options: Mapping[str, Any]) -> Iterator[str]:
    """The options: those that are needed to be filled in, the others as remarks with what holds without them."""
    needed = [name for name, schema in options.items() if schema.get("required") or schema.get("minlength")]
    if options:
        yield "options:" if needed else "# options:"
    for name, schema in options.items():
        if name in needed:
            yield f"  {name}: {_first(schema)}  # {_wanted(schema)}"
        else:
            yield f"  # {name}: {json.dumps(schema.get('default'), ensure_ascii=False)}  # {_wanted(schema)}"


def _first(schema: Mapping[str, Any]) -> str:
    """Something that may stand for an option."""
    if "allowed" in schema:
        return str(schema["allowed"][0])
    kind = schema.get("type", "string")
    filled = {"integer": str(schema.get("min", 1)), "float": "0.5", "boolean": "true", "list": "[TODO]", "dict": "{TODO: [TODO]}"}
    return filled.get(kind, "TODO")


def _wanted(schema: Mapping[str, Any]) -> str:
    said = schema.get("meta", {})
    if "allowed" in schema:
        return f"one of {', '.join(map(str, schema['allowed']))}"
    what = {"integer": "a whole number", "float": "a number", "boolean": "true or false", "list": "a list", "dict": "settings"}
    return str(said.get("expected") or ("regular expressions" if said.get("pattern") else what.get(schema.get("type", ""), "text")))

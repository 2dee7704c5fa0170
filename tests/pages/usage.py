"""Usage lines held to the command line itself."""

from __future__ import annotations

import re

import click

from reportlint.cli import main


def unknown(text: str) -> list[str]:
    """What a usage names that the command does not know: an option, a choice, or the command itself."""
    faults = []
    for usage in re.split(r"^(?=reportlint )", text, flags=re.MULTILINE):
        if usage.startswith("reportlint "):
            faults += _unknown(usage.split())
    return faults


def _unknown(words: list[str]) -> list[str]:
    command: click.Command = main
    for word in words[1:]:
        if word.startswith("[") or not isinstance(command, click.Group):
            break
        found = command.get_command(click.Context(command), word)
        if found is None:
            return [f"there is no command {' '.join(words[: words.index(word) + 1])}"]
        command = found
    options = {name for parameter in command.params for name in parameter.opts}
    named = re.findall(r"(?<![\w-])--[\w-]+", " ".join(words))
    return [f"{command.name} has no option {name}" for name in named if name not in options | {"--help"}]

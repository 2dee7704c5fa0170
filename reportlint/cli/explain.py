"""`reportlint explain`: why a rule is there, how to meet it, and what it looks like."""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterator, Mapping

import click

from reportlint import catalogue
from reportlint.cli import _rules, _terminal
from reportlint.rulesets.rule import Example, Rule, Ruleset

_LABEL = 11
_MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


@click.command("explain", short_help="Explain a rule: why it is there, how to meet it, examples.")
@click.argument("rule", metavar="RULE[:SUBJECT]")
@click.option("--ruleset", metavar="NAME|DIR", help="The ruleset to look in. Without it, all that come with the program.")
def command(rule: str, ruleset: str | None) -> None:
    """Explain a rule: why it is there, how to meet it in Word, what it rests on, and what it looks like.

    RULE is the name that stands in brackets after a finding, such as section-missing or section-missing:legal.
    """
    id, _, subject = rule.partition(":")
    found, home = catalogue.rule(id, _rules.every(ruleset))
    colours = _terminal.coloured(sys.stdout)
    page = _page(found, home, subject, _terminal.width(), _terminal.painter(colours))
    _terminal.write("\n".join(page) + "\n", colours)


def _page(rule: Rule, home: Ruleset, subject: str, width: int, paint: _terminal.Paint) -> Iterator[str]:
    yield paint("place", f"{rule.id}{':' + subject if subject else ''}: {rule.title}")
    yield ""
    for label, words in (
        ("It says", _filled(rule.message, home, subject)),
        ("Why", rule.why),
        ("To fix", _filled(rule.fix, home, subject)),
        ("Rests on", rule.source),
        ("From", _origin(rule, home)),
    ):
        yield from _labelled(label, words, width)
    yield ""
    yield from _weights(rule, paint)
    yield from ("", paint("place", "As it stands, and where each value comes from"), *_standing(rule, width, paint))
    for title, bad in (("Avoid", True), ("Prefer", False)):
        for example in _of_subject([e for e in rule.examples if e.bad is bad], subject):
            yield from ("", paint("bad" if bad else "good", title), *_example(example, paint))


def _of_subject(examples: list[Example], subject: str) -> list[Example]:
    """The examples that concern this subject; all of them where none does."""
    return [e for e in examples if subject and e.subject == subject] or examples


def _labelled(label: str, words: str, width: int) -> list[str]:
    return textwrap.wrap(
        " ".join(words.split()), width, initial_indent=label.ljust(_LABEL), subsequent_indent=" " * _LABEL, break_on_hyphens=False
    )


def _weights(rule: Rule, paint: _terminal.Paint) -> Iterator[str]:
    """A little table: a stage a column, and how much the rule weighs at it."""
    weights = catalogue.weights(rule)
    yield "Stage".ljust(_LABEL) + "".join(stage.value.ljust(13) for stage in weights).rstrip()
    cells = (paint(s.value, s.value) + " " * (13 - len(s.value)) if s.value != "off" else "off".ljust(13) for s in weights.values())
    yield "Severity".ljust(_LABEL) + "".join(cells).rstrip()


def _origin(rule: Rule, home: Ruleset) -> str:
    changed = f", changed by {', '.join(rule.overridden_by)}" if rule.overridden_by else ""
    return f"the ruleset {rule.ruleset}{changed}" + (f"; shown as {home.name} has it" if home.name != rule.ruleset else "")


def _standing(rule: Rule, width: int, paint: _terminal.Paint) -> Iterator[str]:
    """Each setting of the rule after all changes, and the file and line that it comes from."""
    values = dict(_values(rule))
    longest = max(len(name) for name in values)
    for name, value in values.items():
        place = rule.origins.get(name, f"{rule.check} has it so")
        line = f"  {name.ljust(longest)}  {value}"
        yield line if len(line) <= width else line[: width - 2] + " …"
        yield " " * (longest + 4) + paint("small" if place.startswith(rule.path) else "warning", place)


def _values(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "for", rule.phrase
    yield "check", rule.check
    for name, value in rule.options.items():
        yield f"options.{name}", _said(value)
    if rule.when.stages:
        yield "when.stage", ", ".join(rule.when.stages)
    if rule.when.template:
        yield "when.template", _said(rule.when.template)
    if rule.when.answers:
        yield "when.answer", _said(rule.when.answers)
    if rule.when.dated:
        yield "when.dated", "true"
    for name, day in (("from", rule.when.term.since), ("until", rule.when.term.until)):
        if day is not None:
            yield name, str(day)
    if rule.unless:
        yield "unless", ", ".join(rule.unless)
    for stage, severity in catalogue.weights(rule).items():
        yield f"severity.{stage}", severity
    for name in ("message", "fix", "why", "source"):
        yield name, " ".join(str(getattr(rule, name)).split())


def _said(value: object) -> str:
    """An option's value on one line; of a long list, how many items it has."""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_said(inner)}" for name, inner in value.items()) or "none"
    if isinstance(value, list | tuple):
        shown = ", ".join(_said(v) for v in value[:3]) or "none"
        return f"{shown} and {len(value) - 3} more" if len(value) > 3 else shown
    if isinstance(value, bool):
        return str(value).lower()
    return "none" if value is None else str(value)


def _example(example: Example, paint: _terminal.Paint) -> Iterator[str]:
    for line in example.text.strip("\n").split("\n"):
        yield ("    " + _MARK.sub(lambda m: paint("error", m[0]), line)).rstrip()


class _Facts(dict[str, str]):
    """What a message may name; what is only known of a report stays in brackets."""

    def __missing__(self, key: str) -> str:
        return f"<{key.replace('_', ' ')}>"


def _filled(words: str, home: Ruleset, subject: str) -> str:
    facts = _Facts({"subject": subject} if subject else {})
    # What a template says that is in use goes before what one for examples says.
    for template in sorted(home.templates.values(), key=lambda t: t.recognition.enabled):
        rows = template.approvals.rows if template.approvals else ()
        for spec in (*template.fields, *template.sections, *template.statements, *rows):
            if subject and spec.id == subject:
                facts["title"] = spec.title
    return words.format_map(facts)

"""What a request may say besides its documents: each parameter is declared once, and described and read from that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Any, Literal

from reportlint.findings import Severity, Stage
from reportlint.rulesets.rule import Ruleset
from reportlint.web.problems import Problem

Kind = Literal["text", "choice", "day", "switch", "names"]
_SWITCH = {"true": True, "1": True, "on": True, "yes": True, "false": False, "0": False, "off": False, "no": False, "": False}


@dataclass(frozen=True, slots=True)
class Parameter:
    """kind: any text, one of `choices`, a day such as 2025-01-14, true or false, or names separated by commas."""

    name: str
    title: str
    description: str
    kind: Kind = "text"
    choices: tuple[str, ...] = ()
    required: bool = False
    in_path: bool = False

    def read(self, values: Sequence[str]) -> Any:
        """What these values mean; None if they say nothing. Raises Problem for what makes no sense."""
        if self.kind == "names":
            return [name.strip() for value in values for name in value.split(",") if name.strip()]
        if len(set(values)) > 1:
            raise Problem(400, f"'{self.name}' is given more than once.")
        value = values[0].strip() if values else ""
        if self.kind == "switch":
            if value.lower() not in _SWITCH:
                raise Problem(400, f"'{self.name}' is '{value}'. Expected true or false.")
            return _SWITCH[value.lower()]
        if not value:
            return None
        if "\0" in value:
            raise Problem(400, f"'{self.name}' holds a character that no name has.")
        if self.kind == "choice" and value not in self.choices:
            near = get_close_matches(value, self.choices, n=1)
            hint = f"Did you mean '{near[0]}'?" if near else f"Choose one of: {', '.join(self.choices)}."
            raise Problem(400, f"There is no {self.name.replace('_', ' ')} '{value}'. {hint}")
        return _day(self.name, value) if self.kind == "day" else value


def _day(name: str, value: str) -> str:
    try:
        if date.fromisoformat(value).isoformat() == value:
            return value
    except ValueError:
        pass
    raise Problem(400, f"'{name}' is '{value}', which is not a day. Write it like 2025-01-14.")


STAGE = Parameter(
    "stage", "Stage", "How far the report has come; the later, the more a finding weighs.", "choice", tuple(s.value for s in Stage)
)
TEMPLATE = Parameter("template", "Template", "The template that the report follows; without it, it is recognised.", "choice")
RULESET = Parameter("ruleset", "Ruleset", "The rules to apply, by the name of a ruleset that the server offers.", "choice")
ON = Parameter("on", "Day", "The day to check for, such as that of publication; today without it.", "day")
FAIL_ON = Parameter(
    "fail_on", "Fail on", "From which severity on the verdict is fail.", "choice",
    (*(s.value for s in Severity if s is not Severity.OFF), "never"),
)  # fmt: skip
SELECT = Parameter("select", "Only these rules", "Speak only of these rules, such as section-missing or section-missing:legal.", "names")
IGNORE = Parameter("ignore", "Not these rules", "Say nothing of these rules.", "names")
NAME = Parameter("name", "File name", "The document's file name, where it is sent bare; in a form it comes with the file.")
SUGGESTED = Parameter("suggested", "Suggested edits too", "Make also the edits that need thought.", "switch")
ACCEPT = Parameter("accept", "Accepted", "Make the edits outright, not as tracked changes.", "switch")
MEETING = Parameter("meeting", "Meeting", "The day of the meeting.", "day", required=True)
RULE = Parameter("rule", "Rule", "The rule's name, such as section-missing.", required=True, in_path=True)
BLANK = replace(TEMPLATE, description="The template of the report.", required=True)

HELD_TO = (TEMPLATE, STAGE, RULESET, ON, SELECT, IGNORE)


def form(names: Iterable[str]) -> Parameter:
    """The parameter that says how the answer is to be written, for callers that cannot say `Accept`."""
    return Parameter("format", "Form", "What the answer is written as; it beats the header Accept.", "choice", tuple(names))


def offered(parameters: Iterable[Parameter], rulesets: Mapping[str, Ruleset]) -> tuple[Parameter, ...]:
    """The parameters with the rulesets and templates to choose from filled in."""
    templates = {t.name for r in rulesets.values() for t in r.templates.values()}
    known = {RULESET.name: tuple(sorted(rulesets)), TEMPLATE.name: tuple(sorted(templates))}
    return tuple(replace(p, choices=known[p.name]) if p.name in known else p for p in parameters)


def read(parameters: Sequence[Parameter], given: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The choices that a request makes. Raises Problem for a parameter that there is not: a slip must not switch a check off."""
    known = {p.name: p for p in parameters}
    for name in given:
        if name not in known:
            near = get_close_matches(name, list(known), n=1)
            hint = f" Did you mean '{near[0]}'?" if near else f" There are: {', '.join(known)}." if known else ""
            raise Problem(400, f"There is no parameter '{name}'.{hint}")
    made = {name: p.read(given.get(name, ())) for name, p in known.items()}
    for name, p in known.items():
        if p.required and made[name] is None:
            raise Problem(400, f"'{name}' is needed. {p.description}")
    return {name: value for name, value in made.items() if value not in (None, [])}

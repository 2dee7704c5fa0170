"""Regular expressions in rule files: those that compile, and that keep to what RE2 can do."""

from __future__ import annotations

import re
import warnings

from reportlint.language.patterns import pattern
from reportlint.rulesets._tree import Text

#: The most that RE2 repeats by number.
_REPEATS = 1000

_TOKENS = re.compile(
    r"""
      (?P<escape> \\ (?: [1-9] | k ) )
    | \\ .
    | \[ \^? \]? (?: \\. | [^\]\\] )* \]
    | (?P<look> \( \? <? [=!] )
    | (?P<named> \( \? P= )
    | (?P<condition> \( \? \( )
    | (?P<atomic> \( \? > | [*+?}] \+ )
    | (?P<comment> \( \? \# )
    | (?P<flags> \( \? [a-zA-Z]* [aLux] [a-zA-Z]* -? [a-zA-Z]* [:)] )
    | \{ (?P<count> [0-9]* ,? [0-9]* ) \}
    """,
    re.VERBOSE | re.DOTALL,
)

_REFUSED = {
    "escape": "refers back to an earlier group",
    "named": "refers back to an earlier group",
    "look": "looks ahead or behind",
    "condition": "holds a condition",
    "atomic": "holds an atomic group or possessive repeat",
    "comment": "holds a comment",
    "flags": "sets a flag other than i, m or s",
}


def fault(source: Text) -> str:
    """What is wrong with a pattern and what was expected, "" when nothing is."""
    try:
        with warnings.catch_warnings():
            # Only doubtful syntax warns, such as '[[': what it means may change.
            warnings.simplefilter("error")
            re.compile(source.removeprefix("(?-i)"))
    except (re.error, Warning, OverflowError, RecursionError) as error:
        return f"the pattern '{_short(source)}' cannot be understood: {error}. Expected a regular expression."
    if beyond := _beyond(source):
        return f"the pattern '{_short(source)}' {beyond}. Expected a pattern without that."
    try:
        pattern.__wrapped__(str(source))
    except ValueError as error:
        return f"the pattern '{_short(source)}' cannot be searched for in bounded time: {error}. Expected a simpler pattern."
    return ""


def _beyond(source: str) -> str:
    """What a pattern holds that RE2 does not have, "" for nothing."""
    for token in _TOKENS.finditer(source):
        if token.lastgroup == "count":
            if token["count"].startswith(","):
                return "repeats something without saying how often at least"
            if any(int(n) > _REPEATS for n in token["count"].split(",") if n):
                return f"repeats something more than {_REPEATS} times"
        elif token.lastgroup:
            return _REFUSED[token.lastgroup]
    return ""


def _short(source: str) -> str:
    return source if len(source) <= 60 else source[:59] + "…"

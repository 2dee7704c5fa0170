"""What is refused, and in which words: one thing wrong at a time in a ruleset that is otherwise good."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportlint.errors import RulesetError
from reportlint.rulesets import _yaml
from reportlint.rulesets._tree import Problems
from reportlint.rulesets.rule import Ruleset

Files = dict[str, str]
Load = Callable[[Files], Ruleset]


class Case(NamedTuple):
    """In a file, one text in place of another (of the whole where that is ""), and the one line that must be said."""

    name: str
    file: str
    old: str
    new: str
    line: str


RULE = "mine/too-long.yaml"
HEAD = "mine/ruleset.yaml"
LONGER = "mine/templates/longer.yaml"
MISSING = "base/section-missing.yaml"
SOFT = "base/soft-words.yaml"

_READ = {"⏎": "\n", "→": "\t", "␇": "\x07"}


def _cases() -> list[Case]:
    """The cases of refusals.txt, which says how it is written."""
    blocks = (Path(__file__).parent / "refusals.txt").read_text("utf-8").split("\n\n")[1:]
    found = []
    for block in blocks:
        head, old, new, line = block.strip("\n").split("\n")
        for sign, text in _READ.items():
            old, new = old.replace(sign, text), new.replace(sign, text)
        found.append(Case(*head.split(": "), old[1:], new[1:], line[1:]))
    return found


@pytest.mark.parametrize("case", _cases(), ids=lambda c: c.name)
def test_refused_with_its_place_and_what_was_expected(load: Load, good: Files, case: Case) -> None:
    good = enabled(good) if case.file.startswith("base/") else good
    assert case.old in good.get(case.file, "")
    good[case.file] = good[case.file].replace(case.old, case.new, 1) if case.old else case.new
    with pytest.raises(RulesetError) as raised:
        load(good)
    assert raised.value.problems == [case.line]


def test_everything_wrong_is_said_at_once_in_order(load: Load, good: Files) -> None:
    good[RULE] = good[RULE].replace("max: 250", "max: many").replace("{words} words", "{word} words").replace("[section-missing]", "[gone]")
    good[MISSING] = good[MISSING].replace("why:", "way:")
    good[LONGER] += "& x\n"
    with pytest.raises(RulesetError) as raised:
        load(good)
    places = [p.split(": ")[0] for p in raised.value.problems]
    assert places == [
        "base/section-missing.yaml:8:1",
        "mine/templates/longer.yaml:15:2",
        "mine/too-long.yaml:6:8",
        "mine/too-long.yaml:13:10",
        "mine/too-long.yaml:15:10",
    ]


def test_what_rests_on_a_missing_base_is_not_complained_of(load: Load, good: Files) -> None:
    good[HEAD] = good[HEAD].replace("[base]", "[bsae]").replace("extends", "nation: WLS\nextends")
    good.pop(RULE)
    good.pop(LONGER)
    with pytest.raises(RulesetError) as raised:
        load(good)
    assert [p.split(". ")[0] for p in raised.value.problems] == ["mine/ruleset.yaml:4:11: there is no ruleset 'bsae'"]


@pytest.mark.parametrize(
    "pattern", [r"a(?:b|c)+", r"(?i:x)\b", r"[(?=]", r"\(\?=", r"(?P<n>x)", r"x{2,30}?", r"\\1", r"[]+*]+", r"(?-i)NHS", r"a\+\+"]
)
def test_patterns_within_what_re2_can_do(load: Load, good: Files, pattern: str) -> None:
    good[SOFT] = good[SOFT].replace(r"'\bsoon\b'", f"'{pattern}'")
    assert pattern in load(enabled(good)).rules["soft-words"].options["patterns"]  # type: ignore[operator]


def enabled(files: Files) -> Files:
    """The files with the rule that `mine` switches off left on."""
    return {**files, HEAD: files[HEAD].replace("  soft-words: {enabled: false, reason: We like them.}\n", "")}


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"id: caf\xe9\n", "mine/too-long.yaml:1:8: the file is not UTF-8 text. Expected it to be saved as UTF-8."),
        (b"# " + b"x" * 1_000_000, "mine/too-long.yaml:1:1: the file is too large (1,000,002 bytes). Expected at most 1,000,000."),
        (b"", "mine/too-long.yaml:1:1: the file is empty. Expected settings of the form 'name: value'."),
        (b"[" * 100_000, "mine/too-long.yaml:1:21: this is nested too deep. Expected at most 20 levels."),
        (b"a: &a [x]\nb: [*a, *a]\n", "mine/too-long.yaml:1:4: '&a' names a value (an anchor). Expected the value alone."),
    ],
    ids=["latin", "large", "empty", "deep", "bomb"],
)
def test_hostile_bytes(load: Load, good: Files, data: bytes, line: str) -> None:
    good[RULE] = data  # type: ignore[assignment]
    with pytest.raises(RulesetError) as raised:
        load(good)
    assert raised.value.problems == [line]


@settings(deadline=None)
@given(st.text(st.sampled_from("ab-:#{}[]'\"|>&*!?@%,\n\t \\é0"), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    problems = Problems()
    tree = _yaml.read(text.encode(), "x.yaml", problems)
    assert tree is not None or len(problems.found) >= 1
    assert all(line.startswith("x.yaml:") for line in problems.lines())

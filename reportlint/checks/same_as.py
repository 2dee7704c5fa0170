"""The part says the same as the part `with`, compared as a title, a committee or people.

title: the words, case and typography aside. committee: its name, the day, time and place of a meeting aside. people: a
person is named in both, courtesy titles and posts aside. Where either says nothing to compare, nothing is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks import _bodies
from reportlint.checks._text import PATTERNS, nothing, selected
from reportlint.findings import Edit, Hit
from reportlint.language.fold import fold
from reportlint.language.names import people, same
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {
    "with": {"type": "string", "required": True, "meta": {"expected": "a selector phrase"}},
    "compare": {"type": "string", "required": True, "allowed": ["title", "committee", "people"]},
    "courtesy": {"type": "list", "schema": {"type": "string"}, "default": []},
    "posts": {"type": "list", "schema": {"type": "string"}, "default": []},
    "placeholders": PATTERNS,
}
FACTS = ("other", "own")
NEEDS: frozenset[str] = frozenset()

Lines = Sequence[str]


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    others = [p for p in selected(scene.report, [options["with"]]) if p.found]
    comparison: Callable[[Lines, Lines, Mapping[str, Any], Scene], tuple[str, str] | None] = _COMPARE[options["compare"]]
    for part in parts:
        for other in others if part.found else ():
            mine, theirs = _said(part, options, scene), _said(other, options, scene)
            differ = comparison(mine, theirs, options, scene) if mine and theirs else None
            if differ is not None:
                place = next((s for s, t in scene.report.lines(part) if differ[0] in t), part.anchor)
                # Which of two titles is meant is for the author to say.
                alone = options["compare"] == "title" and len(mine) == len(theirs) == 1
                edits = (Edit("replace", place, differ[1], safe=False),) if alone else ()
                yield Hit(place, part.id, {"title": part.title, "own": differ[0], "other": differ[1]}, edits)


def _said(part: Part, options: Mapping[str, Any], scene: Scene) -> list[str]:
    return [" ".join(t.split()) for _, t in scene.report.lines(part) if not nothing(t, options["placeholders"])]


def _title(mine: Lines, theirs: Lines, options: Mapping[str, Any], scene: Scene) -> tuple[str, str] | None:
    """A title may run over lines, and a line of another field may follow it."""
    if any(fold(a) == fold(b) for a in _beginnings(mine) for b in _beginnings(theirs)):
        return None
    return mine[0], theirs[0]


def _beginnings(lines: Lines) -> list[str]:
    return [" ".join(lines[:n]) for n in range(1, len(lines) + 1)]


def _committee(mine: Lines, theirs: Lines, options: Mapping[str, Any], scene: Scene) -> tuple[str, str] | None:
    kinds = {fold(c) for c in scene.report.template.classifications}
    own, other = _bodies.pieces(mine[0]), _bodies.pieces("\n".join(theirs))
    if not own or not other or fold(mine[0]) in kinds or set(own) & set(other):
        return None
    return mine[0], theirs[0]


def _people(mine: Lines, theirs: Lines, options: Mapping[str, Any], scene: Scene) -> tuple[str, str] | None:
    own = people("\n".join(mine), options["courtesy"], options["posts"])
    other = people("\n".join(theirs), options["courtesy"], options["posts"])
    if not own or not other or any(same(a, b) for a in own for b in other):
        return None
    return own[0], other[0]


_COMPARE = {"title": _title, "committee": _committee, "people": _people}

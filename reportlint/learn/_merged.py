"""Several sketches as one: what is not in all of them may be left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reportlint.language.fold import fold
from reportlint.learn._sketch import Found, Sketch


@dataclass
class Part:
    """One part of the template to be. places: where it was found, a file and its paragraph each. others: its other titles."""

    found: Found
    places: list[tuple[str, int]] = field(default_factory=list)
    required: bool = True


@dataclass(frozen=True)
class Merged:
    """parts: in the order of the document that has most of them, the others after what they follow."""

    parts: tuple[Part, ...]
    first: Sketch
    sketches: tuple[Sketch, ...]
    number_form: str
    paragraph_numbers: str


def merged(sketches: Sequence[Sketch]) -> Merged:
    """What the sketches have between them."""
    fullest = max(sketches, key=lambda s: len(s.parts))
    parts: list[Part] = []
    for sketch in (fullest, *(s for s in sketches if s is not fullest)):
        at = 0
        for found in sketch.parts:
            own = next((i for i, p in enumerate(parts) if _same(p.found, found)), None)
            if own is None:
                parts.insert(at, Part(found))
                own = at
            known = parts[own]
            known.places.append((sketch.name, found.line))
            choices = tuple(dict.fromkeys((*known.found.choices, *found.choices)))
            limits = known.found.limits if known.found.limits != (None, None) else found.limits
            known.found = replace(known.found, choices=choices, limits=limits)
            at = own + 1
    for part in parts:
        part.required = len({name for name, _ in part.places}) == len({s.name for s in sketches})
    forms = Counter(p.found.numbers for p in parts if p.found.numbers)
    return Merged(tuple(parts), fullest, tuple(sketches), forms.most_common(1)[0][0] if forms else "", _numbering(sketches, bool(forms)))


def _same(one: Found, other: Found) -> bool:
    return fold(one.title) == fold(other.title) and fold(one.inside) == fold(other.inside)


def _numbering(sketches: Sequence[Sketch], numbered: bool) -> str:
    """How the paragraphs of sections without numbers run: on through the report, or afresh in each (a 0 stands for a heading)."""
    if numbered:
        return "by-section"
    runs = [s.paragraphs for s in sketches]
    last = [_starts(r) for r in runs if any(r)]
    if not last:
        return "by-section"
    return "restarting" if max(last) > 1 else "continuous"


def _starts(run: Sequence[int]) -> int:
    """In how many sections the numbers begin at 1."""
    return sum(n == 1 for n in run)

"""What the templates at hand already call the parts of a report, so that the rules that there are know the new ones too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportlint.language.fold import fold
from reportlint.report import Spec, Template
from reportlint.templates._matching import nearest

_SURE, _LIKELY = 0.95, 0.8


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a title is taken for. sure: it is the very title of a part so called; like: the title that it resembles."""

    spec: Spec | None
    id: str
    sure: bool = True
    like: str = ""


class Vocabulary:
    """The titles of all parts of these templates."""

    def __init__(self, templates: Iterable[Template]) -> None:
        self.specs: dict[str, Spec] = {}
        self.exact: dict[str, str] = {}
        for template in templates:
            for spec in (*template.fields, *template.sections):
                if spec.layout in ("bare", "answer"):
                    continue
                self.specs.setdefault(spec.id, spec)
                for title in spec.titles:
                    self.exact.setdefault(fold(title), spec.id)
        self.titles: Mapping[str, tuple[str, ...]] = _by_id(self.exact)

    def knows(self, title: str) -> bool:
        """Whether some part bears this very title."""
        return fold(title) in self.exact

    def meaning(self, title: str, taken: Iterable[str]) -> Meaning:
        """What a title means; a new id made of its words if it resembles nothing, or if that id is taken."""
        used = set(taken)
        known = self.exact.get(fold(title))
        if known is not None and known not in used:
            return Meaning(self.specs[known], known)
        ranked = [(nearest(title, titles), id) for id, titles in self.titles.items() if id not in used]
        score, id = max(ranked, default=(0.0, ""))
        if score >= _LIKELY:
            like = max(self.titles[id], key=lambda t: nearest(title, (t,)))
            return Meaning(self.specs[id], id, score >= _SURE, like)
        return Meaning(None, new_id(title, used))


def _by_id(exact: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    made: dict[str, tuple[str, ...]] = {}
    for title, id in exact.items():
        made[id] = (*made.get(id, ()), title)
    return made


def new_id(title: str, used: set[str]) -> str:
    """An id made of the first words of a title, unlike those that are used."""
    base = "-".join("".join(c for c in w if c.isascii() and c.isalnum()) for w in fold(title).split()[:4]).strip("-") or "part"
    base = "-".join(x for x in base.split("-") if x) or "part"
    id, nth = base, 1
    while id in used:
        nth += 1
        id = f"{base}-{nth}"
    return id

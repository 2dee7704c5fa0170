"""The part says what it must: one of the patterns `any`, and one of each group in `all` ({what is missing: [patterns]}).

`also` are selector phrases of other parts that may say it in its place; matches of `except` do not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportlint.checks._text import PATTERNS, PATTERNS_BY_NAME, PHRASES, first_match, says_nothing, selected, without
from reportlint.findings import Hit
from reportlint.report import Part
from reportlint.scene import Scene

OPTIONS: Mapping[str, Any] = {
    "any": PATTERNS,
    "all": PATTERNS_BY_NAME,
    "also": PHRASES,
    "except": PATTERNS,
    "placeholders": PATTERNS,
}
FACTS = ("missing",)
NEEDS: frozenset[str] = frozenset()


def check(parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]:
    report = scene.report
    elsewhere = [report.text(p) for p in selected(report, options["also"]) if p.found]
    for part in parts:
        if not part.found or says_nothing(report, part, options["placeholders"]):
            continue
        text = without(options["except"], "\n".join([report.text(part), *elsewhere]))
        missing = [what for what, group in options["all"].items() if first_match(group, text) is None]
        if missing or (options["any"] and first_match(options["any"], text) is None):
            yield Hit(report.lines(part)[0][0], part.id, {"title": part.title, "missing": " and ".join(missing)})

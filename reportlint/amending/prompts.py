"""What a blank report says in its parts until they are filled in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from reportlint.report import Spec
from reportlint.rulesets.rule import Rule, Ruleset


class Prompts:
    """What to write in each part, as the rules that ask for it say."""

    def __init__(self, ruleset: Ruleset) -> None:
        filled = [r for r in ruleset.rules.values() if r.check == "filled"]
        self.rules: dict[str, list[Rule]] = {}
        for rule in filled:
            self.rules.setdefault(rule.target.collection, []).append(rule)
        self.listed = [r for r in ruleset.rules.values() if r.check == "numbered_items"]

    def text(self, collection: str, spec: Spec) -> str:
        """The prompt for a part. Words in brackets that ask for something, so that they are never taken for an answer."""
        if spec.layout == "bare":
            return f"[Insert {spec.title}]"  # it has no label of which a rule could speak
        targets = ((r, r.target) for name in (collection, "parts") for r in self.rules.get(name, []))
        rules = [r for r, target in targets if spec.id not in target.without and (not target.ids or spec.id in target.ids)]
        if not rules:
            return f"[Insert {spec.title}]"
        facts = defaultdict(str, title=spec.title, subject=spec.id)
        return f"[Insert text. {rules[0].fix.format_map(facts)} {rules[0].why}]"

    def numbered(self, spec: Spec) -> bool:
        """Whether a rule wants the items of a field or section numbered."""
        return any(r.target.collection in ("fields", "sections", "parts") and spec.id in r.target.ids for r in self.listed)


def wanted(specs: Iterable[Spec]) -> list[Spec]:
    """The parts that every report must have, and its title."""
    return [s for s in specs if s.required or "title" in s.tags]

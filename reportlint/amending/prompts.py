"""What a blank report says in its parts until they are filled in."""

from __future__ import annotations

from collections.abc import Iterable
from string import Formatter

from reportlint.report import Spec
from reportlint.rulesets.rule import Ruleset

#: Kinds of check whose rules say of one part in particular what it should hold.
_PARTICULAR = ("word_count", "names_someone", "mentions")


class Prompts:
    """What to write in each part, as the rules that ask for it say: a rule for that part in particular, else one for all such."""

    def __init__(self, ruleset: Ruleset) -> None:
        every = ruleset.rules.values()
        self.particular = [r for r in every if r.check in _PARTICULAR and r.target.ids and not r.when.answers]
        self.general = [r for r in every if r.check == "filled"]
        self.listed = [r for r in every if r.check == "numbered_items"]

    def text(self, collection: str, spec: Spec) -> str:
        """The prompt for a part. Words in brackets that ask for something, so that they are never taken for an answer."""
        if spec.layout == "bare":
            return f"[Insert {spec.title}]"  # it has no label of which a rule could speak
        for rule in (*self.particular, *self.general):
            target = rule.target
            if target.collection not in (collection, "parts") or spec.id in target.without or (target.ids and spec.id not in target.ids):
                continue
            facts = {**rule.options, "title": spec.title, "subject": spec.id}
            if all(name in facts for _, name, _, _ in Formatter().parse(rule.fix) if name is not None):
                return f"[Insert text. {rule.fix.format_map(facts)} {rule.why}]"
        return f"[Insert {spec.title}]"

    def numbered(self, spec: Spec) -> bool:
        """Whether a rule wants the items of a field or section numbered."""
        return any(r.target.collection in ("fields", "sections", "parts") and spec.id in r.target.ids for r in self.listed)


def wanted(specs: Iterable[Spec]) -> list[Spec]:
    """The parts that every report must have, and its title."""
    return [s for s in specs if s.required or "title" in s.tags]

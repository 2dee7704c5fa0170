"""What a check may look at besides its parts: the report, the day, the ruleset's calendar and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from reportlint.findings import Hit
from reportlint.report import Part, Report


@dataclass(frozen=True)
class Scene:
    """on: the day the check is made for. nation: whose bank holidays count ("ENG", "WLS", "SCT", "NIR").

    dated: whether `on` was asked for, or is only today.
    """

    report: Report
    on: date
    dated: bool = False
    nation: str = "ENG"
    facts: Mapping[str, object] = field(default_factory=dict)


class Kind(Protocol):
    """What a module in `reportlint.checks` offers.

    OPTIONS: the Cerberus schema of its options. FACTS: what its messages may use besides {title} and {text}. NEEDS: what
    the document's format must record (`reportlint.model.Fact`); where it does not, the rule is not evaluated.
    """

    OPTIONS: Mapping[str, Any]
    FACTS: tuple[str, ...]
    NEEDS: frozenset[str]

    def check(self, parts: Sequence[Part], options: Mapping[str, Any], scene: Scene) -> Iterator[Hit]: ...

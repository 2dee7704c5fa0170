"""What is to be put right, as a list to tick off: the gravest first, and each entry leads to its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlint.findings import Result, Severity
from reportlint.outputs._common import reaches, squeezed
from reportlint.outputs.html._items import Item
from reportlint.outputs.html._markup import Html, tag

_TITLES = {"error": "Errors", "warning": "Warnings", "info": "For information", "off": "Others", "waived": "Waived"}
#: From how many findings of one rule on they stand together.
_TOGETHER = 3


def checklist(items: Sequence[Item], result: Result, level: int) -> Html:
    """A list for each severity, with headings of this level."""
    groups = {kind: [i for i in items if i.kind == kind] for kind in _TITLES}
    return tag("div", *(_group(kind, group, result, level) for kind, group in groups.items() if group), class_="checklist")


def _group(kind: str, items: Sequence[Item], result: Result, level: int) -> Html:
    heading = tag(f"h{level}", f"{_TITLES[kind]} ", tag("span", f"({len(items)})", class_="count"))
    hint, entries = tag("p", _meaning(kind, result), class_="hint"), tag("ul", *_entries(items), role="list")
    return tag("div", heading, hint, entries, class_=f"group {kind}", data_group=True)


def _meaning(kind: str, result: Result) -> str:
    if kind == "waived":
        return "These may stand, for the reasons on record."
    if reaches(Severity(kind), result.fail_on) or kind == Severity.ERROR:
        return "The report is not ready until these are put right."
    return "Put these right too, or be ready to say why not." if kind == Severity.WARNING else "Worth a look; nothing hangs on these."


def _entries(items: Sequence[Item]) -> Iterator[Html]:
    """The entries in reading order; those of a rule that is broken often together where it is broken first."""
    rules: dict[str, list[Item]] = {}
    for item in items:
        rules.setdefault(item.finding.rule, []).append(item)
    for item in items:
        alike = rules[item.finding.rule]
        if len(alike) < _TOGETHER:
            yield _entry(item)
        elif item is alike[0]:
            name = squeezed(item.finding.rule).replace("-", " ").capitalize()
            title = tag("p", name, tag("span", f" ({len(alike)} places)", class_="count"), class_="rule")
            yield tag("li", title, tag("ul", *map(_entry, alike), role="list"), class_="together", data_group=True)


def _entry(item: Item) -> Html:
    finding = item.finding
    name = f"{item.entry}-words"
    tick = tag("input", type="checkbox", aria_labelledby=name, autocomplete="off", data_key=squeezed(finding.fingerprint))
    where = finding.location.text
    words = tag(
        "span",
        tag("a", finding.message, href=f"#{item.place}"),
        tag("span", f"{item.number}{' · ' if where else ''}", where, class_="where"),
        id=name, class_="what",
    )  # fmt: skip
    return tag(
        "li", tag("span", tick, class_="tick"), words,
        id=item.entry, class_="entry", tabindex=-1, data_kind=item.kind, data_rule=squeezed(finding.rule),
    )  # fmt: skip

"""The findings of one document as the page numbers them, and what stands in the page for each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import quote

from reportlint.findings import DocumentResult, Finding, Severity
from reportlint.model import Span
from reportlint.outputs._common import clean, squeezed, waived
from reportlint.outputs.html._markup import Html, tag

#: What a finding of each severity is called.
WORDS = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.INFO: "Information", Severity.OFF: "Off"}


@dataclass(frozen=True, slots=True)
class Item:
    """A finding, its number in reading order and the id that all of its elements' ids begin with.

    paragraph: beside which paragraph it stands, None for one about the whole file. span: the words to mark, None if there are
    none. absent: what it is about is not there, and belongs after the paragraph. rule: the address of the rule's page, if it has one.
    """

    finding: Finding
    number: int
    document: str
    paragraph: int | None = None
    span: Span | None = None
    absent: bool = False
    rule: str = ""

    @property
    def note(self) -> str:
        return f"{self.document}-note-{self.number}"

    @property
    def entry(self) -> str:
        return f"{self.document}-entry-{self.number}"

    @property
    def place(self) -> str:
        """The id of the place in the text; without one, of the note."""
        return self.note if self.paragraph is None else f"{self.document}-place-{self.number}"

    @property
    def kind(self) -> str:
        """What decides its colour and its group: its severity, or "waived"."""
        return "waived" if self.finding.waiver is not None else self.finding.severity.value

    @property
    def word(self) -> str:
        return "Waived" if self.finding.waiver is not None else WORDS[self.finding.severity]


def items(result: DocumentResult, document: str, rules: str = "") -> tuple[Item, ...]:
    """The document's findings in reading order, numbered from 1. rules: where the pages of rules are, "" without any."""
    return tuple(replace(_item(result, f, n, document), rule=_page(result, f, rules)) for n, f in enumerate(result.findings, 1))


def _page(result: DocumentResult, finding: Finding, rules: str) -> str:
    if not rules:
        return ""
    within = f"?ruleset={quote(clean(result.ruleset), safe='')}" if result.ruleset else ""
    return f"{rules}{quote(clean(finding.rule), safe='')}{within}"


def _item(result: DocumentResult, finding: Finding, number: int, document: str) -> Item:
    read, where = result.document, finding.location
    span = where.span
    ordinal = span.paragraph if span is not None else where.paragraph
    if read is None or ordinal is None or not 1 <= ordinal <= len(read.paragraphs):
        return Item(finding, number, document)
    if span is None:
        return Item(finding, number, document, ordinal)
    # An absent part has a place to belong after and no words to quote.
    absent = not where.quote and bool(read.text(span).strip())
    return Item(finding, number, document, ordinal, None if absent else span, absent)


def reference(item: Item) -> Html:
    """The small number in the text that leads to the note."""
    return tag(
        "a", str(item.number),
        id=item.place, class_=f"ref {item.kind}", href=f"#{item.note}", aria_label=f"{item.number}: {item.word.lower()}, to the note",
        data_kind=item.kind, data_rule=squeezed(item.finding.rule),
    )  # fmt: skip


def note(item: Item) -> Html:
    """What is wrong, what to do about it in Word and why, to stand beside the place."""
    finding = item.finding
    body = [
        _head(item),
        tag("p", finding.message, class_="message"),
        tag("p", tag("strong", "To fix: "), finding.fix, class_="fix"),
    ]
    if finding.waiver is not None:
        body.append(tag("p", waived(finding.waiver), class_="waiver"))
    back = tag("a", "Checklist", tag("span", f": back to number {item.number}", class_="unseen"), href=f"#{item.entry}", class_="back")
    body.append(tag("div", _more(item), back, class_="foot"))
    return tag(
        "div", *body,
        id=item.note, class_=f"note {item.kind}", role="note", aria_label=f"{item.word} {item.number}",
        data_kind=item.kind, data_rule=squeezed(finding.rule),
    )  # fmt: skip


def _head(item: Item) -> Html:
    """Its number and weight; where it is only if it does not stand beside it."""
    number, word = tag("span", str(item.number), class_="number"), tag("strong", item.word, class_="kind")
    where = item.finding.location.text if item.paragraph is None else ""
    return tag("p", number, " ", word, *([" ", tag("span", where, class_="where")] if where else []), class_="head")


def _more(item: Item) -> Html:
    """Why it matters, on what authority, which rule says so and where, folded away until it is asked for."""
    finding = item.finding
    rule = tag("a", finding.name, href=item.rule) if item.rule else finding.name
    facts = {"Source": finding.source, "Rule": rule, "Place": finding.location.text if item.paragraph is not None else ""}
    shown = [
        tag("p", f"{label}: ", value if isinstance(value, Html) else squeezed(value), class_="source")
        for label, value in facts.items()
        if value.strip()
    ]
    return tag("details", tag("summary", "Why it matters"), tag("p", finding.why), *shown)

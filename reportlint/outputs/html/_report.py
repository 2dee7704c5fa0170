"""One document in the page: its verdict, its checklist and itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportlint.findings import DocumentResult, Result
from reportlint.outputs._common import slashed, unread, untried
from reportlint.outputs._verdict import aim_of, counts, verdict
from reportlint.outputs.html._body import body
from reportlint.outputs.html._checklist import checklist
from reportlint.outputs.html._items import items
from reportlint.outputs.html._markup import Html, joined, tag

#: Not strftime's, which change with the locale.
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_STATES = {"Ready": "good", "Not ready": "bad"}


def name(document: DocumentResult) -> str:
    """What people call the document: its file's name."""
    return slashed(document.path).rstrip("/").rpartition("/")[2] or "Without a name"


def state(document: DocumentResult) -> str:
    """The class of what is coloured as the verdict is."""
    return _STATES.get(verdict(document), "unsure")


def badge(document: DocumentResult) -> Html:
    """The verdict in a word or two, coloured."""
    return tag("strong", verdict(document), class_=f"tag {state(document)}")


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a page says of one document. checklist, text: "" where there is nothing of the kind; they lead to each other's ids."""

    panel: Html
    facts: Html
    checklist: Html
    text: Html


def pieces(document: DocumentResult, result: Result, id: str, level: int, rules: str = "") -> Pieces:
    """The document in pieces; the headings in them are below this level. rules: where the pages of rules are, "" without any."""
    shown, placed = body(document, items(document, id, rules), level + 1)
    read, listed = document.status != "unreadable", Html()
    if placed and read:
        progress = tag("p", class_="progress", role="status", data_progress=True)
        listed = joined([tag(f"h{level + 1}", "What to put right"), progress, checklist(placed, result, level + 2)])
    if shown and read:
        title = "The report, with what was found" if placed else "The report"
        shown = tag("div", tag(f"h{level + 1}", title), shown, class_="text")
    return Pieces(_panel(document, result), joined(_facts(document, result)), listed, shown if read else Html())


def report(document: DocumentResult, result: Result, id: str, level: int, filters: Iterable[Html] = ()) -> Html:
    """The document as an article whose heading has this level. filters: what stands above its checklist."""
    made = pieces(document, result, id, level)
    above = filters if made.checklist else ()
    parts = [tag(f"h{level}", name(document), id=id, tabindex=-1), made.panel, made.facts, *above, made.checklist, made.text]
    return tag("article", *parts, aria_labelledby=id, class_="report", data_store=document.sha256)


def _panel(document: DocumentResult, result: Result) -> Html:
    word = verdict(document)
    body = [tag("p", f"{word} {aim_of(document, result)}", class_="verdict")]
    if document.status == "unreadable":
        said = [words for f in document.findings for words in (tag("p", f.message), tag("p", tag("strong", "To fix: "), f.fix))]
        body += said or [tag("p", unread(document))]
    else:
        found = counts(document.findings)
        body.append(tag("p", f"{found[:1].upper()}{found[1:]}."))
    body += [tag("p", sentence) for sentence in untried(document)]
    return tag("div", *body, class_=f"panel {state(document)}")


def _facts(document: DocumentResult, result: Result) -> Iterator[Html]:
    """What was checked, by which rules and when."""
    facts = {"File": slashed(document.path), "Checked for": f"{result.on.day} {_MONTHS[result.on.month - 1]} {result.on.year}"}
    if document.template:
        recognised = f", because {document.recognised_by}" if document.recognised_by else ""
        facts["Read as"] = f"{document.template} ({document.ruleset or 'no ruleset'}){recognised}"
    notes = document.document.notes if document.document is not None else ()
    if notes:
        facts["Not read"] = " ".join(notes)
    rows = [tag("div", tag("dt", label), tag("dd", value)) for label, value in facts.items()]
    yield tag("dl", *rows, class_="facts")

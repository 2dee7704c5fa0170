"""One document in the page: its verdict, its checklist and itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportlint.findings import DocumentResult, Result
from reportlint.outputs._common import slashed, unread, untried
from reportlint.outputs._verdict import aim_of, counts, verdict
from reportlint.outputs.html._body import body
from reportlint.outputs.html._checklist import checklist
from reportlint.outputs.html._items import items
from reportlint.outputs.html._markup import Html, tag

#: Not strftime's, which change with the locale.
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
_STATES = {"Ready": "good", "Not ready": "bad"}


def name(document: DocumentResult) -> str:
    """What people call the document: its file's name."""
    return slashed(document.path).rstrip("/").rpartition("/")[2] or "Without a name"


def badge(document: DocumentResult) -> Html:
    """The verdict in a word or two, coloured."""
    word = verdict(document)
    return tag("strong", word, class_=f"tag {_STATES.get(word, 'unsure')}")


def report(document: DocumentResult, result: Result, id: str, level: int, filters: Iterable[Html] = ()) -> Html:
    """The document as an article whose heading has this level. filters: what stands above its checklist."""
    shown, placed = body(document, items(document, id), level + 1)
    parts = [tag(f"h{level}", name(document), id=id, tabindex=-1), _panel(document, result), *_facts(document, result)]
    if placed and document.status != "unreadable":
        progress = tag("p", class_="progress", role="status", data_progress=True)
        parts += [*filters, tag(f"h{level + 1}", "What to put right"), progress, checklist(placed, result, level + 2)]
    if shown and document.status != "unreadable":
        parts += [tag(f"h{level + 1}", "The report, with what was found" if placed else "The report"), shown]
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
    return tag("div", *body, class_=f"panel {_STATES.get(word, 'unsure')}")


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

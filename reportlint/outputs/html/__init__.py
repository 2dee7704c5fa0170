"""The result as one page for people: the checklist, and each report with what was found beside its place.

The page needs no network and no script. What it brings along, a style sheet and a script for filters and ticks, it names by
hash in its content security policy: nothing else is loaded or run, whatever a document holds.
"""

from __future__ import annotations

import hashlib
import pkgutil
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass

from reportlint.findings import Result
from reportlint.outputs._common import squeezed, unread
from reportlint.outputs._verdict import AIMS, READY, aim_of, counts, verdict
from reportlint.outputs.html._items import WORDS
from reportlint.outputs.html._markup import Html, joined, tag
from reportlint.outputs.html._report import badge, name, pieces, report, state

MEDIA_TYPE = "text/html"
#: It shows the documents themselves.
WHOLE = True


def render(result: Result) -> str:
    """A whole HTML page: documents in the order given, findings in reading order."""
    page = tag("html", _head(result), _body(result), lang="en-GB")
    return f"<!DOCTYPE html>\n{page}\n"


def _head(result: Result) -> Html:
    style, script = asset("style.css"), asset("script.js")
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy()),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="generator", content=f"reportlint {result.version}"),
        tag("title", _title(result)),
        tag("style", style),
        tag("script", script, type="module"),
    )


def policy() -> str:
    """The page's content security policy: its own style sheet and script by their hashes, and nothing else."""
    style, script = _hash(asset("style.css")), _hash(asset("script.js"))
    return f"default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class Piece:
    """One document for a page of somebody else's. id: what its elements' ids begin with, and the one that its heading is to have.

    word, state: its verdict, and the class of its colour. said: how many findings there are, or why it could not be read.
    """

    id: str
    name: str
    word: str
    state: str
    said: str
    sha256: str
    format: str
    panel: str
    facts: str
    checklist: str
    text: str


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a page that others put together. title: of the page; headline: of all documents together."""

    title: str
    headline: str
    filters: str
    documents: tuple[Piece, ...]


def parts(result: Result, rules: str = "", several: bool = False) -> Parts:
    """The page in parts, to go with `asset("style.css")` and `asset("script.js")`.

    rules: where the pages of rules are. several: the documents are some of several, even if there is one; only one that is
    alone has its name for the page's first heading.
    """
    level = 1 if len(result.documents) == 1 and not several else 2
    made = []
    for n, document in enumerate(result.documents, 1):
        shown, said = pieces(document, result, f"d{n}", level, rules), unread(document) or counts(document.findings)
        made.append(
            Piece(f"d{n}", name(document), verdict(document), state(document), said, document.sha256, document.format or "",
                  shown.panel, shown.facts, shown.checklist, shown.text)
        )  # fmt: skip
    return Parts(_title(result), _headline(result), joined(_filters(result)), tuple(made))


def asset(file: str) -> Html:
    """A file that stands beside this one, with line ends as a browser sees them when it takes the hash."""
    data = pkgutil.get_data(__name__, file) or b""
    return Html(data.decode("utf-8").replace("\r\n", "\n"))


def _hash(asset: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(asset.encode()).digest()).decode()}'"


def _title(result: Result) -> str:
    if len(result.documents) == 1:
        (document,) = result.documents
        return squeezed(f"{verdict(document)} {aim_of(document, result)}: {name(document)} – reportlint")
    return f"{_headline(result)} – reportlint"


def _headline(result: Result) -> str:
    ready = sum(verdict(d) == READY for d in result.documents)
    return f"{ready} of {len(result.documents)} reports ready {AIMS[result.stage]}"


def _body(result: Result) -> Html:
    several = len(result.documents) != 1
    filters = list(_filters(result))
    if several:
        articles = [report(d, result, f"d{n}", 2) for n, d in enumerate(result.documents, 1)]
        shown = [tag("h1", _headline(result)), *_contents(result), *filters, *articles]
    else:
        shown = [report(result.documents[0], result, "d1", 1, filters)]
    return tag(
        "body",
        tag("a", "Skip to the main content", href="#main", class_="skip"),
        tag("header", tag("p", "reportlint", class_="name"), class_="top"),
        tag("main", *shown, id="main", tabindex=-1),
        tag("footer", tag("p", f"Written by reportlint {result.version}."), class_="bottom"),
    )


def _contents(result: Result) -> Iterator[Html]:
    """The way to each report, with its verdict."""
    entries = [
        tag("li", tag("a", name(d), href=f"#d{n}"), " ", badge(d), " ", tag("span", unread(d) or counts(d.findings), class_="where"))
        for n, d in enumerate(result.documents, 1)
    ]
    if entries:
        yield tag("nav", tag("ol", *entries), aria_label="Reports", class_="contents")


def _filters(result: Result) -> Iterator[Html]:
    """What the script needs to show some findings only; out of sight without it."""
    found = [f for d in result.documents for f in d.findings if d.status != "unreadable"]
    if not found:
        return
    kinds = {f.severity.value: WORDS[f.severity] for f in sorted(found, key=lambda f: -f.severity.rank) if f.waiver is None}
    if any(f.waiver is not None for f in found):
        kinds["waived"] = "Waived"
    boxes = [tag("label", tag("input", type="checkbox", value=k, checked=True, autocomplete="off"), f" {w}") for k, w in kinds.items()]
    rules = sorted({squeezed(f.rule) for f in found})
    options = [tag("option", "All rules", value=""), *(tag("option", rule, value=rule) for rule in rules)]
    yield tag(
        "form",
        tag("fieldset", tag("legend", "Show"), *boxes),
        tag("label", joined(["Rule ", tag("select", *options, autocomplete="off")])),
        tag("p", role="status", class_="shown"),
        class_="filters", hidden=True, aria_label="Show some findings only",
    )  # fmt: skip

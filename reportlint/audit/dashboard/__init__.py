"""An audit as one page of pictures: what is wrong, where and how often, for people who decide what to do about it.

The page needs no network and no script, and is the same for the same audit. Every picture has a sentence that says what it
shows and a table with its figures, so that nothing is in the picture alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import pkgutil
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from importlib.util import find_spec
from urllib.parse import quote

from reportlint.audit import stores
from reportlint.audit._opening import is_url
from reportlint.audit.dashboard import _pictures
from reportlint.audit.dashboard._figures import GROUPS, Figures, Worst, counted
from reportlint.errors import UsageError
from reportlint.outputs._common import squeezed
from reportlint.outputs.html._markup import Html, joined, tag

__all__ = ["GROUPS", "render"]

_NOTHING = Html("")


def render(target: str, page: str, by: str | None = None) -> str:
    """The page about the audit at `target`. page: where it will stand, for the links from it. by: what to group reports by.

    Raises UsageError if there is no audit, or what draws the pictures is missing.
    """
    if not find_spec("matplotlib"):
        raise UsageError("A dashboard needs the extra 'dashboard': pip install 'reportlint[dashboard]'.")
    with closing(stores.database(target)) as file:
        figures = counted(file, by)
    whole = tag("html", _head(figures), _body(figures, os.path.dirname(os.path.abspath(page))), lang="en-GB")
    return f"<!DOCTYPE html>\n{whole}\n"


def _head(figures: Figures) -> Html:
    style = Html((pkgutil.get_data(__name__, "style.css") or b"").decode("utf-8").replace("\r\n", "\n"))
    sealed = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{sealed}'; base-uri 'none'; form-action 'none'"
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", f"{_headline(figures)} – reportlint"),
        tag("style", style),
    )


def _headline(figures: Figures) -> str:
    read = figures.documents - figures.unreadable
    return f"{figures.passed:,} of {read:,} reports have no errors"


def _body(figures: Figures, folder: str) -> Html:
    parts = [_summary(figures), _heat(figures), _trend(figures), _frequent(figures), _worst(figures, folder), _unread(figures)]
    version = figures.head.get("version", "")
    return tag(
        "body",
        tag("a", "Skip to the main content", href="#main", class_="skip"),
        tag("header", tag("p", "reportlint", class_="name"), class_="top"),
        tag("main", *parts, id="main", tabindex=-1),
        tag("footer", tag("p", f"Written by reportlint {version}."), class_="bottom"),
    )


def _summary(figures: Figures) -> Html:
    try:
        sources = ", ".join(json.loads(figures.head.get("sources", "[]")))
    except ValueError:
        sources = ""
    facts = [
        ("Audited", sources),
        ("As", f"{figures.head.get('stage', '')}, on {figures.head.get('checked_for', '')}"),
        ("Documents", f"{figures.documents:,}, of which {figures.unreadable:,} could not be read"),
        ("Found", ", ".join(_many(n, word) for word, n in figures.counts.items())),
    ]
    unfinished = figures.head.get("state") != "finished"
    return joined(
        [
            tag("h1", _headline(figures)),
            tag("p", "This audit has not come to its end; some reports are not counted yet.", class_="note") if unfinished else "",
            tag("dl", *(tag("div", tag("dt", name), tag("dd", squeezed(said))) for name, said in facts), class_="facts"),
        ]
    )


def _heat(figures: Figures) -> Html:
    heat, by = figures.heat, figures.grouped
    heading = f"Where reports go wrong, by section and {by}"
    if not heat.sections or not heat.groups:
        return _part("sections", heading, f"There is nothing to show: no {by} has errors or warnings in a section.")
    shares = [[n / size for n, (_, size) in zip(row, heat.groups, strict=True)] for row in heat.cells]
    worst, section, group = max(
        ((s, -y, -x) for y, row in enumerate(shares) for x, s in enumerate(row)), key=lambda cell: (cell[0], cell[1], cell[2])
    )
    said = (
        f"The share of a {by}'s reports with an error or a warning in a section. The highest is {worst:.0%}, for "
        f"{_words(heat.sections[-section])} in {heat.groups[-group][0]}."
    )
    rows = [_words(s) for s in heat.sections]
    picture = _pictures.heat("heat", heading, said, rows, [f"{g} ({n})" for g, n in heat.groups], shares)
    table = _table(
        ["Section", *(f"{name} ({_many(size, 'report')})" for name, size in heat.groups)],
        ([name, *(f"{s:.0%}" for s in row)] for name, row in zip(rows, shares, strict=True)),
    )
    left = [_many(heat.others, f"more {by}") + " with fewer reports not shown." if heat.others else ""]
    left.append(f"{_many(figures.ungrouped, 'report')} without a {by}." if figures.ungrouped else "")
    return _part("sections", heading, said, picture, table, " ".join(filter(None, left)))


def _trend(figures: Figures) -> Html:
    heading = f"Findings per report, by {figures.unit} of the meeting"
    spans = figures.trend
    if not spans:
        return _part("trend", heading, "There is nothing to show: no report names the day of its meeting.")
    errors, warnings = [s.errors / s.documents for s in spans], [s.warnings / s.documents for s in spans]
    first, last = spans[0].name, spans[-1].name
    then = f" to {errors[-1]:.1f} and {warnings[-1]:.1f} in {last}" if len(spans) > 1 else ""
    said = f"{errors[0]:.1f} errors and {warnings[0]:.1f} warnings per report in {first}{then}."
    picture = _pictures.lines("trend", heading, said, [s.name for s in spans], errors, warnings)
    table = _table(
        [figures.unit.capitalize(), "Reports", "Without errors", "Errors per report", "Warnings per report"],
        ([s.name, f"{s.documents:,}", f"{s.passed:,}", f"{e:.2f}", f"{w:.2f}"] for s, e, w in zip(spans, errors, warnings, strict=True)),
    )
    return _part("trend", heading, said, picture, table, f"{_many(figures.undated, 'report')} without a date." if figures.undated else "")


def _frequent(figures: Figures) -> Html:
    heading = "What is wrong most often"
    if not figures.frequent:
        return _part("rules", heading, "There is nothing to show: no errors and no warnings.")
    read = max(figures.documents - figures.unreadable, 1)
    first = figures.frequent[0]
    said = f"Reports with an error or a warning of each rule. The most frequent is '{first.title}', in {_many(first.documents, 'report')}."
    shown = [f"{f.documents:,} ({f.documents / read:.0%})" for f in figures.frequent]
    rows = [f.title for f in figures.frequent]
    picture = _pictures.bars("frequent", heading, said, rows, [(f.documents,) for f in figures.frequent], shown)
    table = _table(
        ["What is wrong", "Rule", "Reports", "Share of all", "Times"],
        ([f.title, f.rule, f"{f.documents:,}", f"{f.documents / read:.0%}", f"{f.findings:,}"] for f in figures.frequent),
    )
    return _part("rules", heading, said, picture, table)


def _worst(figures: Figures, folder: str) -> Html:
    heading = "The reports with most to mend"
    if not figures.worst:
        return _part("worst", heading, "There is nothing to show: no report has errors or warnings.")
    said = f"The {len(figures.worst)} reports with the most errors, then the most warnings. The numbers are those of the table."
    values = [(w.errors, w.warnings) for w in figures.worst]
    shown = [f"{e:,} + {w:,}" for e, w in values]
    picture = _pictures.bars("worst-picture", heading, said, [str(n) for n in range(1, len(values) + 1)], values, shown)
    rows = (
        [str(n), _named(w, folder), squeezed(w.group), f"{w.errors:,}", f"{w.warnings:,}", f"{w.infos:,}"]
        for n, w in enumerate(figures.worst, 1)
    )
    table = _table(["Number", "Report", figures.grouped.capitalize(), "Errors", "Warnings", "Remarks"], rows, first=1)
    key = tag("p", tag("span", "Errors", class_="key error"), " and ", tag("span", "warnings", class_="key warning"), class_="keys")
    return tag("section", tag("h2", heading, id="worst"), tag("p", said), key, _framed(picture, heading), table, aria_labelledby="worst")


def _named(worst: Worst, folder: str) -> Html:
    """A report's title and path, leading to its file where a page can do that."""
    path = squeezed(worst.path)
    href = _href(worst.container or worst.path, folder)
    name = tag("a", squeezed(worst.title) or path, href=href, rel="noreferrer") if href else squeezed(worst.title) or path
    return joined([name, tag("span", path, class_="path")] if worst.title else [name])


def _href(path: str, folder: str) -> str | None:
    """A link to a file: relative, so that no name can be taken for anything but a name."""
    if is_url(path):
        return quote(path, safe="/:?&=%#~@+,;") if path.lower().startswith(("https://", "http://")) else None
    try:
        relative = os.path.relpath(path, folder).replace(os.sep, "/")
    except ValueError:  # on another drive
        return None
    return "./" + quote(relative.encode("utf-8", "surrogateescape"), safe="/")


def _unread(figures: Figures) -> Html:
    if not figures.unreadable:
        return Html("")
    heading = f"{_many(figures.unreadable, 'document')} that could not be read"
    rows = ([squeezed(path), squeezed(problem)] for path, problem in figures.unread)
    left = figures.unreadable - len(figures.unread)
    more = tag("p", f"{left:,} more are in the table of documents.", class_="note") if left > 0 else ""
    return tag("section", tag("h2", heading, id="unread"), _table(["Document", "Why"], rows), more, aria_labelledby="unread")


def _part(id: str, heading: str, said: str, picture: Html = _NOTHING, table: Html = _NOTHING, note: str = "") -> Html:
    """One picture with its sentence, and its figures as a table for whoever wants them."""
    figures = tag("details", tag("summary", "The figures as a table"), table) if table else ""
    shown: Iterable[str] = (
        tag("h2", heading, id=id),
        tag("p", said),
        _framed(picture, heading) if picture else "",
        tag("p", note, class_="note") if note else "",
        figures,
    )
    return tag("section", *shown, aria_labelledby=id)


def _framed(picture: Html, name: str) -> Html:
    return tag("div", picture, class_="frame", role="region", tabindex=0, aria_label=f"Picture: {name}")


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], first: int = 0) -> Html:
    """A table. first: which column names its row."""

    def cells(row: Sequence[str]) -> Iterator[Html]:
        for at, cell in enumerate(row):
            number = "number" if cell[:1].isdecimal() and at != first and not isinstance(cell, Html) else None
            yield tag("th", cell, scope="row") if at == first else tag("td", cell, class_=number)

    head = tag("thead", tag("tr", *(tag("th", h, scope="col") for h in heads)))
    body = tag("tbody", *(tag("tr", *cells(row)) for row in rows))
    return tag("div", tag("table", head, body), class_="frame", role="region", tabindex=0, aria_label=f"Table: {heads[0]} and more")


def _words(id: str) -> str:
    """A section's id as words."""
    return id.replace("-", " ").capitalize()


def _many(count: int, word: str) -> str:
    return f"{count:,} {word if count == 1 or word == 'info' else word + 's'}"

"""A pack for the people who put it together: its contents, what does not agree, and what is wrong in each report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportlint.agenda.result import PackResult
from reportlint.findings import DocumentResult, Finding, Result
from reportlint.outputs import text
from reportlint.outputs.text import WIDTH, Paint
from reportlint.scene import Paper


def _plain(role: str, words: str) -> str:
    return words


def render(found: PackResult, width: int = WIDTH, paint: Paint = _plain) -> str:
    """The contents first, then the pack as a whole, then report by report."""
    lines = [paint("document", _clean(found.path)), "", *(_clean(line) for line in _table(found))]
    lines += ["", *(paint("bad", _clean(p)) for p in found.problems)] if found.problems else []
    pages = ["\n".join(lines) + "\n"]
    if found.pack.agenda is not None:
        pages.append(text.render(replace(found.result, documents=(_whole(found),)), width, paint))
    if found.papers:
        pages.append(text.render(replace(found.result, documents=_named(found)), width, paint))
    return "\n\n".join(pages)


def as_result(found: PackResult) -> Result:
    """The pack as a whole and its reports, each as a document of its own, for outputs that know documents only."""
    whole = (_whole(found),) if found.pack.agenda is not None else ()
    # A stroke in a title must not pass for the end of a folder's name.
    reports = (replace(d, path=d.path.replace("/", "\N{FRACTION SLASH}")) for d in _named(found))
    return replace(found.result, documents=(*whole, *reports))


def _named(found: PackResult) -> tuple[DocumentResult, ...]:
    """The reports, called what their papers are called."""
    return tuple(replace(d, path=name(p)) for p, d in zip(found.papers, found.result.documents, strict=True))


def name(paper: Paper) -> str:
    """What a paper is called, with its item: "Item 7: Family Help Update"."""
    item = f"Item {paper.item.value}: " if paper.item is not None else ""
    return f"{item}{paper.title}"


def contents(found: PackResult) -> list[tuple[str, str, str, str]]:
    """The papers: what each is called, of which kind it is, on which pages the agenda has it, and where it stands."""
    return [_row(p, found) for p in found.pack.papers]


def _table(found: PackResult) -> Iterator[str]:
    rows = [("Paper", "Kind", "Agenda's pages", "In the file"), *contents(found)]
    wide = [max(len(row[n]) for row in rows) for n in range(4)]
    for row in rows:
        yield "  " + "  ".join(cell.ljust(w) for cell, w in zip(row, wide, strict=True)).rstrip()
    missing = [p for p in found.pack.papers if p.item is not None and p.item.pages]
    if missing and found.pack.shift is None and len({p.path for p in found.pack.papers}) == 1:
        yield ""
        yield "The file does not record its pages: whether the papers stand on those that the agenda names was not looked at."


_LONGEST = 60


def _row(paper: Paper, found: PackResult) -> tuple[str, str, str, str]:
    title = name(paper) if len(name(paper)) <= _LONGEST else name(paper)[: _LONGEST - 1] + "…"
    kind = paper.spec.title if paper.spec is not None else ("Attachment" if paper.owner else "Other paper")
    pages = _range("pages", *paper.item.pages) if paper.item is not None and paper.item.pages else ""
    place = _range("pages", *paper.pages) if paper.pages else _range("paragraphs", paper.first, paper.last)
    return ("  " if paper.owner else "") + title, kind, pages, f"{paper.path}: {place}" if paper.path else place


def _range(what: str, first: int, last: int) -> str:
    return f"{what[:-1]} {first}" if first == last else f"{what} {first}\u2013{last}"


def _whole(found: PackResult) -> DocumentResult:
    """The findings about the pack, as those of a document of its own."""
    least = found.result.fail_on
    findings = tuple(_placed(p, f) for p, f in found.findings)
    fails = least.rank and any(f.severity.rank >= least.rank for f in findings if f.waiver is None)
    return DocumentResult(
        path="The pack as a whole",
        sha256="",
        format=None,
        ruleset=None,
        ruleset_sha256=None,
        template=None,
        recognised_by=None,
        status="fail" if fails else "pass",
        findings=findings,
        faults=found.faults,
    )


def _placed(paper: Paper, finding: Finding) -> Finding:
    return replace(finding, location=replace(finding.location, text=f"{name(paper)}: {finding.location.text}"))


def _clean(words: str) -> str:
    """The words without characters that would steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in words)



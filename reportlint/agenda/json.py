"""A pack as JSON, by the contract `reportlint/agenda/1`."""

from __future__ import annotations

from typing import Any

from reportlint.agenda.result import PackResult
from reportlint.findings import DocumentResult
from reportlint.outputs import _json, _mapping
from reportlint.scene import Paper

SCHEMA = "reportlint/agenda/1"


def render(found: PackResult) -> str:
    """One JSON object, indented: the papers in the order of the pack, each report as `check` gives it, what does not agree."""
    heading = {**_mapping.heading(found.result), "schema": SCHEMA, "path": found.path}
    made = {
        **heading,
        "papers": [_paper(p, found) for p in found.pack.papers],
        "documents": [{"paper": p.ordinal, **_mapping.document(d)} for p, d in zip(found.papers, found.result.documents, strict=True)],
        "findings": [{"paper": paper.ordinal, **finding} for paper, finding in zip(*_findings(found), strict=True)],
        "problems": list(found.problems),
        "faults": list(found.faults),
    }
    return _json.dumps(made, indent=2) + "\n"


def _findings(found: PackResult) -> tuple[list[Paper], list[dict[str, Any]]]:
    """The papers of the findings about the pack, and these as those of a document are given."""
    all = tuple(f for _, f in found.findings)
    document = DocumentResult(found.path, "", None, None, None, None, None, "pass", all)
    return [p for p, _ in found.findings], _mapping.document(document)["findings"]


def _paper(paper: Paper, found: PackResult) -> dict[str, Any]:
    item = paper.item
    return {
        "ordinal": paper.ordinal,
        "kind": paper.kind,
        "mark": paper.spec.id if paper.spec is not None else None,
        "title": paper.title,
        "path": paper.path or None,
        "template": paper.report.template.name or None,
        "first": paper.first,
        "last": paper.last,
        "pages": _pages(paper.pages),
        "item": {"id": item.id, "number": item.value, "title": item.title, "pages": _pages(item.pages)} if item is not None else None,
        "attached_to": paper.owner,
    }


def _pages(pages: tuple[int, int] | None) -> dict[str, int] | None:
    return {"first": pages[0], "last": pages[1]} if pages is not None else None

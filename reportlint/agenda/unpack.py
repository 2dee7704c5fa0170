"""Documents and an agenda's template to a pack: every paper found, read on its own, and given its agenda item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from reportlint import templates
from reportlint.agenda import matching, pages, slices, splitting
from reportlint.agenda.splitting import See, Stretch
from reportlint.model import Document
from reportlint.report import Report, Template
from reportlint.scene import Pack, Paper

_UNTOLD = Template("", "", ())


def unpack(documents: Sequence[tuple[str, Document]], template: Template, others: Mapping[str, Template], see: See) -> Pack:
    """The pack that these documents, each with its path, make up; the one document of a pack in one file.

    others: templates by name, for the kinds of paper that are read with one. see: a report as it is recognised.
    """
    alone = len(documents) == 1
    papers: list[Paper] = []
    for path, document in documents:
        papers += _papers("" if alone else path, pages.paged(document) if alone else _unpaged(document), template, others, see)
    papers = _attached([replace(p, ordinal=n) for n, p in enumerate(papers, 1)])
    agendas = [p for p in papers if p.kind == "agenda"]
    if len(agendas) != 1:
        return Pack(tuple(papers), None, None)
    found = matching.matched(papers, agendas[0].report.items)
    known = alone and "pages" in agendas[0].report.document.records
    agenda = next(p for p in found if p.kind == "agenda")
    return Pack(tuple(found), agenda, matching.shift(found) if known else None)


def likeliest(documents: Iterable[Document], candidates: Sequence[Template]) -> Template | None:
    """The template of the pack's agenda: the one by whose marks most papers are told, an agenda above all."""
    read = list(documents)

    def told(template: Template) -> tuple[bool, int]:
        roles = [s.role for d in read for s in splitting.split(d, template) if s.spec is not None]
        return "agenda" in roles, len(roles)

    packs = [t for t in candidates if t.papers]
    return max(packs, key=told, default=None)


def _unpaged(document: Document) -> Document:
    """A file of its own in a folder: its pages are not those that an agenda names."""
    return replace(document, records=document.records - {"pages"})


def _papers(path: str, document: Document, template: Template, others: Mapping[str, Template], see: See) -> Iterator[Paper]:
    stretches = splitting.split(document, template)
    cut = slices.parts(document, [(s.first, s.last) for s in stretches])
    for stretch, part in zip(stretches, cut, strict=True):
        if stretch.role != "report":
            yield _paper(path, stretch, part, _read(part, stretch, template, others))
            continue
        whole = see(part)
        own, *rest = splitting.attachments(stretch, whole, template)
        if not rest:
            yield _paper(path, stretch, part, whole)
            continue
        pieces = slices.parts(document, [(s.first, s.last) for s in (own, *rest)])
        yield _paper(path, own, pieces[0], see(pieces[0]))
        for more, piece in zip(rest, pieces[1:], strict=True):
            yield replace(_paper(path, more, piece, templates.see(piece, _UNTOLD)), kind="attachment")


def _read(part: Document, stretch: Stretch, template: Template, others: Mapping[str, Template]) -> Report:
    if stretch.role == "agenda":
        return templates.see(part, template)
    named = stretch.spec.template if stretch.spec is not None else ""
    return templates.see(part, others.get(named, _UNTOLD))


def _paper(path: str, stretch: Stretch, part: Document, report: Report) -> Paper:
    filled = [p for p in part.flow if p.text.strip()]
    return Paper(
        ordinal=0,
        kind=stretch.role,
        title=_title(stretch, report),
        first=stretch.first,
        last=stretch.last,
        report=report,
        spec=stretch.spec,
        pages=pages.reach(filled) if "pages" in part.records else None,
        path=path,
    )


def _title(stretch: Stretch, report: Report) -> str:
    """What a paper is called: a report by its title, agenda and minutes by what they are, any other by its first line."""
    if stretch.role in ("agenda", "minutes") and stretch.spec is not None:
        return stretch.spec.title
    said = next((report.text(f) for f in report.fields if f.spec and "title" in f.spec.tags and f.content), "")
    return " ".join(said.split()) or stretch.line


def _attached(papers: Sequence[Paper]) -> list[Paper]:
    """The papers, each attachment with the report that it follows."""
    made: list[Paper] = []
    owner: int | None = None
    for paper in papers:
        if paper.kind == "attachment":
            made.append(replace(paper, owner=owner))
            continue
        owner = paper.ordinal if paper.kind == "report" else None
        made.append(paper)
    return made



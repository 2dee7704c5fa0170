"""A whole agenda pack, from its files to a result: unpacked, each report checked as by itself, all held against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import reportlint
from reportlint import api
from reportlint.agenda import crosscheck, unpack
from reportlint.agenda.result import PackResult
from reportlint.api import Options, Run, Seen
from reportlint.documents import Source, name_of, read
from reportlint.errors import UnreadableDocument, UsageError
from reportlint.findings import DocumentResult, Finding, Result
from reportlint.model import Document
from reportlint.report import Report, Template
from reportlint.rulesets.rule import Ruleset
from reportlint.scene import Pack, Paper

Files = dict[str, tuple[bytes, Document]]


def check_pack(documents: Iterable[Source], path: str, options: Options) -> PackResult:
    """What is wrong in an agenda pack, which is one document or several. path: what to call it.

    Raises UsageError as `check` does, and if the ruleset has no template for an agenda. A pack without an agenda, or with a
    document that cannot be read, raises nothing: the result says so.
    """
    run = api.prepared(options)
    problems: list[str] = []
    files = dict(_files(documents, problems))
    kinds = [(r, t) for r, t in run.pairs if t.papers and t.recognition.enabled]
    template = unpack.likeliest((d for _, d in files.values()), [t for _, t in kinds])
    if template is None:
        raise UsageError("This ruleset has no template for an agenda: none of its templates says what 'papers' a pack holds.")
    ruleset = next(r for r, t in kinds if t is template)

    def see(part: Document) -> Report:
        seen = run.see(part)
        return seen.report or api.unseen(part, seen.refused)

    pack = unpack.unpack([(p, d) for p, (_, d) in files.items()], template, ruleset.templates, see)
    problems += _troubles(pack, path)
    return _judged(run, pack, files, (ruleset, template), path, problems)


def _files(documents: Iterable[Source], problems: list[str]) -> Iterator[tuple[str, tuple[bytes, Document]]]:
    for source in documents:
        try:
            name, data, document = read(source)
            yield name, (data, document)
        except UnreadableDocument as reason:
            problems.append(f"{name_of(source)} could not be read: {reason}")


def _troubles(pack: Pack, path: str) -> Iterator[str]:
    """Why the papers cannot be held against an agenda."""
    agendas = [p for p in pack.papers if p.kind == "agenda"]
    if not pack.papers:
        yield f"There is nothing in {path} to take apart."
    elif not agendas:
        yield f"No agenda was found in {path}, so the papers cannot be held against one."
    elif len(agendas) > 1:
        places = " and ".join(_place(p) for p in agendas)
        yield f"There are {len(agendas)} agendas in {path} ({places}). Give the papers of each meeting apart."


def _place(paper: Paper) -> str:
    where = f"page {paper.pages[0]}" if paper.pages else f"paragraph {paper.first}"
    return f"{paper.path}, {where}" if paper.path else where


def _judged(run: Run, pack: Pack, files: Files, kind: tuple[Ruleset, Template], path: str, problems: Sequence[str]) -> PackResult:
    reports: list[tuple[Paper, DocumentResult]] = []
    crossed: list[tuple[Paper, Finding]] = []
    faults: list[str] = []
    for paper in pack.papers:
        data = files[paper.path or path][0] if (paper.path or path) in files else next(iter(files.values()))[0]
        result = _result(run, pack, paper, data, kind, path)
        own = [f for f in result.findings if _crosses(f, paper, kind[0])]
        crossed += ((paper, f) for f in own)
        if paper.kind == "report":
            reports.append((paper, replace(result, findings=tuple(f for f in result.findings if f not in own))))
        else:
            faults += result.faults
    # What is said of the pack alone does not make a report fail.
    documents = tuple(replace(d, status=_status(run, d)) for _, d in reports)
    made = Result(reportlint.__version__, run.stage, run.on, documents, run.fail_on)
    return PackResult(path, pack, made, tuple(p for p, _ in reports), tuple(crossed), tuple(problems), tuple(faults))


def _result(run: Run, pack: Pack, paper: Paper, data: bytes, kind: tuple[Ruleset, Template], path: str) -> DocumentResult:
    name = paper.path or f"{path}#{paper.ordinal}"
    if paper.kind == "report":
        return run.result(name, data, run.see(paper.report.document), pack, paper)
    ruleset = crosscheck.about(*kind, paper)
    return run.result(name, data, Seen(paper.report.document, paper.report, ruleset), pack, paper)


def _crosses(finding: Finding, paper: Paper, ruleset: Ruleset) -> bool:
    """Whether a finding is about the pack; of a paper that is no report, every one is, those about waivers apart."""
    rule = ruleset.rules.get(finding.rule)
    if rule is None:
        return False
    return crosscheck.about_packs(rule.check) or (paper.kind != "report" and finding.location.span is not None)


def _status(run: Run, document: DocumentResult) -> str:
    if document.status == "unreadable":
        return document.status
    fails = run.fail_on.rank and any(f.severity.rank >= run.fail_on.rank for f in document.findings if f.waiver is None)
    return "fail" if fails else "pass"

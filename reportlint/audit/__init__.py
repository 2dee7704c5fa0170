"""Every report in an archive, however many: what is wrong in them, kept as tables that grow only by what is new."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

import reportlint
from reportlint import api, rulesets
from reportlint.api import Options, Run
from reportlint.audit import _archives, engines, stores
from reportlint.audit.entries import Tell, listed
from reportlint.audit.listing import Listing
from reportlint.audit.reading import Read, Reader
from reportlint.audit.rows import DOCUMENTS, Terms, of_rules
from reportlint.audit.stores import Store
from reportlint.errors import ReportlintError, UsageError

#: When what was found is put away for good: after so many documents, or so many seconds.
_BATCH, _SECONDS = 256, 5.0

#: Is told how many documents are done, of how many.
Progress = Callable[[int, int], None]


class Stopped(ReportlintError):
    """An audit that was stopped by the person who began it."""

    exit_code = 130


@dataclass(frozen=True)
class Summary:
    """What an audit came to. documents: how many there are; read: how many of them had to be judged; same: how many were opened
    and had not changed; gone: how many of the last audit are no longer there. faults: documents on which a check failed.
    missed: sentences about sources that led to nothing. counts: findings by severity.
    """

    documents: int
    read: int
    same: int
    gone: int
    unreadable: int
    faults: int
    missed: tuple[str, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Work:
    """Who does the reading: the engine's name, its processes, or its cluster's address."""

    engine: str = "local"
    jobs: int | None = None
    scheduler: str | None = None


def audit(
    sources: Sequence[str],
    target: str,
    options: Options,
    work: Work,
    *,
    anew: bool = False,
    tell: Tell = lambda sentence: None,
    progress: Progress = lambda done, of: None,
) -> Summary:
    """What all documents in these sources came to; each with its findings is in the audit at `target`.

    Only what is new or has changed is read. The result is the same whoever reads, and however often it was interrupted. anew:
    what an earlier audit found does not count. tell: is told of sources that led to nothing. Raises Stopped on Ctrl-C.
    """
    missed: list[str] = []

    def heard(sentence: str) -> None:
        missed.append(sentence)
        tell(sentence)

    engines.refuse(work.engine, work.jobs, work.scheduler)
    run = api.prepared(options)
    with closing(Listing()) as listing, _archives.let_go():
        listing.add(entry for source in sources for entry in listed(source, heard))
        if not len(listing):
            raise UsageError("There is nothing to audit.")
        with closing(stores.opened(target, anew)) as store:
            _refuse_others(store.head, sources, target)
            run = replace(run, on=_day(run, store.head))
            terms, head = _terms(run, options, sources)
            store.begin(head, of_rules({id(r): r for r, _ in run.pairs}.values()))
            listing.know(store.known())
            reader = Reader(run, terms, {r.name: r.title for r, _ in run.pairs})
            read, same = _read(reader, listing, store, work, target, progress)
            gone = 0 if missed else sum(1 for _ in listing.gone())
            store.finish(listing, gone=not missed)
            documents, unreadable, faults, *counts = store.totals()
    by_severity = dict(zip(("error", "warning", "info"), counts, strict=True))
    return Summary(documents, read, same, gone, unreadable, faults, tuple(missed), by_severity)


def _read(reader: Reader, listing: Listing, store: Store, work: Work, target: str, progress: Progress) -> tuple[int, int]:
    """How many documents were judged, and how many were as they had been, once all are in the store."""
    total, skipped = len(listing), listing.unchanged(reader.terms.basis)
    done, same = skipped, 0
    batch: list[Read] = []
    progress(done, total)
    since = time.monotonic()
    results = engines.run(work.engine, reader, listing.tasks(reader.terms.basis), work.jobs or 1, work.scheduler or "")
    try:
        with closing(results):
            for result in results:
                batch.append(result)
                if len(batch) >= _BATCH or time.monotonic() - since > _SECONDS:
                    done, same = done + len(batch), same + _put(store, batch)
                    since = time.monotonic()
                progress(done + len(batch), total)
    except KeyboardInterrupt:
        done += len(batch)
        _put(store, batch)
        raise Stopped(f"Stopped: {done} of {total} documents are in {target}. The same command goes on from there.") from None
    except ReportlintError as problem:
        done += len(batch)
        _put(store, batch)
        problem.args = (f"{problem} {done} of {total} documents are in {target}; the same command goes on from there.",)
        raise
    done, same = done + len(batch), same + _put(store, batch)
    return total - skipped - same, same


def _put(store: Store, batch: list[Read]) -> int:
    """How many documents of the batch are as they had been, once it is put away."""
    if batch:
        store.put(batch)
    same = sum(result.document is None for result in batch)
    batch.clear()
    return same


def _refuse_others(head: Mapping[str, str], sources: Sequence[str], target: str) -> None:
    """Raise UsageError for an audit of other sources: what it found there would be taken out as gone."""
    missing = [s for s in json.loads(head.get("sources", "[]")) if s not in sources]
    if missing:
        raise UsageError(
            f"{target} is an audit of {', '.join(missing)}, which would be taken out of it. Name that too, choose another place for this "
            "audit, or say --anew to begin it from nothing."
        )


def _terms(run: Run, options: Options, sources: Sequence[str]) -> tuple[Terms, dict[str, str]]:
    """What documents are held to, and what is said of the audit."""
    day = run.on.isoformat()
    chosen = [run.asked, options.template, sorted(run.select), sorted(run.ignore), repr(run.limits)]
    held = [reportlint.__version__, run.stage, day, run.dated, chosen]
    rules = sorted((r.name, r.sha256) for r in (rulesets.load("core"), *(r for r, _ in run.pairs)))
    basis = sha256(json.dumps([held, rules, list(DOCUMENTS)]).encode()).hexdigest()[:32]
    head = {
        "version": reportlint.__version__, "stage": str(run.stage), "checked_for": day, "dated": "yes" if run.dated else "no",
        "ruleset": str(options.ruleset or ""), "template": options.template or "", "select": ",".join(run.select),
        "ignore": ",".join(run.ignore), "sources": json.dumps(list(sources)), "basis": basis, "state": "unfinished",
    }  # fmt: skip
    return Terms(reportlint.__version__, str(run.stage), day, basis), head


def _day(run: Run, head: Mapping[str, str]) -> date:
    """The day to hold documents to: where none was asked for, that of the earlier audit while the same rules are in force.

    Otherwise every document would have to be read again every day, and one that goes on past midnight would hold two halves to
    two days.
    """
    if run.dated or head.get("dated") != "no":
        return run.on
    try:
        kept = date.fromisoformat(head["checked_for"])
    except (KeyError, ValueError):
        return run.on
    turns = any(kept < day <= run.on for day in _turns(run))
    return run.on if kept.year != run.on.year or kept > run.on or turns else kept


def _turns(run: Run) -> Iterator[date]:
    """The days from which other rules or templates are in force."""
    one = date.resolution
    for ruleset, template in run.pairs:
        specs = (*template.fields, *template.sections, *template.statements, *(template.approvals.rows if template.approvals else ()))
        terms = [rule.when.term for rule in ruleset.rules.values()]
        terms += [t for spec in specs for t in (spec.term, *spec.title_terms.values())]
        for term in terms:
            if term.since is not None:
                yield term.since
            if term.until is not None:
                yield term.until + one

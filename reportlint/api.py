"""The whole path in one place: bytes -> Document -> Report -> findings -> gate -> Result."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import reportlint
from reportlint import engine, gate, limits, rulesets, templates
from reportlint.documents import File, Source, data_of, held, listed, name_of, read
from reportlint.errors import UnreadableDocument, UsageError
from reportlint.findings import DocumentResult, Evaluation, Finding, Outcome, Result, Severity, Stage
from reportlint.gate import Baseline, Case, Gate
from reportlint.guard import Guarded
from reportlint.jobs import mapped
from reportlint.limits import Limits
from reportlint.model import Document
from reportlint.report import Report, Template
from reportlint.rulesets.rule import Ruleset
from reportlint.scene import Pack, Paper, Scene
from reportlint.templates import recognise
from reportlint.templates.recognise import Signs

T = TypeVar("T", bound=StrEnum)

#: The ruleset that speaks of documents that no template fits.
_BASE = "core"


@dataclass(frozen=True, slots=True)
class Seen:
    """A document as it was read and recognised. report: None when no template fits, and then `refused` says why."""

    document: Document
    report: Report | None
    ruleset: Ruleset
    refused: str = ""


def check(
    documents: Source | Iterable[Source],
    *,
    ruleset: str | Path | None = None,
    template: str | None = None,
    stage: str = Stage.DRAFT,
    on: date | None = None,
    fail_on: str = Severity.ERROR,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    waivers: File | None = None,
    baseline: File | Baseline | None = None,
    progress: Callable[[str], None] | None = None,
    jobs: int = 1,
    limits: Limits = limits.LIMITS,
    guarded: bool = False,
    whole: bool = True,
) -> Result:
    """What is wrong in these documents at this stage.

    ruleset: a bundled name or a folder; without it every bundled ruleset is tried. template: the one to use, without
    recognition. on: the day the check is made for. select, ignore: rules, as `section-missing` or `section-missing:legal`;
    `*` stands for anything. waivers, baseline: files of what may be let stand. progress: told each document's name when its
    turn comes. jobs: how many processes share the work; with more than one, a script must guard its start with
    `if __name__ == "__main__":`. The result is the same. limits: how much of a document is read. guarded: whether a document
    that takes longer or more memory than that is stopped, in a process of its own; so it is with several jobs. whole: whether
    the result holds the documents themselves, as they were read.

    Raises UsageError for an unknown stage, severity, ruleset, template or rule, RulesetError for rules and SettingsError for
    waivers or a baseline that do not load. A document that cannot be read raises nothing: it is a finding.
    """
    options = Options(ruleset, template, stage, on, fail_on, tuple(select), tuple(ignore), waivers, baseline, limits, whole)
    run = prepared(options)
    given, results = list(listed(documents)), []
    work = Guarded(run.document, run.stopped, limits) if guarded or jobs > 1 else None
    with closing(mapped(work or run.document, given, jobs)) as done:
        for source in given:
            if progress is not None:
                progress(name_of(source))
            results.append(next(done))
    if work is not None:
        work.close()
    return Result(reportlint.__version__, run.stage, run.on, tuple(results), run.fail_on)


def inspect(source: Source, *, ruleset: str | Path | None = None, template: str | None = None, on: date | None = None) -> Seen:
    """What is read in a document, and what its template makes of it. Raises UnreadableDocument if it cannot be read.

    on: the day that decides which edition of the template holds, where the report names none.
    """
    _, _, document = read(source)
    return _see(document, candidates(ruleset, template), template is not None, on or date.today())


def trace(
    source: Source,
    rule: str,
    *,
    ruleset: str | Path | None = None,
    template: str | None = None,
    stage: str = Stage.DRAFT,
    on: date | None = None,
) -> tuple[engine.Trial, Report]:
    """What became of one rule on each part of a document, and the report that it was tried on.

    Raises UnreadableDocument if the document cannot be read, UsageError if its ruleset has no such rule.
    """
    seen = inspect(source, ruleset=ruleset, template=template, on=on)
    report, id = seen.report or unseen(seen.document, seen.refused), rule.split(":")[0]
    if id in seen.ruleset.disabled:
        raise UsageError(f"The ruleset {seen.ruleset.name} has switched '{id}' off: {seen.ruleset.disabled[id]}")
    if id not in seen.ruleset.rules:
        raise UsageError(f"There is no rule '{id}' in the ruleset {seen.ruleset.name}.{_did_you_mean(id, seen.ruleset.rules)}")
    scene = Scene(report, on or date.today(), on is not None, seen.ruleset.nation)
    tried = engine.trials(seen.ruleset, scene, _choice(Stage, stage, "stage"))
    return next(t for t in tried if t.rule.id == id), report


@dataclass(frozen=True, slots=True)
class Options:
    """What `check` may be asked for; see there."""

    ruleset: str | Path | None = None
    template: str | None = None
    stage: str = Stage.DRAFT
    on: date | None = None
    fail_on: str = Severity.ERROR
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    waivers: File | None = None
    baseline: File | Baseline | None = None
    limits: Limits = field(default_factory=Limits)
    whole: bool = True


def prepared(options: Options) -> Run:
    """A run with these options. Raises as `check` does."""
    run = Run(
        candidates=candidates(options.ruleset, options.template),
        asked=options.template is not None,
        stage=_choice(Stage, options.stage, "stage"),
        on=options.on or date.today(),
        dated=options.on is not None,
        fail_on=_choice(Severity, "off" if options.fail_on == "never" else options.fail_on, "severity"),
        select=options.select,
        ignore=options.ignore,
        gate=gate.load(options.waivers, options.baseline),
        limits=options.limits,
        whole=options.whole,
    )
    run.refuse_unknown_rules()
    return run


@dataclass(frozen=True, slots=True)
class Run:
    """One call of `check`: its options, resolved."""

    candidates: list[Candidate]
    asked: bool
    stage: Stage
    on: date
    dated: bool
    fail_on: Severity
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    gate: Gate
    limits: Limits
    whole: bool

    def document(self, source: Source) -> DocumentResult:
        """What is wrong in a document. It raises nothing: whatever happens is a finding."""
        with limits.using(self.limits):
            result = self._document(source)
        return result if self.whole else replace(result, document=None, report=None)

    def _document(self, source: Source) -> DocumentResult:
        name, (data, problem) = name_of(source), data_of(source)
        try:
            if problem is not None:
                raise problem
            return self.result(name, data, self.see(held(source, data)))
        except UnreadableDocument as reason:
            why = str(reason)
        except MemoryError:
            why = limits.sentence("memory")
        except Exception as fault:  # one document must not take the others with it, and a fault must not pass in silence
            if os.environ.get("REPORTLINT_DEBUG"):
                raise
            why = f"reportlint itself failed on this document ({type(fault).__name__}). Please report it; the document may be quite sound."
        return self.unread(name, data, why)

    def stopped(self, source: Source, why: UnreadableDocument) -> DocumentResult:
        """What is to be said of a document that was stopped while it was read or judged."""
        with limits.using(self.limits):
            data, _ = data_of(source)
        return self.unread(name_of(source), data, str(why))

    def unread(self, name: str, data: bytes, why: str) -> DocumentResult:
        """What is to be said of a document that cannot be read."""
        nothing = Document("", (), properties={"problem": why})
        return self.result(name, data, Seen(nothing, None, rulesets.load(_BASE)))

    @property
    def pairs(self) -> list[tuple[Ruleset, Template]]:
        """Every template to try with its ruleset, all of them loaded."""
        return [(c.ruleset, c.template) for c in self.candidates]

    def see(self, document: Document) -> Seen:
        """The document as this run recognises it."""
        return _see(document, self.candidates, self.asked, self.on)

    def result(self, name: str, data: bytes, seen: Seen, pack: Pack | None = None, paper: Paper | None = None) -> DocumentResult:
        """What is wrong in a document; in a paper of an agenda pack, what does not agree with the pack too."""
        report = seen.report or unseen(seen.document, seen.refused)
        scene = Scene(report, self.on, self.dated, seen.ruleset.nation, pack=pack, paper=paper)
        sha256 = hashlib.sha256(data).hexdigest()
        checked = engine.run(seen.ruleset, scene, self.stage)
        judged = self.gate.judge(checked, Case(name, sha256, seen.ruleset, scene, self.stage))
        # That a document could not be judged is neither left out by a selection nor ignored.
        findings = tuple(f for f in judged.findings if seen.report is None or self._wanted(f))
        ignored = {(f.rule, f.subject) for f in judged.findings} - {(f.rule, f.subject) for f in findings}
        fails = self.fail_on is not Severity.OFF and any(f.severity.rank >= self.fail_on.rank for f in findings if f.waiver is None)
        unreadable = not seen.document.format
        known = seen.report is not None
        return DocumentResult(
            path=name,
            sha256=sha256,
            format=seen.document.format or None,
            ruleset=seen.ruleset.name if known else None,
            ruleset_sha256=seen.ruleset.sha256 if known else None,
            template=report.template.name if known else None,
            recognised_by=report.recognised_by if known else None,
            status="unreadable" if unreadable else ("fail" if fails else "pass"),
            findings=findings,
            evaluations=_left_out(judged.evaluations, ignored),
            faults=judged.faults,
            stage=self.stage,
            notes=seen.document.notes,
            rules={id: rule.sha256 for id, rule in seen.ruleset.rules.items()},
            document=None if unreadable else seen.document,
            report=seen.report,
        )

    def _wanted(self, finding: Finding) -> bool:
        return (not self.select or _named(finding, self.select)) and not _named(finding, self.ignore)

    def refuse_unknown_rules(self) -> None:
        """Raise UsageError for a rule that no ruleset has: a slip in a name must not switch a gate off."""
        chosen = (*self.select, *self.ignore)
        known = {id for c in self.candidates for id in c.ruleset.rules} if chosen else set()
        for wanted in chosen:
            if not any(fnmatchcase(id, wanted.split(":")[0]) for id in known):
                raise UsageError(f"There is no rule '{wanted}'.{_did_you_mean(wanted, known)}")


def _left_out(evaluations: Iterable[Evaluation], ignored: set[tuple[str, str | None]]) -> tuple[Evaluation, ...]:
    """The evaluations, those of findings that nobody wanted to hear of marked so: such a rule was not held to."""
    reason = "left out by the options of this run"
    return tuple(
        replace(e, outcome=Outcome.NOT_EVALUATED, reason=reason) if (e.rule, e.subject) in ignored and e.outcome is Outcome.FAIL else e
        for e in evaluations
    )


def _named(finding: Finding, wanted: Sequence[str]) -> bool:
    return any(fnmatchcase(finding.rule, w) or fnmatchcase(finding.name, w) for w in wanted)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A template to try. signs: what it is told by. bundled: the name of its ruleset, which is loaded once it is chosen, or else
    `held`: the ruleset itself.
    """

    signs: Signs
    bundled: str = ""
    held: Ruleset | None = None

    @property
    def ruleset(self) -> Ruleset:
        return self.held or _bundled(self.bundled)

    @property
    def template(self) -> Template:
        return self.ruleset.templates[self.signs.name]


def candidates(ruleset: str | Path | None, template: str | None) -> list[Candidate]:
    """The templates to try, each with the ruleset whose rules go with it."""
    if ruleset is not None:
        held = rulesets.load(ruleset)
        every = [Candidate(recognise.signs(t), held=held) for t in held.templates.values()]
    else:
        every = [Candidate(signs, name) for name, signs in rulesets.signs() if signs.enabled]
    if template is not None:
        chosen = [c for c in every if c.signs.name == template]
        if not chosen:
            raise UsageError(f"There is no template '{template}'.{_did_you_mean(template, {c.signs.name for c in every})}")
        return chosen[:1]
    return every


@lru_cache
def _bundled(name: str) -> Ruleset:
    """A ruleset that comes with the program; it does not change while this one runs."""
    return rulesets.load(name)


def _see(document: Document, candidates: list[Candidate], asked: bool, on: date) -> Seen:
    """The document through the template that fits best; through the only one there is, if it was asked for."""
    if not document.flow or not any(p.text.strip() for p in document.flow):
        return Seen(document, None, rulesets.load(_BASE))
    if asked:
        return Seen(document, templates.see(document, candidates[0].template, "it was asked for", on), candidates[0].ruleset)
    ranked = recognise.scores(document, [c.signs for c in candidates])
    chosen = recognise.best(ranked)
    if chosen is None:
        return Seen(document, None, candidates[0].ruleset if candidates else rulesets.load(_BASE), recognise.refusal(ranked))
    best = next(c for c in candidates if c.signs is chosen.signs)
    return Seen(document, templates.see(document, best.template, chosen.why, on), best.ruleset)


def unseen(document: Document, refused: str) -> Report:
    """A report without a template: only the rules about reading can be tried on it."""
    document = replace(document, properties={**document.properties, "refused": refused}) if refused else document
    return templates.see(document, Template("", "", ()))


def _choice(kind: type[T], value: str, what: str) -> T:
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(kind)
        raise UsageError(f"There is no {what} '{value}'. Choose one of: {known}.") from None


def _did_you_mean(wanted: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # slow to import

    near = get_close_matches(wanted.split(":")[0], list(known), n=1)
    return f" Did you mean '{near[0]}'?" if near else ""

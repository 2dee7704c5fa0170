"""The rows of the table: what is measured, against what, and what it ought to be."""

from __future__ import annotations

import importlib.util
import io
import os
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from lxml import etree

from reportlint import api, engine, rulesets
from reportlint.findings import Stage
from reportlint.formats import docx
from reportlint.rulesets.rule import Rule, Ruleset
from reportlint.scene import Scene

from . import fixtures
from .measure import Ended, Ratio, interleaved, peak, process, ratio

#: What a check needs of a Word file, and what reading it comes to at least.
PARTS = (
    *("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml", "word/styles.xml"),
    *("word/numbering.xml", "word/header1.xml", "word/footer1.xml", "docProps/core.xml"),
)
_MARGIN = 1e-9


@dataclass(frozen=True)
class Row:
    """number: in the table. unit: what the figures are in. more: whether more is better. measured: None if it could not be."""

    number: int
    what: str
    unit: str
    bar: float
    stretch: float
    measured: float | None
    noise: float = 0.0
    note: str = ""
    more: bool = False

    def meets(self, limit: float) -> bool:
        if self.measured is None:
            return False
        return self.measured >= limit - _MARGIN if self.more else self.measured <= limit + _MARGIN


@dataclass(frozen=True)
class Plan:
    """rounds: of each measurement. documents: how many for the two processes. folder: where files may be put."""

    rounds: int
    documents: int
    folder: Path


def floor(data: bytes) -> object:
    """F: the parts that a check needs, inflated and parsed, and nothing else."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [etree.fromstring(archive.read(name)) for name in PARTS]


def rows(plan: Plan) -> Iterator[Row]:
    """Every row, as it is measured."""
    yield from _in_process(plan)
    yield from _command_line(plan)
    yield _two_processes(plan)
    yield _unchanged(plan)
    yield _growth(plan)
    yield _memory(plan)
    yield _many_rules(plan)


def _row(number: int, what: str, unit: str, bars: tuple[float, float], found: Ratio, note: str = "") -> Row:
    times = f"{found.over * 1000:.1f} ms over {found.under * 1000:.1f} ms of processor time"
    return Row(number, what, unit, *bars, found.value, found.noise, f"{times}{'; ' if note else ''}{note}")


def _in_process(plan: Plan) -> Iterator[Row]:
    """Rows 1, 2 and 5: new words in each round; the styles new too, but for the corpus, whose documents share a template."""
    new = [fixtures.report(6, n, alone=True) for n in range(plan.rounds + 1)]
    alike = [fixtures.report(6, n) for n in range(plan.rounds + 1)]
    run = api.prepared(api.Options(stage="submission"))
    taken = interleaved(
        {
            "floor": lambda n: floor(new[n]),
            "read": lambda n: docx.read(new[n]),
            "check": lambda n: run.document(("report.docx", new[n])),
            "corpus": lambda n: run.document(("report.docx", alike[n])),
        },
        plan.rounds,
    )
    yield _row(1, "Word file to document, 6 pages", "F", (1.6, 1.3), ratio(taken["read"], taken["floor"]))
    yield _row(2, "check of 6 pages, every rule, in process", "F", (2.5, 1.5), ratio(taken["check"], taken["floor"]))
    yield _row(5, "corpus, a document and core, in process", "F", (2, 1), ratio(taken["corpus"], taken["floor"]))


def _command_line(plan: Plan) -> Iterator[Row]:
    """Rows 3 and 4, process start to exit; Python's own compiled files are there, as an installed program has them."""
    report = plan.folder / "six.docx"
    report.write_bytes(fixtures.report(6))
    command = [sys.executable, "-m", "reportlint", "check", str(report), "--fail-on", "never"]
    common = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(plan.folder / "pyc"), "REPORTLINT_CACHE": ""}
    bare: list[Ended] = []
    warm: list[Ended] = []
    cold: list[Ended] = []
    for number in range(plan.rounds + 1):
        kept = {**common, "XDG_CACHE_HOME": str(plan.folder / "warm")}
        with tempfile.TemporaryDirectory(dir=plan.folder) as empty:
            ran = (
                process([sys.executable, "-c", "pass"], common),
                process(command, kept),
                process(command, {**common, "XDG_CACHE_HOME": empty}) if number <= max(2, plan.rounds // 3) else None,
            )
        if any(r is not None and r.status for r in ran):
            raise SystemExit(f"{command} failed")
        if number:
            bare.append(ran[0])
            warm.append(ran[1])
            cold += [ran[2]] if ran[2] else []
    for number, what, bars, several in ((3, "warm", (6, 3), warm), (4, "no compiled ruleset cached", (14, 8), cold)):
        under = bare[: len(several)]
        found = ratio([r.seconds for r in several], [r.seconds for r in under])
        wall = ratio([r.wall for r in several], [r.wall for r in under])
        yield _row(number, f"command line, 6 pages, {what}", "B", bars, found, f"by the clock {wall.value:.1f} B")


def _two_processes(plan: Plan) -> Row:
    """Row 6. Other work on the machine makes the clock say too little, so what the processors did is told beside it."""
    folder = plan.folder / "many"
    folder.mkdir()
    for n in range(plan.documents):
        (folder / f"{n:05}.docx").write_bytes(fixtures.report(6, n % 50))
    few = [str(path) for path in sorted(folder.iterdir())[: max(2, plan.documents // 10)]]
    command = [sys.executable, "-m", "reportlint", "check", "--format", "jsonl", "--fail-on", "never"]
    environment = {"XDG_CACHE_HOME": str(plan.folder / "warm"), "PYTHONPYCACHEPREFIX": str(plan.folder / "pyc")}
    same = {}
    ran: dict[int, Ended] = {}
    begun: dict[int, Ended] = {}
    for jobs in (1, 2):
        output = plan.folder / f"jobs-{jobs}.jsonl"
        shared = [*command, "--jobs", str(jobs), "--output", str(output)]
        begun[jobs] = process([*shared, *few], environment)
        ran[jobs] = process([*shared, str(folder)], environment)
        same[jobs] = output.read_bytes() if output.exists() else b""
    spent = {jobs: ran[jobs].seconds for jobs in ran}
    steady = (ran[1].wall - begun[1].wall) / max(ran[2].wall - begun[2].wall, 1e-9)
    note = f"{plan.documents} documents, {ran[1].wall:.1f} s and {ran[2].wall:.1f} s by the clock, {spent[1]:.1f} s and {spent[2]:.1f} s of"
    note += f" processor time (at best {2 * spent[1] / spent[2]:.2f} times); {steady:.2f} times after the first {len(few)}"
    note += "" if same[1] == same[2] and same[1] else "; THE RESULTS DIFFER"
    return Row(6, "two processes against one", "times", 1.85, 1.95, ran[1].wall / ran[2].wall, 0.0, note, more=True)


def _unchanged(plan: Plan) -> Row:
    """Row 7: a second audit of documents and rules that have not changed."""
    empty = Row(7, "unchanged since the last audit", "F", 0.1, 0.06, None, note="there is no audit to measure")
    if importlib.util.find_spec("reportlint.audit") is None:
        return empty
    folder = plan.folder / "archive"
    folder.mkdir()
    sizes = (200, 1200)
    spent = {}
    environment = {"XDG_CACHE_HOME": str(plan.folder / "warm"), "PYTHONPYCACHEPREFIX": str(plan.folder / "pyc")}
    for size in sizes:
        for n in range(size):
            (folder / f"{n:05}.docx").write_bytes(fixtures.report(6, n % 50))
        command = [sys.executable, "-m", "reportlint", "audit", str(folder), "--output", str(plan.folder / f"audit-{size}.sqlite")]
        if process(command, environment).status not in (0, 1):
            return replace(empty, note="the audit failed")
        spent[size] = min(process(command, environment).seconds for _ in range(3))
    each = (spent[sizes[1]] - spent[sizes[0]]) / (sizes[1] - sizes[0])
    data = fixtures.report(6)
    under = sorted(interleaved({"floor": lambda n: floor(data)}, 9)["floor"])[4]
    note = f"{each * 1e6:.0f} µs a document beyond the first {sizes[0]}, over {under * 1000:.1f} ms"
    return replace(empty, measured=each / under, note=note)


def _growth(plan: Plan) -> Row:
    """Row 8: ten times as much takes ten times as long; the worst of the kinds counts."""
    run = api.prepared(api.Options(stage="submission"))
    pairs: dict[str, tuple[Callable[[int], bytes], int]] = {
        "report": (fixtures.report, 60),
        "prose": (fixtures.prose, 60),
        "list": (fixtures.listing, 1000),
        "table": (fixtures.table, 1000),
    }
    found = {}
    for kind, (make, small) in pairs.items():
        one, ten = make(small), make(small * 10)
        works = {"one": lambda n, d=one: run.document(("a.docx", d)), "ten": lambda n, d=ten: run.document(("a.docx", d))}
        taken = interleaved(works, max(3, plan.rounds // 4))
        found[kind] = ratio(taken["ten"], taken["one"])
    worst = max(found.values(), key=lambda r: r.value)
    note = ", ".join(f"{kind} {r.value:.1f}" for kind, r in found.items())
    return Row(8, "growth: 600 pages over 60, 10,000 rows over 1,000", "times", 11, 10.2, worst.value, worst.noise, note)


def _memory(plan: Plan) -> Row:
    """Row 9: the most that a process holds for 500 pages, over the size of the main part."""
    data = fixtures.report(500)
    path = plan.folder / "five-hundred.docx"
    path.write_bytes(data)
    size = zipfile.ZipFile(io.BytesIO(data)).getinfo("word/document.xml").file_size
    environment = {"XDG_CACHE_HOME": str(plan.folder / "warm")}
    if not Path("/proc/self/status").exists():
        return Row(9, "peak memory, 500 pages, over document.xml", "times", 12, 4, None, note="measured on Linux only")
    bare = peak(["-"], plan.folder / "peak", environment)
    most = peak(["reportlint", "check", str(path)], plan.folder / "peak", environment)
    note = f"{(most - bare) / 2**20:.0f} MB above bare Python, document.xml {size / 2**20:.1f} MB"
    return Row(9, "peak memory, 500 pages, over document.xml", "times", 12, 4, (most - bare) / size, 0.0, note)


_STEMS = ("ab", "con", "dis", "en", "for", "im", "non", "over", "pre", "sub")
_ENDS = ("lated", "grident", "merance", "tualise", "porific", "wardness", "cidal", "mentary", "fulness", "linger")


def _many_rules(plan: Plan) -> Row:
    """Row 10: a hundred phrases and a hundred patterns, each a rule; some stand in the text, once or twice each."""
    present = (
        "drive or garage",
        "damaged cables",
        "exhaust fumes",
        "electric vehicle",
        "lit and overlooked",
        "mini competition",
        "narrow bays",
    )
    words = [f"{stem}{end}" for stem in _STEMS for end in _ENDS]
    phrases = [*present, *(f"{a} of {b}" for a, b in zip(words, reversed(words), strict=True))][:100]
    forms = [r"\b{}s?\b", r"\b{}(?:ed|ing)?\s+\w+", r"(?:very|quite)\s+{}", r"\b{}\s?[-/]\s?\w+"]
    patterns = [*(r"\b" + p.replace(" ", r"s?\s+") + r"\b" for p in present), *(forms[n % 4].format(w) for n, w in enumerate(words))][:100]
    base = rulesets.load("rotherham")
    held = replace(base, rules=_rules(base, phrases, patterns))
    run = api.prepared(api.Options(ruleset="rotherham", stage="submission"))
    seen = [run.see(docx.read(fixtures.report(60, n))) for n in range(plan.rounds + 1)]
    naive = [re.compile(rf"\b{re.escape(p)}\b", re.IGNORECASE) for p in phrases] + [re.compile(p, re.IGNORECASE) for p in patterns]

    def one_by_one(n: int) -> int:
        texts = [p.text for p in seen[n].document.paragraphs]
        return sum(1 for pattern in naive for text in texts for _ in pattern.finditer(text))

    def ours(n: int) -> int:
        report = seen[n].report
        assert report is not None
        return len(engine.run(held, Scene(report, run.on), Stage.SUBMISSION).findings)

    taken = interleaved({"naive": one_by_one, "ours": ours}, plan.rounds)
    note = f"{ours(0)} findings, {one_by_one(0)} matches"
    return _row(10, "200 rules over 60 pages, over `re` one by one", "times", (0.2, 0.05), ratio(taken["ours"], taken["naive"]), note)


def _rules(base: Ruleset, phrases: list[str], patterns: list[str]) -> Mapping[str, Rule]:
    like = next(r for r in base.rules.values() if r.check == "forbidden" and r.options["phrases"] == () and r.options["patterns"])
    plain = {**like.options, "looks": (), "styles": (), "numbers": (), "replace": {}, "controls": False, "comments": ()}
    make = partial(replace, like, unless=(), message="", fix="")
    made = [make(id=f"p{n:03}", options={**plain, "phrases": (p,), "patterns": ()}) for n, p in enumerate(phrases)]
    made += [make(id=f"q{n:03}", options={**plain, "patterns": (p,)}) for n, p in enumerate(patterns)]
    return {rule.id: rule for rule in made}


def machine() -> str:
    """What was measured on, and how busy it was."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"Python {sys.version.split()[0]}, lxml {etree.__version__}, {os.cpu_count()} processors{load}"

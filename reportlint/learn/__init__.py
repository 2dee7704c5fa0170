"""A ruleset learned from a council's blank template, or from reports that were written on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlint import formats, rulesets, sources, templates
from reportlint.errors import UnreadableDocument, UsageError
from reportlint.language.fold import fold
from reportlint.learn._known import Vocabulary, new_id
from reportlint.learn._merged import merged
from reportlint.learn._sketch import Sketch, sketch
from reportlint.learn._write import Writer
from reportlint.model import Document
from reportlint.report import Template

__all__ = ["BASES", "Learned", "learn"]

#: What a learned ruleset extends: the law first, then what holds for any Word file.
BASES = ("england", "accessibility", "plain-english")
_WORDS = ("name-columns", "date-columns", "word-limits", "word-ranges")


@dataclass(frozen=True, slots=True)
class Learned:
    """folder: where the ruleset stands. files: what was written, by path in it. doubts: what a person should look at."""

    folder: Path
    files: tuple[str, ...]
    doubts: tuple[str, ...]


def learn(
    paths: Sequence[str | Path],
    folder: str | Path,
    *,
    title: str = "",
    bases: Sequence[str] = BASES,
    force: bool = False,
    known: Iterable[Template] | None = None,
) -> Learned:
    """Write a ruleset for reports like these documents, load it, and look at the documents with it.

    title: the council's name. known: the templates whose parts give known titles their ids; all that come with the program,
    if none are given. force: write over files that are there.

    Raises UsageError if nothing can be learned or files are there already, UnreadableDocument for a document that cannot be read.
    """
    target = Path(folder)
    documents = [(Path(p).name, _read(Path(p))) for p in paths]
    words = {name: rulesets.load("core").lists.get(name, ()) for name in _WORDS}
    sketches = [sketch(name, document, words) for name, document in documents]
    empty = [s.name for s in sketches if len(s.parts) < 2]
    if empty:
        raise UsageError(f"No labels or headings were found in {', '.join(empty)}, so there is nothing to learn from it.")
    vocabulary = Vocabulary(known if known is not None else _bundled())
    name = new_id(target.resolve().name, set())
    if name != target.resolve().name:
        raise UsageError(f"A ruleset has the name of its folder, which must be small letters, digits and hyphens, such as '{name}'.")
    writer = Writer(name, title or name.replace("-", " ").title(), bases, merged(sketches), vocabulary)
    files = writer.files()
    _put(target, files, force)
    doubts = [*_opening(sketches), *writer.doubts, *_seen(target, f"{name}-report", documents)]
    return Learned(target, tuple(files), tuple(dict.fromkeys(doubts)))


def _bundled() -> list[Template]:
    return [t for name in rulesets.bundled() for t in rulesets.load(name).templates.values()]


def _read(path: Path) -> Document:
    try:
        return formats.read(sources.read(path), path.name)
    except UnreadableDocument as problem:
        raise UsageError(f"{path} could not be read. {problem}") from None


def _put(folder: Path, texts: Mapping[str, str], force: bool) -> None:
    """Write the files; none if one of them is there and may not be written over."""
    there = [name for name in texts if (folder / name).exists()]
    if there and not force:
        raise UsageError(f"{folder / there[0]} is there already; nothing was written. With --force it is written over.")
    try:
        for name, text in texts.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as problem:
        raise UsageError(f"{folder} could not be written: {problem.strerror}.") from None


def _opening(sketches: Sequence[Sketch]) -> list[str]:
    """What stood above the first label and could not be told to be anything."""
    lines = [f"'{text}' ({s.name})" for s in sketches for text in s.opening]
    return [f"These lines bear no label and were left out: {', '.join(lines)}."] if lines else []


def _seen(folder: Path, template: str, documents: Sequence[tuple[str, Document]]) -> list[str]:
    """What the learned template does not find again in the documents that it was learned from."""
    ruleset = rulesets.load(folder)
    doubts = []
    for name, document in documents:
        report = templates.see(document, ruleset.templates[template])
        lost = [p.title for p in (*report.fields, *report.absent) if not p.found and p.spec is not None and p.spec.required]
        if lost:
            doubts.append(f"In {name} the learned template does not find {', '.join(repr(t) for t in lost)} again.")
        odd = [s.title for s in report.sections if s.match != "exact" and fold(s.title)]
        if odd:
            doubts.append(f"In {name} it finds headings that it does not know: {', '.join(repr(t) for t in odd)}.")
    return doubts

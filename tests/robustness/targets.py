"""What is asked of each mutant: to be read, checked, written into or loaded, or to be refused in a sentence; nothing else ever."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from . import seeds
from .mutants import mutant
from .worker import Act

_ON = date(2025, 1, 14)
_RULES = Path(__file__).parents[2] / "rules"
_SUFFIX = {"markdown": "md"}


#: From the numbers of a mutant to whether it was taken.
Take = Callable[..., bool]

_KINDS = ("docx", "odt", "html", "pdf", "markdown")


def target(name: str) -> Act:
    """The function from a mutant's number to what became of it. Raises KeyError for a name that is none of NAMES."""
    take = taking(name)

    def act(number: str) -> tuple[str, str]:
        return ("done" if take(int(number)) else "refused"), ""

    return act


def taking(name: str) -> Take:
    """The function from the numbers of a mutant to whether it was taken (False: it was refused)."""
    return _TARGETS[name]()


def _seed(kind: str) -> bytes:
    made: bytes = getattr(seeds, kind)()
    return made


def _reader(kind: str) -> Take:
    from reportlint import formats
    from reportlint.errors import UnreadableDocument

    seed, name = _seed(kind), f"mutant.{_SUFFIX.get(kind, kind)}"

    def read(*numbers: int) -> bool:
        try:
            document = formats.read(mutant(seed, kind, *numbers), name)
        except UnreadableDocument as refusal:
            assert str(refusal)
            return False
        for ordinal, paragraph in enumerate(document.paragraphs, 1):
            assert paragraph.ordinal == ordinal
            assert all(0 <= m.start <= m.end <= len(paragraph.text) for m in paragraph.marks)
        for placed in (*document.links, *document.images, *document.comments, *document.revisions, *document.hidden):
            assert 0 <= placed.span.start <= placed.span.end <= len(document.paragraph(placed.span.paragraph).text)
        return True

    return read


def _checker(kind: str) -> Take:
    from reportlint import api

    run = api.prepared(api.Options(template="scrutiny-report", stage="submission", on=_ON))
    seed, name = _seed(kind), f"mutant.{_SUFFIX.get(kind, kind)}"

    def check(*numbers: int) -> bool:
        result = run.document((name, mutant(seed, kind, *numbers)))
        assert not result.faults, result.faults
        assert result.status != "pass", "the seed has an error, and no mutant may pass"
        return result.status == "fail"

    return check


def _writer(what: str) -> Take:
    from reportlint import api, formats
    from reportlint.errors import ReportlintError, UnreadableDocument
    from reportlint.word import annotate, fix

    run = api.prepared(api.Options(template="scrutiny-report", on=_ON))
    seed = _seed("docx")

    def write(*numbers: int) -> bool:
        data = mutant(seed, "docx", *numbers)
        try:
            before = formats.read(data, "mutant.docx")
        except UnreadableDocument:
            before = None
        try:
            if what == "annotate":
                after = annotate.annotate(data, lambda d: run.document(("mutant.docx", d)), _ON).data
            else:
                after = fix.fix(data, lambda d: run.document(("mutant.docx", d)), _ON, suggested=True).data
        except ReportlintError as refusal:
            assert str(refusal)
            return False
        read = formats.read(after, "mutant.docx")  # what was written can be read
        if what == "annotate" and before is not None:
            assert [p.text for p in read.paragraphs] == [p.text for p in before.paragraphs], "a comment changed the text"
        return True

    return write


def _loader() -> Take:
    from reportlint import rulesets
    from reportlint.errors import ReportlintError

    os.environ["REPORTLINT_CACHE"] = "off"
    held = sorted((_RULES / "core").glob("*.yaml"))
    shared = {p.name: p.read_bytes() for p in held if p.name in ("ruleset.yaml",)}
    rules = [p for p in held if p.name not in shared]
    folder = Path(tempfile.mkdtemp(prefix="mutants-")) / "core"  # a folder bears the name of its ruleset
    folder.mkdir()
    for name, data in shared.items():
        (folder / name).write_bytes(data)

    def load(*numbers: int) -> bool:
        chosen = rules[numbers[0] % len(rules)]
        path = folder / chosen.name
        path.write_bytes(mutant(chosen.read_bytes(), "rule", *numbers))
        try:
            rulesets.load(folder)
        except ReportlintError as refusal:
            assert str(refusal)
            return False
        finally:
            path.unlink()
        return True

    return load


#: By name, what makes the function of a target.
_TARGETS: dict[str, Callable[[], Take]] = {
    **{f"read-{kind}": partial(_reader, kind) for kind in _KINDS},
    **{f"check-{kind}": partial(_checker, kind) for kind in _KINDS},
    "annotate": partial(_writer, "annotate"),
    "fix": partial(_writer, "fix"),
    "rule": _loader,
}
NAMES = tuple(_TARGETS)

"""From documents and flags to one result, each document held to what is in force for it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from reportlint import api, limits, office, sources
from reportlint.cli import _paths
from reportlint.documents import Source
from reportlint.errors import UnreadableDocument, UsageError
from reportlint.findings import DocumentResult, Result, Stage
from reportlint.gate import Baseline, config
from reportlint.gate.config import InForce

#: What may differ from document to document, by the names of the settings.
_EACH = ("ruleset", "template", "stage", "select", "ignore", "waivers", "baseline", "limits")


def in_force(documents: Sequence[str], file: str | None, flags: Mapping[str, Any]) -> list[InForce]:
    """The settings of each document; standard input has those of the working folder."""
    config.forget()
    return [config.in_force(document, file, flags) for document in documents]


def agreed(name: str, all: Sequence[InForce]) -> Any:
    """The value of a setting that must be the same for every document of a run. Raises UsageError where it is not."""
    values = {settings[name].value: settings[name].origin or "the default" for settings in all}
    if len(values) > 1:
        said = ", ".join(f"{value} ({origin})" for value, origin in values.items())
        raise UsageError(f"These reports differ in '{name}': {said}. Check them apart, or say --{name}.")
    return next(iter(values))


def checked(
    documents: Sequence[str],
    settings: Sequence[InForce],
    on: date | None,
    progress: Callable[[str], None] | None = None,
    baseline: Baseline | None = None,
    jobs: int = 1,
    whole: bool = False,
    convert: bool = False,
) -> Result:
    """What is wrong in these documents, in their order.

    baseline: the one to use, whatever the settings say. jobs, whole: see `api.check`. convert: see `source`.
    """
    fail_on = agreed("fail-on", settings)
    groups: dict[tuple[Any, ...], list[int]] = {}
    for at, each in enumerate(settings):
        groups.setdefault(tuple(each[name].value for name in _EACH), []).append(at)
    found: dict[int, DocumentResult] = {}
    for values, members in groups.items():
        options: dict[str, Any] = dict(zip(_EACH, values, strict=True)) | ({"baseline": baseline} if baseline is not None else {})
        options["limits"] = limits.given(options["limits"])
        with limits.using(options["limits"]):
            given = [source(documents[at], convert) for at in members]
        result = api.check(given, on=on, fail_on=fail_on, progress=progress, jobs=jobs, guarded=True, whole=whole, **options)
        found.update(zip(members, result.documents, strict=True))
    stages = {document.stage for document in found.values()}
    # Of several stages the run is called by the last.
    latest = [stage for stage in Stage if stage in stages][-1]
    return Result(result.version, latest, result.on, tuple(found[at] for at in sorted(found)), result.fail_on)


def source(document: str, convert: bool = False) -> Source:
    """The document that a path names. convert: whether one that is not read is made a Word document first, if that can be.

    Raises UsageError where a conversion is needed and LibreOffice is not found.
    """
    given: Source = (document, stdin()) if document == _paths.STDIN else document
    if convert:
        with suppress(UnreadableDocument):
            name, data = given if isinstance(given, tuple) else (document, sources.read(document))
            if office.wanted(data):
                return office.converted(name, data)
    return given


def stdin() -> bytes:
    """All of standard input. Raises UnreadableDocument if it is larger than a file may be."""
    return sources.bounded(sys.stdin.buffer)

"""Waivers: recorded, reasoned permissions to let a finding stand in one document until a day.

A file of them stands beside the reports, where authors can write; who may give one is said by the ruleset, where they cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from reportlint.errors import UsageError
from reportlint.findings import Finding
from reportlint.gate import _globs
from reportlint.language.fold import fold
from reportlint.report import Report
from reportlint.rulesets import settings
from reportlint.rulesets.settings import Place, Problems, Settings, place_of

#: What the file is called where none is named.
NAME = "reportlint-waivers.yaml"

_TEXT = {"type": "string", "empty": False}
_DAY = {"type": "string", "regex": r"\d{4}-\d\d-\d\d", "meta": {"expected": "a date such as 2025-01-31"}}
_HASH = {"type": "string", "regex": r"[0-9a-fA-F]{64}", "meta": {"expected": "a SHA-256: 64 digits and letters a to f"}}
_NEEDED = {"required": True}
_WAIVER: Mapping[str, Any] = {
    "rule": _TEXT,
    "fingerprint": {"type": "string", "regex": r"[0-9a-f]{16}", "meta": {"expected": "a finding's fingerprint: 16 digits and letters"}},
    "document": {"type": "dict", "schema": {"path": _TEXT, "title": _TEXT, "sha256": _HASH}, "minlength": 1, **_NEEDED},
    "reason": {**_TEXT, **_NEEDED},
    "approved-by": {**_TEXT, **_NEEDED},
    "role": _TEXT,
    "approved-on": {**_DAY, **_NEEDED},
    "until": {**_DAY, **_NEEDED},
}
_SHAPE: Mapping[str, Any] = {"waivers": {"type": "list", "required": True, "schema": {"type": "dict", "schema": _WAIVER}}}
_RULE = re.compile(r"[a-z0-9-]+(?::[^*?\[\]]+)?")


@dataclass(frozen=True, slots=True)
class Waiver:
    """One waiver. rule: as a finding is named, `section-missing:legal`. What was not written is "".

    place: where it stands, `reportlint-waivers.yaml:3`.
    """

    rule: str
    fingerprint: str
    path: str
    title: str
    sha256: str
    reason: str
    approved_by: str
    role: str
    approved_on: date
    until: date
    place: str

    @property
    def name(self) -> str:
        return self.rule or f"the finding {self.fingerprint}"

    def covers(self, finding: Finding) -> bool:
        """Whether it is this finding that it is for."""
        return self.rule in ("", finding.name) and self.fingerprint in ("", finding.fingerprint)

    def record(self) -> dict[str, str]:
        """What outputs show beside a finding that it lets stand."""
        role = {"role": self.role} if self.role else {}
        said = {"reason": self.reason, "approved-by": self.approved_by, **role}
        return {**said, "approved-on": self.approved_on.isoformat(), "until": self.until.isoformat()}


@dataclass(frozen=True, slots=True)
class Waivers:
    """The waivers of a file. shown: what messages call it. folder: where it is, from which paths are counted."""

    shown: str = NAME
    folder: Path = Path()
    all: tuple[Waiver, ...] = field(default=())

    def concerning(self, path: str, sha256: str, report: Report) -> Iterator[Waiver]:
        """Those given for this document, or for another version of it."""
        inside = _globs.within(self.folder, path) if any(w.path for w in self.all) else path
        for waiver in self.all:
            if waiver.path and not _globs.matches(waiver.path, inside):
                continue
            if waiver.title and fold(waiver.title) not in _titles(report):
                continue
            if waiver.path or waiver.title or waiver.sha256 == sha256:
                yield waiver


def _titles(report: Report) -> set[str]:
    """What the document may be called: its title property, the title above its text, or what a cover field holds."""
    parts = [*report.fields, *([report.body_title] if report.body_title else [])]
    return {fold(t) for t in (report.document.properties.get("title", ""), *(report.text(p) for p in parts)) if t.strip()}


def load(source: str | Path | tuple[str, bytes]) -> Waivers:
    """The waivers that a file holds, or bytes under a name; paths in these are counted from the working folder.

    Raises UsageError if it cannot be read, SettingsError with every problem in it.
    """
    path, data = source if isinstance(source, tuple) else (source, _bytes(source))
    shown = Path(path).as_posix()
    tree = settings.read(data, shown)
    values = settings.typed(tree, _SHAPE, "this file")
    problems = Problems()
    made = [_waiver(values["waivers"][n], item, n, tree, problems) for n, item in enumerate(tree.groups("waivers"))]
    settings.refuse(problems)
    return Waivers(shown, Path(path).resolve().parent, tuple(w for w in made if w is not None))


def _bytes(path: str | Path) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as problem:
        raise UsageError(f"The waivers {path} could not be read: {problem.strerror}.") from None


def _waiver(given: Mapping[str, Any], item: Settings, number: int, tree: Settings, problems: Problems) -> Waiver | None:
    def place(*steps: object) -> Place:
        return place_of(tree, ("waivers", number, *steps))

    _refuse_broad(given, place, problems)
    days: dict[str, date] = {}
    for name in ("approved-on", "until"):
        try:
            days[name] = date.fromisoformat(given[name])
        except ValueError:
            problems.add(place(name), f"'{name}' is '{given[name]}', which is not a day. Expected a date such as 2025-01-31.")
    if len(days) < 2:
        return None
    if days["until"] < days["approved-on"]:
        problems.add(place("until"), "'until' is before 'approved-on'. Expected a later day.")
    document = given["document"]
    texts = {name: " ".join(given.get(name, "").split()) for name in ("rule", "fingerprint", "reason", "role")}
    return Waiver(
        path=document.get("path", ""), title=document.get("title", ""), sha256=document.get("sha256", "").lower(),
        approved_by=" ".join(given["approved-by"].split()), approved_on=days["approved-on"], until=days["until"],
        place=f"{item.place.path}:{item.place.line}", **texts,
    )  # fmt: skip


def _refuse_broad(given: Mapping[str, Any], place: Any, problems: Problems) -> None:
    """A waiver is for one thing in documents that somebody had in mind."""
    rule, path = given.get("rule"), given["document"].get("path")
    if rule is None and "fingerprint" not in given:
        problems.add(place(), "this waiver does not say what it lets stand. Expected 'rule: section-missing:legal' or 'fingerprint: …'.")
    if rule is not None and not _RULE.fullmatch(rule.strip()):
        wanted = "Expected one rule with its subject, such as section-missing:legal."
        problems.add(place("rule"), f"'{rule}' is too broad, or no rule. {wanted}")
    if path is not None and _globs.names_nothing(path):
        wanted = "Expected the path of one, or of a folder's, such as 'reports/*.docx'."
        problems.add(place("document", "path"), f"'{path}' means every document. {wanted}")

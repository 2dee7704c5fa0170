"""The baseline: findings of an old corpus that were known on a day, and may stand while new ones fail."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from reportlint.errors import SettingsError, UsageError
from reportlint.findings import Finding, Result
from reportlint.gate import _globs

SCHEMA = "reportlint/baseline/1"
_KEYS = ("path", "fingerprint", "finding", "since")


@dataclass(frozen=True, slots=True)
class Baseline:
    """Known findings. known: since when, by the document's path from `folder` and the fingerprint; names: what they are.

    grows_on: the day from which whatever is not known yet counts as known; None for never.
    """

    folder: Path
    known: Mapping[tuple[str, str], str]
    names: Mapping[tuple[str, str], str]
    grows_on: date | None = None

    def record(self, path: str, finding: Finding) -> dict[str, str] | None:
        """What outputs show beside a finding that was known; None if it is new."""
        since = self.known.get((_globs.within(self.folder, path), finding.fingerprint))
        if since is None and self.grows_on is not None:
            since = self.grows_on.isoformat()
        return None if since is None else {"kind": "baseline", "reason": "It was known when the baseline was drawn.", "since": since}

    def growing(self, on: date) -> Baseline:
        """The same, knowing everything that will be found from this day on."""
        return replace(self, grows_on=on)

    def after(self, result: Result) -> Baseline:
        """The baseline with, of the documents of this result, only the findings that it let stand in them."""
        checked = {_globs.within(self.folder, d.path) for d in result.documents}
        stands = {
            (_globs.within(self.folder, d.path), f.fingerprint): (f.waiver["since"], f.name)
            for d in result.documents
            for f in d.findings
            if f.waiver is not None and f.waiver.get("kind") == "baseline"
        }
        others = {key: (since, self.names[key]) for key, since in self.known.items() if key[0] not in checked}
        whole = dict(sorted({**others, **stands}.items()))
        return replace(self, known={k: since for k, (since, _) in whole.items()}, names={k: name for k, (_, name) in whole.items()})


def empty(path: str | Path) -> Baseline:
    """A baseline that knows nothing, to be kept at this path."""
    return Baseline(Path(path).resolve().parent, {}, {})


def render(baseline: Baseline) -> str:
    """The file: an entry a line, by document."""
    entries = [
        json.dumps({"path": path, "fingerprint": fingerprint, "finding": baseline.names[path, fingerprint], "since": since})
        for (path, fingerprint), since in baseline.known.items()
    ]
    listed = ",\n".join(f"    {entry}" for entry in entries)
    inside = f"[\n{listed}\n  ]" if entries else "[]"
    return f'{{\n  "schema": "{SCHEMA}",\n  "findings": {inside}\n}}\n'


def load(source: str | Path | tuple[str, bytes]) -> Baseline:
    """The baseline that a file holds, or bytes under a name; paths in these are counted from the working folder.

    Raises UsageError if it cannot be read, SettingsError if it is no baseline.
    """
    path = source[0] if isinstance(source, tuple) else source
    try:
        text = (source[1] if isinstance(source, tuple) else Path(source).read_bytes()).decode("utf-8-sig")
        whole = json.loads(text)
    except OSError as problem:
        raise UsageError(f"The baseline {path} could not be read: {problem.strerror}.") from None
    except json.JSONDecodeError as problem:
        raise SettingsError([f"{path}:{problem.lineno}:{problem.colno}: this is not JSON: {problem.msg}."]) from None
    except (ValueError, RecursionError):
        raise SettingsError([f"{path}:1:1: this is not JSON in UTF-8."]) from None
    if not isinstance(whole, dict) or whole.get("schema") != SCHEMA or not isinstance(whole.get("findings"), list):
        raise SettingsError([f"{path}:1:1: this is not a baseline. Expected a file that 'reportlint baseline update' wrote."])
    entries = list(_entries(whole["findings"], text, path))
    known = {(e["path"], e["fingerprint"]): e["since"] for e in entries}
    return Baseline(Path(path).resolve().parent, known, {(e["path"], e["fingerprint"]): e["finding"] for e in entries})


def _entries(given: list[Any], text: str, path: str | Path) -> Iterable[dict[str, str]]:
    for number, entry in enumerate(given, 1):
        right = isinstance(entry, dict) and sorted(entry) == sorted(_KEYS) and all(isinstance(v, str) for v in entry.values())
        if not right or not _is_day(entry["since"]):
            line = _line(text, number)
            raise SettingsError([f"{path}:{line}:1: entry {number} is not as it should be. Expected texts for {', '.join(_KEYS)}."])
        yield entry


def _line(text: str, number: int) -> int:
    """The line on which an entry begins, as `render` writes them: an entry a line after the first two."""
    return min(number + 3, text.count("\n") + 1)


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False

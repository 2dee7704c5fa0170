"""Rulesets kept after they were loaded once, since reading YAML takes far longer than checking a report.

One JSON file a ruleset, in the user's cache folder. It holds what the ruleset was made from and by: when a byte of the rule
files, this program or Python has changed, it does not count. Nothing depends on it: whatever fails, the files are read again.

The bundled rulesets come compiled with an installed package, in `compiled` within it; each counts while its YAML files hold the
same bytes as when the package was built.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from reportlint.errors import RulesetError
from reportlint.findings import Severity, Stage
from reportlint.report import ApprovalsSpec, Filed, ItemsSpec, PaperSpec, Recognition, Spec, Template, Term
from reportlint.rulesets._layers import HEAD, TEMPLATES, Home, Layer, available, digest, read, rules_folder
from reportlint.rulesets.rule import Deadline, Example, Rule, Ruleset, When
from reportlint.selectors import parse
from reportlint.templates.recognise import Sign, Signs

#: Where the code stands that decides what a ruleset comes to.
_CODE = ("checks", "rulesets", "language", "templates", "selectors.py", "report.py")
#: What the file of signs is called by, which no ruleset is.
_SIGNS = "/signs"
#: The same among those that come with the package.
_SHIPPED_SIGNS = "signs"
#: Whatever may be wrong with a file that was kept or is to be.
_UNUSABLE = (OSError, RuntimeError, ValueError, LookupError, TypeError, AttributeError, RulesetError)


def get(home: Home) -> Ruleset | None:
    """The ruleset as it was kept, None if it was not or if anything has changed since."""
    return _shipped(home) or _own(home)


def ship(folder: Path, rulesets: Iterable[tuple[Ruleset, tuple[Layer, ...]]], signs: Iterable[tuple[str, Signs]]) -> None:
    """Write the bundled rulesets, and what their templates are told by, to a folder that comes with the package."""
    for ruleset, layers in rulesets:
        _write(folder / f"{ruleset.name}.json", {"by": _maker(), "layers": [x.name for x in layers], "ruleset": asdict(ruleset)})
    _write(folder / f"{_SHIPPED_SIGNS}.json", {"by": _maker(), "sha256": _digest(available()), "signs": list(signs)})


def _shipped(home: Home) -> Ruleset | None:
    if home != _home(home.name):
        return None
    try:
        kept = json.loads(_compiled(home.name).read_bytes())
        if kept["by"] != _maker() or _digest(kept["layers"]) != kept["ruleset"]["sha256"]:
            return None
        return _ruleset(kept["ruleset"])
    except _UNUSABLE:
        return None


def _shipped_signs() -> tuple[tuple[str, Signs], ...] | None:
    try:
        kept = json.loads(_compiled(_SHIPPED_SIGNS).read_bytes())
        if kept["by"] != _maker() or kept["sha256"] != _digest(available()):
            return None
        return tuple((name, _signs(_tuples(signs))) for name, signs in kept["signs"])
    except _UNUSABLE:
        return None


def _compiled(name: str) -> Path:
    return Path(__file__).parents[1] / "compiled" / f"{name}.json"


def _home(name: str) -> Home:
    return Home(rules_folder() / name, f"rules/{name}")


def _digest(names: Iterable[str]) -> str:
    return digest(tuple(read(_home(name)) for name in names))


def _own(home: Home) -> Ruleset | None:
    try:
        kept = json.loads(_file(home).read_bytes())
        homes = [Home(rules_folder() / folder, shown) for folder, shown in kept["layers"]]
        if kept["stamp"] != _stamp() or any((rules_folder() / p / HEAD).is_file() for p in kept["absent"]):
            return None
        if kept["state"] != _state(h.folder for h in homes) and digest(tuple(map(read, homes))) != kept["ruleset"]["sha256"]:
            return None
        return _ruleset(kept["ruleset"])
    except _UNUSABLE:
        return None


def put(home: Home, ruleset: Ruleset, layers: Iterable[Layer], absent: Iterable[Path]) -> None:
    """Keep a ruleset, if that can be done.

    absent: where bases of it were looked for in vain; if one comes to be there, the ruleset is another.
    """
    layers = tuple(layers)
    try:
        kept = {
            "stamp": _stamp(),
            "layers": [[_placed(layer.home.folder), layer.home.shown] for layer in layers],
            "absent": [_placed(p) for p in absent],
            "state": _state((layer.home.folder for layer in layers), layers),
            "ruleset": asdict(ruleset),
        }
        _write(_file(home), kept)
    except _UNUSABLE:
        return


def kept_signs() -> tuple[tuple[str, Signs], ...] | None:
    """What the templates of the bundled rulesets are told by, as it was kept; None if it was not or if anything has changed."""
    return _shipped_signs() or _own_signs()


def _own_signs() -> tuple[tuple[str, Signs], ...] | None:
    try:
        kept = json.loads(_file(Home(rules_folder(), _SIGNS)).read_bytes())
        if kept["stamp"] != _stamp() or kept["state"] != _state(_bundled_folders()):
            return None
        return tuple((name, _signs(_tuples(signs))) for name, signs in kept["signs"])
    except _UNUSABLE:
        return None


def keep_signs(signs: Iterable[tuple[str, Signs]]) -> None:
    """Keep what the templates of the bundled rulesets are told by, if that can be done."""
    try:
        kept = {"stamp": _stamp(), "state": _state(_bundled_folders()), "signs": list(signs)}
        _write(_file(Home(rules_folder(), _SIGNS)), kept)
    except _UNUSABLE:
        return


def _signs(kept: tuple[Any, ...]) -> Signs:
    return Signs._make((*kept[:-1], tuple(map(Sign._make, kept[-1]))))


def _bundled_folders() -> list[Path]:
    return [rules_folder() / name for name in available()]


def _placed(folder: Path) -> str:
    """Where a folder is, from that of the bundled rulesets if it is in there: a single-file program unpacks it elsewhere each time."""
    bundled = rules_folder()
    return str(folder.relative_to(bundled) if folder.is_relative_to(bundled) else folder)


def _frozen() -> bool:
    """Whether this is a program that carries Python, its code and its rulesets in itself."""
    return bool(getattr(sys, "frozen", False))


def _state(folders: Iterable[Path], read: Iterable[Layer] = ()) -> str:
    """What changes when a file in these folders is written, added or taken away: names, sizes and times.

    read: the files as they were read; if one is no longer so, "", which is no state at all.
    """
    made, sizes = sha256(), {}
    for folder in folders:
        timeless = _frozen() and folder.is_relative_to(rules_folder())
        for within in (folder, folder / TEMPLATES):
            for entry in sorted(os.scandir(within), key=lambda e: e.name) if within.is_dir() else ():
                if entry.name.endswith((".yaml", ".yml")):
                    state = entry.stat()
                    sizes[entry.path] = state.st_size
                    times = () if timeless else (state.st_mtime_ns, state.st_ctime_ns)
                    made.update(f"{_placed(Path(entry.path))}\0{state.st_size}\0{times}\0".encode())
    return made.hexdigest() if all(sizes.get(str(x.home.folder / name)) == len(data) for x in read for name, data in x.files) else ""


def _write(path: Path, kept: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    for left in path.parent.glob(f"{path.stem}.*"):
        if left != path:
            left.unlink(missing_ok=True)  # of a run that was stopped; one that is not does without
    # Written beside and renamed: two runs at once cannot spoil it.
    beside = path.with_suffix(f".{os.getpid()}")
    beside.write_text(json.dumps(kept, default=_written), "utf-8")
    beside.replace(path)


def _file(home: Home) -> Path:
    """The file for a ruleset. Raises OSError if none is to be kept."""
    if os.environ.get("REPORTLINT_CACHE", "").lower() == "off":
        raise FileNotFoundError
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    name = sha256(f"{_placed(home.folder)}\0{home.shown}".encode()).hexdigest()
    return Path(base) / "reportlint" / f"{name}.json"


@cache
def _stamp() -> str:
    """What changes when this program or Python does."""
    made = sha256(f"{_version()}\0{sys.version}".encode())
    for file in _code():
        state = file.stat()
        made.update(f"{file.name}\0{state.st_size}\0{state.st_mtime_ns}\0".encode())
    return made.hexdigest()


@cache
def _maker() -> str:
    """What changes when this program does, wherever it is installed and whenever it was."""
    made = sha256(_version().encode())
    for file in _code():
        made.update(f"{file.name}\0{file.stat().st_size}\0".encode())
    return made.hexdigest()


def _version() -> str:
    # Importing the package itself from here would be a circle.
    return str(getattr(sys.modules["reportlint"], "__version__", ""))


def _code() -> Iterator[Path]:
    package = Path(__file__).parents[1]
    for name in [sys.executable] if _frozen() else _CODE:
        path = package / name
        yield from sorted(path.glob("*.py")) if path.is_dir() else [path]


def _written(value: object) -> object:
    """What JSON does not know, as something that it does."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    return dict(value) if isinstance(value, Mapping) else str(value)


def _tuples(value: Any) -> Any:
    """JSON's lists as tuples again, at any depth."""
    if isinstance(value, list):
        return tuple(_tuples(v) for v in value)
    return {name: _tuples(v) for name, v in value.items()} if isinstance(value, dict) else value


def _ruleset(kept: dict[str, Any]) -> Ruleset:
    rules = {id: _rule(rule) for id, rule in kept.pop("rules").items()}
    templates = {name: _template(template) for name, template in kept.pop("templates").items()}
    deadlines = tuple(Deadline(**d) for d in kept.pop("deadlines"))
    return Ruleset(rules=rules, templates=templates, deadlines=deadlines, **_tuples(kept))


def _rule(kept: dict[str, Any]) -> Rule:
    when = _tuples(kept.pop("when"))
    when["stages"] = tuple(Stage(s) for s in when["stages"])
    when["term"] = _term(when["term"])
    severity = {Stage(stage): Severity(word) for stage, word in kept.pop("severity").items()}
    examples = tuple(_example(e) for e in kept.pop("examples"))
    del kept["target"]
    return Rule(target=parse(kept["phrase"]), when=When(**when), severity=severity, examples=examples, **_tuples(kept))


def _example(kept: dict[str, Any]) -> Example:
    on, stage = kept.pop("on"), kept.pop("stage")
    return Example(on=date.fromisoformat(on) if on else None, stage=Stage(stage) if stage else None, **kept)


def _template(kept: dict[str, Any]) -> Template:
    approvals = kept.pop("approvals")
    parts: dict[str, Any] = {name: _specs(kept.pop(name)) for name in ("fields", "sections", "statements")}
    if approvals is not None:
        rows = _specs(approvals.pop("rows"))
        approvals = ApprovalsSpec(rows=rows, **_tuples(approvals))
    items = kept.pop("items")
    if items is not None:
        items = ItemsSpec(known=_specs(items.pop("known")), **_tuples(items))
    parts["papers"] = tuple(PaperSpec(**_tuples(p)) for p in kept.pop("papers"))
    parts["filed_under"] = {role: Filed(**_tuples(f)) for role, f in kept.pop("filed_under").items()}
    recognition = Recognition(**_tuples(kept.pop("recognition")))
    return Template(approvals=approvals, items=items, recognition=recognition, **parts, **_tuples(kept))


def _specs(kept: list[dict[str, Any]]) -> tuple[Spec, ...]:
    return tuple(_spec(spec) for spec in kept)


def _spec(kept: dict[str, Any]) -> Spec:
    terms = {title: _term(term) for title, term in kept.pop("title_terms").items()}
    own: dict[str, Any] = {"tags": frozenset(kept.pop("tags")), "term": _term(kept.pop("term")), "fields": _specs(kept.pop("fields"))}
    return Spec(title_terms=terms, **own, **_tuples(kept))


def _term(kept: dict[str, str | None]) -> Term:
    since, until = kept["since"], kept["until"]
    return Term(date.fromisoformat(since) if since else None, date.fromisoformat(until) if until else None)

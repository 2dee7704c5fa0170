"""The folders that a ruleset is made from, and what stands in them."""

from __future__ import annotations

import hashlib
import os
import posixpath
from dataclasses import dataclass
from pathlib import Path

from reportlint.errors import RulesetError

HEAD = "ruleset.yaml"
TEMPLATES = "templates"
#: The group of entry points by which packages offer rulesets: `town = "reportlint_town"` is reportlint_town/town.
GROUP = "reportlint.rulesets"


@dataclass(frozen=True, slots=True)
class Home:
    """A ruleset's folder. shown: how messages call it."""

    folder: Path
    shown: str

    @property
    def name(self) -> str:
        return self.folder.name


@dataclass(frozen=True, slots=True)
class Layer:
    """A folder's files: names within it, with `/`, sorted."""

    home: Home
    files: tuple[tuple[str, bytes], ...]

    @property
    def name(self) -> str:
        return self.home.name

    def shown(self, file: str) -> str:
        """What messages call one of the files."""
        return f"{self.home.shown}/{file}"


def rules_folder() -> Path:
    """The folder of the rulesets that come with the program: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "rules"
    return inside if inside.is_dir() else package.parent / "rules"


def available() -> tuple[str, ...]:
    """The names of all rulesets that come with the program."""
    return tuple(sorted(p.parent.name for p in rules_folder().glob(f"*/{HEAD}")))


def bundled() -> tuple[str, ...]:
    """The names of those that have templates of their own."""
    return tuple(n for n in available() if any((rules_folder() / n / TEMPLATES).glob("*.yaml")))


def home(name_or_folder: str | Path) -> Home | None:
    """Where a ruleset is: one that comes with the program, else a folder, else in an installed package; None if nowhere."""
    if isinstance(name_or_folder, str) and (own := _own(name_or_folder)):
        return own
    folder = Path(name_or_folder)
    if (folder / HEAD).is_file():
        return Home(folder.resolve(), folder.as_posix())
    return installed().get(str(name_or_folder))


def installed() -> dict[str, Home]:
    """The rulesets that installed packages offer, by name.

    Slow to find out, so asked only when nothing else has the name. Nothing of the packages is run.
    """
    from importlib.metadata import entry_points
    from importlib.util import find_spec

    found: dict[str, Home] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        try:
            spec = find_spec(point.module)
        except (ImportError, ValueError):
            continue
        for place in spec.submodule_search_locations or () if spec else ():
            if (Path(place) / point.name / HEAD).is_file():
                found.setdefault(point.name, Home((Path(place) / point.name).resolve(), f"{point.module}/{point.name}"))
    return found


def _own(name: str) -> Home | None:
    plain = name not in ("", ".", "..") and not {"/", "\\"} & set(name)
    folder = rules_folder() / name
    return Home(folder, f"rules/{name}") if plain and (folder / HEAD).is_file() else None


def base(name: str, of: Home) -> tuple[Home | None, Path]:
    """Where a ruleset that another one extends is, and the folder in which it was looked for first.

    `name` is a path from the ruleset that extends it, the name of a folder beside it, of one that comes with the program or
    of one in an installed package. A ruleset may have the name of the one that it extends.
    """
    step = name if "/" in name or name.startswith(".") else f"../{name}"
    near = (of.folder / step).resolve()
    if near != of.folder and (near / HEAD).is_file():
        return Home(near, posixpath.normpath(f"{of.shown}/{step}")), near
    own = _own(name) or installed().get(name)
    return (own if own and own.folder != of.folder else None), near


def read(where: Home) -> Layer:
    """The files of a ruleset: its own, its rules and its templates.

    Raises RulesetError if one cannot be read.
    """
    found: list[tuple[str, bytes]] = []
    for within in ("", f"{TEMPLATES}/"):
        # Not pathlib: this is done before every check, for a hundred files.
        folder = os.path.join(where.folder, within)
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
            path = os.path.join(folder, name)
            if name.startswith(".") or not name.endswith((".yaml", ".yml")) or not os.path.isfile(path):
                continue
            try:
                with open(path, "rb") as file:
                    found.append((within + name, file.read()))
            except OSError as error:
                raise RulesetError([f"{where.shown}/{within}{name}:1:1: the file cannot be read: {error.strerror}."]) from None
    return Layer(where, tuple(found))


def digest(layers: tuple[Layer, ...]) -> str:
    """The SHA-256 of every byte of every file, and of where each begins."""
    made = hashlib.sha256()
    for layer in layers:
        for name, data in layer.files:
            made.update(f"{layer.name}/{name}\0{len(data)}\0".encode())
            made.update(data)
    return made.hexdigest()

"""An attack: files, a command, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

#: What puts an attack's files into the folder in which its command runs.
Make = Callable[[Path], None]
#: Bytes, or what makes them when the attack is run.
Data = bytes | Callable[[], bytes]

MIB = 1024 * 1024
CHECK = ("check", "attack.docx", "--format", "json")
INSPECT = ("inspect", "attack.docx", "--format", "json")


@dataclass(frozen=True)
class Attack:
    """make: what lays out its files. command: what is run, without the program's name.

    status: the exit status. says: what the output must hold, and never: what it must not. seconds, memory: of computing, and
    MiB beyond what the program itself takes.
    """

    name: str
    make: Make
    command: tuple[str, ...]
    status: int
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    seconds: float = 2.0
    memory: int = 400

    @property
    def expected(self) -> str:
        return self.says[0] if self.says else f"not {self.never[0]!r}" if self.never else "read"


def files(contents: Mapping[str, Data]) -> Make:
    """Lays out these files."""

    def make(folder: Path) -> None:
        for name, data in contents.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data if isinstance(data, bytes) else data())

    return make


def refused(name: str, data: Data, says: str, *, file: str = "attack.docx", limits: tuple[str, ...] = ()) -> Attack:
    """A document that must not be judged: the finding is document-unreadable, with this in its sentence."""
    options = [word for limit in limits for word in ("--limit", limit)]
    return Attack(name, files({file: data}), ("check", file, "--format", "json", *options), 2, (says, '"document-unreadable"'))


def read(name: str, data: Data, *says: str, never: tuple[str, ...] = (), file: str = "attack.docx") -> Attack:
    """A document that is read safely: `inspect` shows this of it."""
    return Attack(name, files({file: data}), ("inspect", file, "--format", "json"), 0, says, never)


def judged(name: str, data: Data, *says: str, never: tuple[str, ...] = (), status: int = 1, file: str = "attack.docx") -> Attack:
    """A document that is read and judged by all the rules of a template, in good time: `check` says this of it."""
    command = ("check", file, "--format", "json", "--ruleset", "rotherham", "--template", "scrutiny-report", "--stage", "submission")
    return Attack(name, files({file: data}), command, status, says, never)

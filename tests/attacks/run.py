"""Runs attacks, each in a process of its own with bounds on its memory, and tells what came of them."""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.attacks.attack import MIB, Attack

_PATIENCE = 60
_EXAMPLE = str(Path(__file__).parents[2] / "examples" / "clean-report.docx")


@dataclass(frozen=True)
class Outcome:
    """What came of an attack: its exit status, its output, the seconds it computed and the MiB it held at most."""

    attack: Attack
    status: int
    output: str
    seconds: float
    memory: int

    @property
    def problems(self) -> list[str]:
        """Why the attack did not come to what it must; none if it did."""
        wanted, said = self.attack, self.output
        found = [f"exit status {self.status}, not {wanted.status}"] if self.status != wanted.status else []
        found += [f"does not say {words!r}" for words in wanted.says if words not in said]
        found += [f"says {words!r}" for words in wanted.never if words in said]
        found += ["shows a traceback"] if "Traceback (most" in said else []
        found += [f"took {self.seconds:.1f} s"] if self.seconds > wanted.seconds else []
        found += [f"took {self.memory} MiB"] if self.memory > wanted.memory else []
        return found


def outcomes(attacks: list[Attack]) -> Iterator[Outcome]:
    """The outcome of each attack, in order. The program is loaded once, and forked for each."""
    _warm()
    for attack in attacks:
        with tempfile.TemporaryDirectory() as folder:
            yield _tried(attack, Path(folder))


def _warm() -> None:
    """Load the program, its rules and its outputs, as its first documents do."""
    from click.testing import CliRunner

    from reportlint.cli import main

    run = CliRunner().invoke
    run(main, ["explain", "no-rule"])
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "warm.md").write_bytes(b"# A report")
        for document in (_EXAMPLE, str(Path(folder) / "warm.md")):
            for command in ("check", "inspect"):
                held = ("--ruleset", "rotherham", "--template", "scrutiny-report")
                run(main, [command, document, "--format", "json", *(held if command == "check" else ())])


def _tried(attack: Attack, folder: Path) -> Outcome:
    work, out = folder / "work", folder / "out"
    work.mkdir()
    attack.make(work)
    held = _held()
    child = os.fork()
    if not child:
        _run(attack, work, out, held)
    _, status, usage = os.wait4(child, 0)
    output = out.read_bytes().decode("utf-8", "replace") if out.exists() else ""
    _restore(work)
    seconds = usage.ru_utime + usage.ru_stime
    return Outcome(attack, os.waitstatus_to_exitcode(status), output, seconds, max(0, usage.ru_maxrss // 1024 - _resident()))


def _run(attack: Attack, work: Path, out: Path, held: int) -> None:
    """Run the command in this process, and end it."""
    status = 99
    try:
        os.chdir(work)
        handle = os.open(out, os.O_WRONLY | os.O_CREAT)
        for stream in (1, 2):
            os.dup2(handle, stream)
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        os.environ["NO_COLOR"] = "1"
        most = held + (attack.memory + 400) * MIB
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CPU, (_PATIENCE, _PATIENCE))
        from reportlint.cli import main

        main(list(attack.command))
    except SystemExit as ended:
        status = int(ended.code or 0)
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _held() -> int:
    """The address space of this process."""
    with open("/proc/self/statm", encoding="ascii") as status:
        return int(status.read().split()[0]) * resource.getpagesize()


def _resident() -> int:
    with open("/proc/self/statm", encoding="ascii") as status:
        return int(status.read().split()[1]) * resource.getpagesize() // MIB


def _restore(work: Path) -> None:
    """Make folders writable again, so that they can be removed."""
    for folder, _, _ in os.walk(work):
        os.chmod(folder, 0o700)

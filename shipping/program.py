"""Builds reportlint as a program for people without Python, and tries it: `python shipping/program.py`.

The program is built in a virtual environment of its own from this checkout, with the extra `pdf`. It runs on the system that
it is built on, and on the like of it. `--measure` builds it in each of the ways there are and prints their sizes and times.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAME = "reportlint"
EXTRAS = "pdf"
_SUFFIX = ".exe" if os.name == "nt" else ""
_ROUNDS = 5
#: What multiprocessing starts must not take itself for the program.
_ENTRY = "from multiprocessing import freeze_support\nfreeze_support()\nfrom reportlint.cli import main\nmain(prog_name='reportlint')\n"

Build = Callable[[Path, Path], Path]


def run(*command: str | Path, folder: Path | None = None, status: int = 0) -> str:
    """What a command says on both streams. Raises SystemExit if it ends with another status."""
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(c) for c in command], cwd=folder, env={**plain, "PYTHONUTF8": "1"}, capture_output=True, encoding="utf-8", errors="replace"
    )
    said = done.stdout + done.stderr
    if done.returncode != status:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {done.returncode}, not {status}:\n{said[-4000:]}")
    return said


def environment(folder: Path, *more: str) -> Path:
    """The Python of a new virtual environment that holds this checkout and `more`."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / f"python{_SUFFIX}"
    run(python, "-m", "pip", "install", "--quiet", f"{ROOT}[{EXTRAS}]", *more)
    return python


def _pyinstaller(kind: str, work: Path, out: Path) -> None:
    python = environment(work / "env", "pyinstaller>=6,<7")
    entry = work / "entry.py"
    entry.write_text(_ENTRY, encoding="utf-8")
    options = ("--noconfirm", "--clean", "--log-level", "ERROR", "--name", NAME, "--workpath", work / "build", "--specpath", work)
    collected = ("--collect-submodules", NAME, "--collect-data", NAME, "--hidden-import", "holidays.countries.united_kingdom")
    run(python, "-m", "PyInstaller", kind, *options, *collected, "--distpath", out, entry, folder=work)


def one_file(work: Path, out: Path) -> Path:
    """One file that unpacks itself each time it is started."""
    _pyinstaller("--onefile", work, out)
    return out / f"{NAME}{_SUFFIX}"


def one_folder(work: Path, out: Path) -> Path:
    """A folder with the program and all it needs, which starts sooner."""
    _pyinstaller("--onedir", work, out)
    return out / NAME / f"{NAME}{_SUFFIX}"


def shiv(work: Path, out: Path) -> Path:
    """A zipapp: needs Python, and unpacks itself into the user's folder the first time."""
    made = out / f"{NAME}.shiv.pyz"
    python = environment(work / "env", "shiv>=1,<2")
    run(python, "-m", "shiv", "--compressed", "-p", sys.executable, "-c", NAME, "-o", made, f"{ROOT}[{EXTRAS}]")
    return made


def pex(work: Path, out: Path) -> Path:
    """A zipapp: needs Python, and unpacks itself into the user's folder the first time."""
    made = out / f"{NAME}.pex"
    python = environment(work / "env", "pex>=2")
    run(python, "-m", "pex", f"{ROOT}[{EXTRAS}]", "-c", NAME, "-o", made)
    return made


KINDS: dict[str, Build] = {"one-file": one_file, "one-folder": one_folder, "shiv": shiv, "pex": pex}


def smoke(program: Path) -> None:
    """Try the program on the examples. Raises SystemExit if anything is not as it should be."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name in ("clean-report.docx", "draft-report.docx", "draft-report.md"):
            shutil.copy(ROOT / "examples" / name, folder)
        _holds("reportlint, version", run(program, "--version", folder=folder))
        run(program, "check", "clean-report.docx", "--stage", "submission", folder=folder)
        _holds("[weekday-mismatch]", run(program, "check", "draft-report.docx", folder=folder, status=1))
        _holds("3 reports", run(program, "check", ".", "--jobs", "2", folder=folder, status=1))
        run(program, "annotate", "draft-report.docx", "-o", "reviewed.docx", folder=folder)
        run(program, "fix", "draft-report.md", "-o", "fixed.md", folder=folder)
        run(program, "new", "--template", "scrutiny-report", "-o", "blank.docx", folder=folder)
        _holds("2026", run(program, "deadlines", "--meeting", "2026-03-10", folder=folder))
        _holds("weekday", run(program, "explain", "weekday-mismatch", folder=folder))
        for written in ("reviewed.docx", "fixed.md", "blank.docx"):
            if not (folder / written).stat().st_size:
                raise SystemExit(f"{written} is empty")


def _holds(words: str, said: str) -> None:
    if words not in said:
        raise SystemExit(f"{words!r} was not said:\n{said[-4000:]}")


def size(program: Path, kind: str) -> float:
    """How many megabytes there are to hand on."""
    files = [f for f in program.parent.rglob("*") if f.is_file() and not f.is_symlink()] if kind == "one-folder" else [program]
    return sum(f.stat().st_size for f in files) / 1e6


def seconds(*command: str | Path) -> tuple[float, float]:
    """How long a command takes the first time, and at best afterwards."""
    took = []
    for _ in range(_ROUNDS + 1):
        start = time.perf_counter()
        run(*command)
        took.append(time.perf_counter() - start)
    return took[0], min(took[1:])


def build(kind: str, out: Path) -> Path:
    """The program, built in this way into `out` and tried."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        program = KINDS[kind](Path(work), out.resolve())
    smoke(program)
    return program


def measure(out: Path) -> None:
    """Print what each way comes to, as the table in docs/install.md."""
    print("| way | needs Python | size, MB | first start, s | `--version`, s | check of one report, s |")
    print("|---|---|---|---|---|---|", flush=True)
    for kind in KINDS:
        program = build(kind, out / kind)
        first, version = seconds(program, "--version")
        _, check = seconds(program, "check", ROOT / "examples" / "clean-report.docx")
        needs = "yes" if kind in ("shiv", "pex") else "no"
        print(f"| {kind} | {needs} | {size(program, kind):.0f} | {first:.2f} | {version:.2f} | {check:.2f} |", flush=True)


def main() -> None:
    """Build, or build all and measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kind", choices=KINDS, default="one-file", help="the way of building it")
    parser.add_argument("--measure", action="store_true", help="build it in every way and print sizes and times")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "dist", help="the folder to put it in")
    chosen = parser.parse_args()
    if chosen.measure:
        with tempfile.TemporaryDirectory() as made:
            measure(Path(made))
    else:
        print(build(chosen.kind, chosen.output))


if __name__ == "__main__":
    main()

"""What the tests of the command line work with: a folder with two reports, and a way to run commands in it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from click.testing import Result

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"

Run = Callable[..., Result]


@dataclass(frozen=True)
class Desk:
    """A folder with a clean report and a draft in it, in which commands are run."""

    folder: Path
    clean: Path
    draft: Path


def environment(**more: str) -> dict[str, str]:
    """The environment for another Python that imports the package from this checkout."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]), "PYTHONUTF8": "1", **more}


def python(code: str, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """What another Python makes of this code."""
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment(**more), timeout=60)

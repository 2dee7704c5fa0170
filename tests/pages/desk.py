"""A folder with everything that the pages speak of, where `reportlint` is this checkout's."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.pages.blocks import ROOT

EXAMPLES = ROOT / "examples"

#: What the pages call their files, and the example that each is.
FILES = {
    "draft.docx": "draft-report.docx", "draft.md": "draft-report.md", "report.docx": "clean-report.docx",
    "reports/clean.docx": "clean-report.docx",
    "reports/draft.docx": "draft-report.docx", "papers/draft.docx": "draft-report.docx", "cabinet/depot.docx": "cabinet-report.docx",
    "pack.docx": "pack/agenda-pack.docx", "template.dotx": "salford/clean-report.docx", "march.docx": "york/clean-report.docx",
    "may.docx": "york/clean-report.docx", "july.docx": "york/clean-report.docx",
}  # fmt: skip


def program(path: Path, script: str) -> None:
    """A program of this name, as a script of the shell."""
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


class Desk:
    """A folder of somebody who works with reportlint. programs: where their programs lie."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.programs, self.code = folder, folder / ".programs", ROOT
        self.programs.mkdir(parents=True)
        program(self.programs / "reportlint", f'exec "{sys.executable}" -m reportlint "$@"')
        program(self.programs / "python", f'exec "{sys.executable}" "$@"')

    def put(self, name: str, example: str) -> None:
        """Lays an example there, by another name."""
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(EXAMPLES / example, self.folder / name)

    def furnish(self) -> None:
        """Lays everything there that pages speak of."""
        for name, example in FILES.items():
            self.put(name, example)
        with zipfile.ZipFile(self.folder / "old-reports.zip", "w") as archive:
            archive.write(EXAMPLES / "cabinet-report.docx", "2023/report.docx")
        shutil.copytree(EXAMPLES, self.folder / "examples")
        text = (EXAMPLES / "clean-report.md").read_text(encoding="utf-8")
        without_advice = text[: text.index("7. Legal Advice")] + text[text.index("8. Human Resources") :]
        (self.folder / "cabinet" / "depot.md").write_text(without_advice, encoding="utf-8")

    def check_out(self) -> None:
        """Makes the folder a copy of the project, which from now on is what runs."""
        for name in ("reportlint", "rules", "examples"):
            shutil.copytree(ROOT / name, self.folder / name, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
        self.code = self.folder

    def runs(self, *command: str, **more: str) -> tuple[int, str]:
        """The exit status of a command and what it said."""
        path = f"{self.programs}{os.pathsep}{os.environ['PATH']}"
        found = {"PATH": path, "PYTHONPATH": str(self.code), "PYTHONUTF8": "1", "COLUMNS": "80"}
        done = subprocess.run(
            command, cwd=self.folder, env={**os.environ, **found, **more}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", timeout=240,
        )  # fmt: skip
        return done.returncode, done.stdout

    def shell(self, script: str, **more: str) -> tuple[int, str]:
        """The exit status of a script of the shell and what it said, with what changes from run to run taken out."""
        ended, said = self.runs("sh", "-c", script, **more)
        return ended, re.sub(re.escape(str(self.folder)), "…", said)

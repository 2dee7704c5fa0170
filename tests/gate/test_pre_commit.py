"""The hooks of this checkout, run by the real pre-commit in a repository that holds a good and a bad report."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import bench
import docx
import pytest

EXAMPLES = bench.ROOT / "examples"
#: What the hooks' environment is built from.
BUILT_FROM = (".pre-commit-hooks.yaml", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "reportlint", "rules")
#: What pip says where there is no network.
AWAY = re.compile("NewConnectionError|Failed to establish a new connection|No matching distribution found|Max retries exceeded")
CONFIG = """\
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: reportlint
      - id: reportlint-gate
        stages: [manual]
"""


@dataclass(frozen=True)
class Repository:
    """A repository of reports with the hooks installed, and the environment in which commands run in it."""

    folder: Path
    environment: dict[str, str]

    def runs(self, *command: str) -> tuple[int, str]:
        """The exit status of a command and what it said."""
        done = subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True, encoding="utf-8", timeout=300)
        return done.returncode, done.stdout + done.stderr

    def hook(self, *arguments: str) -> tuple[int, str]:
        return self.runs(sys.executable, "-m", "pre_commit", "run", "--color", "never", *arguments)


def _git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, env=_environment(folder), check=True, capture_output=True, text=True)
    return done.stdout.strip()


def _environment(folder: Path) -> dict[str, str]:
    """Where nobody's own settings of git count, and what pre-commit keeps is thrown away with the folder."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") and name != "PYTHONPATH"}
    who = {f"GIT_{role}_{what}": f"{what.lower()}@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PRE_COMMIT_HOME": str(folder.parent / "kept")}
    return {**plain, **who, **settings, "PYTHONUTF8": "1"}


def _checkout(folder: Path) -> str:
    """A repository of what this checkout holds at the moment, committed or not; gives the revision."""
    for name in BUILT_FROM:
        if (bench.ROOT / name).is_dir():
            shutil.copytree(bench.ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(bench.ROOT / name, folder / name)
    _git(folder, "init", "--quiet")
    _git(folder, "add", ".")
    _git(folder, "commit", "--quiet", "--message", "as it is")
    return _git(folder, "rev-parse", "HEAD")


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    base = tmp_path_factory.mktemp("pre-commit")
    checkout, papers = base / "reportlint", base / "papers"
    checkout.mkdir()
    papers.mkdir()
    config = CONFIG.format(repository=checkout.as_posix(), revision=_checkout(checkout))
    (papers / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    _git(papers, "init", "--quiet")
    made = Repository(papers, _environment(papers))
    exit_code, said = made.runs(sys.executable, "-m", "pre_commit", "install", "--install-hooks")
    if exit_code and AWAY.search(said) and os.environ.get("CI", "").lower() in ("", "0", "false"):
        pytest.skip("pip reaches no package registry here")
    assert exit_code == 0, said
    return made


def _unfinished(path: Path) -> None:
    """The good report with words that a draft may hold and no report that is handed in."""
    document = docx.Document(str(EXAMPLES / "clean-report.docx"))
    document.paragraphs[-1].insert_paragraph_before("TBC")
    document.save(str(path))


@pytest.mark.skipif(shutil.which("git") is None and "CI" not in os.environ, reason="there is no git here")
def test_the_hooks_hold_back_what_is_not_ready(repository: Repository) -> None:
    papers = repository.folder
    shutil.copy(EXAMPLES / "clean-report.docx", papers / "Good report.DOCX")
    (papers / "~$Good report.docx").write_bytes(b"kept by Word while a report is open")
    (papers / "notes.md").write_text("TBC\n", encoding="utf-8")
    assert repository.runs("git", "add", ".")[0] == 0
    exit_code, said = repository.runs("git", "commit", "--message", "the good one")
    assert exit_code == 0, said
    assert re.search(r"^reportlint\.+Passed$", said, re.MULTILINE)

    shutil.copy(EXAMPLES / "draft-report.docx", papers / "bad.docx")
    assert repository.runs("git", "add", ".")[0] == 0
    exit_code, said = repository.runs("git", "commit", "--message", "the bad one")
    assert exit_code == 1
    assert "[weekday-mismatch]" in said
    assert "Not ready as a draft" in said
    assert repository.runs("git", "log", "--format=%s")[1].split("\n")[:2] == ["the good one", ""]

    gate = ("reportlint-gate", "--hook-stage", "manual", "--files")
    exit_code, said = repository.hook(*gate, "Good report.DOCX", "bad.docx")
    assert exit_code == 1
    assert "2 reports: 1 ready for submission, 1 not ready." in said
    _unfinished(papers / "unfinished.docx")
    assert repository.hook("reportlint", "--files", "unfinished.docx")[0] == 0
    exit_code, said = repository.hook(*gate, "unfinished.docx")
    assert exit_code == 1
    assert "Not ready for submission" in said

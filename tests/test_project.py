"""The project as a whole: clean code, layers that hold, a package that carries its rules, and documents that are true."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import reportlint

ROOT = Path(__file__).parents[1]


def _run(*command: str | Path, cwd: Path = ROOT) -> str:
    done = subprocess.run([str(c) for c in command], cwd=cwd, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def test_ruff_is_content() -> None:
    _run(sys.executable, "-m", "ruff", "check", "--quiet", ".")


def test_mypy_is_content() -> None:
    _run(sys.executable, "-m", "mypy")


def test_the_layers_hold() -> None:
    shown = _run(Path(sys.executable).parent / "lint-imports", "--no-cache")
    assert "0 broken" in shown


def _texts(path: Path) -> list[tuple[int, str]]:
    """The texts in a module's code with their lines, docstrings apart."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    statements = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and n not in statements]
    return [(node.lineno, str(node.value)) for node in texts]


def test_council_words_are_no_code() -> None:
    words = re.compile(r"rotherham|borough|cabinet|councillor|scrutiny|monitoring officer|section 151|forward plan", re.IGNORECASE)
    for path in sorted((ROOT / "reportlint").rglob("*.py")):
        for line, text in _texts(path):
            assert not words.search(text), f"{path.relative_to(ROOT)}:{line}: {text}"


def test_files_and_functions_are_short() -> None:
    for path in sorted((ROOT / "reportlint").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 350, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 50, f"{path}:{node.lineno}"


def test_the_changelog_knows_the_version() -> None:
    assert f"## [{reportlint.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def _requirements() -> list[Requirement]:
    """All that is needed, to run and for each extra."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    extras = (d for extra in project["optional-dependencies"].values() for d in extra)
    return [Requirement(d) for d in (*project["dependencies"], *extras)]


def test_every_dependency_is_accounted_for() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    for requirement in _requirements():
        assert f"| {requirement.name.lower()} |" in page, f"docs/dependencies.md says nothing of {requirement.name}"


def test_every_dependency_has_an_upper_bound_that_is_tested() -> None:
    """The lock file's versions lie within the bounds, and so does what these tests run with."""
    lines = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8").splitlines()
    locked = {canonicalize_name(m[1]): m[2] for line in lines if (m := re.match(r"([\w.-]+)(?:\[.*\])?==([\w.]+)", line))}
    for requirement in _requirements():
        assert any(bound.operator in ("<", "<=", "==") for bound in requirement.specifier), requirement
        assert requirement.specifier.contains(locked[canonicalize_name(requirement.name)], prereleases=True), requirement
        with suppress(PackageNotFoundError):
            assert requirement.specifier.contains(version(requirement.name), prereleases=True), requirement


def test_links_between_documents_lead_somewhere() -> None:
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"

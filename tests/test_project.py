"""The project as a whole: clean code, layers that hold, a package that carries its rules, and documents that are true."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

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


def test_every_dependency_is_accounted_for() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    needed = [*project["dependencies"], *(d for extra in project["optional-dependencies"].values() for d in extra)]
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    for requirement in needed:
        name = re.split(r"[\s\[<>=!~;]", requirement, maxsplit=1)[0].lower()
        assert f"| {name} |" in page, f"docs/dependencies.md says nothing of {name}"


def test_links_between_documents_lead_somewhere() -> None:
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"

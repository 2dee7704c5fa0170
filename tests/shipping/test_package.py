"""What is handed to a package registry: it is whole, holds nothing else, and works where nothing of this checkout is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: What pip says where there is no network.
AWAY = re.compile("NewConnectionError|Failed to establish a new connection|No matching distribution found|Max retries exceeded")
#: What a checkout may hold that is nobody else's business.
LITTER = re.compile(r"(^|/)(__pycache__|\.venv|\.git|\.[a-z_]+_cache|\.hypothesis|dist|build)(/|$)|\.pyc$")


def _run(*command: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment = {**plain, "PYTHONUTF8": "1", "REPORTLINT_CACHE": "off"}
    return subprocess.run([str(c) for c in command], cwd=cwd, env=environment, capture_output=True, encoding="utf-8", timeout=280)


def _said(*command: str | Path, cwd: Path = ROOT) -> str:
    done = _run(*command, cwd=cwd)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the source archive and the wheel that is built from it, not from the checkout."""
    folder = tmp_path_factory.mktemp("built")
    _said(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT)
    return folder


@pytest.fixture
def wheel(built: Path) -> Path:
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture
def source(built: Path) -> Path:
    (found,) = built.glob("*.tar.gz")
    return found


def _files(folder: Path) -> set[str]:
    names = {path.relative_to(ROOT).as_posix() for path in folder.rglob("*") if path.is_file()}
    return {name for name in names if not LITTER.search(name)}


@pytest.mark.xdist_group("package")
def test_the_archives_are_as_a_registry_wants_them(wheel: Path, source: Path) -> None:
    assert _said(sys.executable, "-m", "twine", "--no-color", "check", "--strict", wheel, source).count("PASSED") == 2
    assert "OK" in _said(Path(sys.executable).parent / "check-wheel-contents", wheel)


@pytest.mark.xdist_group("package")
def test_the_wheel_holds_the_program_its_rules_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    wanted = _files(ROOT / "reportlint") | {f"reportlint/{name}" for name in _files(ROOT / "rules")}
    assert {"reportlint/audit/views.sql", "reportlint/rules/core/ruleset.yaml", "reportlint/web/pages/templates/base.html"} <= wanted
    compiled = {path.parent.name for path in (ROOT / "rules").glob("*/ruleset.yaml")} | {"signs"}
    wanted |= {f"reportlint/compiled/{name}.json" for name in compiled}
    assert wanted == {name for name in names if ".dist-info/" not in name}


#: Runs the program where neither YAML nor Cerberus can be imported.
_WITHOUT_YAML = """
import sys
sys.modules["yaml"] = sys.modules["cerberus"] = None
from reportlint.cli import main
main(sys.argv[1:])
"""


@pytest.mark.xdist_group("package")
def test_the_first_check_reads_no_yaml_unless_a_rule_file_was_changed(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    check = ("check", ROOT / "examples" / "draft-report.docx", "--select", "weekday-mismatch")
    first = _run(sys.executable, "-c", _WITHOUT_YAML, *check, cwd=tmp_path)
    assert (first.returncode, "[weekday-mismatch]" in first.stdout, first.stderr) == (0, True, "")
    (rule,) = (tmp_path / "reportlint" / "rules").glob("*/weekday-mismatch.yaml")
    rule.write_text(re.sub(r"(?m)^message:.*(\n .*)*", "message: Quite another sentence.", rule.read_text("utf-8")), "utf-8")
    assert "Quite another sentence." in _run(sys.executable, "-m", "reportlint", *check, cwd=tmp_path).stdout


@pytest.mark.xdist_group("package")
def test_the_wheel_works_where_nothing_else_is(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    programs = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    done = _run(programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel, cwd=tmp_path)
    if done.returncode and AWAY.search(done.stderr) and os.environ.get("CI", "").lower() in ("", "0", "false"):
        pytest.skip("pip reaches no package registry here")
    assert done.returncode == 0, done.stderr
    for name in ("clean-report.docx", "draft-report.docx"):
        (tmp_path / name).write_bytes((ROOT / "examples" / name).read_bytes())
    assert _run(programs / "reportlint", "check", "clean-report.docx", "--stage", "submission", cwd=tmp_path).returncode == 0
    bad = _run(programs / "reportlint", "check", "draft-report.docx", cwd=tmp_path)
    assert (bad.returncode, "[weekday-mismatch]" in bad.stdout) == (1, True)
    # Whatever is not among the dependencies comes with an extra, and the program says which.
    served = _run(programs / "reportlint", "serve", cwd=tmp_path)
    assert (served.returncode, "pip install 'reportlint[web]'" in served.stderr) == (2, True)
    _said(programs / "reportlint", "new", "--template", "scrutiny-report", "-o", "blank.docx", cwd=tmp_path)


@pytest.mark.xdist_group("package")
def test_the_source_archive_can_be_tested(source: Path, tmp_path: Path) -> None:
    with tarfile.open(source) as archive:
        archive.extractall(tmp_path, filter="data")
    (folder,) = tmp_path.iterdir()
    held = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for name in ("reportlint", "rules", "tests", "examples", "docs", "shipping"):
        assert _files(ROOT / name) <= held
    assert {"README.md", "CHANGELOG.md", "LICENSE", "SECURITY.md", "pyproject.toml", ".pre-commit-hooks.yaml"} <= held
    assert not [name for name in held if LITTER.search(name)]
    # A part of them, for time's sake: all files are there, as was seen above.
    _said(sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", "tests/cli", cwd=folder)

"""Packs that several tests look at, each checked once."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import pytest

from reportlint import packs
from reportlint.agenda.result import PackResult
from reportlint.api import Options

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "examples" / "pack"
FOUNDING = ROOT.parent / "shared" / "pack" / "founding-pack.md"


def checked(text: str | bytes, name: str = "pack.md", **options: object) -> PackResult:
    """The result for a pack whose text or bytes these are."""
    data = text.encode() if isinstance(text, str) else text
    return packs.check_pack([(name, data)], name, Options(**{"stage": "submission", **options}))  # type: ignore[arg-type]


def print_pdfs(files: Sequence[Path], folder: Path, **settings: str) -> None:
    """LibreOffice prints Word files as PDFs into a folder. settings: of its filter, "true" and "false" as switches."""
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
        pytest.skip("LibreOffice is not installed")
    told = {k: {"type": "boolean" if v in ("true", "false") else "string", "value": v} for k, v in settings.items()}
    command = [program, f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", f"pdf:writer_pdf_Export:{json.dumps(told, separators=(',', ':'))}", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=240)


def rules(found: PackResult) -> set[str]:
    return {f.rule for _, f in found.findings}


@pytest.fixture(scope="session")
def clean() -> str:
    return (PACK / "clean-agenda-pack.md").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def make_pack() -> ModuleType:
    spec = importlib.util.spec_from_file_location("examples_make_pack", ROOT / "examples" / "make_pack.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, spec.name, module)
        patch.setattr(sys, "path", [str(ROOT / "examples"), *sys.path])
        spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def founding() -> PackResult:
    if not FOUNDING.is_file():
        pytest.skip("the founding pack is not here")
    return checked(FOUNDING.read_bytes())


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the invented packs as PDFs, tagged in "true" and untagged in "false"."""
    folder = tmp_path_factory.mktemp("packs")
    for tagged in ("true", "false"):
        print_pdfs(sorted(PACK.glob("*.docx")), folder / tagged, UseTaggedPDF=tagged)
    return folder


@pytest.fixture
def check() -> Callable[..., PackResult]:
    return checked

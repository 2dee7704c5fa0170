"""Packs that several tests look at, each checked once."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
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


@pytest.fixture
def check() -> Callable[..., PackResult]:
    return checked

"""Rulesets that installed packages offer by an entry point."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reportlint import rulesets
from reportlint.errors import UsageError


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package with two rulesets, as pip leaves it behind; importing it would fail."""
    site = tmp_path / "site"
    for name, base in (("town", "core"), ("village", "town")):
        folder = site / "town_rules" / name
        folder.mkdir(parents=True)
        (folder / "ruleset.yaml").write_text(f"name: {name}\ntitle: {name.title()}\nextends: [{base}]\n")
    (site / "town_rules" / "__init__.py").write_text("raise RuntimeError('imported')\n")
    info = site / "town_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: town-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[reportlint.rulesets]\ntown = town_rules\nvillage = town_rules\ngone = no_such_package\ncore = town_rules\n"
    )
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.setenv("REPORTLINT_CACHE", "off")
    return site


def test_a_ruleset_of_a_package_is_found_by_its_name(installed: Path) -> None:
    assert rulesets.load("town").layers == ("core", "town")
    assert list(rulesets.installed()) == ["town", "village"]


def test_a_ruleset_of_a_package_may_be_extended(installed: Path, tmp_path: Path) -> None:
    assert rulesets.load("village").layers == ("core", "town", "village")
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "ruleset.yaml").write_text("name: mine\ntitle: Mine\nextends: [village]\n")
    assert rulesets.load(mine).layers == ("core", "town", "village", "mine")


def test_a_bundled_ruleset_and_a_folder_come_first(installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rulesets.load("core").title != "Core"
    (tmp_path / "town").mkdir()
    (tmp_path / "town" / "ruleset.yaml").write_text("name: town\ntitle: Mine\n")
    monkeypatch.chdir(tmp_path)
    assert rulesets.load("town").title == "Mine"


def test_a_package_without_the_ruleset_offers_none(installed: Path) -> None:
    with pytest.raises(UsageError, match="There is no ruleset 'gone'"):
        rulesets.load("gone")


def test_nobody_looks_for_packages_while_a_bundled_ruleset_is_asked_for() -> None:
    code = "import sys, reportlint.rulesets as r; r.load('core'); r.load('core'); print('importlib.metadata' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"

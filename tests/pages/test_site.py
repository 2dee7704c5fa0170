"""The site builds without a warning and without a network, and what is made from code is fresh."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from reportlint import check
from tests.pages import commands
from tests.pages.blocks import ROOT, pages


def test_the_site_builds_without_a_warning_and_fetches_nothing(tmp_path: Path) -> None:
    # A proxy that is not there: whatever asked the network would fail.
    options = ("-q", "-W", "--keep-going", "-d", str(tmp_path / "trees"))
    command = [sys.executable, "-m", "sphinx", *options, str(ROOT / "docs"), str(tmp_path / "site")]
    around = {"PYTHONPATH": str(ROOT), "https_proxy": "http://127.0.0.1:9", "http_proxy": "http://127.0.0.1:9", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, env=around, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    fetched = re.compile(r"""<(?:script|img|iframe)[^>]+src=["'](?:https?:)?//|<link[^>]+stylesheet[^>]+href=["'](?:https?:)?//""")
    built = sorted((tmp_path / "site").rglob("*.html"))
    assert len(built) > len(pages())
    assert [page.name for page in built if fetched.search(page.read_text(encoding="utf-8"))] == []


def test_every_page_is_in_the_contents() -> None:
    contents = (ROOT / "docs" / "index.md").read_text(encoding="utf-8").split(":glob:")[0].split()
    names = {page.removeprefix("docs/").removesuffix(".md") for page in pages() if page.startswith("docs/")}
    assert sorted(names - set(contents) - {"index"}) == []


def test_the_page_about_the_commands_is_fresh() -> None:
    """`python -m tests.pages.commands` makes it so."""
    assert commands.PAGE.read_text(encoding="utf-8") == commands.page()


def test_the_pages_pass_the_rules_about_plain_english() -> None:
    """As a report would at publication: remarks on long sentences do not hold it back."""
    house = ROOT / "tests" / "pages" / "house"
    files = [ROOT / page for page in pages()]
    result = check(
        files, ruleset=house, template="page", stage="publication", select=["plain-english", "sentence-length"], fail_on="warning"
    )
    said = [f"{d.path}: {f.message} {f.location.quote}" for d in result.documents for f in d.findings if f.severity != "info"]
    assert said == [] and result.exit_code == 0

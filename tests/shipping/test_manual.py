"""The manual page and the shells' completion know every command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reportlint import discover

ROOT = Path(__file__).parents[2]


def test_the_manual_page_tells_of_every_command(tmp_path: Path) -> None:
    target = tmp_path / "reportlint.1"
    subprocess.run([sys.executable, ROOT / "shipping" / "manual.py", "-o", target], check=True, capture_output=True, timeout=120)
    text = target.read_text(encoding="utf-8")
    assert text.startswith(".TH REPORTLINT 1")
    for name in discover.names("reportlint.cli"):
        assert f"\n.SS reportlint {name}" in text
    assert "\\fB\\-\\-stage" in text
    # A line that begins with a dot is a request; only those that are meant may.
    assert {line.split()[0] for line in text.splitlines() if line.startswith((".", "'"))} <= {
        ".TH", ".SH", ".SS", ".TP", ".PP", ".B", ".nf", ".fi"
    }  # fmt: skip


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    code = "from reportlint.cli import main; main(prog_name='reportlint')"
    words = {"COMP_WORDS": "reportlint ann", "COMP_CWORD": "ann" if shell == "fish" else "1"}
    found = {**os.environ, "PYTHONPATH": str(ROOT), "_REPORTLINT_COMPLETE": f"{shell}_complete", **words}
    done = subprocess.run([sys.executable, "-c", code], env=found, capture_output=True, text=True, timeout=60)
    assert "annotate" in done.stdout
    assert "check" not in done.stdout.split()
